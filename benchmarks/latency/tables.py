"""The laps as tables for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from benchmarks.latency.photos import Size
from benchmarks.latency.race import Lap
from benchmarks.peers.readers import PEERS, TITLES
from permit_ocr.stages import PARTS
from permit_ocr.text.network import Runtime


def as_markdown(laps: Sequence[Lap], source: str) -> str:
    """Times of every runner and size, then where ours goes."""
    parts = [source]
    for size in Size:
        title = size.value[0].upper() + size.value[1:]
        parts += ["", f"**{title}**", "", *_table([lap for lap in laps if lap.size == size])]
    return "\n".join([*parts, "", "Where the time goes (median milliseconds on ONNX Runtime):", "", *_stages(laps)])


def _table(laps: Sequence[Lap]) -> list[str]:
    names = list(dict.fromkeys(lap.runner for lap in laps))
    peers = [name for name in names if name in PEERS]
    head = ["reader", "p50", "p95", "p99", "fields right", *(f"× faster than {TITLES[name]}" for name in peers)]
    rows = [_row(laps, name, peers) for name in names]
    return [_line(head), _line(["---"] * len(head)), *map(_line, rows)]


def _row(laps: Sequence[Lap], name: str, peers: Sequence[str]) -> list[str]:
    own = [lap for lap in laps if lap.runner == name]
    p50, p95, p99 = np.percentile([1000 * lap.seconds for lap in own], [50, 95, 99])
    right = 100 * sum(lap.exact for lap in own) / max(sum(lap.fields for lap in own), 1)
    title = TITLES.get(name, f"permit-ocr, {name}")
    ratios = ["" if name in PEERS else f"{_ratio(laps, name, peer):.1f}" for peer in peers]
    return [title, f"{p50:.0f} ms", f"{p95:.0f} ms", f"{p99:.0f} ms", f"{right:.1f} %", *ratios]


def _ratio(laps: Sequence[Lap], name: str, peer: str) -> float:
    """Median, over the photos, of the peer's time over ours."""
    seconds = {runner: np.array([lap.seconds for lap in laps if lap.runner == runner]) for runner in (name, peer)}
    return float(np.median(seconds[peer] / seconds[name]))


def _stages(laps: Sequence[Lap]) -> list[str]:
    own = [lap for lap in laps if lap.runner == Runtime.ONNXRUNTIME and lap.stages]
    names = sorted(own[0].stages, key=lambda name: name in PARTS) if own else []
    head = ["size", *(f"*of which {name}*" if name in PARTS else name for name in names)]
    return [_line(head), _line(["---"] * len(head)), *(_line(_stage_row(own, size, names)) for size in Size)]


def _stage_row(laps: Sequence[Lap], size: Size, names: Sequence[str]) -> list[str]:
    of_size = [lap.stages for lap in laps if lap.size == size]
    medians = [float(np.median([stages.get(name, 0.0) for stages in of_size])) for name in names]
    return [size.value, *(f"{1000 * seconds:.0f}" for seconds in medians)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
