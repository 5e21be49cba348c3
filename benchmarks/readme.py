"""The parts of the README that are measured, each between two comments."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def put_into_readme(name: str, text: str) -> None:
    """Replace what stands between ``<!-- name:begin -->`` and ``<!-- name:end -->``."""
    place = re.compile(rf"(<!-- {name}:begin -->\n).*(<!-- {name}:end -->)", re.DOTALL)
    page = README.read_text("utf-8")
    README.write_text(place.sub(lambda match: f"{match[1]}{text}\n{match[2]}", page), "utf-8")
