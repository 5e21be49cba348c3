"""Writes the network as the program loads it, and reads it back to go on from there."""

from __future__ import annotations

import warnings
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

from training.locator.net import SIDE, Locator, folded

OPSET = 13
"""Understood by OpenCV 4.10."""


def export(net: Locator, path: Path) -> None:
    """Write the network as one ONNX file, normalisation drawn into the convolutions."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with warnings.catch_warnings():
        # The exporter by tracing is deprecated, but OpenCV 4.10 reads what it writes.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            folded(net), (torch.zeros(1, 3, SIDE, SIDE),), str(partial), opset_version=OPSET, dynamo=False,
            input_names=["picture"], output_names=["answer"],
        )  # fmt: skip
    partial.replace(path)


def read(path: Path) -> Locator:
    """Read a network that was exported; it has no normalisation left."""
    net = folded(Locator())
    graph = onnx.load(path).graph
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    stored = [node for node in graph.node if node.op_type == "Conv"]
    convolutions = [module for module in net.modules() if isinstance(module, nn.Conv2d)]
    for module, node in zip(convolutions, stored, strict=True):
        weight, bias = (torch.from_numpy(tensors[name].copy()) for name in node.input[1:])
        module.load_state_dict({"weight": weight, "bias": bias})
    return net.train()
