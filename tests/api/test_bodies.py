"""The bodies of all requests together are held to a bound, and slow ones make room for others."""

from __future__ import annotations

import random
from contextlib import ExitStack

import pytest

from permit_ocr.api.bodies import Bodies, Body
from permit_ocr.settings import LimitSettings
from tests.api.calls import Calls, code, envelope
from tests.api.details_calls import FILE, KEY, PERMITS, problem, service

MB = 1 << 20
LIMITS = LimitSettings(bodies_mb=2, body_bytes=2 * MB)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bodies(clock: Clock) -> Bodies:
    return Bodies(LIMITS, clock)


def test_room_is_taken_until_the_request_is_answered_and_then_free_again(bodies: Bodies) -> None:
    for _ in range(3):
        with bodies.body() as first, bodies.body() as second:
            first.add(bytes(2 * MB))
            assert first.complete() == bytes(2 * MB)
            second.add(b"x")
            assert (second.crowded, second.complete()) == (True, b"")


def test_what_has_no_room_stays_thrown_away(bodies: Bodies) -> None:
    with ExitStack() as stack:
        first, second = (stack.enter_context(bodies.body()) for _ in range(2))
        first.add(bytes(MB))
        second.add(bytes(MB))
        second.add(b"x")
        second.add(b"y")
        assert second.crowded
        first.add(bytes(MB))  # for which there is room now
        assert (first.crowded, len(first.complete())) == (False, 2 * MB)


def test_a_body_that_comes_slowly_gives_way_and_one_that_is_complete_does_not(bodies: Bodies, clock: Clock) -> None:
    with ExitStack() as stack:
        complete, slow, quick = (stack.enter_context(bodies.body()) for _ in range(3))
        complete.add(bytes(MB))
        complete.complete()
        slow.add(bytes(MB))
        clock.now += 6
        quick.add(bytes(MB))
        assert [body.crowded for body in (complete, slow, quick)] == [False, True, False]
        clock.now += 6
        quick.add(b"x")
        assert [body.crowded for body in (complete, quick)] == [False, True]


def test_a_body_that_is_slow_makes_room_for_one_that_began_later(bodies: Bodies, clock: Clock) -> None:
    with bodies.body() as slow, bodies.body() as idle:
        slow.add(bytes(2 * MB))
        clock.now += 4
        with bodies.body() as newcomer:
            newcomer.add(b"x")
            assert newcomer.crowded
        clock.now += 2
        with bodies.body() as newcomer:
            newcomer.add(b"x")
            assert not newcomer.crowded
        assert (slow.crowded, idle.crowded) == (True, False)


def test_a_body_that_is_too_large_takes_no_room(bodies: Bodies) -> None:
    with bodies.body() as oversized, bodies.body() as other:
        oversized.add(bytes(MB))
        oversized.add(bytes(2 * MB))
        other.add(bytes(2 * MB))
        assert (oversized.oversized, oversized.crowded, other.crowded) == (True, False, False)


def test_no_more_is_ever_held_than_there_may_be_and_nothing_is_lost_count_of(bodies: Bodies, clock: Clock) -> None:
    rng = random.Random(0)
    open_bodies: list[tuple[ExitStack, Body]] = []
    for _ in range(5000):
        clock.now += rng.uniform(0, 0.2)
        if len(open_bodies) < 20:
            stack = ExitStack()
            open_bodies.append((stack, stack.enter_context(bodies.body())))
        rng.choice(open_bodies)[1].add(bytes(rng.randrange(300_000)))
        if rng.random() < 0.2:
            rng.choice(open_bodies)[1].complete()
        if rng.random() < 0.3:
            open_bodies.pop(rng.randrange(len(open_bodies)))[0].close()
        assert sum(body.held for _, body in open_bodies) <= 2 * MB
    for stack, _ in open_bodies:
        stack.close()
    with bodies.body() as last:
        last.add(bytes(2 * MB))
        assert not last.crowded


def test_a_request_without_room_is_told_to_come_back() -> None:
    with Calls(bodies_mb=1) as calls:
        answer = calls.send(body=b" " * (2 * MB))
        assert code(envelope(answer)) == "RequestLimitExceeded"
        assert answer.headers["retry-after"] == "1"
        assert calls.code() == "OK"


def test_a_request_for_details_without_room_is_told_to_come_back() -> None:
    client = service(limits={"bodies_mb": 1})
    answer = client.post(PERMITS, headers=KEY, files={"image": ("permit.jpg", bytes(2 * MB), "image/jpeg")})
    assert problem(answer) == (503, "overloaded")
    assert answer.headers["retry-after"] == "1"
    assert client.post(PERMITS, headers=KEY, files=FILE).is_success
