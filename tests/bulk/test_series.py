"""A series is the machine's own record to the last row, or an error says where it stopped and reading goes on there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import EosConnectError, NotFoundError, NotSupportedOnMachineError, UnexpectedResponseError
from eosconnect.resources.asynchronous.sensor import AsyncSensor
from eosconnect.resources.synchronous.sensor import Sensor
from eosconnect.series import SensorSeries
from eosconnect.simulator import Fault, Simulator
from tests.bulk.conftest import Truth
from tests.bulk.page_server import PageServer, Row, numbers_of, row, serving
from tests.simulated import NOW, connection_settings

KEY = "environment.relativeHumidity"
VALUES = "get_environment_relative_humidity_values"


def sensor_of(machine: Machine, key: str = KEY) -> Sensor:
    sensor = machine.sensors[key]
    assert isinstance(sensor, Sensor)
    return sensor


def read_to_the_end(sensor: Sensor, job: str, **options: Any) -> tuple[list[SensorSeries], list[EosConnectError]]:
    """All pieces, with as many resumptions as it takes, and why they were needed."""
    pieces: list[SensorSeries] = []
    errors: list[EosConnectError] = []
    position = 0
    while True:
        assert len(errors) < 20
        try:
            for series, reached in sensor.chunks(job, start=position, **options):
                pieces.append(series)
                position = reached
        except EosConnectError as error:
            errors.append(error)
        else:
            return pieces, errors
        assert errors[-1].resume_position == position, "everything before it was handed out"


BROKEN: list[dict[str, Any]] = [
    {"status": 500},
    {"status": 503, "retry_after": 0},
    {"status": 429, "retry_after": 0},
    {"status": 502, "body": "<html>Bad gateway</html>"},
    {"status": 200, "body": "<html>Sign in</html>"},
    {"status": 200, "body": '[{"timestamp": "2026-11-02T08:15:00Z", "value": }]'},
    {"drop": True},
    {"reset_at": 0.5},
    {"reset_at": 0},
    {"truncate_at": 0.5},
    {"cut_at": 0.5},
    {"cut_at": 0.99},
    {"latency": 0.02},
]
FAULTS = st.builds(
    lambda what, after, times: Fault(operation=VALUES, after=after, times=times, **what),
    st.sampled_from(BROKEN) | st.builds(dict, page_cap=st.integers(1, 6000)),
    st.integers(0, 12),
    st.integers(1, 3),
) | st.builds(lambda after: Fault(operation=VALUES, after=after, revoke_tokens=True), st.integers(0, 12))
MIRRORED = st.builds(lambda after: Fault(operation=VALUES, reverse=True, after=after), st.integers(0, 12))
CAPPED = st.builds(
    lambda after, cap: Fault(operation=VALUES, after=after, times=None, page_cap=cap),
    st.integers(0, 6),
    st.integers(100, 6000),
)

OVER_SOCKETS = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@OVER_SOCKETS
@given(
    st.integers(300, 6000),
    st.integers(1, 6),
    st.sampled_from([0, 3]),
    FAULTS | MIRRORED | CAPPED,
)
@example(5000, 4, 3, Fault(operation=VALUES, page_cap=1, after=1))
@example(800, 4, 3, Fault(operation=VALUES, page_cap=1, after=3))
@example(800, 4, 3, Fault(operation=VALUES, page_cap=700, after=5, times=None))
@example(800, 4, 3, Fault(operation=VALUES, reverse=True))
@example(800, 4, 3, Fault(operation=VALUES, status=204, after=2))
@example(800, 4, 3, Fault(operation=VALUES, status=200, body='[{"value": }]', after=3))
@example(800, 4, 0, Fault(operation=VALUES, status=200, body='[{"value": }]', after=3))
@example(6000, 4, 0, Fault(operation=VALUES, reverse=True, after=1))
def test_whatever_happens_once_no_row_is_lost_or_repeated(
    harmed: Simulator,
    failed_job: str,
    truth: Callable[[str], Truth],
    page_size: int,
    max_concurrency: int,
    retries: int,
    fault: Fault,
) -> None:
    harmed.faults.clear()
    with Machine(**connection_settings(harmed), max_concurrency=max_concurrency, retries=retries) as machine:
        harmed.faults.add(fault)
        pieces, errors = read_to_the_end(sensor_of(machine), failed_job, page_size=page_size)
        assert truth(KEY).equals(*pieces)
        assert retries == 0 or not errors


@settings(OVER_SOCKETS, max_examples=8)
@given(st.integers(300, 6000), st.integers(1, 6), FAULTS | MIRRORED | CAPPED)
async def test_it_is_the_same_with_asyncio(
    harmed: Simulator,
    failed_job: str,
    truth: Callable[[str], Truth],
    page_size: int,
    max_concurrency: int,
    fault: Fault,
) -> None:
    harmed.faults.clear()
    async with AsyncMachine(**connection_settings(harmed), max_concurrency=max_concurrency) as machine:
        harmed.faults.add(fault)
        sensor = machine.sensors[KEY]
        assert isinstance(sensor, AsyncSensor)
        assert truth(KEY).equals(await sensor.series(failed_job, page_size=page_size))


def test_a_machine_that_lists_backwards_is_read_in_the_order_of_time(
    harmed: Simulator, failed_job: str, truth: Callable[[str], Truth]
) -> None:
    harmed.faults.add(Fault(operation=VALUES, reverse=True, times=None))
    with Machine(**connection_settings(harmed)) as machine:
        assert truth(KEY).equals(sensor_of(machine).series(failed_job, page_size=700))


def test_a_failure_that_stays_says_where_to_go_on(harmed: Simulator, failed_job: str) -> None:
    with Machine(**connection_settings(harmed), retries=1) as machine:
        harmed.faults.add(Fault(operation=VALUES, status=500, after=4, times=None))
        with pytest.raises(EosConnectError) as caught:
            sensor_of(machine).series(failed_job, page_size=1000)
        assert caught.value.resume_position
        assert "resume there" in str(caught.value)
        harmed.faults.clear()
        rest = list(sensor_of(machine).chunks(failed_job, start=caught.value.resume_position))
        assert rest[-1].position == 5073
        assert sum(len(chunk.series) for chunk in rest) == 5073 - caught.value.resume_position


def test_what_does_not_exist_is_told_as_ever(harmed: Simulator, failed_job: str) -> None:
    with Machine(**connection_settings(harmed)) as machine:
        with pytest.raises(NotFoundError, match="no such job"):
            sensor_of(machine).series("SI0000-nothing")
        with pytest.raises(NotSupportedOnMachineError):
            sensor_of(machine, "dispenser.fillLevel").series(failed_job)


def test_a_window_without_values_is_an_empty_series(harmed: Simulator, failed_job: str) -> None:
    with Machine(**connection_settings(harmed)) as machine:
        series = sensor_of(machine).series(failed_job, after="2030-01-01")
        assert len(series) == 0
        assert str(series.timestamps.dtype) == "datetime64[ns]"
        assert len(series.to_pandas()) == 0


def test_a_window_holds_whatever_the_machine_gives() -> None:
    with serving(PageServer([row(number) for number in range(300)])) as pages, Machine(pages.host) as machine:
        chunks = list(
            machine.sensors.process_chamber.temperature.chunks(
                "J", "2025-11-01T08:00:50Z", "2025-11-01T08:01:40.5Z", page_size=70
            )
        )
    assert numbers_of(*(chunk.series for chunk in chunks)) == list(range(50, 101))
    assert chunks[-1].position == 300, "places count, not values"


def test_progress_is_told_and_the_total_in_the_end(harmed: Simulator, failed_job: str) -> None:
    told: list[tuple[int, int | None]] = []
    with Machine(**connection_settings(harmed)) as machine:
        sensor_of(machine).series(failed_job, page_size=2000, progress=lambda *now: told.append(now))
    counts = [count for count, _ in told]
    assert counts == sorted(counts)
    assert told[-1] == (5073, 5073)
    assert {total for _, total in told[:-1]} == {None}


# Lists that are not quite what they should be


def test_an_empty_place_keeps_its_place() -> None:
    rows: list[Row] = [None if number % 7 == 0 else row(number) for number in range(200)]
    real = [number for number in range(200) if number % 7]
    with serving(PageServer(rows)) as pages, Machine(pages.host) as machine:
        sensor = machine.sensors.process_chamber.temperature
        for page_size in (1, 2, 7, 8, 14, 199, 200, 5000):
            chunks = list(sensor.chunks("J", page_size=page_size))
            assert numbers_of(*(chunk.series for chunk in chunks)) == real
        assert chunks[-1].position == 200
        assert numbers_of(*(chunk.series for chunk in sensor.chunks("J", start=100, page_size=9))) == [
            number for number in real if number >= 100
        ]


def test_a_list_that_does_not_move_on_is_an_error() -> None:
    same = PageServer([row(number) for number in range(100)], page=lambda rows, skip, take: rows[:take])
    with serving(same) as pages, Machine(pages.host, retries=0) as machine:
        with pytest.raises(UnexpectedResponseError, match="do not join") as caught:
            machine.sensors.process_chamber.temperature.series("J", page_size=10)
        assert caught.value.resume_position == 0


@pytest.mark.parametrize("lost", [1, 9, 40])
def test_a_list_that_loses_its_beginning_is_an_error(lost: int) -> None:
    rows = [row(number) for number in range(400)]
    gone = False

    def lose(number: int, skip: int) -> None:
        nonlocal gone
        if number == 9 and not gone:
            gone = True
            del rows[:lost]

    with serving(PageServer(rows, before=lose)) as pages, Machine(pages.host) as machine:
        read: list[SensorSeries] = []
        chunks = machine.sensors.process_chamber.temperature.chunks("J", page_size=20)
        with pytest.raises(UnexpectedResponseError, match="changed while it was read") as caught:
            read.extend(chunk.series for chunk in chunks)
        assert numbers_of(*read) == list(range(caught.value.resume_position or 0))


def test_an_error_names_the_request(harmed: Simulator, failed_job: str) -> None:
    with Machine(**connection_settings(harmed), retries=0) as machine:
        harmed.faults.add(Fault(operation=VALUES, cut_at=0.5, times=None))
        with pytest.raises(UnexpectedResponseError, match=r"GET /api/v6\.1/environment/relativeHumidity/"):
            sensor_of(machine).series(failed_job)


def test_a_job_that_is_being_built_ends_where_it_ended_and_goes_on_there() -> None:
    with (
        Simulator("EOS M 290", seed=1, now=NOW, speed=0) as growing,
        Machine(**connection_settings(growing), max_concurrency=2) as machine,
    ):
        job = machine.jobs.current()
        assert job is not None
        sensor = sensor_of(machine, "recoater.axisTorque")
        now = len(sensor.series(job))
        pieces: list[SensorSeries] = []
        position = 0
        for series, position in sensor.chunks(job, page_size=2000):  # noqa: B007  # the last one counts
            pieces.append(series)
            growing.advance(1.0)
        assert position >= now
        read = sum(map(len, pieces))
        assert read == position
        growing.advance(60.0)
        rest = [chunk.series for chunk in sensor.chunks(job, start=position)]
        whole = sensor.series(job)
        assert len(whole) > position
        assert np.array_equal(whole.values, np.concatenate([piece.values for piece in (*pieces, *rest)]))
        assert np.array_equal(whole.timestamps, np.concatenate([piece.timestamps for piece in (*pieces, *rest)]))


async def test_a_short_series_costs_two_requests() -> None:
    with serving(PageServer([row(number) for number in range(30)])) as pages:
        async with AsyncMachine(pages.host) as machine:
            await machine.sensors.process_chamber.temperature.series("J")
        assert pages.asked == [(0, 5000), (30, 1)]


async def test_two_series_at_a_time_do_not_disturb_each_other(
    harmed: Simulator, failed_job: str, truth: Callable[[str], Truth]
) -> None:
    async with AsyncMachine(**connection_settings(harmed)) as machine:
        keys = (KEY, "processChamber.temperature", "ipc.memory.used")
        sensors = [machine.sensors[key] for key in keys]
        read = await asyncio.gather(
            *(sensor.series(failed_job, page_size=900) for sensor in sensors if isinstance(sensor, AsyncSensor))
        )
        for key, series in zip(keys, read, strict=True):
            assert truth(key).equals(series)
