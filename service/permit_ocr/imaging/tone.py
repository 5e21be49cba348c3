"""Brightness and calm of the picture as the text models like it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.types import Image

WHITE = 225.0
"""Where the brightest twentieth of a well exposed photo of a card begins (8-bit grey)."""

GLARING = 240.0
"""Where the brightest hundredth may begin: where a card is small on a dark ground, the brightest twentieth is ground,
and the print would be gone. Without it 46 of 581 cards of the tuning split came to be as bright as 250, with it 5."""

BURNT = 330.0
"""Level from which the brightest hundredth, had it been scaled like the rest, is too bright for one scale: it may be a
card, small and well lit, or a lamp beside a dark one."""

MIDDLE = 128.0
"""Level of the brightest twentieth then: either of the two may be the card."""

FEWEST = 640
"""Rows and columns, at least, of the pixels that the brightness is taken from."""

LARGEST_GAIN = 6.0
"""More would show the quantisation of the sensor rather than the card."""


NOISY = 10.0
"""Noise, in grey levels, from which smoothing helps. Nine in ten photos of the tuning split have less than 3."""

NOISE_PER_PIXEL, MOST_SMOOTHING = 20.0, 2.0
"""Grey levels of noise for which the smoothing's radius grows by a pixel, and its largest radius. At 40 levels, names
that were lost came back with radii from 1 to 2.2 alike; an edge-preserving filter did no better in a hundred times the
time."""

COARSER = 3
"""How many times wider colours are smoothed than brightness: print is told by its brightness, and much of a sensor's
noise is in the colours, in coarse specks that a detector of text takes for print. Of 187 fields of 22 dark or noisy
tuning photos it leaves 24 unread, no such smoothing 40; four times as wide does as well."""

BANDS, BAND_ROWS = 16, 18
"""Where the noise is measured: bands of so many rows, spread evenly over the photo's height. On photos of the tuning
split they tell the noise of the whole photo within 0.8 grey levels, at 12 megapixels in a twentieth of the time."""

_SECOND_DIFFERENCES = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_GAIN, _NORMAL_QUARTILE = 6.0, 0.6745


def calm(image: Image) -> Image:
    """Smooth ``HxWx3 uint8 BGR`` where noise drowns the text; a photo that is calm enough is returned as it is."""
    noise = noise_of(image)
    if noise < NOISY:
        return image
    radius = min(noise / NOISE_PER_PIXEL, MOST_SMOOTHING)
    smooth = cv2.cvtColor(_blurred(image, radius), cv2.COLOR_BGR2YCrCb)
    small = cv2.resize(image, None, fx=1 / COARSER, fy=1 / COARSER, interpolation=cv2.INTER_AREA)
    tints = cv2.cvtColor(_blurred(small.astype(np.uint8, copy=False), radius), cv2.COLOR_BGR2YCrCb)[..., 1:]
    smooth[..., 1:] = cv2.resize(tints, image.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.cvtColor(smooth, cv2.COLOR_YCrCb2BGR).astype(np.uint8, copy=False)


def _blurred(image: Image, radius: float) -> Image:
    return cv2.GaussianBlur(image, (0, 0), radius).astype(np.uint8, copy=False)


def noise_of(image: Image) -> float:
    """Standard deviation of the noise in grey levels.

    By the median of second differences in both directions (after Immerkaer, 1996, with the median in place of the
    mean): blind to slopes and to the few pixels on edges.
    """
    tops = np.linspace(0, max(len(image) - BAND_ROWS, 0), BANDS).astype(int)
    differences = [_second_differences(image[top : top + BAND_ROWS]) for top in tops.tolist()]
    # Counting whole numbers finds their median in a quarter of the time that ranking them takes.
    counts = np.bincount(np.concatenate(differences)).cumsum()
    median = int(np.searchsorted(counts, int(counts[-1]) / 2))
    return median / _NORMAL_QUARTILE / _GAIN


def _second_differences(band: Image) -> NDArray[np.int16]:
    """Absolute second differences in a row, without the rim, whose neighbours are not in the band."""
    grey = cv2.cvtColor(band, cv2.COLOR_BGR2GRAY)
    differences = np.abs(cv2.filter2D(grey, cv2.CV_16S, _SECOND_DIFFERENCES)[1:-1, 1:-1])
    return np.asarray(differences.ravel(), np.int16)


def brighten(image: Image) -> Image:
    """Scale ``HxWx3 uint8 BGR`` so that its bright parts are as bright as on a well exposed photo.

    A photo that is bright enough is returned as it is. The models were trained on well exposed text; what is too
    dark for them is seldom too dark to be read. What little is far brighter than the rest is kept from burning out.
    """
    step = max(min(image.shape[:2]) // FEWEST, 1)  # a part of the pixels tells the brightness as well as all of them
    small = cv2.resize(image[::step, ::step], (160, 160), interpolation=cv2.INTER_AREA)
    bright, brightest = np.percentile(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (95, 99)).tolist()
    gain = min(WHITE / max(bright, 1.0), LARGEST_GAIN)
    if gain * brightest > BURNT:
        levels = np.interp(np.arange(256), (0, bright, brightest, 255), (0, min(MIDDLE, gain * bright), WHITE, 255))
        return cv2.LUT(image, levels.astype(np.uint8)).astype(np.uint8, copy=False)
    gain = min(gain, GLARING / max(brightest, 1.0))
    return cv2.convertScaleAbs(image, alpha=gain).astype(np.uint8, copy=False) if gain > 1.15 else image
