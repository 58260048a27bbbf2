"""Recorded values keep to interval and threshold, and do not depend on how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eosconnect.simulator.world import DATA_POINTS, DataPoint, Job, World
from eosconnect.simulator.world.recording import last_recorded, recorded
from eosconnect.simulator.world.series import SeriesStore
from eosconnect.simulator.world.ticks import MINUTE, SECOND, to_datetime

DENSE = ("buildingPlatform.position", "recoater.axisTorque", "filterSystem.turbine.pressureDifferential")
SPARSE = ("processChamber.o2ConcentrationTop", "buildingPlatform.temperature", "processChamber.humidityAbsolute")


def _recorded(world: World) -> Iterator[tuple[DataPoint, int]]:
    for point in DATA_POINTS.values():
        if point.is_on(world.profile) and point.kind in {"sampled", "layer"}:
            for number in point.numbers(world.profile):
                yield point, number


def _short_job(world: World) -> Job:
    """The shortest readable job that has ended."""
    ended = [job for job in world.jobs if job.readable and job.end <= world.ticks()]
    return min(ended, key=lambda job: job.end - job.start)


def test_interval_and_threshold_hold_for_every_data_point(each_world: World) -> None:
    job, now = _short_job(each_world), each_world.ticks()
    for point, number in _recorded(each_world):
        count = each_world.series.count(job, point, number, now)
        records = each_world.series.window(job, point, number, 0, count)
        assert count == len(records) > 0, point.key
        if point.interval is not None:
            assert np.diff(records.timestamps).min(initial=SECOND * 3600) >= round(point.interval * SECOND), point.key
        if point.threshold is not None:
            assert np.abs(np.diff(records.values)).min(initial=1e9) >= point.threshold - 1e-9, point.key


def test_values_lie_in_the_time_and_the_layers_of_their_job(each_world: World) -> None:
    job, now = _short_job(each_world), each_world.ticks()
    begin, end = job.start + job.timeline.begin, job.start + job.timeline.end
    for point, number in _recorded(each_world):
        count = each_world.series.count(job, point, number, now)
        records = each_world.series.window(job, point, number, 0, count)
        assert (np.diff(records.timestamps) > 0).all(), point.key
        assert records.timestamps[0] >= job.start, point.key
        assert records.timestamps[-1] <= job.end, point.key
        inside, layers = records.timestamps[records.in_job], records.layers[records.in_job] - 1
        assert (begin[layers] <= inside).all(), point.key
        assert (inside <= end[layers]).all(), point.key
        assert (records.layers[~records.in_job] == 0).all(), point.key


def test_layer_based_data_points_have_one_value_per_layer(each_world: World) -> None:
    job, now = each_world.jobs[-1], each_world.ticks()
    for point, number in _recorded(each_world):
        if point.kind == "layer":
            count = each_world.series.count(job, point, number, now)
            assert count == job.layers_built(now) > 0
            assert each_world.series.window(job, point, number, 0, count).layers.tolist() == list(range(1, count + 1))


def test_a_long_job_has_about_a_million_values_of_a_fast_sensor(world: World) -> None:
    job = max((job for job in world.jobs if job.readable), key=lambda job: job.end - job.start)
    assert job.end - job.start > 40 * 3600 * SECOND
    assert 800_000 < world.series.count(job, DATA_POINTS["recoater.axisTorque"], 0, job.end) < 2_500_000


@pytest.fixture(scope="module")
def history() -> World:
    return World(now=lambda: datetime(2026, 3, 9, 10, 30, tzinfo=UTC), seed=5)


@given(key=st.sampled_from(DENSE + SPARSE), where=st.floats(0, 1), length=st.integers(0, 12_000))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_access_gives_what_reading_in_order_gives(history: World, key: str, where: float, length: int) -> None:
    job, point = _short_job(history), DATA_POINTS[key]
    in_order = SeriesStore(history.dice.key("machine"))
    count = in_order.count(job, point, 0, job.end)
    whole = in_order.window(job, point, 0, 0, count)
    start = int(where * count)
    fresh = SeriesStore(history.dice.key("machine"), spans=2)  # forgets while it reads
    part = fresh.window(job, point, 0, start, start + length)
    for name in ("timestamps", "values", "layers", "in_job"):
        assert np.array_equal(getattr(part, name), getattr(whole, name)[start : start + length]), name


@given(
    key=st.sampled_from(DENSE + SPARSE), start=st.floats(-0.1, 1.1), end=st.floats(-0.1, 1.1), nudge=st.integers(-1, 1)
)
@settings(max_examples=40, deadline=None)
def test_a_time_window_cuts_where_the_timestamps_say(
    history: World, key: str, start: float, end: float, nudge: int
) -> None:
    job, point, store = _short_job(history), DATA_POINTS[key], history.series
    count = store.count(job, point, 0, job.end)
    stamps = store.window(job, point, 0, 0, count).timestamps
    low, high = (int(job.start + share * (job.end - job.start)) for share in (start, end))
    low = int(stamps[np.abs(stamps - low).argmin()]) + nudge  # at a record, or just beside it
    within = stamps[(low <= stamps) & (stamps < high)]
    for asked in (store, SeriesStore(history.dice.key("machine"))):  # the other one knows nothing of what was before
        found = asked.window(job, point, 0, 100, 5100, begin=low, end=high)
        assert np.array_equal(found.timestamps, within[100:5100])
        assert asked.count(job, point, 0, job.end, begin=low, end=high) == len(within)


@pytest.mark.parametrize("key", [*DENSE, *SPARSE, "recoater.position", "recoater.axisSpeedSetPoint"])
def test_a_running_job_only_appends(key: str, clock: Any) -> None:
    world = World(now=clock)
    job, point = world.jobs[-1], DATA_POINTS[key]
    before = world.series.window(job, point, 0, 0, world.series.count(job, point, 0, world.ticks()))
    grown = len(before)
    for minutes in (0.05, 1, 45, 3 * 60):
        clock.advance(minutes=minutes)
        count = world.series.count(job, point, 0, world.ticks())
        assert count >= grown
        grown = count
        again = world.series.window(job, point, 0, 0, len(before))
        assert np.array_equal(again.timestamps, before.timestamps)
        assert np.array_equal(again.values, before.values)
    assert grown > len(before)
    assert world.series.window(job, point, 0, grown - 1, grown).timestamps[0] <= world.ticks()


def test_what_a_running_job_recorded_is_what_remains_of_it(clock: Any) -> None:
    world = World(now=clock)
    job, point = world.jobs[-1], DATA_POINTS["recoater.axisTorque"]
    count = world.series.count(job, point, 0, world.ticks())
    while_running = world.series.window(job, point, 0, count - 3000, count)
    clock.advance(days=4)
    later = World(now=clock)  # a machine of its own, begun later, has other jobs
    assert later.jobs[-1].id != job.id
    assert job.result(world.ticks()) == "Successful"
    afterwards = world.series.window(job, point, 0, count - 3000, count)
    assert np.array_equal(while_running.values, afterwards.values)


def test_the_current_value_is_the_one_recorded_or_within_the_threshold(clock: Any) -> None:
    world = World(now=clock)
    for _ in range(20):
        clock.advance(seconds=37)
        now, job = world.ticks(), world.jobs[-1]
        for point, number in _recorded(world):
            latest = world.series.latest(job, point, number, now)
            count = world.series.count(job, point, number, now)
            recorded = world.series.window(job, point, number, count - 1, count)
            assert recorded.timestamps[0] <= latest.timestamps[0] <= now
            least = point.threshold if point.threshold is not None else 10.0**-point.decimals
            assert abs(latest.values[0] - recorded.values[0]) < least + 1e-9


def test_the_machine_is_measured_between_jobs_too(clock: Any) -> None:
    world = World(now=clock)
    job = world.jobs[-1]
    clock.moment = to_datetime(job.end + 40 * MINUTE)
    now = world.ticks()
    assert world.running_job(now) is None
    oxygen = world.series.latest(job, DATA_POINTS["processChamber.o2ConcentrationTop"], 0, now)
    assert oxygen.values[0] == pytest.approx(20.9, abs=0.3)
    assert not oxygen.in_job[0]
    assert oxygen.layers[0] == 0


@given(
    chance=st.integers(0, 2**32),
    threshold=st.integers(1, 12),
    noise=st.sampled_from((0.3, 1, 3, 10)),
    last=st.booleans(),
)
@settings(max_examples=30, deadline=None)
def test_a_sample_is_recorded_when_it_has_changed_by_the_threshold(
    chance: int, threshold: int, noise: float, last: bool
) -> None:
    generator = np.random.default_rng(chance)
    length = int(generator.integers(1, 3000))
    walk = np.cumsum(generator.normal(0, generator.choice([0, 0.3, 2]), length))
    counts = (walk + generator.normal(0, noise, length)).round().astype(np.int32)
    before = int(counts[0]) + int(generator.integers(-threshold, threshold + 1)) if last else None
    expected, state = [], before
    for count in counts.tolist():
        expected.append(state is None or abs(count - state) >= threshold)
        state = count if expected[-1] else state
    assert recorded(counts, before, threshold).tolist() == expected
    told = last_recorded(counts, threshold)
    assert told is None or told == state


def test_memory_does_not_grow_with_the_values(world: World) -> None:
    store = SeriesStore(world.dice.key("machine"), spans=50, series=3)
    for job in [job for job in world.jobs if job.readable][-4:]:
        assert store.count(job, DATA_POINTS["recoater.position"], 0, job.end) > 10_000
        assert len(store._marks._spans) <= 50
        assert max(map(len, store._marks._spans.values())) <= 1024
        assert len(store._series) <= 3
