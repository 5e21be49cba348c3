"""What the made-up reader takes for photos, as clients send them."""

from __future__ import annotations

import base64
from typing import Any

from tests.api.readers import CAT, PERMIT
from tests.api.test_permit_ocr import CHINESE, ENGLISH


def photo(content: bytes) -> dict[str, Any]:
    return {"ImageBase64": base64.b64encode(content).decode()}


def expected(language: str, *, warnings: bool) -> dict[str, Any]:
    """The answer to a permit, less the RequestId; most models of the SDKs do not know the warnings."""
    answer = ENGLISH if language == "en-US" else CHINESE
    return {name: value for name, value in answer.items() if warnings or name != "WarnCardInfos"}


MISTAKES: list[tuple[dict[str, Any], str, tuple[str, str]]] = [
    ({"parameters": photo(CAT)}, "FailedOperation.OcrFailed", ("未找到", "No permit was found")),
    ({"parameters": photo(b"GIF89a")}, "FailedOperation.ImageDecodeFailed", ("图片解码", "decoding failed")),
    ({"parameters": {}}, "InvalidParameterValue.InvalidParameterValueLimit", ("必须提供", "provided")),
    (
        {"parameters": photo(PERMIT), "secret_key": "wrong"},
        "AuthFailure.SignatureFailure",
        ("签名验证失败", "could not be validated"),
    ),
    (
        {"parameters": photo(PERMIT), "secret_id": "AKIDnobody"},
        "AuthFailure.SecretIdNotFound",
        ("密钥不存在", "SecretId is not found"),
    ),
]
"""What a caller does wrong, the code, and words of the message in both languages."""
