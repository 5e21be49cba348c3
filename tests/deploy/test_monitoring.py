"""The dashboard and the alert rules ask for what the service counts, in a form that Prometheus takes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from permit_ocr.api.operations import observe
from permit_ocr.settings import Settings
from tests.api.readers import MadeUpPhotoReader

MONITORING = Path(__file__).parents[2] / "deploy" / "monitoring"
DASHBOARD = json.loads((MONITORING / "grafana" / "dashboards" / "permit-ocr.json").read_text("utf-8"))
ALERTS = yaml.safe_load((MONITORING / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
OF_PROMETHEUS = {"up"}

needs_promtool = pytest.mark.skipif(not shutil.which("promtool"), reason="there is no promtool: it is in Prometheus")


def _panel_queries() -> list[str]:
    return [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]


def _metrics_asked_for() -> set[str]:
    queries = [*_panel_queries(), *(rule["expr"] for rule in ALERTS)]
    queries += [annotation["expr"] for annotation in DASHBOARD["annotations"]["list"]]
    return {name for query in queries for name in re.findall(r"\b(?:permit_ocr|process)_\w+|\bup\b", query)}


def _families() -> dict[str, set[str]]:
    """What is counted, each with the names under which Prometheus keeps it."""
    text, _ = observe(MadeUpPhotoReader(), Settings()).metrics.exposition("")
    kinds = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text.decode(), re.MULTILINE))
    suffixes = {"histogram": ("_bucket", "_sum", "_count")}
    return {family: {family + suffix for suffix in suffixes.get(kind, ("",))} for family, kind in kinds.items()}


def test_every_metric_that_is_asked_for_is_counted() -> None:
    assert _metrics_asked_for() - set().union(*_families().values()) == OF_PROMETHEUS


def test_every_metric_of_the_service_is_shown_somewhere() -> None:
    own = {family: names for family, names in _families().items() if family.startswith("permit_ocr")}
    unseen = {family for family, names in own.items() if not names & _metrics_asked_for()}
    assert {family for family in unseen if not family.endswith("_created")} == {"permit_ocr_model_info"}


def test_every_panel_has_a_place_of_its_own_and_a_unit() -> None:
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in DASHBOARD["panels"])
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24
    assert all(panel["title"] and panel["fieldConfig"]["defaults"]["unit"] for panel in DASHBOARD["panels"])
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])


def test_every_alert_is_explained_in_the_guide() -> None:
    guide = (MONITORING.parents[1] / "docs" / "operations.md").read_text("utf-8")
    assert [rule["alert"] for rule in ALERTS if f"`{rule['alert']}`" not in guide] == []
    assert all(rule["annotations"]["summary"] and rule["labels"]["severity"] for rule in ALERTS)


@needs_promtool
def test_prometheus_takes_the_rules_and_they_fire_when_they_should() -> None:
    for command in (["check", "config", "prometheus.yml"], ["test", "rules", "alerts.test.yml"]):
        subprocess.run(["promtool", *command], cwd=MONITORING, check=True, capture_output=True)


@needs_promtool
def test_prometheus_understands_every_panel(tmp_path: Path) -> None:
    plain = [query.replace("$__rate_interval", "1m").replace("$instance", ".*") for query in _panel_queries()]
    rules = [{"record": f"panel:{number}", "expr": query} for number, query in enumerate(plain)]
    (tmp_path / "panels.yml").write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    subprocess.run(["promtool", "check", "rules", "panels.yml"], cwd=tmp_path, check=True, capture_output=True)
