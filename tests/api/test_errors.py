from __future__ import annotations

import pytest

from permit_ocr.api import errors
from permit_ocr.api.error_entry import ErrorEntry
from permit_ocr.api.unused_errors import UNUSED_COMMON_CODES

ENTRIES = [
    *(entry for entry in vars(errors).values() if isinstance(entry, ErrorEntry)),
    *UNUSED_COMMON_CODES,
]
COMMON_CODES = """
ActionOffline AuthFailure.InvalidAuthorization AuthFailure.InvalidSecretId AuthFailure.MFAFailure
AuthFailure.SecretIdNotFound AuthFailure.SignatureExpire AuthFailure.SignatureFailure AuthFailure.TokenFailure
AuthFailure.UnauthorizedOperation DryRunOperation FailedOperation InternalError InvalidAction InvalidParameter
InvalidParameterValue InvalidRequest IpInBlacklist IpNotInWhitelist LimitExceeded MissingParameter NoSuchProduct
NoSuchVersion RequestLimitExceeded RequestLimitExceeded.GlobalRegionUinLimitExceeded
RequestLimitExceeded.IPLimitExceeded RequestLimitExceeded.UinLimitExceeded RequestSizeLimitExceeded ResourceInUse
ResourceInsufficient ResourceNotFound ResourceUnavailable ResponseSizeLimitExceeded ServiceUnavailable
UnauthorizedOperation UnknownParameter UnsupportedOperation UnsupportedProtocol UnsupportedRegion
"""
"""The page "Common Error Codes"."""


def test_the_table_holds_every_common_code() -> None:
    assert {entry.code for entry in ENTRIES} >= set(COMMON_CODES.split())


def test_no_code_is_used_and_called_unused() -> None:
    unused = [entry.code for entry in UNUSED_COMMON_CODES]
    others = {entry.code for entry in vars(errors).values() if isinstance(entry, ErrorEntry)}
    assert others.isdisjoint(unused)
    assert len(set(unused)) == len(unused)


def test_the_table_holds_every_code_of_the_api_page() -> None:
    assert {entry.code for entry in ENTRIES} >= {
        "FailedOperation.DownLoadError",
        "FailedOperation.ImageDecodeFailed",
        "FailedOperation.OcrFailed",
        "FailedOperation.UnKnowError",
        "FailedOperation.UnOpenError",
        "InvalidParameterValue.InvalidParameterValueLimit",
        "LimitExceeded.TooLargeFileError",
        "ResourceUnavailable.InArrears",
        "ResourcesSoldOut.ChargeStatusException",
    }


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_every_entry_speaks_both_languages(entry: ErrorEntry) -> None:
    assert entry.english.isascii()
    assert entry.english.endswith(".")
    assert not entry.chinese.isascii()
    assert entry.chinese.endswith("。")
