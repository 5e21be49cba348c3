"""Commands that programs read."""

from __future__ import annotations

import json

import pytest

from permit_ocr.version import installed_version
from tests.commands.conftest import Run


def test_keys_as_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("keys", "create", "--json") == 0
    pair = json.loads(capsys.readouterr().out)
    assert run("keys", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [{"SecretId": pair["SecretId"], "keys": 1}]


def test_models_as_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "list", "--json") == 0
    models = {model["name"]: model for model in json.loads(capsys.readouterr().out)}
    assert models["permit-locator"] == {
        "name": "permit-locator", "task": "location", "package": None, "licence": "Apache-2.0", "genuine": True,
    }  # fmt: skip


def test_the_version_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"permit-ocr {installed_version()}\n"


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete -o"), ("zsh", "#compdef"), ("fish", "complete --command")]
)
def test_shells_complete_the_commands(
    shell: str, word: str, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, f"/bin/{shell}"))
    assert run("--show-completion") == 0
    script = capsys.readouterr().out
    assert "_PERMIT_OCR_COMPLETE" in script
    assert word in script
