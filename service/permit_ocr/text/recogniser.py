"""One PP-OCR recogniser: a network, and what its classes mean."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from permit_ocr.text.ctc import CtcDecoder
from permit_ocr.text.engine import Recognition
from permit_ocr.text.network import Network, Tensor, tensor_of
from permit_ocr.types import Image

INPUT_HEIGHT = 48
INPUT_WIDTHS = (96, 160, 224, 288, 352, 416, 480, 544, 640, 736, 864, 992, 1152, 1440, 1792, 2208, 2720, 3200)
"""The recogniser's input: lines are scaled to this height (inference.yml) and padded to the next of these widths.
Few shapes let the libraries reuse their kernels and bound their memory; paddleocr pads short lines to 320, at up to
three times the cost."""

GREY = 127
"""Padding that the recogniser's normalisation takes to zero."""

READING: tuple[Tensor, Tensor] = (np.full(3, 127.5, np.float32), np.full(3, 127.5, np.float32))
"""Mean and deviation that the recognisers (PP-OCR's training) take from their input."""


class Recogniser:
    """Reads crops one by one: padding to the widest line of a batch costs more on a CPU than batching saves."""

    def __init__(self, network: Network, alphabet: Sequence[str]) -> None:
        """Take the network, and what its classes mean, the blank first."""
        self._network = network
        self._decoder = CtcDecoder(list(alphabet))

    def read(self, crop: Image, charset: str | None = None) -> Recognition:
        """Read a crop that holds one upright line (``HxWx3 uint8 BGR``), with a charset only in its characters."""
        padded, used_width = _padded(crop)
        probabilities = self._network(tensor_of(padded, *READING))
        return self._decoder.decode(probabilities[0], used_width, charset)


def _padded(crop: Image) -> tuple[Image, float]:
    """The crop at the input height, padded on the right to an input width, and the part of the width it fills."""
    natural = max(round(INPUT_HEIGHT * crop.shape[1] / crop.shape[0]), 1)
    width = next((width for width in INPUT_WIDTHS if width >= natural), INPUT_WIDTHS[-1])
    natural = min(natural, width)
    padded = np.full((INPUT_HEIGHT, width, 3), GREY, dtype=np.uint8)
    padded[:, :natural] = cv2.resize(crop, (natural, INPUT_HEIGHT), interpolation=cv2.INTER_LINEAR)
    return padded, natural / width
