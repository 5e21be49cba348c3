"""What an error of the domain is to a client."""

from __future__ import annotations

from collections.abc import Mapping

from permit_ocr import errors as domain
from permit_ocr.api import errors as vendor
from permit_ocr.api.error_entry import ErrorEntry

_ENTRIES: Mapping[type[Exception], ErrorEntry] = {
    domain.UndecodableImageError: vendor.IMAGE_DECODE_FAILED,
    domain.ImageTooLargeError: vendor.TOO_MANY_PIXELS,
    domain.NoPermitFoundError: vendor.NO_PERMIT_FOUND,
    domain.DeadlineExceededError: vendor.READ_TOO_SLOWLY,
    domain.MemoryExceededError: vendor.READ_TOO_LARGE,
    domain.WorkerCrashedError: vendor.READ_CRASHED,
}


def foreseen(error: Exception) -> vendor.ApiError | None:
    """The client's view of an error that the domain foresees; ``None`` for a defect."""
    if isinstance(error, vendor.ApiError):
        return error
    if isinstance(error, domain.OverloadedError):
        return vendor.ApiError(vendor.BUSY).to_be_retried_after(error.retry_after)
    entry = _ENTRIES.get(type(error))
    return vendor.ApiError(entry) if entry else None
