"""Fits what the evidence for a field is worth, on the tuning split.

``python -m benchmarks.calibrate`` reads tuning photos, compares every field's print with the truth, fits one logistic
regression for each group of fields and writes ``permits/calibration.json``, which the reader loads.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from benchmarks.parallel import in_parts
from benchmarks.specimens import Sources, Split, samples
from permit_ocr.errors import PermitOcrError
from permit_ocr.permits import calibration
from permit_ocr.pipeline import PermitReader, Rules
from permit_ocr.types import Field

RESULT = Path(calibration.__file__).with_name("calibration.json")

PRIOR = np.array([3.0, 0.7, 0.7, -1.0, 1.0])
"""Weights to which few examples are drawn: the recogniser's odds count for less than they claim, looks that agree
and support for more, looks that differ for less."""

STRENGTH = 2.0
"""How many examples the prior is worth, roughly."""

STEPS, LARGEST_STEP = 60, 0.5
"""Newton's method overshoots where most examples are alike; of steps this small it needs fewer than these."""

Example = tuple[Field, tuple[float, ...], bool]
"""A field, its evidence as features, and whether the print was read rightly."""


def main(
    count: Annotated[int, typer.Option(help="Photos to read.")] = 520,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 62000,
    faces: Annotated[Path | None, typer.Option(help="A folder of face photos to print on the cards.")] = None,
    scenes: Annotated[Path | None, typer.Option(help="A folder of scene photos with quads.json.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes, each with one thread.")] = 2,
) -> None:
    """Render, read, fit, write."""
    collect = partial(_collect, count, first, Sources(faces, scenes), jobs)
    examples = in_parts(collect, jobs)
    weights = {group: fit_group(examples, fields) for group, fields in calibration.GROUPS.items()}
    RESULT.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    for group, values in weights.items():
        print(group, dict(zip(calibration.FEATURES, values, strict=True)))


def _collect(count: int, first: int, sources: Sources, jobs: int, part: int) -> list[Example]:
    reader = PermitReader(rules=Rules(least_confidence=0.0))
    numbers = range(first + part, first + count, jobs)
    return [example for number in numbers for example in _examples(reader, number, sources)]


def _examples(reader: PermitReader, number: int, sources: Sources) -> list[Example]:
    sample = next(samples(Split.TUNING, 1, first=number, sources=sources))
    try:
        fields = reader.read(sample.jpeg).fields
    except PermitOcrError:
        return []
    return [
        (field, calibration.features(reading.evidence), reading.printed == sample.expected.get(field, ""))
        for field, reading in fields.items()
        if reading.evidence
    ]


def fit_group(examples: Sequence[Example], fields: frozenset[Field]) -> list[float]:
    """The weights of one group of fields.

    What is known to speak for a reading must not speak against it because few examples have it so: such a weight is 0,
    and the others are fitted without it.
    """
    group = [(features, right) for field, features, right in examples if field in fields]
    inputs, right = np.array([features for features, _ in group]), np.array([right for _, right in group], float)
    sensible = fit(inputs, right) * PRIOR > 0
    weights = np.where(sensible, fit(inputs * sensible, right), 0.0)
    return [round(weight, 4) for weight in weights.tolist()]


def fit(inputs: NDArray[np.floating], right: NDArray[np.floating]) -> NDArray[np.floating]:
    """Weights of a logistic regression with a Gaussian prior, by Newton's method.

    ``inputs`` is ``NxK``, ``right`` ``N`` of 0 and 1; answers ``K`` weights.
    """
    weights = PRIOR.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance) - STRENGTH * (weights - PRIOR)
        curvature = (inputs.T * (chance * (1 - chance))) @ inputs + STRENGTH * np.eye(len(weights))
        step = np.linalg.solve(curvature, slope)
        weights = weights + step / max(np.abs(step).max() / LARGEST_STEP, 1.0)
    return weights


if __name__ == "__main__":
    typer.run(main)
