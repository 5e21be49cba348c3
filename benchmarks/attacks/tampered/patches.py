"""Parts of a card's picture moved to another place: a digit from elsewhere on it, a text box from another card."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.attacks.tampered.change import Change, character_boxes, is_sound
from benchmarks.attacks.tampered.picture import Picture, Share
from benchmarks.attacks.tampered.retype import Care, Tools
from benchmarks.specimens import Specimen
from benchmarks.specimens.split import pick
from permit_ocr.imaging.geometry import homography
from permit_ocr.types import Box, Field

_DIGITS = (Field.NUMBER, Field.BIRTH_DATE, Field.VALIDITY)


def cloned_digit(specimen: Specimen, random: np.random.Generator) -> tuple[Change, Box] | None:
    """Choose a digit to change, and one of about its size on the card that stands for the new one."""
    choices: list[tuple[Change, Box]] = []
    boxes = {field: character_boxes(specimen, field) for field in _DIGITS}
    for field in _DIGITS:
        old = specimen.values[field]
        for at, box in enumerate(boxes[field]):
            for other in _DIGITS:
                for place, source in enumerate(boxes[other]):
                    digit = specimen.values[other][place]
                    change = Change(field, at, at + 1, digit, old, box)
                    if old[at].isdigit() and digit.isdigit() and digit != old[at] and _alike(box, source):
                        choices.append((change, source))
    sound = [choice for choice in choices if is_sound(choice[0].field, choice[0].new)]
    return pick(random, sound) if sound else None


def move(picture: Picture, change: Change, source: Box, tools: Tools, care: Care) -> None:
    """Copy what stands at ``source`` over the place of a change, ground and all."""
    paste(picture, picture, _grown(source), _grown(_same_size(change.box, source)), tools, care)


def paste(source: Picture, target: Picture, taken: Box, place: Box, tools: Tools, care: Care) -> None:
    """Copy a box of one picture over a box of another."""
    rows, columns = target.window(place, 1.0)
    part = target.image[rows, columns].copy()
    origin = np.array((columns.start, rows.start), np.float32)
    matrix = homography(source.place(taken).to_array(), target.place(place).to_array() - origin)
    size = part.shape[1], part.shape[0]
    moved = cv2.warpPerspective(source.image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    share: Share = target.covering(place)[rows, columns]
    corners = target.place(place).to_array()
    sigma = care.feather * float(np.linalg.norm(corners[3] - corners[0]))
    soft = share if sigma < 0.3 else np.asarray(cv2.GaussianBlur(share, (0, 0), sigma), np.float32)
    target.image[rows, columns] = tools.lay(part, np.asarray(moved, np.uint8), soft / 1.5)


def _alike(one: Box, other: Box) -> bool:
    return one != other and abs((one.y1 - one.y0) / (other.y1 - other.y0) - 1) < 0.12


def _same_size(box: Box, source: Box) -> Box:
    """A box as large as the source about the middle of another, on the same foot."""
    middle, half = (box.x0 + box.x1) / 2, (source.x1 - source.x0) / 2
    return Box(middle - half, box.y1 - (source.y1 - source.y0), middle + half, box.y1)


def _grown(box: Box) -> Box:
    more = 0.12 * (box.y1 - box.y0)
    return Box(box.x0 - more / 3, box.y0 - more, box.x1 + more / 3, box.y1 + more)
