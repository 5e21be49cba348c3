"""The network: where permits lie in a picture, and where each place on one has the card's corners."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn
from torch.nn.utils import fuse_conv_bn_eval

SIDE = 192
"""Width and height in pixels of what the network sees."""

STRIDE = 8
"""Pixels from one output cell to the next."""

VOTE_UNIT = 64.0
"""Pixels that one unit of a vote stands for."""

CHANNELS = 16
"""Of the output: the logit of lying on a permit; 4 x (x, y) from the cell to the corners, and 4 log errors of these;
(x, y) of the cell on the card, in card heights from its middle, and a log error of that."""


class Locator(nn.Module):
    """``Nx3x192x192`` (BGR, -1..1) to ``Nx16x24x24``.

    Plain convolutions where pictures are large, as CPUs run them at several times the speed of depthwise ones;
    depthwise ones of 5x5 at a thirty-second, where three of them see all of the picture.
    """

    def __init__(self) -> None:
        super().__init__()
        self.to_8 = nn.Sequential(
            _conv(3, 16, 3, 2), _conv(16, 24, 3, 2), _conv(24, 24, 3), _conv(24, 48, 3, 2), _Residual(48)
        )
        self.to_16 = nn.Sequential(_conv(48, 64, 3, 2), _Residual(64), _Residual(64))
        self.to_32 = nn.Sequential(_conv(64, 96, 3, 2), _Inverted(96), _Inverted(96), _Inverted(96))
        self.up_16 = _Up(96, 64, 64)
        self.up_8 = _Up(64, 48, 48)
        self.head = nn.Conv2d(48, CHANNELS, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """Give the logits, votes and log errors of every cell."""
        eighth = self.to_8(pictures)
        sixteenth = self.to_16(eighth)
        whole = self.to_32(sixteenth)
        return self.head(self.up_8(self.up_16(whole, sixteenth), eighth))


def folded(net: Locator) -> Locator:
    """Give the same network with every normalisation drawn into the convolution before it."""
    plain = copy.deepcopy(net).eval()
    for layers in plain.modules():
        if isinstance(layers, nn.Sequential) and len(layers) > 1 and isinstance(layers[1], nn.BatchNorm2d):
            layers[0], layers[1] = fuse_conv_bn_eval(layers[0], layers[1]), nn.Identity()
    return plain


class _Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(_conv(channels, channels, 3), _conv(channels, channels, 3, active=False))

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.body(x))


class _Inverted(nn.Module):
    def __init__(self, channels: int, growth: int = 3) -> None:
        super().__init__()
        wide = channels * growth
        self.body = nn.Sequential(
            _conv(channels, wide, 1), _conv(wide, wide, 5, groups=wide), _conv(wide, channels, 1, active=False)
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x)


class _Up(nn.Module):
    """Doubles the coarse map, adds the fine one, and mixes."""

    def __init__(self, coarse: int, fine: int, out: int) -> None:
        super().__init__()
        self.narrow = _conv(coarse, out, 1, active=False)
        self.skip = _conv(fine, out, 1, active=False)
        self.mix = _conv(out, out, 3)

    def forward(self, coarse: Tensor, fine: Tensor) -> Tensor:
        doubled = nn.functional.interpolate(self.narrow(coarse), scale_factor=2, mode="nearest")
        return self.mix(torch.relu(doubled + self.skip(fine)))


def _conv(
    inputs: int, outputs: int, size: int, stride: int = 1, *, groups: int = 1, active: bool = True
) -> nn.Sequential:
    layers: list[nn.Module] = [
        nn.Conv2d(inputs, outputs, size, stride, size // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if active else nn.Sequential(*layers)
