"""Probes and metrics, as a machine sees them."""

from __future__ import annotations

import base64
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from permit_ocr import errors as domain
from permit_ocr.api.app import create_app
from permit_ocr.api.status import ReaderStatus, Unready
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.settings import MetricsSettings, RateLimitSettings, ServerSettings, Settings
from permit_ocr.text.load import MODELS
from permit_ocr.types import Field, FieldReading, PermitReading, WarningKind
from tests.api.calls import KEYRING, SECRET_ID, Call, Calls
from tests.api.readers import CAT, VALUES, MadeUpPhotoReader

LOADED = {*MODELS, "permit-locator"}


class LookedAtReader(MadeUpPhotoReader):
    """Knows more of itself, and reads a card with a warning and an empty field."""

    def __init__(self) -> None:
        super().__init__()
        self.status = ReaderStatus(workers=2, reading=2, waiting=3, memory=1 << 29, restarts={"crashed": 1})

    async def read(self, photo: bytes, /) -> PermitReading:
        reading = await super().read(photo)
        fields = {**reading.fields, Field.ISSUE_COUNT: FieldReading()}
        return replace(reading, fields=fields, warnings=(WarningKind.GLARE,), stages={"decode": 0.25})


@pytest.fixture
def calls() -> Iterator[Calls]:
    with Calls(LookedAtReader()) as calls:
        yield calls


def _samples(calls: Calls) -> dict[str, float]:
    lines = calls.client.get("/metrics").text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def test_it_is_alive_and_ready(calls: Calls) -> None:
    assert calls.client.get("/livez").status_code == 200
    assert calls.client.get("/readyz").json() == {"ready": True}


@pytest.mark.parametrize("reason", Unready)
def test_what_is_not_ready_says_why(reason: Unready) -> None:
    with Calls(MadeUpPhotoReader(unready=reason)) as calls:
        assert calls.client.get("/livez").status_code == 200
        answer = calls.client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json() == {"ready": False, "reason": reason.value, "message": reason.explanation}


def test_the_version_is_the_one_of_the_project_and_the_models_those_of_the_manifest(calls: Calls) -> None:
    root = Path(__file__).parents[2]
    answer = calls.client.get("/version").json()
    assert answer["version"] == tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    manifest = tomllib.loads((root / "models" / "manifest.toml").read_text("utf-8"))["models"]
    hashes = {model["name"]: {name: file["sha256"] for name, file in model["files"].items()} for model in manifest}
    assert set(answer["models"]) == LOADED
    assert all(hashes[name] == files for name, files in answer["models"].items())


def test_answers_are_counted_by_action_and_code(calls: Calls) -> None:
    calls.send()
    calls.send()
    calls.send(body={"ImageBase64": base64.b64encode(CAT).decode()})
    calls.send(secret_key="wrong")
    calls.send(action="NoSuchAction")
    counted = {name: value for name, value in _samples(calls).items() if name.startswith("permit_ocr_requests_total")}
    assert counted == {
        'permit_ocr_requests_total{action="PermitOCR",code="OK"}': 2,
        'permit_ocr_requests_total{action="PermitOCR",code="FailedOperation.OcrFailed"}': 1,
        'permit_ocr_requests_total{action="PermitOCR",code="AuthFailure.SignatureFailure"}': 1,
        'permit_ocr_requests_total{action="none",code="InvalidAction"}': 1,
    }


def test_durations_are_in_seconds_and_nothing_stays_in_flight(calls: Calls) -> None:
    calls.send()
    samples = _samples(calls)
    assert samples['permit_ocr_request_duration_seconds_count{action="PermitOCR",outcome="ok"}'] == 1
    assert 0 < samples['permit_ocr_request_duration_seconds_sum{action="PermitOCR",outcome="ok"}'] < 5
    assert samples["permit_ocr_requests_in_flight"] == 0


def test_a_reading_is_counted_by_stage_warning_and_field(calls: Calls) -> None:
    calls.send()
    samples = _samples(calls)
    assert samples['permit_ocr_stage_duration_seconds_sum{stage="decode"}'] == 0.25
    assert samples['permit_ocr_warnings_total{code="-9107"}'] == 1
    assert samples['permit_ocr_fields_total{field="name",outcome="read"}'] == 1
    assert samples['permit_ocr_fields_total{field="issue_count",outcome="empty"}'] == 1


def test_refusals_are_counted_by_reason() -> None:
    with Calls(MadeUpPhotoReader(domain.OverloadedError("x"))) as calls:
        calls.send()
        assert _samples(calls)['permit_ocr_rejections_total{reason="overload"}'] == 1
    with Calls(rate_limit=RateLimitSettings(per_second=1)) as calls:
        calls.send()
        calls.send()
        samples = _samples(calls)
        assert samples['permit_ocr_rejections_total{reason="rate_limit"}'] == 1
        assert samples['permit_ocr_rejections_total{reason="overload"}'] == 0


def test_the_readers_are_looked_at_when_metrics_are_collected(calls: Calls) -> None:
    samples = _samples(calls)
    assert samples["permit_ocr_ready"] == 1
    assert samples["permit_ocr_workers"] == 2
    assert samples["permit_ocr_photos_reading"] == 2
    assert samples["permit_ocr_queue_length"] == 3
    assert samples['permit_ocr_worker_restarts_total{reason="crashed"}'] == 1
    assert samples["process_resident_memory_bytes"] > 0


def test_what_runs_is_in_the_metrics(calls: Calls) -> None:
    samples = _samples(calls)
    (build,) = (name for name in samples if name.startswith("permit_ocr_build_info"))
    assert 'runtime="onnxruntime"' in build
    assert sum(name.startswith("permit_ocr_model_info") for name in samples) == len(LOADED)


def test_strangers_make_no_series_and_nothing_of_a_card_or_client_is_shown(calls: Calls) -> None:
    def series() -> set[str]:
        return set(_samples(calls))

    calls.send()
    calls.send(action="Stranger0")
    calls.client.get("/nowhere0")
    before = series()
    for number in range(1, 20):
        calls.send(action=f"Stranger{number}")
        calls.client.get(f"/nowhere{number}", headers={"X-TC-Action": f"Odd{number}"})
    assert series() == before
    text = calls.client.get("/metrics").text
    secrets = [SECRET_ID, Call.secret_key, *VALUES.values(), *(document.title.text for document in DOCUMENTS.values())]
    assert not [secret for secret in secrets if secret in text]
    assert "Stranger" not in text


def test_metrics_come_in_the_form_that_is_asked_for(calls: Calls) -> None:
    assert "text/plain" in calls.client.get("/metrics").headers["content-type"]
    asked = {"Accept": "application/openmetrics-text; version=1.0.0"}
    answer = calls.client.get("/metrics", headers=asked)
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")


def test_every_name_has_the_prefix_and_a_help_text(calls: Calls) -> None:
    text = calls.client.get("/metrics").text
    families = re.findall(r"^# HELP (\S+) (.+)$", text, re.MULTILINE)
    assert [name for name, _ in families if not name.startswith(("permit_ocr_", "process_"))] == []


@pytest.mark.parametrize(("host", "metrics", "shown"), [
    ("127.0.0.1", {}, True),
    ("::1", {}, True),
    ("0.0.0.0", {}, False),
    ("192.168.1.7", {}, False),
    ("0.0.0.0", {"exposed": "always"}, True),
    ("127.0.0.1", {"exposed": "never"}, False),
    ("127.0.0.1", {"port": 9100}, False),
    ("127.0.0.1", {"port": 9100, "exposed": "always"}, True),
])  # fmt: skip
def test_metrics_are_on_the_public_port_only_where_that_was_asked_for(
    host: str, metrics: dict[str, str], shown: bool
) -> None:
    groups = {"server": ServerSettings(host=host), "metrics": MetricsSettings.model_validate(metrics)}
    with TestClient(create_app(MadeUpPhotoReader(), KEYRING, Settings.model_validate(groups))) as client:
        answer = client.get("/metrics")
        assert ("permit_ocr_ready" in answer.text) is shown
        assert client.get("/readyz").status_code == 200
