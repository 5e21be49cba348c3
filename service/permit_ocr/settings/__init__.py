"""Every setting of the service, from ``PERMIT_OCR_*`` environment variables.

A nested setting is written with two underscores: ``PERMIT_OCR_SERVER__PORT=9000``. A name that does not exist
is refused, so that a misspelt limit never goes unnoticed.
"""

from permit_ocr.settings.groups import (
    FetchSettings,
    LogSettings,
    MetricsSettings,
    ModelSettings,
    RateLimitSettings,
    ServerSettings,
    TracingSettings,
    WarningSettings,
    usable_cpus,
)
from permit_ocr.settings.limits import LimitSettings
from permit_ocr.settings.load import PREFIX, Settings, SettingsError, load_settings, variable_names

__all__ = [
    "PREFIX",
    "FetchSettings",
    "LimitSettings",
    "LogSettings",
    "MetricsSettings",
    "ModelSettings",
    "RateLimitSettings",
    "ServerSettings",
    "Settings",
    "SettingsError",
    "TracingSettings",
    "WarningSettings",
    "load_settings",
    "usable_cpus",
    "variable_names",
]
