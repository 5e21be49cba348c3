"""Where the time goes, as a picture: ``python -m benchmarks.flame`` watches ``permit-ocr read`` at work.

It reads photos of mixed sizes, and py-spy draws docs/flame.svg.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from benchmarks.mixed_photos import mixed_photos

PICTURE = Path(__file__).parents[1] / "docs" / "flame.svg"
PROGRAM, PROFILER = (Path(sys.executable).with_name(name) for name in ("permit-ocr", "py-spy"))
SAMPLES_A_SECOND = "100"


def main(count: Annotated[int, typer.Option(help="Photos to read.")] = 36) -> None:
    """Render, read, draw."""
    with TemporaryDirectory() as folder:
        photos = [_written(Path(folder, f"{number}.jpg"), photo) for number, photo in enumerate(mixed_photos(count))]
        watch = [PROFILER, "record", "--function", "--rate", SAMPLES_A_SECOND, "--output", PICTURE, "--"]
        read = [PROGRAM, "read", "--json", *photos]
        done = subprocess.run([*watch, *read], stdout=subprocess.DEVNULL, check=False)  # noqa: S603
    _tidy(f"permit-ocr read, {count} photos from 0.5 to 12 megapixels")
    # 1: among the photos are some without a permit.
    raise typer.Exit(done.returncode if done.returncode > 1 else 0)


def _tidy(title: str) -> None:
    """Keep the picture alone: neither the profiler's program nor, as its title, a command line with paths."""
    picture = re.sub(r"<script.*?</script>", "", PICTURE.read_text("utf-8"), flags=re.DOTALL)
    PICTURE.write_text(re.sub(r'(id="title"[^>]*>)[^<]*', rf"\g<1>{title}", picture), "utf-8")


def _written(path: Path, photo: bytes) -> Path:
    path.write_bytes(photo)
    return path


if __name__ == "__main__":
    typer.run(main)
