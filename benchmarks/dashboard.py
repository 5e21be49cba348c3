"""Shows the dashboard's queries with real data: Prometheus collects from a started service that is called for a while.

Needs ``prometheus`` on the path (Debian's package of that name). Nothing but loopback is used.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import httpx
import yaml
from rich.console import Console
from rich.table import Table

from benchmarks.signed import Caller, body_of
from benchmarks.started import Started, free_port

_ROOT = Path(__file__).parents[1]
_DASHBOARD = _ROOT / "deploy" / "monitoring" / "grafana" / "dashboards" / "permit-ocr.json"
_PHOTO = _ROOT / "service" / "permit_ocr" / "selfcheck" / "photo.jpg"
_BAD_REQUESTS = (b"{}", body_of(b"no picture"))


class Prometheus:
    """A Prometheus of its own that collects once a second."""

    def __init__(self, folder: Path, target: str) -> None:
        scrape = {"job_name": "permit-ocr", "static_configs": [{"targets": [target]}]}
        rules = [str(_ROOT / "deploy" / "monitoring" / "alerts.yml")]
        every = {"scrape_interval": "1s", "evaluation_interval": "1s"}
        config = folder / "prometheus.yml"
        config.write_text(yaml.safe_dump({"global": every, "rule_files": rules, "scrape_configs": [scrape]}))
        self.address = f"127.0.0.1:{free_port()}"
        self._command = [
            "prometheus",
            f"--config.file={config}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address={self.address}",
        ]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stderr=subprocess.DEVNULL)  # noqa: S603 - just that
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)

    def ask(self, path: str, **parameters: str) -> Any:
        """What its API answers."""
        answer = httpx.get(f"http://{self.address}/api/v1/{path}", params=parameters, trust_env=False)
        return answer.raise_for_status().json()["data"]


def main() -> None:
    """Run the service and Prometheus, call for a while, and print what every panel would show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=45.0, help="how long to call (default: %(default)s)")
    seconds = parser.parse_args().seconds
    with (
        tempfile.TemporaryDirectory() as folder,
        Started(workers=1) as service,
        Prometheus(Path(folder), service.caller.host) as prometheus,
    ):
        _call_for(service.caller, seconds)
        Console().print(_table(prometheus))


def _call_for(caller: Caller, seconds: float) -> None:
    """Photos one after the other, now and then more at a time than the service takes, and some bad requests."""
    until = time.monotonic() + seconds
    bodies = [body_of(_PHOTO.read_bytes())] * 4 + list(_BAD_REQUESTS)
    callers = [threading.Thread(target=_keep_calling, args=(caller, bodies, until)) for _ in range(8)]
    for thread in callers:
        thread.start()
    for thread in callers:
        thread.join()


def _keep_calling(caller: Caller, bodies: Sequence[bytes], until: float) -> None:
    while time.monotonic() < until:
        for body in bodies:
            headers = dict(caller.headers(body))
            httpx.post(f"http://{caller.host}/", content=body, headers=headers, trust_env=False, timeout=120)


def _table(prometheus: Prometheus) -> Table:
    table = Table("panel", "series", "value")
    for panel in json.loads(_DASHBOARD.read_text("utf-8"))["panels"]:
        for title, series, value in _rows(panel, prometheus):
            table.add_row(title, series, value)
    for alert in prometheus.ask("alerts")["alerts"]:
        table.add_row("alert", alert["labels"]["alertname"], alert["state"])
    return table


def _rows(panel: dict[str, Any], prometheus: Prometheus) -> Iterator[tuple[str, str, str]]:
    for target in panel["targets"]:
        query = target["expr"].replace("$__rate_interval", "1m").replace("$instance", ".*")
        for found in prometheus.ask("query", query=query)["result"]:
            labels = " ".join(found["metric"].values()) or target["legendFormat"]
            yield panel["title"], labels, f"{float(found['value'][1]):.4g} {panel['fieldConfig']['defaults']['unit']}"


if __name__ == "__main__":
    main()
