"""The machine's time runs as it is told to, and never backwards."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from eosconnect.simulator import Simulator
from eosconnect.simulator.server.clock import Clock

MORNING = datetime(2026, 11, 2, 8, tzinfo=UTC)


def test_it_stands_still_at_speed_0_and_is_stepped() -> None:
    clock = Clock(MORNING, speed=0)
    assert clock() == clock() == MORNING
    clock.advance(1.5)
    clock.advance(timedelta(hours=1))
    assert clock() == MORNING + timedelta(hours=1, seconds=1.5)


def test_it_runs_faster_than_real_time() -> None:
    began = time.monotonic()
    clock = Clock(MORNING, speed=3600)
    while clock() < MORNING + timedelta(minutes=3):
        pass
    assert time.monotonic() - began < 60


def test_it_begins_now_unless_told_otherwise() -> None:
    assert abs(Clock()() - datetime.now(UTC)) < timedelta(seconds=1)


def test_a_function_may_tell_the_time_and_steps_come_on_top() -> None:
    clock = Clock(lambda: MORNING.astimezone(timezone(timedelta(hours=5))))
    clock.advance(60)
    assert clock() == MORNING + timedelta(minutes=1)
    assert clock().tzinfo is UTC


@pytest.mark.parametrize("speed", [-1, float("nan"), float("inf")])
def test_an_impossible_speed_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        Clock(speed=speed)


def test_a_start_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        Clock(datetime(2026, 11, 2))  # noqa: DTZ001


def test_it_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        Clock().advance(-1)


def test_a_function_has_its_own_speed() -> None:
    with pytest.raises(ValueError, match="speed"):
        Clock(lambda: MORNING, speed=2)


def test_the_machine_lives_by_its_clock_and_tokens_do_not() -> None:
    with Simulator(now=MORNING, speed=0) as simulator:
        simulator.advance(timedelta(days=2))
        assert simulator.clock() == MORNING + timedelta(days=2)
