from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from permit_ocr.api import tc3

VECTORS = json.loads((Path(__file__).parent / "vectors" / "tc3.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["title"])
def test_published_vectors(vector: dict[str, Any]) -> None:
    scope = tc3.CredentialScope(vector["date"], vector["service"])
    request = tc3.canonical_request(
        vector["method"],
        vector["query"],
        [tuple(header) for header in vector["headers"]],
        tc3.sha256_hex(vector["payload"].encode()),
    )
    text = tc3.string_to_sign(vector["timestamp"], scope, request)
    assert tc3.sign(tc3.signing_key(vector["secret_key"], scope), text) == vector["signature"]
