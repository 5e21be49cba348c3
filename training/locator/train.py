"""Trains the network on pictures that are made as it goes."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import torch
from torch import Tensor

from benchmarks.specimens import Sources
from training.locator.export import export, read
from training.locator.net import SIDE, Locator
from training.locator.picture import PAD, Picture, fitted, turned
from training.locator.recipe import Material, draw_picture, load_material
from training.locator.targets import Targets, loss, targets

BATCH = 16
DECAY = 0.02

WARM_UP = 0.03
"""Share of the time in which the learning rate rises."""

AVERAGING = 0.998
"""Per step, of the averaged weights, which are the ones that are exported."""

USES = 4
"""How often a picture is used, turned otherwise each time: to draw one takes as long as to learn from it."""

POOL = 256
"""Views that wait, in random order, so that those of one picture fall into different batches."""


class Stage(NamedTuple):
    """What pictures are like until a share of the time has passed."""

    until: float
    side: int
    close_ups: float
    """Share of them in the pictures drawn; each is used once, others several times."""


FROM_NOTHING = (Stage(0.5, 128, 0.35), Stage(1.0, SIDE, 0.35))
"""Small pictures first: a step then costs two fifths. One in eight that is learned from is a close-up."""

GOING_ON = (Stage(1.0, SIDE, 0.8),)
"""Half of what is learned from are close-ups, which is where corners come from."""

PEAK_RATES = (2.5e-3, 6e-4)
"""Learning rates from nothing, and going on."""


@dataclass(frozen=True, slots=True)
class Course:
    """How long to train, on what, from which weights, and where to."""

    minutes: float
    seed: int
    sources: Sources
    cache: Path
    out: Path
    start: Path | None = None


def train(course: Course) -> None:
    """Train and export, with an export every few minutes on the way."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(course.seed)
    net = (read(course.start) if course.start else Locator()).to(memory_format=torch.channels_last)
    stages, peak = (GOING_ON, PEAK_RATES[1]) if course.start else (FROM_NOTHING, PEAK_RATES[0])
    averaged = copy.deepcopy(net)
    optimiser = torch.optim.AdamW(net.parameters(), lr=peak, weight_decay=DECAY)
    random, material = np.random.default_rng(course.seed), load_material(course.cache, course.sources)
    views = {stage: _views(random, material, stage) for stage in stages}
    start, step, exported = time.monotonic(), 0, 0.0
    recent: dict[str, float] = {}
    while (share := (time.monotonic() - start) / 60 / course.minutes) < 1:
        optimiser.param_groups[0]["lr"] = peak * _rate(share)
        stage = next(stage for stage in stages if share < stage.until)
        parts = _step(net, optimiser, _batch(views[stage], stage.side))
        _average(averaged, net, min(AVERAGING, (step + 1) / (step + 10)))
        recent = {name: 0.98 * recent.get(name, part) + 0.02 * part for name, part in parts.items()}
        step += 1
        if step % 100 == 0:
            print(
                f"{share:6.1%} {step:6d} " + " ".join(f"{name} {part:.4f}" for name, part in recent.items()), flush=True
            )
        if share - exported > 0.1:
            exported = share
            export(averaged, course.out)
    export(averaged, course.out)


def _step(net: Locator, optimiser: torch.optim.Optimizer, batch: tuple[Tensor, Targets]) -> dict[str, float]:
    total, parts = loss(net(batch[0]), batch[1])
    optimiser.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
    optimiser.step()
    return parts


def _rate(share: float) -> float:
    """Rise linearly, then fall as a cosine does."""
    return min(share / WARM_UP, 0.01 + 0.99 * (1 + math.cos(math.pi * share)) / 2) + 1e-3


def _average(averaged: Locator, net: Locator, keep: float) -> None:
    for kept, new in zip(averaged.state_dict().values(), net.state_dict().values(), strict=True):
        if kept.is_floating_point():
            kept.lerp_(new, 1 - keep)


def _views(random: np.random.Generator, material: Material, stage: Stage) -> Iterator[Picture]:
    """Give pictures, each a few times among others; close-ups once, as they are always upright."""
    pool: list[Picture] = []
    while True:
        while len(pool) < POOL:
            picture = draw_picture(random, material, stage.side, stage.close_ups)
            first = int(random.integers(4))
            turns = (0,) if picture.close_up else range(first, first + USES)
            pool.extend(turned(picture, count % 4) for count in turns)
        place = int(random.integers(len(pool)))
        pool[place], pool[-1] = pool[-1], pool[place]
        yield pool.pop()


def _batch(views: Iterator[Picture], side: int) -> tuple[Tensor, Targets]:
    pictures = [fitted(next(views), side) for _ in range(BATCH)]
    images = np.stack([picture.image for picture in pictures]).astype(np.float32)
    tensor = torch.from_numpy((images - PAD) / np.float32(127.5)).permute(0, 3, 1, 2)
    stacked = (np.stack(parts) for parts in zip(*map(targets, pictures), strict=True))
    return tensor.contiguous(memory_format=torch.channels_last), Targets(*map(torch.from_numpy, stacked))
