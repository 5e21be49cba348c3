"""Reads the settings, and says by name what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnparsableSettingError

from permit_ocr.errors import PermitOcrError
from permit_ocr.settings.groups import (
    FetchSettings,
    LogSettings,
    MetricsSettings,
    ModelSettings,
    RateLimitSettings,
    RaySettings,
    ReadingSettings,
    ServerSettings,
    TracingSettings,
    WarningSettings,
    default_credentials_file,
)
from permit_ocr.settings.limits import LimitSettings
from permit_ocr.settings.page import PageSettings

PREFIX = "PERMIT_OCR_"
NESTED = "__"


class SettingsError(PermitOcrError):
    """A setting is unknown or has a value that it cannot have."""


class Settings(BaseSettings):
    """All settings. :func:`load_settings` is the way to get them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=NESTED,
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
    )

    server: ServerSettings = ServerSettings()
    models: ModelSettings = ModelSettings()
    reading: ReadingSettings = ReadingSettings()
    warnings: WarningSettings = WarningSettings()
    limits: LimitSettings = LimitSettings()
    fetch: FetchSettings = FetchSettings()
    rate_limit: RateLimitSettings = RateLimitSettings()
    log: LogSettings = LogSettings()
    tracing: TracingSettings = TracingSettings()
    metrics: MetricsSettings = MetricsSettings()
    page: PageSettings = PageSettings()
    ray: RaySettings = RaySettings()
    tc3_only: bool = False
    """Whether requests signed with HmacSHA1 or HmacSHA256 are refused, which the vendor's older clients send."""
    credentials: SecretStr = SecretStr("")
    """Credential pairs besides those of the file, or without one: ``SecretId:SecretKey[,SecretId:SecretKey...]``."""
    credentials_file: Path = Field(default_factory=default_credentials_file)
    """Where ``permit-ocr keys`` keeps the credential pairs."""


def load_settings(overrides: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings; ``overrides`` (nested, as from command-line options) win over the environment.

    Raises :class:`SettingsError`, whose message names the variable and never its value.
    """
    _refuse_unknown(os.environ)
    try:
        return Settings(**(overrides or {}))
    except ValidationError as error:
        raise SettingsError("; ".join(_explain(error))) from None
    except UnparsableSettingError as error:
        raise SettingsError(str(error)) from None


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {name.upper() for name in variable_names(Settings)}
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"{name} is not a setting{_suggestion(name.upper(), known)}")


def variable_names(model: type[BaseModel], prefix: str = PREFIX) -> Iterator[str]:
    """The environment variables that a settings model understands."""
    for name, field in model.model_fields.items():
        yield f"{prefix}{name.upper()}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from variable_names(field.annotation, f"{prefix}{name.upper()}{NESTED}")


def _suggestion(name: str, known: set[str]) -> str:
    nearest = get_close_matches(name, known, n=1, cutoff=0.0)
    return f"; did you mean {nearest[0]}?" if nearest else ""


def _explain(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_input=False, include_url=False):
        yield f"{_variable(problem['loc'])}: {problem['msg']}"


def _variable(place: Sequence[int | str]) -> str:
    """The variable at a place; below one that takes a single value there are only the types that it may have."""
    names = [PREFIX + NESTED.join(str(part).upper() for part in place[:depth]) for depth in range(len(place) + 1)]
    known = set(variable_names(Settings))
    single = (name for name in names if name in known and not any(other.startswith(name + NESTED) for other in known))
    return next(single, names[-1])
