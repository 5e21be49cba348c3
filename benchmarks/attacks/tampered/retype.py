"""Print erased and typed anew in a picture, with more or less care."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from benchmarks.attacks.attack import Severity
from benchmarks.attacks.tampered.change import Change
from benchmarks.attacks.tampered.erase import Eraser
from benchmarks.attacks.tampered.picture import Picture, Share
from benchmarks.specimens.fonts import Typeface, covering
from benchmarks.specimens.split import pick, random_for
from benchmarks.specimens.style import draw_style
from permit_ocr.imaging.geometry import homography, rectangle
from permit_ocr.types import Box, Image

_TYPESET = 96
"""Height in pixels at which characters are set before they are warped into the picture."""


@dataclass(frozen=True, slots=True)
class Care:
    """How well a forger works."""

    size: float
    """How far the type may be too large or too small, as a share."""
    inked: bool
    """Whether the colour is taken from the print beside it, or else is black."""
    softness: tuple[float, float]
    """Bounds of the type's blur, in shares of the stroke-wise blur of the photo's own print."""
    noise: float
    """Share of the ground's noise that is laid over the edit."""
    only_ink: bool
    """Whether the ink alone is erased, or else a rectangle about it."""
    feather: float
    """Softness of the edit's rim, in heights of the print."""


CARE = {
    Severity.STRONG: Care(0.16, inked=False, softness=(0.0, 0.3), noise=0.0, only_ink=False, feather=0.0),
    Severity.PLAIN: Care(0.08, inked=True, softness=(0.4, 0.9), noise=0.0, only_ink=False, feather=0.04),
    Severity.MILD: Care(0.03, inked=True, softness=(0.8, 1.2), noise=1.0, only_ink=True, feather=0.06),
}
"""A strong attack is a careless one."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a forger works with."""

    erasers: tuple[Eraser, ...]
    latin: tuple[Typeface, ...]
    hanzi: tuple[Typeface, ...]
    lay: Callable[[Image, Image, Share], Image]
    """Puts an edited part into the picture: the part as it was, as edited, and the share to take of it."""


def retype(picture: Picture, change: Change, tools: Tools, care: Care, random: np.random.Generator) -> None:
    """Erase what a change takes away and type what it puts there."""
    rows, columns = picture.window(change.box, 1.5)
    part = picture.image[rows, columns].copy()
    origin = np.array((columns.start, rows.start), np.float32)
    share = _softened(_to_erase(picture, change.box, care)[rows, columns], picture, change.box, care.feather)
    erased = pick(random, tools.erasers)(part, share, random)
    face = _face(change.text, tools, picture, random)
    ink = _typed(change, face, picture, origin, part.shape[:2], care, random)
    colour = _ink_colour(part, share) if care.inked else np.zeros(3) + random.uniform(0, 30)
    typed = erased * (1 - ink[..., None]) + colour * ink[..., None]
    touched = np.maximum(share, cv2.GaussianBlur(ink, (0, 0), 1))
    edited = _noisy(typed, part, share, touched * care.noise, random)
    picture.image[rows, columns] = tools.lay(part, edited, touched.astype(np.float32))


def blend(part: Image, edited: Image, share: Share) -> Image:
    """Lay an edit over a part by its share."""
    weight = np.clip(share * 1.5, 0, 1)[..., None]
    return np.clip(part * (1 - weight) + edited * weight + 0.5, 0, 255).astype(np.uint8)


def poisson(part: Image, edited: Image, share: Share) -> Image:
    """Lay an edit by its gradients (Perez and others, 2003)."""
    mask = cv2.dilate(((share > 0.02) * 255).astype(np.uint8), np.ones((3, 3), np.uint8))
    mask[[0, 1, -2, -1], :] = 0
    mask[:, [0, 1, -2, -1]] = 0
    x, y, width, height = cv2.boundingRect(mask)
    if width < 4 or height < 4:
        return blend(part, edited, share)
    centre = x + width // 2, y + height // 2
    return np.asarray(cv2.seamlessClone(edited, part, mask, centre, cv2.NORMAL_CLONE), np.uint8)


def _to_erase(picture: Picture, box: Box, care: Care) -> Share:
    height = box.y1 - box.y0
    covered = picture.covering(Box(box.x0 - 0.05 * height, box.y0 - 0.12 * height, box.x1 + 0.05 * height,
                                   box.y1 + 0.12 * height))  # fmt: skip
    if not care.only_ink:
        return covered
    grey = cv2.cvtColor(picture.image, cv2.COLOR_BGR2GRAY)
    inside = grey[covered > 0.5]
    if not inside.size:
        return covered
    level = (np.percentile(inside, 3) + 2 * np.percentile(inside, 80)) / 3
    reach = max(1, round(0.08 * _height(picture, box)))
    ink = cv2.dilate(((grey < level) & (covered > 0.5)).astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1)))
    return (ink * covered).astype(np.float32)


def _softened(share: Share, picture: Picture, box: Box, feather: float) -> Share:
    sigma = feather * _height(picture, box)
    return share if sigma < 0.3 else np.asarray(cv2.GaussianBlur(share, (0, 0), sigma), np.float32)


def _height(picture: Picture, box: Box) -> float:
    corners = picture.place(box).to_array()
    return float(np.linalg.norm(corners[3] - corners[0]))


def _face(text: str, tools: Tools, picture: Picture, random: np.random.Generator) -> Typeface:
    """Choose a typeface other than the card's own, which a forger does not have."""
    specimen = picture.specimen
    style = draw_style(specimen.kind, random_for(specimen.split, specimen.index, "card"), specimen.split)
    own = style.latin_face if text.isascii() else style.hanzi_face
    family = [face for face in (tools.latin if text.isascii() else tools.hanzi) if face.file != own.file]
    return covering(pick(random, family), family, text)


def _typed(
    change: Change, face: Typeface, picture: Picture, origin: np.ndarray, size: tuple[int, ...], care: Care,
    random: np.random.Generator,
) -> Share:  # fmt: skip
    """Set the text where the old one stood, and warp it into the picture."""
    mask = _set(change.text, face)
    height, width = mask.shape
    target = picture.place(_room(change, width / height, care, random)).to_array() - origin
    scale = height / max(float(np.linalg.norm(target[3] - target[0])), 1.0)
    softness = float(random.uniform(*care.softness)) * _blur(picture)
    sharp = cv2.GaussianBlur(mask, (0, 0), max(0.45 * scale, softness * scale, 0.3))
    matrix = homography(rectangle(width, height), target.astype(np.float32))
    warped = cv2.warpPerspective(sharp, matrix, size[::-1], flags=cv2.INTER_LINEAR)
    return (warped / 255 * 0.95).astype(np.float32)


def _blur(picture: Picture) -> float:
    """Blur of a photo's own print in pixels; about what the simulator's lens and print leave."""
    corners = picture.place(Box(0, 0, 1, 1)).to_array()
    return 0.0008 * float(np.linalg.norm(corners[1] - corners[0]))


def _room(change: Change, aspect: float, care: Care, random: np.random.Generator) -> Box:
    """Give the box of the new ink: as high as the old, as wide as type is, or as the old line for a whole value."""
    x0, y0, x1, y1 = change.box
    factor = 1 + float(random.uniform(-care.size, care.size))
    height = (y1 - y0) * factor
    width = height * aspect / (85.6 / 54)
    if change.stop - change.start > 1 and len(change.text) == change.stop - change.start:
        width = (x1 - x0) * factor
    left = (x0 + x1 - width) / 2 if change.stop - change.start == 1 else x0
    drop = float(random.normal(0, 0.25 * care.size)) * (y1 - y0)
    return Box(left, y1 - height + drop, min(left + width, 0.985), y1 + drop)


def _set(text: str, face: Typeface) -> np.ndarray:
    font = face.at(_TYPESET * 1.4)
    canvas = Pillow.new("L", (round(font.getlength(text)) + 120, _TYPESET * 3))
    ImageDraw.Draw(canvas).text((60, _TYPESET * 2), text, 255, font, "ls", stroke_width=face.stroke * _TYPESET)
    return np.asarray(canvas.crop(canvas.getbbox() or (0, 0, 8, 8)))


def _ink_colour(part: Image, share: Share) -> np.ndarray:
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    inside = share > 0.3
    if not inside.any():
        return np.zeros(3)
    return np.median(part[inside & (grey <= np.percentile(grey[inside], 6))], axis=0)


def _noisy(
    typed: np.ndarray, part: Image, share: Share, amount: np.ndarray, random: np.random.Generator
) -> Image:  # fmt: skip
    """Lay noise over an edit, as strong as the ground's beside it."""
    rough = part.astype(np.float32) - cv2.GaussianBlur(part, (0, 0), 1.0)
    beside = rough[share < 0.01]
    strength = float(np.median(np.abs(beside))) / 0.6745 * 1.2 if beside.size else 0.0
    grain = random.normal(0, strength, typed.shape) * amount[..., None]
    return np.clip(typed + grain + 0.5, 0, 255).astype(np.uint8)
