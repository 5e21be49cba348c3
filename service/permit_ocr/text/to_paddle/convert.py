"""An ONNX file written anew for PaddlePaddle: the same numbers, so that every engine reads the same."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import paddle as paddle_library
from numpy.typing import NDArray

from permit_ocr.text.to_paddle.graph import Graph, read_graph
from permit_ocr.text.to_paddle.operators import compute

paddle: Any = paddle_library  # its own types are unknown to checkers in part


def convert(source: Path, folder: Path, height: int | None) -> None:
    """Write ``inference.json`` and ``inference.pdiparams`` into ``folder``, which is made.

    The network takes ``Nx3xHxW float32`` of any width, and of any height where ``height`` is ``None``. Raises
    :class:`ModelFileError` where ``source`` holds no network that can be written so.
    """
    graph = read_graph(source)
    with _building() as (program, startup):
        picture = paddle.static.data("x", [None, 3, height, None], "float32")
        answer = _build(graph, picture)
        executor = paddle.static.Executor(paddle.CPUPlace())
        executor.run(startup)
        _fill(graph)
        folder.mkdir(parents=True, exist_ok=True)
        paddle.static.save_inference_model(str(folder / "inference"), [picture], [answer], executor, program=program)


@contextmanager
def _building() -> Generator[tuple[Any, Any]]:
    """An empty program and the one that prepares it, apart from whatever else is built in this process."""
    program, startup = paddle.static.Program(), paddle.static.Program()
    paddle.enable_static()
    try:
        with ExitStack() as stack:
            stack.enter_context(paddle.utils.unique_name.guard())
            stack.enter_context(paddle.static.scope_guard(paddle.static.Scope()))
            stack.enter_context(paddle.static.program_guard(program, startup))
            yield program, startup
    finally:
        paddle.disable_static()


def _build(graph: Graph, picture: Any) -> Any:
    known = {graph.source: picture, **_parameters(graph)}
    for node in graph.nodes:
        known[node.output] = compute(graph, node, known)
    return known[graph.result]


def _parameters(graph: Graph) -> dict[str, Any]:
    """A place for each constant that weighs something; sizes and axes are parts of the operations."""
    used = dict.fromkeys(name for node in graph.nodes for name in node.inputs if name in graph.constants)
    weights = {name: graph.constants[name] for name in used if _is_weight(graph.constants[name])}
    zero = paddle.nn.initializer.Constant(0.0)  # to write the numbers into the program itself takes seconds
    return {
        name: paddle.create_parameter(list(weight.shape), "float32", name=name, default_initializer=zero)
        for name, weight in weights.items()
    }


def _is_weight(constant: NDArray[Any]) -> bool:
    # A tensor of one number takes seven times as long to add to the detector's map as the number itself.
    return constant.size > 1 and constant.dtype == np.float32


def _fill(graph: Graph) -> None:
    scope, here = paddle.static.global_scope(), paddle.CPUPlace()
    for name, constant in graph.constants.items():
        variable = scope.find_var(name)
        if variable is not None:
            variable.get_tensor().set(constant, here)
