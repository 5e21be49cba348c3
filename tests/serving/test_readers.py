from __future__ import annotations

import pytest

from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.serving.readers import warn_from
from permit_ocr.settings import SettingsError, WarningSettings, load_settings
from permit_ocr.types import WarningKind


def test_warnings_follow_the_policy() -> None:
    assert warn_from(WarningSettings()) == thresholds(Policy.STANDARD)
    assert warn_from(WarningSettings(policy=Policy.STRICT)) == thresholds(Policy.STRICT)
    assert warn_from(WarningSettings(policy=Policy.OFF, glare=0.5)) == {}


def test_a_threshold_of_its_own_replaces_the_policys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERMIT_OCR_WARNINGS__GLARE", "0.25")
    monkeypatch.setenv("PERMIT_OCR_WARNINGS__BLURRED", "off")
    chosen = warn_from(load_settings().warnings)
    assert chosen[WarningKind.GLARE] == 0.25
    assert WarningKind.BLURRED not in chosen
    assert chosen[WarningKind.COVERED] == thresholds(Policy.STANDARD)[WarningKind.COVERED]


@pytest.mark.parametrize("value", ["2", "-0.1", "on", "nan"])
def test_a_threshold_that_cannot_be_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERMIT_OCR_WARNINGS__GLARE", value)
    with pytest.raises(SettingsError, match="PERMIT_OCR_WARNINGS__GLARE"):
        load_settings()
