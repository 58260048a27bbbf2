"""Several sensors in one frame: nothing invented, nothing lost, and what is not there is told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import (
    ConfigurationError,
    EosConnectError,
    MachineUnreachableError,
    NotFoundError,
    PartialError,
    ServerError,
)
from eosconnect.resources.synchronous.sensor import Sensor
from eosconnect.simulator import Fault, Simulator
from tests.bulk.conftest import Truth
from tests.simulated import NOW, connection_settings

CHAMBER = "processChamber.temperature"
OXYGEN = "filterSystem.o2Concentration"
POWER = "filterSystem.turbine.power"
SET_POINT = "filterSystem.turbine.pressureSetPoint"
FILL_LEVEL = "dispenser.fillLevel"  # not on an EOS M 290
KEYS = [CHAMBER, OXYGEN, POWER, SET_POINT]


@pytest.fixture
def machine(harmed: Simulator) -> Machine:
    return Machine(**connection_settings(harmed), retries=0)


@pytest.fixture(autouse=True)
def closed(machine: Machine) -> object:
    yield machine
    machine.close()


def test_every_value_is_in_the_long_frame(machine: Machine, failed_job: str, truth: Callable[[str], Truth]) -> None:
    frame = machine.sensors.frame(failed_job, KEYS)
    assert list(frame.columns) == [
        "machine", "job_id", "sensor", "timestamp", "value", "layer_index", "is_in_job",
    ]  # fmt: skip
    assert list(frame["sensor"].cat.categories) == KEYS
    assert set(frame["machine"]) == {machine.host}
    assert set(frame["job_id"]) == {failed_job}
    assert str(frame["timestamp"].dt.tz) == "UTC"
    for key in KEYS:
        rows, true = frame[frame["sensor"] == key], truth(key)
        assert np.array_equal(rows["value"], true.values)
        assert np.array_equal(rows["timestamp"].dt.tz_localize(None), true.timestamps)
        assert np.array_equal(rows["layer_index"].fillna(-1), true.layers)
        assert np.array_equal(rows["is_in_job"], true.in_job)
    assert frame.attrs == {"units": {CHAMBER: "°C", OXYGEN: "%", POWER: "%", SET_POINT: "mbar"}, "missing": []}


def test_the_frame_of_one_sensor_is_that_of_its_series(machine: Machine, failed_job: str) -> None:
    frame = machine.sensors.frame(failed_job, CHAMBER)
    series = machine.sensors.process_chamber.temperature.series(failed_job).to_pandas()
    pd.testing.assert_frame_equal(frame, series, check_flags=False)


def test_sensors_may_be_named_by_themselves(machine: Machine, failed_job: str) -> None:
    sensor = machine.sensors.process_chamber.temperature
    assert machine.sensors.frame(failed_job, sensor).equals(machine.sensors.frame(failed_job, [sensor, CHAMBER]))


def test_the_wide_frame_leaves_times_empty_at_which_nothing_was_recorded(
    machine: Machine, failed_job: str, truth: Callable[[str], Truth]
) -> None:
    frame = machine.sensors.frame(failed_job, [CHAMBER, OXYGEN], layout="wide")
    for key in (CHAMBER, OXYGEN):
        column = frame[["timestamp", key]].dropna()
        assert np.array_equal(column[key], truth(key).values)
        assert np.array_equal(column["timestamp"].dt.tz_localize(None), truth(key).timestamps)
    assert frame["timestamp"].is_monotonic_increasing
    assert frame["timestamp"].is_unique


def test_aligned_on_time_every_sensor_has_its_last_value(
    machine: Machine, failed_job: str, truth: Callable[[str], Truth]
) -> None:
    frame = machine.sensors.frame(failed_job, [CHAMBER, OXYGEN, SET_POINT], align="time", tz=None)
    for key in (CHAMBER, OXYGEN, SET_POINT):
        true = pd.DataFrame({"timestamp": truth(key).timestamps, "true": truth(key).values})
        merged = pd.merge_asof(frame, true, on="timestamp")
        assert merged[key].equals(merged["true"].rename(key))
    assert len(frame) == len(np.unique(np.concatenate([truth(key).timestamps for key in (CHAMBER, OXYGEN, SET_POINT)])))
    assert frame["layer_index"].max() == 429


def test_regular_times_are_regular(machine: Machine, failed_job: str, truth: Callable[[str], Truth]) -> None:
    frame = machine.sensors.frame(failed_job, [CHAMBER, OXYGEN], align="time", every="10s")
    steps = frame["timestamp"].diff().dropna().unique()
    assert list(steps) == [pd.Timedelta("10s")]
    first, last = frame["timestamp"].dt.tz_localize(None).iloc[[0, -1]]
    assert first <= min(truth(CHAMBER).timestamps[0], truth(OXYGEN).timestamps[0])
    assert last >= max(truth(CHAMBER).timestamps[-1], truth(OXYGEN).timestamps[-1])
    assert frame[CHAMBER].iloc[-1] == truth(CHAMBER).values[-1]


def test_long_and_wide_say_the_same(machine: Machine, failed_job: str) -> None:
    options = {"align": "time", "every": "1min"}
    wide = machine.sensors.frame(failed_job, KEYS, **options)  # type: ignore[arg-type]  # of two types
    long = machine.sensors.frame(failed_job, KEYS, layout="long", **options)  # type: ignore[arg-type]
    for key in KEYS:
        rows = long[long["sensor"] == key].reset_index(drop=True)
        assert rows["value"].equals(wide[key].rename("value"))
        assert rows["timestamp"].equals(wide["timestamp"])
        assert rows["layer_index"].equals(wide["layer_index"])


def test_one_row_per_layer_has_mean_lowest_and_highest(
    machine: Machine, failed_job: str, truth: Callable[[str], Truth]
) -> None:
    frame = machine.sensors.frame(failed_job, KEYS, align="layer")
    assert list(frame["layer_index"]) == list(range(1, 430))
    assert {"machine", "job_id"} <= set(frame.columns)
    for key in KEYS:
        true = pd.DataFrame({"layer": truth(key).layers, "value": truth(key).values})
        groups = true[true["layer"] > 0].groupby("layer")["value"]
        own = frame.set_index("layer_index")
        for name in ("mean", "min", "max"):
            expected = groups.agg(name)
            assert np.allclose(own.loc[expected.index, f"{key}.{name}"], expected)


def test_a_layer_without_a_value_has_the_one_before(
    machine: Machine, failed_job: str, truth: Callable[[str], Truth]
) -> None:
    keys = [SET_POINT, CHAMBER]
    frame = machine.sensors.frame(failed_job, keys, align="layer", layout="long")
    rows = frame[frame["sensor"] == SET_POINT]
    true = truth(SET_POINT)
    assert len(true) == 3, "of which few are in layers"
    empty = rows[rows["count"] == 0]
    assert len(empty) > 400
    first_times = [truth(CHAMBER).timestamps[truth(CHAMBER).layers == layer].max() for layer in empty["layer_index"]]
    held = true.values[np.searchsorted(true.timestamps, np.array(first_times), side="right") - 1]
    assert np.array_equal(empty["mean"], held)
    assert np.array_equal(empty["min"], empty["max"])
    assert frame.groupby("sensor", observed=True)["count"].sum().loc[CHAMBER] == (truth(CHAMBER).layers > 0).sum()


def test_what_this_machine_does_not_have_is_told_and_not_fatal(machine: Machine, failed_job: str) -> None:
    frame = machine.sensors.frame(failed_job, [FILL_LEVEL, CHAMBER])
    assert frame.attrs["missing"] == [FILL_LEVEL]
    assert set(frame["sensor"]) == {CHAMBER}
    empty = machine.sensors.frame(failed_job, FILL_LEVEL)
    assert len(empty) == 0
    assert list(empty.columns) == list(frame.columns)
    assert machine.sensors.frame(failed_job, FILL_LEVEL, align="layer").attrs["missing"] == [FILL_LEVEL]
    assert len(machine.sensors.frame(failed_job, FILL_LEVEL, align="time", every="1s")) == 0


def test_all_sensors_are_those_that_record_numbers(machine: Machine, failed_job: str) -> None:
    window = ("2026-10-29T23:00", "2026-10-29T23:05")
    frame = machine.sensors.frame(failed_job, after=window[0], before=window[1])
    recorded = {sensor.data_point.key for sensor in machine.sensors if isinstance(sensor, Sensor)}
    assert len(recorded) == 45
    units, missing = frame.attrs["units"], frame.attrs["missing"]
    assert {key.replace("[1]", "") for key in units} | set(missing) == recorded
    assert "exposure.laser[1].temperature" in units
    assert FILL_LEVEL in missing
    assert frame["timestamp"].between(f"{window[0]}Z", f"{window[1]}Z").all()


def test_numbered_sensors_come_once_for_each_that_is_installed() -> None:
    with Simulator("EOS M 400-4", now=lambda: NOW) as four, Machine(**connection_settings(four)) as machine:
        job = machine.jobs.latest(result="Successful")
        assert job is not None
        frame = machine.sensors.frame(job, "exposure.laser.temperature", before=job.started_at)
        assert list(frame.attrs["units"]) == [f"exposure.laser[{number}].temperature" for number in (1, 2, 3, 4)]
        one = machine.sensors.frame(job, "exposure.laser[3].temperature", before=job.started_at)
        assert list(one.attrs["units"]) == ["exposure.laser[3].temperature"]


def test_a_failure_names_what_succeeded_and_what_did_not(harmed: Simulator, machine: Machine, failed_job: str) -> None:
    harmed.faults.add(Fault(operation="get_filter_system_o2_concentration_values", status=500, times=None))
    with pytest.raises(
        PartialError, match=r"1 of 3 sensors could not be read\n  filterSystem.o2Concentration"
    ) as caught:
        machine.sensors.frame(failed_job, [CHAMBER, OXYGEN, POWER])
    assert list(caught.value.succeeded) == [CHAMBER, POWER]
    assert len(caught.value.succeeded[POWER]) == 429
    assert isinstance(caught.value.failed[OXYGEN], ServerError)
    harmed.faults.clear()
    rest = machine.sensors.frame(failed_job, list(caught.value.failed))
    assert set(rest["sensor"]) == {OXYGEN}


def test_when_nothing_could_be_read_the_error_is_the_one_of_the_machine(
    harmed: Simulator, machine: Machine, failed_job: str
) -> None:
    harmed.faults.add(Fault(status=500, times=None))
    with pytest.raises(ServerError):
        machine.sensors.frame(failed_job, [CHAMBER, OXYGEN])


def test_a_machine_that_is_gone_is_not_asked_for_every_sensor(failed_job: str) -> None:
    with Simulator(now=lambda: NOW) as leaving, Machine(**connection_settings(leaving), retries=0) as machine:
        machine.sensors.frame(failed_job, CHAMBER)
        before = len(leaving.requests)
        leaving.faults.add(Fault(drop=True, times=None))
        with pytest.raises(MachineUnreachableError):
            machine.sensors.frame(failed_job, [*KEYS, FILL_LEVEL, "ipc.cpu.load", "recoater.position"])
        assert len(leaving.requests) - before <= 4


def test_a_job_that_does_not_exist_is_an_error_even_if_the_machine_hides_its_model(failed_job: str) -> None:
    with Simulator(now=lambda: NOW) as hiding, Machine(**connection_settings(hiding), retries=0) as machine:
        hiding.faults.add(Fault(operation="get_info", status=500, times=None))
        with pytest.raises(NotFoundError, match="no such job"):
            machine.sensors.frame("SI0000-nothing", [CHAMBER, FILL_LEVEL])
        assert machine.sensors.frame(failed_job, [CHAMBER, FILL_LEVEL]).attrs["missing"] == [FILL_LEVEL]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"sensors": "processChamber.temprature"}, "did you mean processChamber.temperature"),
        ({"sensors": "inertGas.gasType"}, "no recorded values that are numbers"),
        ({"sensors": "ipc.memory.total"}, "no recorded values that are numbers"),
        ({"layout": "tall"}, "layout='tall'"),
        ({"align": "height"}, "align='height'"),
        ({"every": "1s"}, "goes with align"),
        ({"every": "often", "align": "time"}, "every='often'"),
        ({"every": "-1s", "align": "time"}, "every='-1s'"),
    ],
)
def test_what_means_nothing_is_refused_before_anything_is_read(
    harmed: Simulator, machine: Machine, failed_job: str, options: dict[str, str], why: str
) -> None:
    before = len(harmed.requests)
    with pytest.raises(ConfigurationError) as caught:
        machine.sensors.frame(failed_job, **{"sensors": CHAMBER, **options})  # type: ignore[arg-type]
    assert why in str(caught.value)
    assert len(harmed.requests) == before


def test_progress_counts_sensors(machine: Machine, failed_job: str) -> None:
    told: list[tuple[int, int]] = []
    machine.sensors.frame(failed_job, KEYS, progress=lambda *now: told.append(now))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


async def test_it_is_the_same_with_asyncio(harmed: Simulator, machine: Machine, failed_job: str) -> None:
    async with AsyncMachine(**connection_settings(harmed)) as other:
        for options in ({}, {"align": "layer"}, {"align": "time", "every": "1min", "tz": "Europe/Berlin"}):
            ours = machine.sensors.frame(failed_job, KEYS, **options)  # type: ignore[arg-type]
            theirs = await other.sensors.frame(failed_job, KEYS, **options)  # type: ignore[arg-type]
            pd.testing.assert_frame_equal(ours, theirs)
        harmed.faults.add(Fault(operation="get_filter_system_o2_concentration_values", status=400, times=None))
        with pytest.raises(EosConnectError):
            await other.sensors.frame(failed_job, [CHAMBER, OXYGEN])
