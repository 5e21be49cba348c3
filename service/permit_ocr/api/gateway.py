"""The path of a request, from the wire to the envelope."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from permit_ocr.api import envelope, parameters
from permit_ocr.api.actions import Action, ActionContext, Fetch, PhotoReader, find_action
from permit_ocr.api.audit import Exchange, log_defect, log_exchange, open_exchange
from permit_ocr.api.authentication import Secrets, authenticate
from permit_ocr.api.errors import BODY_TOO_LATE, RESOURCE_NOT_FOUND, UNKNOWN_ERROR, ApiError
from permit_ocr.api.failures import foreseen
from permit_ocr.api.forms import choose_form
from permit_ocr.api.language import parse_language
from permit_ocr.api.metrics import Metrics
from permit_ocr.api.permit_ocr import PERMIT_OCR
from permit_ocr.api.ratelimit import Limit
from permit_ocr.api.wire import WireRequest

ACTIONS: Sequence[Action] = (PERMIT_OCR,)

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a client gets."""

    body: bytes
    retry_after: int | None = None
    """Seconds, where there is something to wait for."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """Answers requests; whatever happens, the answer is an envelope."""

    reader: PhotoReader
    keyring: Secrets
    limit: Limit
    fetch: Fetch
    max_base64_characters: int
    metrics: Metrics
    clock: Clock = time.time
    tc3_only: bool = False

    async def answer(self, wire: WireRequest) -> Reply:
        """Give the answer."""
        began = time.perf_counter()
        self.metrics.note_request()
        asked = parse_language(wire.header("x-tc-language"))
        exchange = Exchange(envelope.new_request_id(), asked, len(wire.body))
        open_exchange(exchange, wire.header("traceparent"))
        understanding = self._understand(wire, exchange)
        del wire  # while its photo waits for a worker, nobody needs the request in memory
        code = "Abandoned"  # unless it comes to an answer
        try:
            result = await (await understanding)
            code = "OK"
            return Reply(envelope.success(result, exchange.request_id))
        except Exception as error:  # noqa: BLE001 - the one place where errors become answers
            failure = _failure(error, exchange)
            self.metrics.note_failure(failure)
            code = failure.code
            body = envelope.failure(failure, exchange.language, exchange.request_id)
            return Reply(body, failure.retry_after)
        finally:
            seconds = time.perf_counter() - began
            log_exchange(exchange, code, seconds)
            self.metrics.note_answer(exchange.action, code, seconds)

    async def _understand(self, wire: WireRequest, exchange: Exchange) -> Awaitable[Mapping[str, Any]]:
        """Find out what is to be done. Every step may end the request; their order decides which error wins."""
        _check_arrival(wire)
        _check_path(wire)
        form = choose_form(wire, tc3_only=self.tc3_only)
        exchange.language = form.language
        form.check_size()
        common = await asyncio.to_thread(form.common)
        action = find_action(ACTIONS, common.action, common.version)
        exchange.action = action.name
        proof = form.proof(common)
        self.reader.admit()  # before megabytes are hashed and unpacked: refusing must cost next to nothing
        await authenticate(proof, self.keyring, self.clock())
        exchange.secret_id = proof.secret_id
        await self.limit.admit(proof.secret_id)
        given = await asyncio.to_thread(form.parameters, action.parameters)
        context = ActionContext(self.reader, self.fetch, exchange.language, self.max_base64_characters)
        return action.handler(parameters.check(given, action.parameters), context)


def _check_arrival(wire: WireRequest) -> None:
    if wire.late:
        raise ApiError(BODY_TOO_LATE)
    wire.check_room()


def _check_path(wire: WireRequest) -> None:
    if wire.path != "/":
        raise ApiError(RESOURCE_NOT_FOUND)


def _failure(error: Exception, exchange: Exchange) -> ApiError:
    failure = foreseen(error)
    if failure is None:
        log_defect(exchange, error)
    return failure or ApiError(UNKNOWN_ERROR)
