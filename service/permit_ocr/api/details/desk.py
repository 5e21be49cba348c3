"""The path of a request for details, from the wire to the answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel
from starlette.responses import Response

from permit_ocr.api.actions import Fetch, PhotoReader
from permit_ocr.api.audit import Exchange, log_defect, log_exchange, open_exchange
from permit_ocr.api.authentication import Secrets, authenticate
from permit_ocr.api.details.answer import permit_details, problem_details
from permit_ocr.api.details.bearer import proof_of
from permit_ocr.api.details.models import PermitDetails
from permit_ocr.api.details.problems import (
    BODY_TIMEOUT,
    INTERNAL,
    MEDIA_TYPE,
    METHOD_NOT_ALLOWED,
    NO_KEYLESS_URL,
    TOO_LARGE,
    ProblemError,
    problem_of,
)
from permit_ocr.api.details.uploads import Upload, check_type, parse_upload
from permit_ocr.api.details.visitors import VISITOR
from permit_ocr.api.envelope import new_request_id
from permit_ocr.api.failures import foreseen
from permit_ocr.api.metrics import Metrics
from permit_ocr.api.ratelimit import Limit
from permit_ocr.api.wire import WireRequest

ACTION = "ReadPermit"
"""What the log calls a request of this route."""

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_REFUSAL_HEADERS: Mapping[int, Mapping[str, str]] = {401: {"WWW-Authenticate": "Bearer"}, 405: {"Allow": "POST"}}
"""What HTTP asks of answers with these statuses (RFC 9110)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers requests for details; whatever happens, the answer is a permit or a problem."""

    reader: PhotoReader
    keyring: Secrets
    limit: Limit
    fetch: Fetch
    max_base64_characters: int
    metrics: Metrics
    clock: Callable[[], float]

    async def answer(self, wire: WireRequest, *, keyless: bool) -> Response:
        """Give the answer. ``keyless`` says that this request may do without a key."""
        began = time.perf_counter()
        self.metrics.note_request()
        exchange = Exchange(new_request_id(), None, len(wire.body), ACTION)
        open_exchange(exchange, wire.header("traceparent"))
        understanding = self._understand(wire, exchange, keyless=keyless)
        del wire  # while its photo waits for a worker, nobody needs the request in memory
        code = "Abandoned"  # unless it comes to an answer
        try:
            permit = await (await understanding)
            code = "OK"
            return _response(permit, 200, "application/json")
        except Exception as error:  # noqa: BLE001 - the one place where errors become answers
            failure = self._failure(error, exchange)
            code = failure.kind.code
            return _refusal(failure, exchange.request_id)
        finally:
            seconds = time.perf_counter() - began
            log_exchange(exchange, code, seconds)
            self.metrics.note_answer(exchange.action, code, seconds)

    async def _understand(self, wire: WireRequest, exchange: Exchange, *, keyless: bool) -> Awaitable[PermitDetails]:
        """Find out what is to be done. Every step may end the request, the cheapest first."""
        _check_arrival(wire)
        content_type = wire.header("content-type")
        check_type(content_type)
        self.reader.admit()  # before megabytes are hashed and unpacked: refusing must cost next to nothing
        exchange.secret_id = VISITOR if keyless else await self._prove(wire)
        await self.limit.admit(exchange.secret_id)
        upload = await asyncio.to_thread(parse_upload, content_type, wire.body, self.max_base64_characters)
        if keyless and upload.url:
            raise ProblemError(NO_KEYLESS_URL)
        return self._read(upload, exchange.request_id)

    async def _prove(self, wire: WireRequest) -> str:
        now = self.clock()
        proof = proof_of(wire, now)
        await authenticate(proof, self.keyring, now)
        return proof.secret_id

    async def _read(self, upload: Upload, request_id: str) -> PermitDetails:
        portrait, vendor = upload.portrait, upload.vendor
        photo = upload.photo or await self.fetch(upload.url)
        del upload
        reading = await self.reader.read(photo)
        return permit_details(reading, request_id, portrait=portrait, vendor=vendor)

    def _failure(self, error: Exception, exchange: Exchange) -> ProblemError:
        if isinstance(error, ProblemError):
            return error
        known = foreseen(error)
        if known is None:
            log_defect(exchange, error)
            return ProblemError(INTERNAL)
        self.metrics.note_failure(known)
        return problem_of(known)


def _refusal(failure: ProblemError, request_id: str) -> Response:
    response = _response(problem_details(failure.kind, request_id), failure.kind.status, MEDIA_TYPE)
    response.headers.update(_REFUSAL_HEADERS.get(failure.kind.status, {}))
    if failure.retry_after is not None:
        response.headers["Retry-After"] = str(failure.retry_after)
    return response


def _response(body: BaseModel, status: int, media_type: str) -> Response:
    return Response(body.model_dump_json(), status, _HEADERS, media_type)


def _check_arrival(wire: WireRequest) -> None:
    if wire.method != "POST":
        raise ProblemError(METHOD_NOT_ALLOWED)
    if wire.late:
        raise ProblemError(BODY_TIMEOUT)
    wire.check_room()
    if wire.oversized:
        raise ProblemError(TOO_LARGE)
