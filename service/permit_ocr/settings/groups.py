"""The settings by what they are about: each group documents its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, PositiveFloat, PositiveInt, SecretStr, model_validator

from permit_ocr.quality.policy import Policy
from permit_ocr.settings.group import Group

Threshold = Annotated[float, Field(ge=0, le=1)] | Literal["off"] | None
"""A score, or none at all, in place of the policy's where it is given."""


def usable_cpus() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_credentials_file() -> Path:
    """``~/.config/permit-ocr/credentials.json``, or below ``XDG_CONFIG_HOME`` where that is set."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "permit-ocr" / "credentials.json"


_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ServerSettings(Group):
    """Where the service listens, and with how many processes it reads."""

    host: str = Field(default="127.0.0.1", min_length=1)
    """Address to listen on. ``0.0.0.0`` is every IPv4 address of the machine."""
    port: int = Field(default=8080, ge=0, le=65535)
    """TCP port to listen on; 0 lets the system choose a free one."""
    tls_certificate: Path | None = None
    """Certificate chain in PEM form, for https in place of http."""
    tls_key: Path | None = None
    """Its private key, in PEM form and without a pass phrase."""
    connections: PositiveInt = 2000
    """Connections that may be open, as far as the system grants so many files. One more closes the one that has waited
    longest for the head of a request; where none waits for that, it is itself closed."""
    workers: PositiveInt = Field(default_factory=usable_cpus)
    """Processes that read photos. Each holds its own copy of the models; default: one per usable core."""
    spare_workers: int = Field(default=1, ge=0)
    """Processes besides those that have loaded their models too and wait: one takes the place of a worker that dies at
    once, where a fresh one takes seconds to start. Each costs the memory of a worker."""
    threads_per_worker: PositiveInt = 1
    """Threads of native code (inference, image processing) in each worker."""
    worker_memory_mb: int = Field(default=2000, ge=0)
    """Resident memory, in units of 1,048,576 bytes, beyond which a worker is replaced by a fresh one between two
    photos; 0 is no limit."""
    worker_photos: int = Field(default=0, ge=0)
    """After how many photos a worker is replaced by a fresh one; 0 is never."""
    start_seconds: PositiveFloat = 180.0
    """How long a worker may take to load its models and pass the self-check."""
    drain_seconds: PositiveInt = 30
    """How long requests in progress may take to finish when the service is told to stop."""

    @property
    def on_loopback(self) -> bool:
        """Whether nobody but this machine reaches the service."""
        return self.host in _LOOPBACK


class ModelSettings(Group):
    """The weights."""

    dir: Path | None = None
    """Folder of the verified weight files; default: the one that ``permit-ocr models fetch`` fills."""
    runtime: Literal["onnxruntime", "openvino", "paddle", "auto"] = "onnxruntime"
    """What runs the text models; all read the same. ``auto`` tries ONNX Runtime and OpenVINO, as far as they are
    installed, and takes the faster one: workers start later for it."""
    device: Literal["cpu", "gpu"] = "cpu"
    """What they run on; the service does not start where that is missing."""


class ReadingSettings(Group):
    """What is answered."""

    least_confidence: float = Field(default=0.9, ge=0, le=1)
    """A field that is less likely than this to be right is answered as ``""``."""


class WarningSettings(Group):
    """Which warnings WarnCardInfos gives, and how readily."""

    policy: Policy = Policy.STANDARD
    """``permissive``, ``standard`` or ``strict``; ``off`` gives none, and -9109 in their place."""
    covered: Threshold = None
    """Score, 0..1, from which -9101 is given, in place of the policy's; ``off`` never gives it."""
    photocopied: Threshold = None
    """The same for -9102."""
    recaptured: Threshold = None
    """The same for -9103."""
    tampered: Threshold = None
    """The same for -9104."""
    glare: Threshold = None
    """The same for -9107."""
    blurred: Threshold = None
    """The same for -9108."""


class FetchSettings(Group):
    """From where an ImageUrl may be fetched."""

    public: bool = True
    """Whether public addresses may be fetched from; if not, only what ``allow`` lists may."""
    allow: str = ""
    """Hosts and networks that may be fetched from besides, with commas between them: ``10.1.0.0/16``,
    ``images.corp.lan``, ``store.corp.lan:9000``, ``[fd00::/8]:9000``. Ports are 80 and 443 unless one is named.
    Loopback, private and all other special addresses are refused unless they are listed here."""
    seconds: PositiveFloat = 3.0
    """How long a download may take in total, name look-up and redirects included (PermitOCR: 3 seconds)."""


class RateLimitSettings(Group):
    """How often one SecretId may call."""

    per_second: int = Field(default=10, ge=0)
    """Requests in any second (PermitOCR: 10); 0 is no limit."""
    redis_url: SecretStr = SecretStr("")
    """Redis that counts for several services together: ``redis://[:PASSWORD@]HOST[:PORT][/DB]``, ``rediss://`` with
    TLS, ``unix:///PATH``; each service counts by itself where there is none."""
    redis_seconds: PositiveFloat = 0.03
    """How long one answer of Redis is waited for."""
    on_failure: Literal["open", "closed"] = "open"
    """What happens to requests while Redis does not answer: all are let through, or all are refused."""


class MetricsSettings(Group):
    """Where Prometheus collects what the service counts."""

    exposed: Literal["auto", "always", "never"] = "auto"
    """Whether ``/metrics`` is on the service's own port; ``auto``: where that listens on loopback alone, and the
    metrics have no port of their own."""
    port: int | None = Field(default=None, ge=0, le=65535)
    """A port of its own for ``/metrics``, ``/livez``, ``/readyz`` and ``/version``; 0 lets the system choose. It
    answers before the workers have started and while requests are finished at the end; on Ray it is not opened."""
    host: str = Field(default="127.0.0.1", min_length=1)
    """Address of that port."""

    def on_service_port(self, server: ServerSettings) -> bool:
        """Whether the service's own port has them too."""
        if self.exposed == "auto":
            return self.port is None and server.on_loopback
        return self.exposed == "always"


class RaySettings(Group):
    """How many processes serve on a Ray cluster, where the settings of ``server`` about workers and port do nothing."""

    fronts: PositiveInt = 1
    """Processes that take requests. More than one count the rate limit together in a Redis, or each for itself."""
    min_readers: PositiveInt = 1
    """Processes that read photos, at least."""
    max_readers: PositiveInt = 8
    """Processes that read photos, at most: they come and go with the load. Each takes as many CPUs of the cluster as
    it has threads, and a GPU where the models run on one."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min_readers > self.max_readers:
            raise ValueError("min_readers is more than max_readers")
        return self


class TracingSettings(Group):
    """Where OpenTelemetry collects a span for each request. No field values, pictures, secrets or SecretIds in them."""

    endpoint: str = Field(default="", pattern="^(https?://.+)?$")
    """Collector that takes OTLP over HTTP, as ``http://localhost:4318/v1/traces``; no spans where none is named."""


class LogSettings(Group):
    """What is logged, to standard error. Field values, pictures and secrets never are."""

    format: Literal["auto", "json", "pretty"] = "auto"
    """One JSON object a line, or text for people; ``auto`` is pretty on a terminal."""
    level: Literal["debug", "info", "warning", "error"] = "info"
    """The least severe level that is logged."""
