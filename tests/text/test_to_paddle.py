"""Networks that are written anew for PaddlePaddle compute what the ONNX files say."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_ocr.errors import ModelFileError
from permit_ocr.text import onnxruntime_network, paddle_network
from permit_ocr.text.load import MODELS
from permit_ocr.text.models import load_manifest, verified_folder
from permit_ocr.text.network import Device, Tensor, tensor_of
from permit_ocr.text.recogniser import READING
from permit_ocr.text.to_paddle.graph import Graph, Node, read_graph, simplified
from permit_ocr.text.to_paddle.operators import compute

CLOSE = 1e-4
"""How far probabilities may differ: libraries add up in another order. Measured: 1e-5 at most."""

SHAPES = {
    MODELS.detector: [(64, 128), (192, 64)],
    MODELS.careful: [(48, 96), (48, 352)],
    MODELS.quick: [(48, 96), (48, 352)],
}


def _printed(height: int, width: int) -> Tensor:
    """Digits across a picture, as a batch of one."""
    picture = np.full((height, width, 3), 235, np.uint8)
    cv2.putText(picture, "C1234567890123", (4, height // 2 + 10), cv2.FONT_HERSHEY_SIMPLEX, 1, (40, 30, 30), 2)
    return tensor_of(picture, *READING)


@pytest.mark.weights
@pytest.mark.parametrize("name", MODELS)
def test_paddlepaddle_computes_what_the_onnx_file_says(name: str) -> None:
    folder = verified_folder(load_manifest(), name)
    expected = onnxruntime_network.load_network(folder, 1, Device.CPU)
    network = paddle_network.load_network(folder, 1, Device.CPU)
    for height, width in SHAPES[name]:
        picture = _printed(height, width)
        answer = expected(picture)
        assert answer.max() > 0.1, "an answer that says nothing would hide differences"
        assert np.abs(network(picture) - answer).max() < CLOSE


@pytest.mark.weights
@pytest.mark.parametrize("name", MODELS)
def test_nothing_is_computed_that_one_function_computes(name: str) -> None:
    """With copies, error functions and roots as in the file, PaddlePaddle's recogniser takes 61 ms for 35."""
    kinds = {node.kind for node in read_graph(verified_folder(load_manifest(), name) / "inference.onnx").nodes}
    assert not kinds & {"Identity", "Erf", "Sqrt", "Pow"}


def test_a_copy_gives_way_to_what_it_copies() -> None:
    nodes = (
        Node("Relu", ("x",), "a", {}),
        Node("Identity", ("a",), "b", {}),
        Node("Identity", ("b",), "c", {}),
        Node("Sigmoid", ("c",), "d", {}),
        Node("Identity", ("d",), "e", {}),
    )

    graph = simplified(Graph(nodes, {}, "x", "e"))

    assert [(node.kind, node.inputs) for node in graph.nodes] == [("Relu", ("x",)), ("Sigmoid", ("a",))]
    assert graph.result == "d"


def test_a_division_that_is_no_error_function_stays() -> None:
    nodes = (Node("Div", ("x", "two"), "a", {}), Node("Add", ("a", "x"), "b", {}))

    assert simplified(Graph(nodes, {"two": np.array(2.0)}, "x", "b")).nodes == nodes


def test_an_operation_that_is_not_known_is_named() -> None:
    node = Node("Einsum", ("x",), "y", {})

    with pytest.raises(ModelFileError, match="Einsum"):
        compute(Graph((node,), {}, "x", "y"), node, {"x": 1.0})
