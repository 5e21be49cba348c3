"""What the figures were measured on."""

from __future__ import annotations

import platform
from pathlib import Path

from permit_ocr.settings import usable_cpus


def describe_machine() -> str:
    """Processor, usable cores, system and Python in a line."""
    return f"{_processor()}, {usable_cpus()} cores, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
