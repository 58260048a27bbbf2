"""The catalogue of data points, and what it reads."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.errors import ConfigurationError, NotFoundError, NotSupportedOnMachineError
from eosconnect.models.job import Job
from eosconnect.resources.asynchronous.sensor import AsyncLiveSensor, AsyncSensor, AsyncTextSensor
from eosconnect.resources.synchronous.sensor import LiveSensor, Sensor, TextSensor
from eosconnect.simulator import Simulator
from eosconnect.simulator.world.data_points import DATA_POINTS as TRUE_POINTS
from eosconnect.simulator.world.ticks import from_datetime
from tests.simulated import NOW, connection_settings


@pytest.fixture
def job(machine: Machine) -> Job:
    latest = machine.jobs.latest(result="Failed")
    assert latest is not None
    return latest


def numbered(key: str) -> str:
    return DATA_POINTS[key].numbered_key(1)


def test_the_catalogue_holds_the_49_data_points_of_the_document(machine: Machine) -> None:
    assert len(machine.sensors) == len(list(machine.sensors)) == 49
    assert [sensor.data_point.key for sensor in machine.sensors] == list(DATA_POINTS)
    assert sum(isinstance(sensor, Sensor | TextSensor) for sensor in machine.sensors) == 46
    assert sum(type(sensor) is LiveSensor for sensor in machine.sensors) == 3


@pytest.mark.parametrize("key", DATA_POINTS)
def test_each_data_point_is_reached_by_key_and_by_attribute(machine: Machine, key: str) -> None:
    by_key = machine.sensors[numbered(key)]
    by_attribute: object = machine.sensors
    for name in key.split("."):
        snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
        by_attribute = getattr(by_attribute, snake)
        if snake in ("laser", "shutter"):
            by_attribute = by_attribute[1]  # type: ignore[index]  # a numbered group
    assert by_attribute == by_key
    assert type(by_attribute) is type(by_key)
    assert by_key.key in machine.sensors


@pytest.mark.parametrize("key", DATA_POINTS)
def test_each_data_point_answers_or_says_that_this_machine_lacks_it(machine: Machine, job: Job, key: str) -> None:
    sensor = machine.sensors[numbered(key)]
    has_it = "EOS M 290" in sensor.data_point.machines and sensor.data_point.filter_system != "RFS 2.0"
    calls = [sensor.current, sensor.description]
    if isinstance(sensor, Sensor):
        calls.append(lambda: sensor.values(job).first())
    if isinstance(sensor, TextSensor):
        calls.append(lambda: sensor.values(job))
    for call in calls:
        if has_it:
            call()
        elif sensor.data_point.described or call != sensor.description:
            with pytest.raises(NotSupportedOnMachineError):
                call()


def test_a_sensor_of_another_model_names_the_models_that_have_it(machine: Machine) -> None:
    with pytest.raises(NotSupportedOnMachineError, match=r"EOS M 290 has no data point exposure\.shutter") as caught:
        machine.sensors.exposure.shutter[1].temperature.current()
    assert "EOS P 500" in str(caught.value)


def test_an_unknown_job_is_told_apart_from_a_missing_sensor(machine: Machine) -> None:
    with pytest.raises(NotFoundError, match="no such job") as caught:
        machine.sensors.process_chamber.temperature.values("SI0000-nothing").to_list()
    assert not isinstance(caught.value, NotSupportedOnMachineError)
    assert caught.value.resume_position == 0


def test_a_mistyped_key_names_the_nearest(machine: Machine) -> None:
    with pytest.raises(KeyError, match=r"processChamber\.temperature"):
        machine.sensors["processChamber.temprature"]


def test_a_sensor_that_exists_per_laser_asks_for_the_number(machine: Machine, job: Job) -> None:
    with pytest.raises(ConfigurationError, match=r"exposure\.laser\[1\]\.temperature"):
        machine.sensors["exposure.laser.temperature"].current()
    with pytest.raises(LookupError, match="counted from 1"):
        machine.sensors.exposure.laser[0]


def test_numbered_sensors_expand_to_the_machines_lasers(simulator: Simulator) -> None:
    with Simulator("EOS M 400-4", now=lambda: NOW) as four, Machine(**connection_settings(four)) as machine:
        keys = [laser.temperature.key for laser in machine.sensors.exposure.laser]
        assert keys == [f"exposure.laser[{number}].temperature" for number in (1, 2, 3, 4)]
        with pytest.raises(NotFoundError):
            machine.sensors.exposure.laser[5].temperature.current()


def test_series_equals_the_machines_own_record_to_the_last_row(
    machine: Machine, simulator: Simulator, job: Job
) -> None:
    sensor = machine.sensors.recoater.axis_torque
    now = from_datetime(NOW)
    true_job = simulator.world.find_job(job.id, now)
    assert true_job is not None
    point = TRUE_POINTS[sensor.key]
    count = simulator.world.series.count(true_job, point, 0, now)
    truth = simulator.world.series.window(true_job, point, 0, 0, count)
    series = sensor.series(job)
    assert len(series) == count > 5_000
    assert np.allclose(series.values, truth.values)
    assert (np.diff(series.timestamps.astype("int64")) > 0).all()
    assert (series.unit, series.machine, series.job_id, series.name) == ("Nm", machine.host, job.id, sensor.key)
    frame = series.to_pandas()
    assert len(frame) == count
    assert str(frame["timestamp"].dt.tz) == "UTC"


def test_values_and_series_agree_and_a_window_holds(machine: Machine, job: Job) -> None:
    sensor = machine.sensors.process_chamber.o2_concentration_top
    values = sensor.values(job).to_list()
    after, before = values[100].timestamp, values[200].timestamp
    assert after
    assert before
    some = sensor.values(job, after, before).to_list()
    assert some == values[100:201]
    assert len(sensor.series(job, after, before)) == 101


def test_current_has_the_unit_of_its_description(machine: Machine) -> None:
    sensor = machine.sensors.process_chamber.temperature
    current, description = sensor.current(), sensor.description()
    assert current is not None
    assert isinstance(current.value, float)
    assert description.unit == sensor.unit == "°C"


def test_the_gas_type_is_a_text(machine: Machine, job: Job) -> None:
    gas = machine.sensors.inert_gas.gas_type
    assert gas.current() in ("Argon", "Nitrogen")
    assert gas.values(job) in ("Argon", "Nitrogen")
    assert not hasattr(gas, "series")


async def test_async_reads_the_same(async_machine: AsyncMachine, machine: Machine, job: Job) -> None:
    assert len(async_machine.sensors) == 49
    ours, theirs = machine.sensors.process_chamber.temperature, async_machine.sensors.process_chamber.temperature
    assert isinstance(theirs, AsyncSensor)
    assert await theirs.values(job).to_list() == ours.values(job).to_list()
    series = await theirs.series(job)
    assert np.array_equal(series.values, ours.series(job).values)
    assert await theirs.description() == ours.description()
    assert [laser.temperature.number async for laser in async_machine.sensors.exposure.laser] == [1]
    gas = async_machine.sensors["inertGas.gasType"]
    assert isinstance(gas, AsyncTextSensor)
    memory = async_machine.sensors.ipc.memory.total
    assert isinstance(memory, AsyncLiveSensor)
    one, other = await asyncio.gather(memory.current(), gas.current())
    assert one is not None
    assert other == machine.sensors.inert_gas.gas_type.current()


async def test_going_over_lasers_without_async_is_an_error_instead_of_none_of_them(async_machine):
    with pytest.raises((LookupError, TypeError)):
        list(async_machine.sensors.exposure.laser)
    assert len([laser async for laser in async_machine.sensors.exposure.laser]) >= 1
