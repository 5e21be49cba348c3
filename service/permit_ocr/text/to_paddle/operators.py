"""What PaddlePaddle computes for each operation of an ONNX network: those that PP-OCR's networks use, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import paddle as paddle_library

from permit_ocr.errors import ModelFileError
from permit_ocr.text.to_paddle.graph import Graph, Node

paddle: Any = paddle_library  # its own types are unknown to checkers in part
functional: Any = paddle.nn.functional

Variable = Any
"""What PaddlePaddle makes of an operation while a network is built."""


class Operands:
    """What one operation works on: variables that were made before, or constants of the network."""

    def __init__(self, graph: Graph, node: Node, known: Mapping[str, Variable]) -> None:
        """Take the network, the operation, and all variables that are there by now, parameters included."""
        self._constants = graph.constants
        self._known = known
        self._names = node.inputs
        self.options = node.attributes

    def __getitem__(self, index: int) -> Variable:
        """A variable, or a number where the network has a single one."""
        name = self._names[index]
        if name in self._known:
            return self._known[name]
        constant = self._constants[name]
        return constant.item() if constant.dtype == np.float32 else paddle.to_tensor(constant)

    def all(self) -> list[Variable]:
        """Every operand."""
        return [self[i] for i in range(len(self._names))]

    def optional(self, index: int) -> Variable | None:
        """An operand that need not be there."""
        return self[index] if index < len(self._names) else None

    def numbers(self, index: int) -> Sequence[Any] | Variable:
        """Sizes, positions or axes: as numbers where they are constant."""
        constant = self._constants.get(self._names[index])
        return self[index] if constant is None else np.atleast_1d(constant).tolist()


def compute(graph: Graph, node: Node, known: Mapping[str, Variable]) -> Variable:
    """What an operation makes; raises :class:`ModelFileError` for one that no network here has had so far."""
    if node.kind not in _OPERATORS:
        raise ModelFileError(f"{node.kind} is no operation that can be written for PaddlePaddle here")
    return _OPERATORS[node.kind](Operands(graph, node, known))


def _convolution(x: Operands) -> Variable:
    options = x.options
    shape = (options.get("strides", 1), _padding(options), options.get("dilations", 1), options.get("group", 1))
    return functional.conv2d(x[0], x[1], x.optional(2), *shape)


def _transposed(x: Operands) -> Variable:
    return functional.conv2d_transpose(x[0], x[1], x.optional(2), x.options["strides"], _padding(x.options))


def _padding(options: Mapping[str, Any]) -> str | list[int]:
    """PaddlePaddle's order is top, bottom, left, right; ONNX's top, left, bottom, right."""
    if options.get("auto_pad") == b"SAME_UPPER":
        return "SAME"
    top, left, bottom, right = options.get("pads", (0, 0, 0, 0))
    return [top, bottom, left, right]


def _largest(x: Operands) -> Variable:
    return functional.max_pool2d(x[0], x.options["kernel_shape"], x.options["strides"], _padding(x.options))


def _average(x: Operands) -> Variable:
    return functional.avg_pool2d(x[0], x.options["kernel_shape"], x.options["strides"], _padding(x.options))


def _mean(x: Operands) -> Variable:
    axes, keep = x.options["axes"], bool(x.options.get("keepdims", 1))
    # Its kernel for means takes several times as long as the one for pooling.
    return functional.adaptive_avg_pool2d(x[0], 1) if axes == [2, 3] and keep else paddle.mean(x[0], axes, keep)


def _normalised(x: Operands) -> Variable:
    scale, shift, mean, variance = (x[i] for i in range(1, 5))
    return functional.batch_norm(x[0], mean, variance, scale, shift, epsilon=x.options["epsilon"])


def _layer_norm(x: Operands) -> Variable:
    return functional.layer_norm(x[0], x[1].shape, x[1], x[2], x[3])


def _enlarged(x: Operands) -> Variable:
    return functional.interpolate(x[0], scale_factor=list(x.numbers(2))[2:], mode="nearest")


def _slice(x: Operands) -> Variable:
    starts, ends, axes = (x.numbers(i) for i in (1, 2, 3))
    return paddle.slice(x[0], axes, starts, ends)


_OPERATORS: Mapping[str, Callable[[Operands], Variable]] = {
    "Add": lambda x: x[0] + x[1],
    "AveragePool": _average,
    "BatchNormalization": _normalised,
    "Concat": lambda x: paddle.concat(x.all(), x.options["axis"]),
    "Conv": _convolution,
    "ConvTranspose": _transposed,
    "Gelu": lambda x: functional.gelu(x[0]),
    "GlobalAveragePool": lambda x: functional.adaptive_avg_pool2d(x[0], 1),
    "HardSigmoid": lambda x: functional.hardsigmoid(x[0], x.options["alpha"], x.options["beta"]),
    "LayerNorm": _layer_norm,
    "MatMul": lambda x: paddle.matmul(x[0], x[1]),
    "MaxPool": _largest,
    "Mul": lambda x: x[0] * x[1],
    "ReduceMean": _mean,
    "Relu": lambda x: functional.relu(x[0]),
    "Reshape": lambda x: paddle.reshape(x[0], x.numbers(1)),
    "Resize": _enlarged,
    "Shape": lambda x: paddle.shape(x[0]).astype("int64"),
    "Sigmoid": lambda x: functional.sigmoid(x[0]),
    "Slice": _slice,
    "Softmax": lambda x: functional.softmax(x[0], x.options["axis"]),
    "Squeeze": lambda x: paddle.squeeze(x[0], x.options["axes"]),
    "Transpose": lambda x: paddle.transpose(x[0], x.options["perm"]),
    "Unsqueeze": lambda x: paddle.unsqueeze(x[0], x.options["axes"]),
}
