from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from permit_ocr.api.credentials import Keyring
from permit_ocr.api.errors import ApiError
from permit_ocr.api.key_file import KeyPair
from permit_ocr.api.ratelimit import Limit, make_limit
from permit_ocr.settings import RateLimitSettings, SettingsError
from tests.api.calls import NOW, SECRET_ID, SECRET_KEY, Calls
from tests.api.redis_server import EXECUTABLE, RedisServer

LIMITED = "RequestLimitExceeded"
needs_redis = pytest.mark.skipif(EXECUTABLE is None, reason="redis-server is not installed")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as server:
        yield server


def with_limit(use: Callable[[Limit], Awaitable[Any]], **settings: Any) -> Any:
    async def run() -> Any:
        async with AsyncExitStack() as at_end:
            return await use(make_limit(RateLimitSettings.model_validate(settings), at_end))

    return asyncio.run(run())


async def admitted(limit: Limit, times: int = 1, secret_id: str = "a") -> int:
    """How many of so many requests at a time are let through."""
    outcomes = await asyncio.gather(*(limit.admit(secret_id) for _ in range(times)), return_exceptions=True)
    assert [outcome for outcome in outcomes if not isinstance(outcome, ApiError | None)] == []
    return outcomes.count(None)


async def decision(limit: Limit) -> tuple[str, float]:
    began = time.perf_counter()
    try:
        await limit.admit("a")
    except ApiError as error:
        return error.message(None), time.perf_counter() - began
    return "OK", time.perf_counter() - began


ENGLISH = (
    "Your current request times equals to `11` in a second, which exceeds the frequency limit `10` for a second. "
    "Please reduce the frequency of calls."
)
CHINESE = "您当前每秒请求 `11` 次，超过了每秒频率上限 `10`，请稍后重试。"


@pytest.mark.parametrize(("language", "message"), [("en-US", ENGLISH), ("zh-CN", CHINESE)])
def test_the_eleventh_request_in_a_second_is_refused_in_the_vendors_words(language: str, message: str) -> None:
    with Calls(rate_limit=RateLimitSettings()) as calls:
        headers = {"X-TC-Language": language}
        assert [calls.code(headers=headers) for _ in range(10)] == ["OK"] * 10
        error = calls.response(headers=headers)["Error"]
    assert (error["Code"], error["Message"]) == (LIMITED, message)


def test_every_secret_id_has_a_limit_of_its_own() -> None:
    keyring = Keyring([KeyPair(SECRET_ID, SECRET_KEY), KeyPair("other", "key")])
    with Calls(keyring=keyring, rate_limit=RateLimitSettings(per_second=1)) as calls:
        assert [calls.code(), calls.code()] == ["OK", LIMITED]
        assert calls.code(secret_id="other", secret_key="key") == "OK"


def test_nobody_uses_up_the_calls_of_somebody_else() -> None:
    with Calls(rate_limit=RateLimitSettings(per_second=2)) as calls:
        for _ in range(10):
            assert calls.code(secret_key="wrong") == "AuthFailure.SignatureFailure"
            assert calls.code(timestamp=0) == "AuthFailure.SignatureExpire"
        assert [calls.code() for _ in range(3)] == ["OK", "OK", LIMITED]


def test_a_request_that_is_refused_later_counts_and_the_limit_comes_first() -> None:
    with Calls(rate_limit=RateLimitSettings(per_second=1)) as calls:
        assert [calls.code(body={"Nonsense": 1}) for _ in range(2)] == ["UnknownParameter", LIMITED]


def test_zero_is_no_limit() -> None:
    with Calls(rate_limit=RateLimitSettings(per_second=0)) as calls:
        assert {calls.code() for _ in range(30)} == {"OK"}


async def keeps_calling(limit: Limit) -> None:
    """Three seconds of calling all the time give three times the limit, wherever the seconds begin."""
    passed: list[float] = []
    began = time.perf_counter()
    while (now := time.perf_counter() - began) < 3:
        if await admitted(limit):
            passed.append(now)
        await asyncio.sleep(0.01)
    assert all(later - earlier > 0.9 for earlier, later in zip(passed, passed[5:], strict=False))
    assert 10 <= len(passed) <= 15


def test_the_window_moves() -> None:
    with_limit(keeps_calling, per_second=5)


@needs_redis
def test_the_window_moves_in_redis_too(redis: RedisServer) -> None:
    with_limit(keeps_calling, per_second=5, redis_url=redis.url, redis_seconds=1)


@needs_redis
def test_two_services_share_one_limit(redis: RedisServer) -> None:
    shared = RateLimitSettings.model_validate({"redis_url": redis.url, "redis_seconds": 1})
    with Calls(rate_limit=shared) as one, Calls(rate_limit=shared) as other:
        codes = [calls.code() for _ in range(10) for calls in (one, other)]
    assert codes == ["OK"] * 10 + [LIMITED] * 10


@needs_redis
@pytest.mark.parametrize(("on_failure", "verdict"), [("open", "OK"), ("closed", "The frequency of calls cannot be")])
def test_a_redis_that_stops_answering_is_not_waited_for(
    redis: RedisServer, on_failure: str, verdict: str, logs: list
) -> None:
    async def use(limit: Limit) -> None:
        await until_answering(limit)
        waited: list[float] = []
        for _ in range(5):
            redis.stop()
            message, seconds = await decision(limit)
            assert message.startswith(verdict)
            waited.append(seconds)
            at_once = [await decision(limit) for _ in range(50)]
            assert median(seconds for _, seconds in at_once) < 0.001
            assert all(message.startswith(verdict) for message, _ in at_once)
            redis.go_on()
            await until_answering(limit)
        assert median(waited) < 0.05

    with_limit(use, per_second=1000, redis_url=redis.url, on_failure=on_failure)
    losses = [entry for entry in logs if entry["event"] == "rate limit lost"]
    returns = [entry for entry in logs if entry["event"] == "rate limit regained"]
    assert len(losses) == len(returns) == 5
    assert {entry["error"] for entry in losses} == {"TimeoutError"}
    assert [entry["undecided"] >= 51 for entry in returns] == [True] * 5


@needs_redis
def test_only_one_request_at_a_time_waits_for_a_lost_redis(redis: RedisServer, logs: list) -> None:
    async def use(limit: Limit) -> None:
        await until_answering(limit)
        redis.stop()
        await limit.admit("a")
        await asyncio.sleep(0.6)
        decisions = await asyncio.gather(*(decision(limit) for _ in range(20)))
        assert sum(seconds > 0.03 for _, seconds in decisions) == 1

    with_limit(use, per_second=1000, redis_url=redis.url)
    # Opening the first connection may take longer than is waited for, which is then logged, too.
    events = [entry["event"] for entry in logs]
    assert events.count("rate limit lost") == 1 + events.count("rate limit regained")


@needs_redis
def test_a_redis_that_was_restarted_is_found_again_within_a_second(redis: RedisServer, logs: list) -> None:
    async def use(limit: Limit) -> None:
        await until_answering(limit)
        redis.kill()
        assert await admitted(limit, 30) == 30
        redis.start()
        began = time.perf_counter()
        await until_answering(limit)
        assert time.perf_counter() - began < 1

    with_limit(use, per_second=10, redis_url=redis.url)
    assert [entry["event"] for entry in logs][-2:] == ["rate limit lost", "rate limit regained"]


async def until_answering(limit: Limit) -> None:
    """Call until Redis decides: its connections take a moment to open where the machine is busy."""
    give_up_at = time.monotonic() + 10
    while time.monotonic() < give_up_at:
        before = limit._window.undecided
        await admitted(limit)
        if limit._window.undecided == before:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("Redis never answered")


@needs_redis
def test_no_redis_at_all_does_not_keep_the_service_from_answering(tmp_path: Path, logs: list) -> None:
    nowhere = {"redis_url": f"redis://:topsecret@127.0.0.1:{RedisServer(tmp_path).port}"}
    with Calls(rate_limit=RateLimitSettings.model_validate(nowhere)) as calls:
        assert {calls.code() for _ in range(20)} == {"OK"}
    with Calls(rate_limit=RateLimitSettings.model_validate(nowhere | {"on_failure": "closed"})) as calls:
        assert {calls.code() for _ in range(20)} == {LIMITED}
        assert calls.code(secret_key="wrong") == "AuthFailure.SignatureFailure"
    assert [entry["event"] for entry in logs].count("rate limit lost") == 2
    assert "topsecret" not in str(logs)


def test_a_url_that_is_none_is_refused_unseen() -> None:
    with pytest.raises(SettingsError, match="PERMIT_OCR_RATE_LIMIT__REDIS_URL") as caught:
        make_limit(RateLimitSettings.model_validate({"redis_url": "http://:topsecret@redis"}), AsyncExitStack())
    assert "topsecret" not in str(caught.value)


def test_the_url_is_not_shown() -> None:
    assert "topsecret" not in repr(RateLimitSettings.model_validate({"redis_url": "redis://:topsecret@redis"}))


def test_a_clock_that_is_set_back_blocks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def use(limit: Limit) -> None:
        for now in (NOW, NOW - 3600, NOW + 3600):
            monkeypatch.setattr("time.time", lambda now=now: now)
            assert await admitted(limit, 4) == 3

    with_limit(use, per_second=3)
