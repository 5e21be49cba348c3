"""Another face in place of the holder's."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.attacks.attack import Case, Severity
from benchmarks.attacks.tampered.picture import Picture, Share
from benchmarks.attacks.tampered.retype import Tools
from benchmarks.specimens import Specimen
from benchmarks.specimens.exif import encode
from benchmarks.specimens.faces import Face, draw_face
from benchmarks.specimens.pictures import decode
from benchmarks.specimens.split import random_for
from permit_ocr.imaging.geometry import homography, rectangle
from permit_ocr.types import Field, Image, Points

_SIZE = (360, 480)
"""Width and height of the new portrait before it is warped into the picture."""

_SAME = 0.93
"""Correlation from which two portraits may be of one person."""

_QUALITY = {Severity.STRONG: 35, Severity.PLAIN: 70, Severity.MILD: 92}
"""JPEG quality of the face as it was found."""


def stranger(case: Case, picture: Picture) -> Face:
    """Give the face of somebody else; of the one shipped face, which has no other, a bent mirror image."""
    random = random_for(case.split, case.index, "stranger")
    sex = picture.specimen.values[Field.SEX]
    faces = [draw_face(case.sources.faces, case.split, random, sex) for _ in range(4)]
    if case.sources.faces is None:
        return _bent(faces[0])
    likeness = [_likeness(face, picture.specimen) for face in faces]
    others = [face for face, alike in zip(faces, likeness, strict=True) if alike < _SAME]
    return others[0] if others else faces[int(np.argmin(likeness))]


def _likeness(face: Face, specimen: Specimen) -> float:
    """Correlation of a face, either way round, with that on the card."""
    height, width = specimen.image.shape[:2]
    box = specimen.portrait
    old = specimen.image[round(box.y0 * height) : round(box.y1 * height), round(box.x0 * width) : round(box.x1 * width)]
    new, _ = _fitted(face, Severity.MILD)
    size = 60, 80
    one, two = (cv2.cvtColor(cv2.resize(image, size), cv2.COLOR_BGR2GRAY) for image in (old, new))
    inner = np.ascontiguousarray(one[8:72, 8:52])
    both = (two, np.ascontiguousarray(two[:, ::-1]))
    return max(float(cv2.matchTemplate(other, inner, cv2.TM_CCOEFF_NORMED).max()) for other in both)


def exchange(picture: Picture, face: Face, case: Case, tools: Tools, *, oval: bool) -> None:
    """Put a face over the portrait: the whole rectangle, or the person in an oval of it."""
    box = picture.specimen.portrait
    rows, columns = picture.window(box, 0.06)
    part = picture.image[rows, columns].copy()
    origin = np.array((columns.start, rows.start), np.float32)
    target = (picture.place(box).to_array() - origin).astype(np.float32)
    image, person = _fitted(face, case.severity)
    size = part.shape[1], part.shape[0]
    new, who = _warped(image, person, target, size)
    share = _warped_share(_oval(person) if oval else np.ones_like(person), target, size)
    if case.severity is not Severity.STRONG:
        new, share = _matched(new, part, share, who), _soft(share, size)
    picture.image[rows, columns] = tools.lay(part, _grained(new, part, case), share / 1.5)


def _bent(face: Face) -> Face:
    """Stretch a face unevenly and mirror it."""
    side = face.image.shape[0]
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    dx = side * 0.035 * np.sin(2 * np.pi * y / side * 1.7)
    dy = side * 0.03 * np.sin(2 * np.pi * x / side * 1.3 + 1)
    image = cv2.remap(face.image, side - 1 - x + dx, y + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    person = cv2.remap(face.person, side - 1 - x + dx, y + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return Face(np.asarray(image, np.uint8), np.asarray(person, np.float32))


def _fitted(face: Face, severity: Severity) -> tuple[Image, Share]:
    rows, columns = face.image.shape[:2]
    kept = min(columns, round(rows * _SIZE[0] / _SIZE[1]))
    window = slice(None), slice((columns - kept) // 2, (columns + kept) // 2)
    found = decode(encode(np.ascontiguousarray(face.image[window]), 1, _QUALITY[severity]))
    image = cv2.resize(found, _SIZE, interpolation=cv2.INTER_CUBIC)
    person = cv2.resize(face.person[window], _SIZE, interpolation=cv2.INTER_LINEAR)
    return np.asarray(image, np.uint8), np.asarray(person, np.float32)


def _warped(image: Image, person: Share, target: Points, size: tuple[int, int]) -> tuple[Image, Share]:
    scale = _SIZE[0] / max(float(np.linalg.norm(target[1] - target[0])), 1.0)
    smooth = cv2.GaussianBlur(image, (0, 0), max(0.4 * scale, 0.3))
    matrix = homography(rectangle(*_SIZE), target)
    warped = cv2.warpPerspective(smooth, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8), _warped_share(person, target, size)


def _warped_share(share: Share, target: Points, size: tuple[int, int]) -> Share:
    matrix = homography(rectangle(*_SIZE), target)
    return np.asarray(cv2.warpPerspective(share, matrix, size, flags=cv2.INTER_LINEAR), np.float32)


def _oval(person: Share) -> Share:
    height, width = person.shape
    oval = np.zeros((height, width), np.uint8)
    middle, axes = (width // 2, round(0.45 * height)), (round(0.33 * width), round(0.34 * height))
    cv2.ellipse(oval, middle, axes, 0, 0, 360, (255,), -1)
    return (cv2.GaussianBlur(oval, (0, 0), 0.04 * width) / 255).astype(np.float32)


def _matched(new: Image, part: Image, share: Share, person: Share) -> Image:
    """Bring the new person to the mean and the spread of the old one's colours."""
    inside = (share > 0.5) & (person > 0.3)
    if not inside.any():
        return new
    old, fresh = part[inside].astype(np.float32), new[inside].astype(np.float32)
    gain = np.clip(old.std(axis=0) / np.maximum(fresh.std(axis=0), 1), 0.6, 1.6)
    return np.clip((new - fresh.mean(axis=0)) * gain + old.mean(axis=0), 0, 255).astype(np.uint8)


def _soft(share: Share, size: tuple[int, int]) -> Share:
    return np.asarray(cv2.GaussianBlur(share, (0, 0), max(0.3, 0.012 * size[0])), np.float32)


def _grained(new: Image, part: Image, case: Case) -> Image:
    """Lay the photo's noise over the new face: all of it for a careful forger."""
    if case.severity is not Severity.MILD:
        return new
    rough = part.astype(np.float32) - cv2.GaussianBlur(part, (0, 0), 1.0)
    strength = float(np.median(np.abs(rough))) / 0.6745
    return np.clip(new + case.random.normal(0, strength, new.shape), 0, 255).astype(np.uint8)
