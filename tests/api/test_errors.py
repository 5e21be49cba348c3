from __future__ import annotations

import pytest

from permit_ocr.api import errors
from permit_ocr.api.errors import ErrorEntry

ENTRIES = [entry for entry in vars(errors).values() if isinstance(entry, ErrorEntry)]


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
