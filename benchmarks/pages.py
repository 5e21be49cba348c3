"""The parts of the pages that are measured, each between two comments."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README, WARNINGS, SPEED = ROOT / "README.md", ROOT / "docs" / "warnings.md", ROOT / "docs" / "speed.md"
ACCURACY, STRESS, MUTATION = (ROOT / "docs" / f"{name}.md" for name in ("accuracy", "stress", "mutation"))


def put_into_page(page: Path, name: str, text: str) -> None:
    """Replace what stands between ``<!-- name:begin -->`` and ``<!-- name:end -->``."""
    place = re.compile(rf"(<!-- {name}:begin -->\n).*(<!-- {name}:end -->)", re.DOTALL)
    content = page.read_text("utf-8")
    page.write_text(place.sub(lambda match: f"{match[1]}{text}\n{match[2]}", content), "utf-8")
