"""A program that calls a service and knows nothing of it but the endpoint and a credential pair."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from tests.conformance.environments import without_proxies
from tests.conformance.service import Service


class Client:
    """One JSON line in, one JSON line out."""

    def __init__(self, command: Sequence[str | Path], service: Service, **environment: str) -> None:
        self._command = command
        self._environment = without_proxies() | environment
        self._defaults = {
            "endpoint": service.endpoint,
            "secret_id": service.pair.secret_id,
            "secret_key": service.pair.secret_key,
        }

    def __enter__(self) -> Self:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            self._command, stdin=pipe, stdout=pipe, text=True, bufsize=1, env=self._environment
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=20)

    def call(self, **changes: Any) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(self._defaults | changes) + "\n")
        return json.loads(self._process.stdout.readline())
