"""Start the service on loopback, send it one signed request with a photo, print the answer."""

from __future__ import annotations

import base64
import http.client
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from permit_ocr.api import tc3

PORT = 8080
HOST = f"127.0.0.1:{PORT}"
SECRET_ID, SECRET_KEY = "AKIDoffline", "made-up-for-the-test"
PATIENCE = 150.0
"""Seconds that loading the models and the self-check may take on a busy machine."""


def post(body: bytes) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("POST", "/", body, signed_headers(body))
    return connection.getresponse().read()


def signed_headers(body: bytes) -> dict[str, str]:
    now = datetime.now(UTC)
    timestamp = str(int(now.timestamp()))
    scope = tc3.CredentialScope(f"{now:%Y-%m-%d}", "ocr")
    signed = {"content-type": "application/json", "host": HOST}
    request = tc3.canonical_request("POST", "", signed.items(), tc3.sha256_hex(body))
    signature = tc3.sign(tc3.signing_key(SECRET_KEY, scope), tc3.string_to_sign(timestamp, scope, request))
    credential = f"{tc3.ALGORITHM} Credential={SECRET_ID}/{scope}"
    authorization = f"{credential}, SignedHeaders={';'.join(signed)}, Signature={signature}"
    named = {"X-TC-Action": "PermitOCR", "X-TC-Version": "2018-11-19", "X-TC-Timestamp": timestamp}
    return {"Content-Type": "application/json", "Host": HOST, "Authorization": authorization} | named


def post_when_listening(service: subprocess.Popen[bytes], body: bytes) -> bytes:
    end = time.monotonic() + PATIENCE
    while service.poll() is None and time.monotonic() < end:
        try:
            return post(body)
        except ConnectionRefusedError:
            time.sleep(0.2)
    raise SystemExit("the service did not start listening")


def main(photo: Path) -> None:
    body = json.dumps({"ImageBase64": base64.b64encode(photo.read_bytes()).decode()}).encode()
    command = [Path(sys.executable).with_name("permit-ocr"), "serve", "--port", str(PORT), "--workers", "1"]
    environment = os.environ | {"PERMIT_OCR_CREDENTIALS": f"{SECRET_ID}:{SECRET_KEY}"}
    service = subprocess.Popen(command, env=environment)
    try:
        print(post_when_listening(service, body).decode())
    finally:
        service.terminate()
        service.wait(timeout=60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
