from __future__ import annotations

import re
from pathlib import Path

import pytest

from permit_ocr.api import key_file
from permit_ocr.api.credentials import Keyring, create_key, list_keys, revoke_key
from permit_ocr.api.key_file import CredentialsError, KeyPair


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "credentials.json"


def test_a_created_pair_looks_like_the_vendors_and_signs(path: Path) -> None:
    pair = create_key(path)
    assert re.fullmatch(r"AKID[A-Za-z0-9]{32}", pair.secret_id)
    assert re.fullmatch(r"[A-Za-z0-9]{32}", pair.secret_key)
    assert Keyring.load(path).secrets(pair.secret_id) == (pair.secret_key,)


def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    create_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_may_read_or_write_is_refused(path: Path, mode: int) -> None:
    create_key(path)
    path.chmod(mode)
    with pytest.raises(CredentialsError, match="chmod 600"):
        Keyring.load(path)


def test_keys_are_listed_without_secrets_and_revoked(path: Path) -> None:
    first, second = create_key(path), create_key(path)
    assert list(list_keys(path).items()) == [(first.secret_id, 1), (second.secret_id, 1)]
    revoke_key(path, first.secret_id)
    assert list_keys(path) == {second.secret_id: 1}
    assert Keyring.load(path).secrets(first.secret_id) == ()


def test_a_key_is_exchanged_without_an_outage(path: Path) -> None:
    old = create_key(path)
    new = create_key(path, old.secret_id)
    assert Keyring.load(path).secrets(old.secret_id) == (old.secret_key, new.secret_key)
    assert list_keys(path) == {old.secret_id: 2}
    with pytest.raises(CredentialsError, match="more than 2"):
        create_key(path, old.secret_id)
    revoke_key(path, old.secret_id, keep_newest=True)
    assert Keyring.load(path).secrets(old.secret_id) == (new.secret_key,)


def test_an_unknown_id_is_not_revoked_nor_given_another_key(path: Path) -> None:
    with pytest.raises(CredentialsError):
        revoke_key(path, "AKIDunknown")
    with pytest.raises(CredentialsError):
        create_key(path, "AKIDunknown")
    assert not path.exists()


def test_inline_pairs_need_no_file(path: Path) -> None:
    keyring = Keyring.load(path, " a:1, b:2,a:3 ,")
    assert (keyring.secrets("a"), keyring.secrets("b"), len(keyring)) == (("1", "3"), ("2",), 3)
    assert not path.exists()


@pytest.mark.parametrize("inline", ["secret", ":secret", "id:", "a:1,topsecret"])
def test_malformed_inline_pairs_are_refused_without_being_shown(path: Path, inline: str) -> None:
    with pytest.raises(CredentialsError) as caught:
        Keyring.load(path, inline)
    assert "secret" not in str(caught.value).replace("SecretId", "").replace("SecretKey", "")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"credentials": [{}]}', '{"credentials": 1}'])
def test_a_damaged_file_is_refused_by_name(path: Path, content: str) -> None:
    create_key(path)
    path.write_text(content)
    with pytest.raises(CredentialsError, match=re.escape(str(path))):
        Keyring.load(path)


def test_a_failed_write_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = create_key(path)
    monkeypatch.setattr(key_file.os, "fsync", _disk_full)
    with pytest.raises(CredentialsError, match="No space left"):
        create_key(path)
    assert list_keys(path) == {pair.secret_id: 1}
    assert sorted(file.name for file in path.parent.iterdir()) == [".credentials.json.lock", path.name]


def _disk_full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_pair_does_not_show_its_secret() -> None:
    assert "topsecret" not in repr(KeyPair("a", "topsecret"))
