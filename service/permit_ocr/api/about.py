"""What runs here: version, runtime and models, for whoever asks for ``/version``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from permit_ocr.settings import ModelSettings
from permit_ocr.text.models import Model, load_manifest
from permit_ocr.version import installed_version

API_VERSION = "2018-11-19"
"""The vendor's version of the OCR product whose actions are answered."""


@dataclass(frozen=True, slots=True)
class About:
    """The facts; none of them changes while the service runs."""

    version: str
    runtime: str
    device: str
    models: tuple[Model, ...]

    def as_json(self) -> Mapping[str, object]:
        """The answer of ``/version``."""
        return {
            "version": self.version,
            "api_version": API_VERSION,
            "runtime": self.runtime,
            "device": self.device,
            "models": {model.name: {file.name: file.sha256 for file in model.files} for model in self.models},
        }


def about(settings: ModelSettings) -> About:
    """Gather the facts; raises :class:`ModelFileError` where there is no manifest of models."""
    models = tuple(load_manifest(settings.dir).models.values())
    return About(installed_version(), settings.runtime, settings.device, models)
