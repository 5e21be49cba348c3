from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from permit_ocr.api.authentication import ACTIVE_KEYS
from permit_ocr.api.credentials import create_key, list_keys, revoke_key
from permit_ocr.api.key_file import CredentialsError, KeyPair
from permit_ocr.api.live_keyring import LiveKeyring


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "credentials.json"


@pytest.fixture
def pair(path: Path) -> KeyPair:
    return create_key(path)


def test_pairs_come_and_go_without_a_restart(path: Path) -> None:
    keyring = LiveKeyring(path, "inline:key")
    first = create_key(path)
    assert keyring.secrets(first.secret_id) == (first.secret_key,)
    second = create_key(path, first.secret_id)
    assert keyring.secrets(first.secret_id) == (first.secret_key, second.secret_key)
    revoke_key(path, first.secret_id, keep_newest=True)
    assert keyring.secrets(first.secret_id) == (second.secret_key,)
    revoke_key(path, first.secret_id)
    assert keyring.secrets(first.secret_id) == ()
    assert keyring.secrets("inline") == ("key",)


def test_a_file_edited_in_place_is_noticed(path: Path, pair: KeyPair) -> None:
    keyring = LiveKeyring(path)
    path.write_text(path.read_text().replace(pair.secret_key, "k" * 32))
    os.utime(path, ns=(0, 0))
    assert keyring.secrets(pair.secret_id) == ("k" * 32,)


def test_a_removed_file_has_no_pairs(path: Path, pair: KeyPair) -> None:
    keyring = LiveKeyring(path)
    path.unlink()
    assert (keyring.secrets(pair.secret_id), len(keyring)) == ((), 0)


@pytest.mark.parametrize("broken", ["", '{"credentials": [{"Secret', '{"credentials": [{"SecretId": "topsecret"}]}'])
def test_a_broken_file_changes_nothing_and_is_logged_once(path: Path, pair: KeyPair, broken: str, logs: list) -> None:
    keyring, good = LiveKeyring(path), path.read_text()
    path.write_text(broken)
    for _ in range(10):
        assert keyring.secrets(pair.secret_id) == (pair.secret_key,)
    (entry,) = logs
    assert (entry["event"], entry["pairs_kept"]) == ("credentials not reloaded", 1)
    assert "topsecret" not in str(entry)
    path.write_text(good.replace(pair.secret_id, "AKIDnew"))
    assert keyring.secrets(pair.secret_id) == ()
    assert keyring.secrets("AKIDnew") == (pair.secret_key,)


def test_too_many_keys_for_one_id_change_nothing(path: Path, pair: KeyPair) -> None:
    keyring = LiveKeyring(path)
    entries = json.loads(path.read_text())["credentials"]
    path.write_text(json.dumps({"credentials": entries * (ACTIVE_KEYS + 1)}))
    assert keyring.secrets(pair.secret_id) == (pair.secret_key,)


def test_a_file_that_was_opened_to_others_is_not_believed(path: Path, pair: KeyPair, logs: list) -> None:
    keyring = LiveKeyring(path)
    path.write_text(path.read_text().replace(pair.secret_key, "forged"))
    path.chmod(0o666)
    assert keyring.secrets(pair.secret_id) == (pair.secret_key,)
    assert "chmod 600" in logs[0]["reason"]
    path.chmod(0o600)
    assert keyring.secrets(pair.secret_id) == ("forged",)


def test_a_bad_file_at_the_start_is_an_error(path: Path, pair: KeyPair) -> None:
    path.chmod(0o644)
    with pytest.raises(CredentialsError):
        LiveKeyring(path)


def test_an_unchanged_file_is_not_read_again(path: Path, pair: KeyPair, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = LiveKeyring(path)
    monkeypatch.setattr("permit_ocr.api.live_keyring.Keyring.load", None)
    assert keyring.secrets(pair.secret_id) == (pair.secret_key,)


def test_pairs_that_are_made_at_the_same_time_are_all_kept(path: Path) -> None:
    with ThreadPoolExecutor(16) as people:
        pairs = list(people.map(lambda _: create_key(path), range(64)))
    assert set(list_keys(path)) == {pair.secret_id for pair in pairs}


def test_two_who_rotate_at_the_same_time_do_not_make_three_keys(path: Path, pair: KeyPair) -> None:
    def rotate(_: int) -> bool:
        try:
            create_key(path, pair.secret_id)
        except CredentialsError:
            return False
        return True

    with ThreadPoolExecutor(8) as people:
        assert list(people.map(rotate, range(8))).count(True) == 1
    assert list_keys(path) == {pair.secret_id: 2}
