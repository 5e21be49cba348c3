"""What a client is told when there is no reading: a problem with a code that stays (RFC 9457).

The steps that this route shares with the vendor's raise the vendor's entries; here each has its own code and status.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from permit_ocr.api import errors as vendor
from permit_ocr.api.error_entry import ErrorEntry

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One way to fail."""

    code: str
    """Stable, for programs."""
    status: int
    detail: str
    """What to do about it, for people. Never repeats what was sent."""


INVALID_REQUEST = ProblemKind("invalid_request", 400, "The request cannot be understood: see the OpenAPI document.")
MALFORMED_JSON = ProblemKind(
    "invalid_request", 400, "The body is not a JSON object of this route: see the OpenAPI document."
)
MALFORMED_MULTIPART = ProblemKind("invalid_request", 400, "The body is not well-formed multipart/form-data.")
NO_IMAGE = ProblemKind("no_image", 400, "Send exactly one photo: image or image_url in a form, image_base64 in JSON.")
UNAUTHORIZED = ProblemKind(
    "unauthorized", 401, "Send a valid key: Authorization: Bearer SecretId:SecretKey, or a TC3-HMAC-SHA256 signature."
)
SIGNATURE_EXPIRED = ProblemKind(
    "signature_expired", 401, "The X-TC-Timestamp is more than five minutes from this machine's time: set the clocks."
)
NO_KEYLESS_URL = ProblemKind("key_required", 403, "Without a key, only photos in the request itself are read.")
METHOD_NOT_ALLOWED = ProblemKind("method_not_allowed", 405, "Send a POST.")
BODY_TIMEOUT = ProblemKind("body_timeout", 408, "The body did not arrive in time.")
TOO_LARGE = ProblemKind("too_large", 413, "The photo or the request is too large: send a smaller photo.")
UNSUPPORTED_TYPE = ProblemKind("unsupported_media_type", 415, "Send multipart/form-data or application/json.")
UNDECODABLE = ProblemKind("undecodable_image", 422, "The photo is no PNG or JPEG, or it is damaged.")
TOO_MANY_PIXELS = ProblemKind("too_many_pixels", 422, "The photo has too many pixels: send a smaller one.")
NO_PERMIT = ProblemKind("no_permit_found", 422, "No permit was found: the photo must show the front of a permit card.")
DOWNLOAD_FAILED = ProblemKind("download_failed", 422, "There is no photo to be had at image_url.")
RATE_LIMITED = ProblemKind("rate_limited", 429, "This key calls too often: wait for as long as Retry-After says.")
INTERNAL = ProblemKind("internal_error", 500, "An error of the service; its log has the place under this request_id.")
TOO_MUCH_MEMORY = ProblemKind("read_memory", 422, "Reading this photo took too much memory: send a smaller one.")
CRASHED = ProblemKind("reader_crashed", 500, "Reading this photo ended the reader, repeatedly.")
OVERLOADED = ProblemKind("overloaded", 503, "More photos wait than can be read: come back after Retry-After.")
RATE_UNKNOWN = ProblemKind("rate_unknown", 503, "How often this key calls cannot be counted at the moment: try again.")
READ_TIMEOUT = ProblemKind("read_timeout", 504, "Reading this photo took too long and was given up.")

_OF_ENTRIES: Mapping[ErrorEntry, ProblemKind] = {
    vendor.BODY_TOO_LATE: BODY_TIMEOUT,
    vendor.REQUEST_SIZE_LIMIT_EXCEEDED: TOO_LARGE,
    vendor.TOO_LARGE_FILE: TOO_LARGE,
    vendor.MISSING_PARAMETER: UNAUTHORIZED,
    vendor.INVALID_PARAMETER: UNAUTHORIZED,
    vendor.INVALID_AUTHORIZATION: UNAUTHORIZED,
    vendor.SECRET_ID_NOT_FOUND: UNAUTHORIZED,
    vendor.SIGNATURE_FAILURE: UNAUTHORIZED,
    vendor.SIGNATURE_EXPIRE: SIGNATURE_EXPIRED,
    vendor.REQUEST_LIMIT_EXCEEDED: RATE_LIMITED,
    vendor.RATE_UNKNOWN: RATE_UNKNOWN,
    vendor.BUSY: OVERLOADED,
    vendor.DOWNLOAD_ERROR: DOWNLOAD_FAILED,
    vendor.IMAGE_DECODE_FAILED: UNDECODABLE,
    vendor.NOT_BASE64: UNDECODABLE,
    vendor.TOO_MANY_PIXELS: TOO_MANY_PIXELS,
    vendor.NO_PERMIT_FOUND: NO_PERMIT,
    vendor.READ_TOO_SLOWLY: READ_TIMEOUT,
    vendor.READ_TOO_LARGE: TOO_MUCH_MEMORY,
    vendor.READ_CRASHED: CRASHED,
}

_OWN = (INVALID_REQUEST, NO_IMAGE, NO_KEYLESS_URL, METHOD_NOT_ALLOWED, UNSUPPORTED_TYPE, INTERNAL)

KINDS: tuple[ProblemKind, ...] = (*_OWN, *dict.fromkeys(_OF_ENTRIES.values()))
"""Every way to fail, one for each code."""


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(self, kind: ProblemKind, retry_after: int | None = None) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.retry_after = retry_after
        """After how many whole seconds it is worth another try, where that is known."""


def problem_of(error: vendor.ApiError) -> ProblemError:
    """The problem that an error of a shared step is."""
    return ProblemError(_OF_ENTRIES.get(error.entry, INTERNAL), error.retry_after)
