from __future__ import annotations

import pytest

from permit_ocr.errors import OverloadedError
from permit_ocr.serving import admission
from permit_ocr.serving.admission import Admission
from permit_ocr.serving.limits import PoolLimits


class Clock:
    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(admission, "time", clock)
    return clock


def learned(seconds: float, **limits: float) -> Admission:
    asked = Admission(PoolLimits(**{"workers": 2, "queue": 100, **limits}))
    for _ in range(5):
        asked.note_read(seconds, 0)
    return asked


def refused(asked: Admission, admitted: int) -> int:
    """After how many seconds to come again; 0 where there is room."""
    try:
        asked.check(admitted)
    except OverloadedError as error:
        return error.retry_after
    return 0


def test_a_queue_has_a_length(clock: Clock) -> None:
    asked = learned(0.1, queue=3)
    assert refused(asked, 4) == 0
    assert refused(asked, 5) == 1


def test_before_the_first_read_a_photo_is_expected_to_take_a_second(clock: Clock) -> None:
    asked = Admission(PoolLimits(workers=2, queue=100, queue_seconds=10))
    assert refused(asked, 21) == 0
    assert refused(asked, 22) == 11


def test_who_would_wait_too_long_is_refused_at_once(clock: Clock) -> None:
    asked = learned(4.0, queue_seconds=10)
    assert refused(asked, 6) == 0  # five reads of four seconds by two workers
    assert refused(asked, 7) == 12


def test_one_slow_photo_changes_nothing(clock: Clock) -> None:
    asked = learned(1.0, queue_seconds=10)
    asked.note_read(60.0, 0)
    assert refused(asked, 6) == 0


def test_a_burst_is_taken_up_and_a_standing_queue_is_not(clock: Clock) -> None:
    asked = learned(0.5, standing_queue=2)
    assert refused(asked, 40) == 0
    clock.now += 0.4
    assert refused(asked, 40) == 0
    clock.now += 0.4
    assert refused(asked, 40) == 10
    assert refused(asked, 6) > 0
    assert refused(asked, 5) == 0  # two for each worker: so few that nobody is late, and no worker runs dry


def test_how_long_a_standing_queue_may_be_is_a_setting(clock: Clock) -> None:
    asked = learned(0.1, standing_queue=20)
    clock.now += 5
    assert refused(asked, 41) == 0
    assert refused(asked, 42) > 0


def test_a_queue_that_has_been_empty_may_grow_again(clock: Clock) -> None:
    asked = learned(0.5)
    clock.now += 5
    assert refused(asked, 40) > 0
    asked.note_read(0.5, 1)
    assert refused(asked, 40) == 0


def test_the_time_to_stay_away_is_that_which_the_queue_needs(clock: Clock) -> None:
    asked = learned(2.0, queue=10)
    assert refused(asked, 12) == 11
    assert refused(learned(0.01, queue=10), 12) == 1
