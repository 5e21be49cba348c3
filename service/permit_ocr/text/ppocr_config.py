"""What a PP-OCR model's own ``inference.yml`` says about its input and output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from permit_ocr.errors import ModelFileError
from permit_ocr.text.regions import RegionRule


def region_rule(detector: Path) -> RegionRule:
    """How a detector's map is to be read; raises :class:`ModelFileError` when its folder does not say."""
    rule = _post_process(detector)
    return RegionRule(float(rule["thresh"]), float(rule["unclip_ratio"]))


def alphabet(recogniser: Path) -> list[str]:
    """What the classes of a recogniser mean: the blank, its characters, and the space, which PP-OCR adds."""
    return ["", *_post_process(recogniser)["character_dict"], " "]


def _post_process(model: Path) -> dict[str, Any]:
    path = model / "inference.yml"
    try:
        return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["PostProcess"]
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise ModelFileError(f"{path} does not describe a PP-OCR model: {error}") from error
