"""How much a pool does at a time, and for how long."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """The settings that a pool needs: all that it gets to know of them."""

    workers: int = 1
    spares: int = 0
    """Workers besides those, which read nothing until one of them dies."""
    threads_per_worker: int = 1
    queue: int = 64
    """Photos that may wait."""
    standing_queue: int = 2
    """Photos for each worker that may, where some have waited all the time for a while."""
    queue_seconds: float = 20.0
    """How long one may wait."""
    read_seconds: float = 30.0
    """How long reading it may take; a photo that waited long still has all of it."""
    start_seconds: float = 180.0
    worker_photos: int = 0
    """After how many photos a worker is replaced by a fresh one; 0 is never."""
    worker_memory: int = 0
    """Bytes of resident memory beyond which it is; 0 is no limit."""
    read_memory: int = 0
    """Bytes of memory that a worker may take at any moment; 0 is no limit."""
