"""What a request and an answer look like, for the OpenAPI document. The person is made up."""

from __future__ import annotations

from typing import Any

REQUEST_ID = "2d6f2b1e-7c1a-4d0e-9a43-0d1c5f0e8a77"

PHOTO: dict[str, Any] = {"image_base64": "/9j/4AAQSkZJRgABAQ...", "portrait": True}


def _field(value: str, confidence: float, check: str, quad: list[list[float]], **others: Any) -> dict[str, Any]:
    evidence = {"weakest": confidence, "agreeing": 1, "differing": 0, "support": 0}
    plain = {"value": value, "confidence": confidence, "check": check, "printed": value, "coded": "", "quad": quad}
    return plain | {"evidence": evidence} | others


PERMIT: dict[str, Any] = {
    "version": 1,
    "request_id": REQUEST_ID,
    "kind": "exit_endorsement_hk_macao",
    "type": "往来港澳通行证",
    "english_type": "Exit-Entry Permit for Travelling to and from Hong Kong and Macao",
    "size": [1200, 800],
    "card": [[96.0, 80.5], [1103.2, 88.1], [1098.4, 722.6], [90.7, 715.0]],
    "fields": {
        "name": _field(
            "欧阳雪梅", 0.9931, "unchecked", [[452.1, 248.0], [640.9, 249.4], [640.6, 291.7], [451.8, 290.3]]
        ),
        "number": _field(
            "C87654321",
            0.9998,
            "proved",
            [[780.0, 162.2], [1043.5, 164.2], [1043.2, 206.8], [779.7, 204.8]],
            coded="C87654321",
        ),
    },
    "machine_code": "CSC876543214<2910083<8108031<6",
    "residual": 0.0021,
    "portrait": {"quad": [[155.2, 226.0], [428.0, 228.0], [425.1, 607.4], [152.3, 605.4]], "jpeg_base64": None},
    "warnings": ["glare"],
    "scores": {
        "glare": {
            "code": -9107,
            "score": 0.82,
            "findings": [
                {
                    "reason": "print",
                    "strength": 0.82,
                    "field": "name",
                    "quad": [[500.4, 250.0], [556.0, 250.4], [555.8, 292.0], [500.2, 291.6]],
                }
            ],
        }
    },
    "stages": {"decode": 0.0112, "locate": 0.0871, "read": 0.1034, "assess": 0.0921},
    "vendor": None,
}
