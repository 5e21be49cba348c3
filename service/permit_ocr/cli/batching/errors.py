"""What stops a batch."""

from __future__ import annotations

from permit_ocr.errors import PermitOcrError


class BatchError(PermitOcrError):
    """The batch cannot begin or go on; the message names the path or option to look at."""
