"""From which score a warning is given: the table of thresholds, and the policies that choose from it.

The table in ``thresholds.json`` is fitted on the tuning split by ``benchmarks/thresholds.py``: for each policy, the
score that no more than a stated share of photos without any fault reaches.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from permit_ocr.types import WarningKind


class Policy(StrEnum):
    """How readily warnings are given."""

    OFF = "off"
    """Never: photos are not looked at for warnings."""
    PERMISSIVE = "permissive"
    """Only what is beyond doubt."""
    STANDARD = "standard"
    """What a careful person would object to."""
    STRICT = "strict"
    """What a person would look at twice."""


FALSE_ALARMS: Mapping[Policy, float] = {Policy.PERMISSIVE: 0.002, Policy.STANDARD: 0.01, Policy.STRICT: 0.05}
"""Share of photos without any fault that may get a warning, for each kind of warning by itself."""


def thresholds(policy: Policy) -> Mapping[WarningKind, float]:
    """The scores from which a policy warns; no kind of warning when it is off."""
    return {kind: least for kind in WarningKind if (least := _table().get(policy, {}).get(kind)) is not None}


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    return json.loads(Path(__file__).with_name("thresholds.json").read_text("utf-8"))
