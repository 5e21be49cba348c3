"""Things that lie about, over or under cards in training pictures. All draw in place."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.specimens.split import pick
from permit_ocr.types import Image, Points

_WORDS = ("2019-05-06", "INVOICE", "Gate 23B", "www.example.com", "TOTAL 48.20", "No. 20480-17", "A1 B2 C3")
_SKINS = ((150, 180, 225), (120, 150, 205), (90, 120, 175), (60, 80, 125), (170, 195, 235))
"""Blue, green, red."""


def strew(random: np.random.Generator, image: Image) -> None:
    """Strew shapes and words over a ground."""
    if random.random() < 0.5:
        return
    for _ in range(int(random.integers(1, 9))):
        pick(random, (_rectangle, _rectangle, _disc, _line, _words))(random, image)


def paste_scraps(random: np.random.Generator, image: Image, flat: Image) -> None:
    """Paste small upright parts of a card: what shows a portrait or a title is not yet a card."""
    for _ in range(int(random.integers(1, 4))):
        height, width = (int(n * random.uniform(0.12, 0.45)) for n in flat.shape[:2])
        y, x = (int(random.integers(n - m)) for n, m in zip(flat.shape, (height, width), strict=False))
        part = np.rot90(flat[y : y + height, x : x + width], int(random.integers(4)))
        size = np.minimum(part.shape[:2], image.shape[:2]) * random.uniform(0.3, 1, 1)
        rows, columns = (int(n) for n in np.maximum(size, 4))
        top, left = int(random.integers(image.shape[0] - rows + 1)), int(random.integers(image.shape[1] - columns + 1))
        scrap = cv2.resize(np.ascontiguousarray(part), (columns, rows), interpolation=cv2.INTER_AREA)
        image[top : top + rows, left : left + columns] = scrap


def shade(random: np.random.Generator, image: Image, corners: Points) -> None:
    """Cast the soft shadow of a card on its ground."""
    if random.random() < 0.4:
        return
    size = float(np.ptp(corners, axis=0).max())
    shadow = np.zeros((image.shape[0] // 4 + 1, image.shape[1] // 4 + 1), np.float32)
    shift = random.normal(0, 0.012, 2) * size
    cv2.fillConvexPoly(shadow, ((corners + shift) / 4).astype(np.int32), (float(random.uniform(0.15, 0.6)),))
    soft = cv2.GaussianBlur(shadow, (0, 0), max(0.4, float(random.uniform(0.003, 0.03)) * size / 4))
    full = 1 - cv2.resize(soft, image.shape[1::-1])
    image[:] = cv2.multiply(image, cv2.cvtColor(np.asarray(full, np.float32), cv2.COLOR_GRAY2BGR), dtype=cv2.CV_8U)


def sleeve(random: np.random.Generator, image: Image, corners: Points) -> None:
    """Put a card into a clear sleeve: a rim around it, lighter or darker."""
    middle = corners.mean(axis=0)
    rim = (middle + (corners - middle) * random.uniform(1.03, 1.15)).astype(np.int32)
    over = image.copy()
    cv2.fillConvexPoly(over, rim, (255, 255, 255))
    weight = float(random.uniform(0.05, 0.2))
    image[:] = cv2.addWeighted(over, weight, image, 1 - weight, 0)
    cv2.polylines(image, [rim], isClosed=True, color=_colour(random), thickness=1, lineType=cv2.LINE_AA)


def fingers(random: np.random.Generator, image: Image, corners: Points) -> None:
    """Let fingers reach over the rim of a card."""
    skin = np.array(pick(random, _SKINS)) * random.uniform(0.7, 1.1)
    middle, width = corners.mean(axis=0), float(np.linalg.norm(corners[1] - corners[0]))
    for _ in range(int(random.integers(1, 4))):
        side, along = int(random.integers(4)), random.random()
        rim = corners[side] * (1 - along) + corners[(side + 1) % 4] * along
        inward = (middle - rim) / max(float(np.linalg.norm(middle - rim)), 1.0) + random.normal(0, 0.3, 2)
        tip = rim + inward * width * random.uniform(-0.02, 0.14)
        root = rim - inward * width * random.uniform(0.2, 0.9)
        thick = max(2, int(width * random.uniform(0.06, 0.16)))
        shades = skin * random.uniform(0.85, 1.1)
        ends = (root.astype(int).tolist(), tip.astype(int).tolist())
        cv2.line(image, *ends, (skin * 0.6).tolist(), thick + max(1, thick // 8), cv2.LINE_AA)
        cv2.line(image, *ends, shades.tolist(), thick, cv2.LINE_AA)


def _spot(random: np.random.Generator, image: Image) -> tuple[int, int]:
    return int(random.integers(image.shape[1])), int(random.integers(image.shape[0]))


def _colour(random: np.random.Generator) -> tuple[float, float, float]:
    blue, green, red = random.uniform(0, 255, 3).tolist()
    return blue, green, red


def _rectangle(random: np.random.Generator, image: Image) -> None:
    size = (random.uniform(0.04, 0.7, 2) * max(image.shape[:2])).tolist()
    corners = cv2.boxPoints((_spot(random, image), size, float(random.uniform(0, 180)))).astype(np.int32)
    cv2.fillConvexPoly(image, corners, _colour(random), cv2.LINE_AA)
    if random.random() < 0.5:
        cv2.polylines(image, [corners], isClosed=True, color=_colour(random), thickness=1, lineType=cv2.LINE_AA)


def _disc(random: np.random.Generator, image: Image) -> None:
    axes = (random.uniform(0.01, 0.2, 2) * max(image.shape[:2])).astype(int).tolist()
    cv2.ellipse(image, _spot(random, image), axes, 0, 0, 360, _colour(random), -1, cv2.LINE_AA)


def _line(random: np.random.Generator, image: Image) -> None:
    thick = int(random.integers(1, 8))
    cv2.line(image, _spot(random, image), _spot(random, image), _colour(random), thick, cv2.LINE_AA)


def _words(random: np.random.Generator, image: Image) -> None:
    colour, left = _colour(random), _spot(random, image)
    for row in range(int(random.integers(1, 12))):
        at = left[0], left[1] + 14 * row
        cv2.putText(image, pick(random, _WORDS), at, int(random.integers(4)), 0.4, colour, 1, cv2.LINE_AA)
