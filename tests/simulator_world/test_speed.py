"""A page costs little, and the same wherever it lies. Counted in processor time: others may keep the computer busy."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from eosconnect.simulator.world import DATA_POINTS, World
from eosconnect.simulator.world.series import SeriesStore
from eosconnect.simulator.world.ticks import to_datetime


def _best(call: Callable[[], object], times: int = 7) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.thread_time()
        call()
        best = min(best, time.thread_time() - start)
    return best


def test_a_page_far_inside_costs_what_the_first_one_costs(world: World) -> None:
    job, point = max(world.jobs[-6:], key=lambda job: job.end - job.start), DATA_POINTS["recoater.axisTorque"]
    store = SeriesStore(world.dice.key("machine"), spans=1)  # computes every page anew
    count = store.count(job, point, 0, job.end)
    first = _best(lambda: store.window(job, point, 0, 0, 5000))
    last = _best(lambda: store.window(job, point, 0, count - 5000, count))
    assert last < 4 * first


def test_a_page_of_5000_values_costs_a_few_milliseconds(ask: Any) -> None:
    job = max(ask.world.jobs[-6:], key=lambda job: job.end - job.start)
    answer = ask.answer("get_recoater_axis_torque_values", jobId=job.id)
    assert len(ask.rows(answer, 20_000, 25_000)) == 5000
    page = _best(lambda: ask.answer("get_recoater_axis_torque_values", jobId=job.id).window(20_000, 25_000))
    assert page < 0.03  # about 2 ms at home; the rest is for slow computers


def test_the_first_page_is_answered_without_counting_the_whole(ask: Any) -> None:
    job = max(ask.world.jobs[-6:], key=lambda job: job.end - job.start)
    answer = ask.answer("get_recoater_axis_torque_values", jobId=job.id)
    assert len(ask.rows(answer, 0, 5000)) == 5000
    assert 5000 / 8192 < len(ask.world.series._marks._spans) < 4  # of 8192 samples each


def test_a_time_window_is_answered_without_counting_what_was_before(ask: Any) -> None:
    job = max(ask.world.jobs[-6:], key=lambda job: job.end - job.start)
    middle = to_datetime((job.start + job.end) // 2)
    answer = ask.answer("get_recoater_axis_torque_values", jobId=job.id, from_=middle)
    assert len(ask.rows(answer, 0, 5000)) == 5000
    assert len(ask.world.series._marks._spans) < 5
