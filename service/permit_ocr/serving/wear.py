"""Why workers are replaced by fresh ones."""

from __future__ import annotations

from enum import StrEnum

from permit_ocr.serving.limits import PoolLimits


class Restart(StrEnum):
    """The reasons."""

    CRASHED = "crashed"
    """It died by itself, or was killed by somebody else."""
    LATE = "late"
    """It took too long over a photo and was killed."""
    PHOTOS = "photos"
    """It had read as many photos as one worker may."""
    MEMORY = "memory"
    """Its memory had grown beyond what it may have."""


def worn_out(photos: int, memory: int, limits: PoolLimits) -> Restart | None:
    """Why a worker that has read so many photos and has so many bytes resident is to be replaced, if it is."""
    if 0 < limits.worker_photos <= photos:
        return Restart.PHOTOS
    if 0 < limits.worker_memory < memory:
        return Restart.MEMORY
    return None
