from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from permit_ocr.settings import PREFIX, Settings, SettingsError, load_settings, variable_names


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in tuple(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def test_defaults() -> None:
    settings = load_settings()
    assert (settings.server.host, settings.server.port) == ("127.0.0.1", 8080)
    assert settings.server.workers >= 1
    assert settings.limits.base64_characters == 7_340_032


def test_nested_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERMIT_OCR_SERVER__PORT", "9000")
    monkeypatch.setenv("PERMIT_OCR_CREDENTIALS", "id:key,id2:key2")
    monkeypatch.setenv("PERMIT_OCR_MODELS__DIR", "/srv/models")
    settings = load_settings()
    assert settings.server.port == 9000
    assert settings.credentials.get_secret_value() == "id:key,id2:key2"
    assert settings.models.dir == Path("/srv/models")
    assert "key2" not in repr(settings)


def test_overrides_win_over_the_environment_and_keep_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERMIT_OCR_SERVER__PORT", "9000")
    monkeypatch.setenv("PERMIT_OCR_SERVER__HOST", "0.0.0.0")
    settings = load_settings({"server": {"port": 9001}})
    assert (settings.server.host, settings.server.port) == ("0.0.0.0", 9001)


@pytest.mark.parametrize(("name", "meant"), [
    ("PERMIT_OCR_SERVER__PROT", "PERMIT_OCR_SERVER__PORT"),
    ("PERMIT_OCR_SERVER_PORT", "PERMIT_OCR_SERVER__PORT"),
    ("PERMIT_OCR_SEVER__WORKERS", "PERMIT_OCR_SERVER__WORKERS"),
    ("PERMIT_OCR_CREDENTIAL", "PERMIT_OCR_CREDENTIALS"),
    ("permit_ocr_limits__pixel", "PERMIT_OCR_LIMITS__PIXELS"),
])  # fmt: skip
def test_a_misspelt_setting_is_refused_by_name(name: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(SettingsError, match=re.escape(f"{name} is not a setting; did you mean {meant}?")):
        load_settings()


@pytest.mark.parametrize(("name", "value"), [
    ("PERMIT_OCR_SERVER__PORT", "eighty-eighty"),
    ("PERMIT_OCR_SERVER__WORKERS", "-17"),
    ("PERMIT_OCR_LOG__FORMAT", "xml-format"),
    ("PERMIT_OCR_SERVER", "not-json"),
    ("PERMIT_OCR_TRACING__ENDPOINT", "collector:4318"),
])  # fmt: skip
def test_a_bad_value_is_refused_by_name_and_not_shown(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert name.removeprefix(PREFIX).lower() in str(caught.value).removeprefix(PREFIX).lower()
    assert value not in str(caught.value)


def test_a_value_of_no_possible_type_is_refused_by_the_name_of_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERMIT_OCR_WARNINGS__GLARE", "2")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    named = re.findall(r"PERMIT_OCR_[^:]+", str(caught.value))
    assert set(named) == {"PERMIT_OCR_WARNINGS__GLARE"}


@pytest.mark.parametrize("name", ["PERMIT_OCR_SERVER__HOST", "PERMIT_OCR_METRICS__HOST"])
def test_an_empty_address_does_not_open_the_service_to_everybody(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_an_unknown_override_is_refused() -> None:
    overrides: dict[str, Any] = {"server": {"prot": 1}}
    with pytest.raises(SettingsError, match="PERMIT_OCR_SERVER__PROT"):
        load_settings(overrides)


def test_every_setting_is_described() -> None:
    def undescribed(model: Any) -> list[str]:
        groups = [f for f in model.model_fields.values() if hasattr(f.annotation, "model_fields")]
        bare = [n for n, f in model.model_fields.items() if f not in groups and not f.description]
        return bare + [name for group in groups for name in undescribed(group.annotation)]

    assert undescribed(Settings) == []
    assert "PERMIT_OCR_LIMITS__READ_SECONDS" in set(variable_names(Settings))
