"""What print, light, lens and file do to training pictures. All in place of nothing: each gives a new picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.types import Image


def reprinted(random: np.random.Generator, flat: Image) -> Image:
    """Vary the colours of a flat document, more than its makers would."""
    if random.random() < 0.35:
        return flat
    hsv = cv2.cvtColor(flat, cv2.COLOR_BGR2HSV)
    turn, strength = random.normal(0, 14), random.uniform(0.5, 1.9)
    hue = ((np.arange(256) + turn) % 180).astype(np.uint8)
    saturation = np.clip(np.arange(256) * strength, 0, 255).astype(np.uint8)
    same = np.arange(256, dtype=np.uint8)
    varied = cv2.cvtColor(cv2.LUT(hsv, np.stack([hue, saturation, same], axis=-1)[None]), cv2.COLOR_HSV2BGR)
    contrast, lift = random.uniform(0.6, 1.15), random.uniform(-25, 25)
    tint = random.normal(0, 8, 3)
    curve = np.clip((np.arange(256)[:, None] - 200) * contrast + 200 + lift + tint, 0, 255)
    return np.asarray(cv2.LUT(varied, curve.astype(np.uint8)[None]), np.uint8)


def lit(random: np.random.Generator, image: Image) -> Image:
    """Apply exposure, colour cast, a slope of light, shadows and reflections."""
    height, width = image.shape[:2]
    y, x = np.mgrid[-1:1:24j, -1:1:24j].astype(np.float32)
    exposure = np.exp(random.uniform(np.log(0.15), 0)) if random.random() < 0.2 else random.uniform(0.6, 1.4)
    gains = exposure * (1 + random.uniform(0, 0.35) * _across(random, x, y))
    for _ in range(int(random.integers(3)) if random.random() < 0.4 else 0):
        edge = (_across(random, x, y) - random.uniform(-0.6, 0.6)) / random.uniform(0.02, 0.3)
        gains = gains * (1 - random.uniform(0.1, 0.7) / (1 + np.exp(-np.clip(edge, -30, 30))))
    cast = 1 + random.normal(0, 0.12, 3) * (random.random() < 0.6)
    full = cv2.resize((gains[..., None] * cast).astype(np.float32), (width, height))
    bright = cv2.multiply(image, full, dtype=cv2.CV_8U)
    return _reflecting(random, np.asarray(bright, np.uint8)) if random.random() < 0.2 else np.asarray(bright, np.uint8)


def taken(random: np.random.Generator, image: Image) -> Image:
    """Apply blur, the smear of a moving hand, noise, and JPEG; lengths are for 384 pixels."""
    if random.random() < 0.5:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), 0.3 + 2.2 * random.random() ** 2), np.uint8)
    if random.random() < 0.12:
        image = np.asarray(cv2.filter2D(image, -1, _smear(random)), np.uint8)
    if random.random() < 0.5:
        image = _noisy(random, image)
    if random.random() < 0.5:
        _, file = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, int(random.integers(25, 95))))
        image = np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), np.uint8)
    if random.random() < 0.05:
        image = np.asarray(cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), np.uint8)
    return image


def _across(random: np.random.Generator, x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    angle = random.uniform(0, 2 * np.pi)
    return (x * np.cos(angle) + y * np.sin(angle)).astype(np.float32)


def _reflecting(random: np.random.Generator, image: Image) -> Image:
    """Add bright blots, as lamps and windows make on plastic."""
    height, width = image.shape[:2]
    glow = np.zeros((48, 48), np.float32)
    for _ in range(int(random.integers(1, 4))):
        centre, axes = random.integers(0, 48, 2).tolist(), random.integers(1, 10, 2).tolist()
        cv2.ellipse(glow, centre, axes, float(random.uniform(0, 180)), 0, 360, (float(random.uniform(40, 220)),), -1)
    soft = cv2.GaussianBlur(glow, (0, 0), float(random.uniform(1, 4)))
    full = cv2.cvtColor(np.asarray(cv2.resize(soft, (width, height)), np.float32), cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.add(image, full, dtype=cv2.CV_8U), np.uint8)


def _smear(random: np.random.Generator) -> NDArray[np.float32]:
    side = int(random.integers(1, 4)) * 2 + 1
    kernel = np.zeros((side, side), np.float32)
    arm = np.array((np.cos(turn := random.uniform(0, np.pi)), np.sin(turn))) * side / 2
    start, end = (side / 2 - arm).astype(int).tolist(), (side / 2 + arm).astype(int).tolist()
    cv2.line(kernel, start, end, (1.0,))
    return (kernel / kernel.sum()).astype(np.float32)


def _noisy(random: np.random.Generator, image: Image) -> Image:
    """Add noise of some grain; single normal numbers are slow, so a small patch of them is laid out at random."""
    patch = random.normal(0, 1, (96, 96, 3)).astype(np.float32)
    if random.random() < 0.5:
        patch = cv2.resize(patch, (192, 192), interpolation=cv2.INTER_LINEAR)
    rows, columns = (int(np.ceil(n / patch.shape[0])) for n in image.shape[:2])
    field = np.tile(patch * np.float32(20 * random.random() ** 2), (rows, columns, 1))
    return np.asarray(cv2.add(image, field[: image.shape[0], : image.shape[1]], dtype=cv2.CV_8U), np.uint8)
