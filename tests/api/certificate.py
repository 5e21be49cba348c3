"""A certificate that vouches for itself."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

_OPENSSL = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")


class Certificate(NamedTuple):
    """Two files in PEM form."""

    chain: Path
    key: Path


def self_signed(folder: Path, alternative_name: str) -> Certificate:
    """For ``DNS:...`` or ``IP:...``."""
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    subject = ("-subj", "/CN=test", "-addext", f"subjectAltName={alternative_name}")
    command = [*_OPENSSL, *subject, "-keyout", made.key, "-out", made.chain]
    subprocess.run(command, check=True, capture_output=True)
    return made
