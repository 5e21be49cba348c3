"""The steps of the last compression are found in a photo's own coefficients, whatever came before."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_ocr.imaging.decode import decode
from permit_ocr.quality.edits.blocks import FREQUENCIES, LEVELS, blocks_of
from permit_ocr.quality.edits.last_steps import last_steps, table
from permit_ocr.types import Image
from tests.quality.shipped_views import photo_of, view_of

CARD = "hk-macao.jpg"


def counts(photo: Image) -> np.ndarray:
    blocks = blocks_of(view_of(CARD, photo))
    levels = blocks.levels[~blocks.clipped]
    return np.stack([np.bincount(levels[:, i], minlength=LEVELS) for i in range(len(FREQUENCIES))])


@pytest.mark.parametrize("qualities", [(60,), (75,), (90,), (60, 90), (92, 70), (80, 85)])
def test_the_last_table_is_found(qualities: tuple[int, ...]) -> None:
    photo = photo_of(CARD)
    for quality in qualities:
        photo = decode(cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes())
    assert last_steps(counts(photo)).tolist() == table(qualities[-1]).tolist()


def test_none_is_found_in_what_was_not_compressed() -> None:
    noise = np.random.default_rng(0).laplace(0, 12, (4000, len(FREQUENCIES)))
    levels = np.minimum(np.abs(np.rint(noise)), LEVELS - 1).astype(np.intp)
    found = last_steps(np.stack([np.bincount(levels[:, i], minlength=LEVELS) for i in range(len(FREQUENCIES))]))
    assert set(found.tolist()) == {1}
