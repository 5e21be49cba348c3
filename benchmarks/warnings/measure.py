"""Takes and judges many shots, in several processes."""

from __future__ import annotations

from functools import partial
from itertools import islice

from benchmarks.parallel import in_parts
from benchmarks.warnings.plan import Plan
from benchmarks.warnings.trial import Trial, judge
from permit_ocr.pipeline import PermitReader
from permit_ocr.serving.environment import prepare_environment


def measure(plan: Plan, jobs: int) -> list[Trial]:
    """Judge all shots of a plan under the standard policy, in the plan's order."""
    prepare_environment(1)
    trials = in_parts(partial(_measure_part, plan, jobs), jobs)
    order = {shot.name: number for number, shot in enumerate(plan.shots())}
    return sorted(trials, key=lambda trial: order[trial.name])


def _measure_part(plan: Plan, jobs: int, part: int) -> list[Trial]:
    reader = PermitReader()
    return [judge(reader, shot) for shot in islice(plan.shots(), part, None, jobs)]
