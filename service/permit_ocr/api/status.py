"""How the readers are doing, for the probes and the metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Unready(StrEnum):
    """Why no photo would be read now."""

    STARTING = "workers_starting"
    FAILING = "workers_failing"
    DRAINING = "draining"

    @property
    def explanation(self) -> str:
        """The reason as a sentence that says what to do."""
        return _EXPLANATIONS[self]


_EXPLANATIONS: Mapping[Unready, str] = {
    Unready.STARTING: "Workers are loading their models and checking themselves; wait.",
    Unready.FAILING: "No worker starts or passes its self-check; see the log for worker_does_not_start.",
    Unready.DRAINING: "The service is ending and finishes what it has; send new requests elsewhere.",
}


@dataclass(frozen=True, slots=True)
class ReaderStatus:
    """One look at the readers."""

    unready: Unready | None = None
    """``None`` where a photo given now would be read."""
    workers: int = 0
    """Processes that read, or could."""
    spares: int = 0
    """Processes that are ready to take the place of one of those."""
    reading: int = 0
    """Photos that are read."""
    waiting: int = 0
    """Photos that wait for a worker."""
    memory: int = 0
    """Resident memory of all workers after their last answers, in bytes; 0 where it is not known."""
    restarts: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many workers were replaced, by the reason."""

    @property
    def ready(self) -> bool:
        """Whether a photo given now would be read."""
        return self.unready is None
