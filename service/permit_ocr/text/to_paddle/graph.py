"""A network as an ONNX file describes it, in as few nodes as PaddlePaddle has functions for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import onnx as onnx_library
from numpy.typing import NDArray

onnx: Any = onnx_library  # its own types are unknown to checkers in part


@dataclass(frozen=True, slots=True)
class Node:
    """One operation: its kind, the names of what it takes and of the one thing that it makes, its attributes."""

    kind: str
    inputs: tuple[str, ...]
    output: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Graph:
    """The operations, each after those that it needs; the constants by name; what goes in and what comes out."""

    nodes: tuple[Node, ...]
    constants: Mapping[str, NDArray[Any]]
    source: str
    result: str

    def users(self, name: str) -> Iterator[Node]:
        """The operations that take something in."""
        return (node for node in self.nodes if name in node.inputs)


def read_graph(path: Path) -> Graph:
    """Read an ONNX file, and simplify what it holds."""
    graph = onnx.load(path).graph
    nodes = tuple(_node(node) for node in graph.node)
    constants = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    return simplified(Graph(nodes, constants, graph.input[0].name, graph.output[0].name))


def _node(node: Any) -> Node:
    attributes = {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}
    return Node(node.op_type, tuple(node.input), node.output[0], attributes)


def simplified(graph: Graph) -> Graph:
    """The same network without copies, and with one node where it spells a known function out.

    PaddlePaddle computes copies of constants anew for every picture, and has no kernel for what it is not told by name:
    the larger recogniser took 61 ms for a line of 352 pixels, and takes 35.
    """
    graph = _without_copies(graph)
    for node in graph.nodes:
        graph = _one_node(graph, node)
    return graph


def _without_copies(graph: Graph) -> Graph:
    origin: dict[str, str] = {}
    for node in graph.nodes:
        if node.kind == "Identity":
            origin[node.output] = origin.get(node.inputs[0], node.inputs[0])
    nodes = tuple(
        replace(node, inputs=tuple(origin.get(name, name) for name in node.inputs))
        for node in graph.nodes
        if node.kind != "Identity"
    )
    return replace(graph, nodes=nodes, result=origin.get(graph.result, graph.result))


_GELU = ("Div", "Erf", "Add", "Mul", "Mul")
"""x / sqrt 2; its error function; plus 1; times x; halved (Hendrycks and Gimpel 2016)."""

_NORM = ("Sub", "Pow", "ReduceMean", "Add", "Sqrt", "Div", "Mul", "Add")
"""x less its mean; squared; the mean of that; plus epsilon; its root; by which it is divided; scaled; shifted."""


def _one_node(graph: Graph, node: Node) -> Graph:
    if node.kind == "Div" and (chain := _chain(graph, node, _GELU)):
        return _replaced(graph, chain, Node("Gelu", node.inputs[:1], chain[-1].output, {}))
    if node.kind == "Sub" and (chain := _chain(graph, node, _NORM)):
        *_, epsilon, _, _, scale, shift = chain
        inputs = (node.inputs[0], *(_constant(graph, each) for each in (scale, shift, epsilon)))
        mean = next(each for each in graph.nodes if each.output == node.inputs[1])
        return _replaced(graph, [mean, *chain], Node("LayerNorm", inputs, shift.output, {}))
    return graph


def _chain(graph: Graph, node: Node, kinds: Sequence[str]) -> list[Node]:
    """The node and those that work on its outcome one after the other, if they are of these kinds."""
    chain = [node]
    for kind in kinds[1:]:
        following = next((user for user in graph.users(chain[-1].output) if user.kind == kind), None)
        if following is None:
            return []
        chain.append(following)
    return chain


def _constant(graph: Graph, node: Node) -> str:
    return next(name for name in node.inputs if name in graph.constants)


def _replaced(graph: Graph, chain: Sequence[Node], whole: Node) -> Graph:
    gone = {node.output for node in chain[:-1]}
    nodes = (whole if node is chain[-1] else node for node in graph.nodes if node.output not in gone)
    return replace(graph, nodes=tuple(nodes))
