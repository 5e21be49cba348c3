"""Tesseract 5 with Debian's simplified, traditional and English models, looking for sparse text."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import defaultdict

import cv2

from benchmarks.peers.peer import MissingPeerError
from permit_ocr.imaging.geometry import box_quad
from permit_ocr.types import Box, Image, TextLine

LANGUAGES = ("chi_sim", "chi_tra", "eng")
_READ = ("tesseract", "stdin", "stdout", "-l", "+".join(LANGUAGES), "--psm", "11", "tsv")
_WORD = "5"
"""The level of a word in Tesseract's table."""


class Tesseract:
    """``Peer`` on the ``tesseract`` command."""

    def __init__(self) -> None:
        self.require()

    @classmethod
    def require(cls) -> None:
        """See :class:`benchmarks.peers.peer.Peer`."""
        known = _run("tesseract", "--list-langs").split() if shutil.which("tesseract") else []
        if not set(LANGUAGES) <= set(known):
            raise MissingPeerError(
                "Tesseract or one of its models is missing. `make peers` installs tesseract-ocr,"
                " tesseract-ocr-chi-sim and tesseract-ocr-chi-tra with apt-get."
            )

    @classmethod
    def describe(cls) -> str:
        """See :class:`benchmarks.peers.peer.Peer`."""
        return f"{_run('tesseract', '--version').splitlines()[0]}; {', '.join(LANGUAGES)} of Debian, psm 11"

    def lines(self, image: Image) -> list[TextLine]:
        """See :class:`benchmarks.peers.peer.Peer`."""
        return lines_of(_run(*_READ, data=cv2.imencode(".ppm", image)[1].tobytes()))


def lines_of(table: str) -> list[TextLine]:
    """Join the words of Tesseract's table to lines: text with spaces between words, box around them all."""
    words: dict[tuple[str, ...], list[tuple[str, list[int]]]] = defaultdict(list)
    for row in table.splitlines():
        level, *place, _, x, y, width, height, _, text = row.split("\t", 11)
        if level == _WORD:
            words[tuple(place)].append((text, [int(x), int(y), int(x) + int(width), int(y) + int(height)]))
    return [_line(line) for line in words.values()]


def _line(words: list[tuple[str, list[int]]]) -> TextLine:
    x0, y0, x1, y1 = zip(*(box for _, box in words), strict=True)
    around = Box(min(x0), min(y0), max(x1), max(y1))
    return TextLine(" ".join(text for text, _ in words), box_quad(around))


def _run(*command: str, data: bytes = b"") -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=data, capture_output=True, check=True, env=environment)
    return done.stdout.decode("utf-8")
