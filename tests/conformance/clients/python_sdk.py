"""Calls PermitOCR with whichever Tencent Cloud SDK this interpreter has: one JSON line in, one JSON line out.

Runs in an environment of its own, so it imports nothing of this project.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from tencentcloud.common import credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ocr.v20181119 import models, ocr_client, ocr_client_async


def profile_of(call: dict[str, Any]) -> ClientProfile:
    seconds, method = call.get("seconds", 20), call.get("method", "POST")
    http = HttpProfile(protocol="http", endpoint=call["endpoint"], reqTimeout=seconds, reqMethod=method)
    profile = ClientProfile(httpProfile=http)
    for name, value in call.get("profile", {}).items():
        setattr(profile, name, value)
    return profile


def request_of(call: dict[str, Any]) -> models.PermitOCRRequest:
    request = models.PermitOCRRequest()
    request.from_json_string(json.dumps(call["parameters"]))
    return request


def call_sync(call: dict[str, Any], pair: credential.Credential) -> models.PermitOCRResponse:
    client = ocr_client.OcrClient(pair, call.get("region", ""), profile_of(call))
    if call.get("octet_stream"):
        client.call_octet_stream("PermitOCR", {}, b"a photo")
    if call.get("multipart"):
        client.call("PermitOCR", call["parameters"], {"IsMultipart": True})
    return client.PermitOCR(request_of(call))


async def call_async(call: dict[str, Any], pair: credential.Credential) -> models.PermitOCRResponse:
    async with ocr_client_async.OcrClient(pair, call.get("region", ""), profile_of(call)) as client:
        return await client.PermitOCR(request_of(call))


def outcome_of(call: dict[str, Any]) -> dict[str, Any]:
    pair = credential.Credential(call["secret_id"], call["secret_key"], call.get("token"))
    try:
        response = asyncio.run(call_async(call, pair)) if call.get("asynchronous") else call_sync(call, pair)
    except TencentCloudSDKException as error:
        return {"code": error.code, "message": error.message, "request_id": error.requestId}
    return json.loads(response.to_json_string())


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(outcome_of(json.loads(line))), flush=True)
