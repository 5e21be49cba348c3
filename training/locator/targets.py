"""What the network should say of a picture, and how far from it it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from permit_ocr.imaging.geometry import homography, polygon_area, project, rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from training.locator.net import STRIDE, VOTE_UNIT
from training.locator.picture import Picture

VOTE_WEIGHT, PLACE_WEIGHT, ERROR_WEIGHT = 4.0, 8.0, 0.05
"""Of the votes, in card sizes, of the places, in card heights, and of the log errors, against the mask."""

FEWEST = 4
"""Cells that a card counts as at least: one of two cells should not weigh as much as one of hundreds."""


class Targets(NamedTuple):
    """For each cell of a batch, ``N x ... x H x W``."""

    card: Tensor
    """1 on a permit."""
    judged: Tensor
    """0 where neither answer is right."""
    votes: Tensor
    """8: x and y of each corner from the cell's middle, in units of :data:`VOTE_UNIT`."""
    place: Tensor
    """2: x and y of the cell on the card, in card heights from its middle."""
    size: Tensor
    """The root of the card's area in the same unit; 1 elsewhere."""
    weight: Tensor
    """All cells of a card together weigh 1."""


def targets(picture: Picture) -> list[NDArray[np.float32]]:
    """Give the targets of one picture, in the order of :class:`Targets`."""
    middle = STRIDE // 2
    owner = picture.owner[middle::STRIDE, middle::STRIDE]
    height, width = owner.shape
    votes = np.zeros((8, height, width), np.float32)
    place = np.zeros((2, height, width), np.float32)
    size, weight = np.ones((height, width), np.float32), np.zeros((height, width), np.float32)
    y, x = np.mgrid[:height, :width] * STRIDE + middle
    for number, corners in enumerate(picture.cards, start=1):
        own = owner == number
        if not own.any():
            continue
        offsets = corners.reshape(8, 1) - np.tile(np.stack([x[own], y[own]]), (4, 1))
        votes[:, own] = offsets / VOTE_UNIT
        card = rectangle(CARD_ASPECT, 1) - np.float32((CARD_ASPECT / 2, 0.5))
        place[:, own] = project(homography(corners, card), np.stack([x[own], y[own]], axis=1).astype(np.float32)).T
        size[own] = np.sqrt(abs(polygon_area(corners))) / VOTE_UNIT
        weight[own] = 1 / max(own.sum(), FEWEST)
    return [(owner > 0).astype(np.float32), (owner >= 0).astype(np.float32), votes, place, size, weight]


def loss(answer: Tensor, target: Targets) -> tuple[Tensor, dict[str, float]]:
    """Give the loss of a batch of answers, and its parts to print."""
    mask = torch.nn.functional.binary_cross_entropy_with_logits(answer[:, 0], target.card, reduction="none")
    mask = (mask * target.judged).mean()
    votes = _distances(answer[:, 1:9], target.votes)
    places = _distances(answer[:, 13:15], target.place)
    weight = (target.weight / target.weight.sum().clamp(min=1))[:, None]
    vote = (votes / target.size[:, None] * weight).sum() / 4
    place = (places * weight).sum()
    surprise = (_surprise(answer[:, 9:13], votes) * weight).sum() / 4 + (
        _surprise(answer[:, 15:], places) * weight
    ).sum()
    total = mask + VOTE_WEIGHT * vote + PLACE_WEIGHT * place + ERROR_WEIGHT * surprise
    return total, {"mask": mask.item(), "vote": vote.item(), "place": place.item(), "surprise": surprise.item()}


def _distances(answer: Tensor, target: Tensor) -> Tensor:
    """Distances of the points whose x and y take turns in the channels."""
    miss = answer - target
    return torch.sqrt(miss[:, 0::2] ** 2 + miss[:, 1::2] ** 2 + 1e-6)


def _surprise(log_error: Tensor, distance: Tensor) -> Tensor:
    """What an expected error costs: least when it is the distance itself."""
    log_error = log_error.clamp(-6, 4)
    return log_error + distance.detach() * torch.exp(-log_error)
