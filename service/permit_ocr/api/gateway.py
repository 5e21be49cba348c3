"""The path of a request, from the wire to the envelope."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from permit_ocr.api import envelope, parameters
from permit_ocr.api.actions import Action, ActionContext, PhotoReader, find_action
from permit_ocr.api.audit import Exchange, log_defect, log_exchange
from permit_ocr.api.authentication import Secrets, authenticate
from permit_ocr.api.errors import RESOURCE_NOT_FOUND, UNKNOWN_ERROR, ApiError
from permit_ocr.api.failures import foreseen
from permit_ocr.api.language import parse_language
from permit_ocr.api.permit_ocr import PERMIT_OCR
from permit_ocr.api.request import choose_form
from permit_ocr.api.wire import WireRequest

ACTIONS: Sequence[Action] = (PERMIT_OCR,)

Clock = Callable[[], float]


class Gateway:
    """Answers requests; whatever happens, the answer is an envelope."""

    def __init__(
        self, reader: PhotoReader, keyring: Secrets, max_base64_characters: int, clock: Clock = time.time
    ) -> None:
        self._reader = reader
        self._keyring = keyring
        self._max_base64_characters = max_base64_characters
        self._clock = clock

    async def answer(self, wire: WireRequest) -> bytes:
        """Give the body of the answer."""
        began = time.perf_counter()
        asked = parse_language(wire.header("x-tc-language"))
        exchange = Exchange(envelope.new_request_id(), asked, len(wire.body))
        code = "Abandoned"  # unless it comes to an answer
        try:
            result = await self._follow_path(wire, exchange)
            code = "OK"
            return envelope.success(result, exchange.request_id)
        except Exception as error:  # noqa: BLE001 - the one place where errors become answers
            failure = _failure(error, exchange)
            code = failure.code
            return envelope.failure(failure, exchange.language, exchange.request_id)
        finally:
            log_exchange(exchange, code, time.perf_counter() - began)

    async def _follow_path(self, wire: WireRequest, exchange: Exchange) -> Mapping[str, Any]:
        """Every step may end the request; their order decides which error wins."""
        _check_path(wire)
        form = choose_form(wire)
        exchange.language = form.language
        form.check_size()
        common = form.common()
        action = find_action(ACTIONS, common.action, common.version)
        exchange.action = action.name
        proof = form.proof()
        await authenticate(proof, self._keyring, self._clock())
        exchange.secret_id = proof.secret_id
        given = await asyncio.to_thread(form.parameters)
        checked = parameters.check(given, action.parameters)
        context = ActionContext(self._reader, exchange.language, self._max_base64_characters)
        return await action.handler(checked, context)


def _check_path(wire: WireRequest) -> None:
    if wire.path != "/":
        raise ApiError(RESOURCE_NOT_FOUND)


def _failure(error: Exception, exchange: Exchange) -> ApiError:
    failure = foreseen(error)
    if failure is None:
        log_defect(exchange, error)
    return failure or ApiError(UNKNOWN_ERROR)
