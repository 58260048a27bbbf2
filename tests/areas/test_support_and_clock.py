"""What a machine supports, and how far its clock is away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.decisions.clock import clock_offset, clock_warning
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.decisions.operations import OPERATIONS
from eosconnect.decisions.support import AREAS, has_filter_system, operations_named, supports
from eosconnect.errors import ConfigurationError, NotSupportedOnMachineError
from eosconnect.simulator import Simulator
from tests.simulated import NOW, connection_settings

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


# Names


@pytest.mark.parametrize("what", [*AREAS, "tasks", "reports", "listJobStates", "list_job_states", "ipc.cpu.load"])
def test_areas_operations_and_data_points_can_be_named(what: str) -> None:
    assert operations_named(what)


def test_every_operation_and_every_data_point_has_a_name() -> None:
    assert all(operations_named(id)[0].id for id in OPERATIONS)
    assert all(operations_named(key) for key in DATA_POINTS)
    assert operations_named("part statistics") == operations_named("part_statistics")
    assert operations_named("exposure.laser[3].temperature") == operations_named("exposure.laser.temperature")


def test_areas_are_what_the_machine_offers(machine: Machine) -> None:
    assert all(hasattr(machine, area) or hasattr(machine.jobs, area) for area in AREAS)


@pytest.mark.parametrize(
    ("wrong", "near"), [("image", "images"), ("listjob", "list_jobs"), ("ipc.cpu", "ipc.cpu.load")]
)
def test_what_is_not_in_the_document_is_refused_with_what_is_near(wrong: str, near: str) -> None:
    with pytest.raises(ConfigurationError, match=near):
        operations_named(wrong)


# Answers


def test_what_the_document_leaves_open_counts_as_supported() -> None:
    assert supports(OPERATIONS["download_task_configuration"], "EOS P 396")
    assert supports(OPERATIONS["list_states"], None)
    assert not supports(OPERATIONS["list_states"], "EOS P 396")
    assert not supports(OPERATIONS["get_filter_system_filter_flow_current"], "EOS M 290", "RFS 1.3")
    assert has_filter_system("RFS 1.x", "something else")


@pytest.mark.parametrize("model", ["EOS M 290", "EOS P 396", "EOS M 400-4"])
def test_available_sensors_are_those_that_answer(model: str) -> None:
    with (
        Simulator(model, seed=1, now=lambda: NOW) as simulator,
        Machine(**connection_settings(simulator)) as machine,
    ):
        available = machine.sensors.available()
        keys = {sensor.key for sensor in available}
        assert len(keys) == len(available)
        for sensor in available:
            sensor.current()
        lasers = simulator.world.profile.lasers
        for sensor in machine.sensors:
            names = {sensor.data_point.numbered_key(number) for number in range(1, lasers + 1)}
            if not names & keys:
                with pytest.raises((NotSupportedOnMachineError, ConfigurationError)):
                    machine.sensors[next(iter(names))].current()


@pytest.mark.parametrize(
    ("model", "supported"),
    [
        ("EOS M 290", {"images": True, "state": True, "filterSystem.filter.flow": False, "dispenser.fillLevel": False}),
        ("EOS P 396", {"images": False, "state": False, "jobs": True, "reports": True}),
    ],
)
def test_a_machine_tells_what_it_supports(model: str, supported: dict[str, bool]) -> None:
    with (
        Simulator(model, seed=1, now=lambda: NOW) as simulator,
        Machine(**connection_settings(simulator)) as machine,
    ):
        assert {what: machine.supports(what) for what in supported} == supported
        assert len(simulator.requests.of("get_info")) == 1, "the model was asked once"


def test_what_a_model_lacks_is_said_with_its_name_and_the_models_that_have_it(polymer_machine: Machine) -> None:
    with (
        pytest.raises(NotSupportedOnMachineError, match=r"EOS P 396 has no states \(supported: EOS M 290, "),
    ):
        polymer_machine.state.history(after="2026-11-01").to_list()


# Clock


@pytest.mark.parametrize(
    ("date", "offset"),
    [
        ("Mon, 02 Nov 2026 12:00:00 GMT", timedelta()),
        ("Mon, 02 Nov 2026 11:59:59 GMT", timedelta()),
        ("Mon, 02 Nov 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Sun, 01 Nov 2026 12:00:00 GMT", timedelta(days=-1)),
        ("yesterday", None),
        (None, None),
    ],
)
def test_the_offset_of_the_clock_is_found_to_a_second(date: str | None, offset: timedelta | None) -> None:
    found = clock_offset(date, NOON - timedelta(seconds=0.1), NOON + timedelta(seconds=0.1))
    if offset is None:
        assert found is None
    else:
        assert found is not None
        assert abs(found - offset) <= timedelta(seconds=1)


def test_only_a_large_offset_is_warned_about() -> None:
    assert clock_warning(timedelta(seconds=90)) is None
    assert "behind" in str(clock_warning(timedelta(minutes=-3)))
    assert "ahead" in str(clock_warning(timedelta(minutes=3)))


def test_a_machine_whose_clock_is_right_does_not_warn(machine: Machine) -> None:
    offset = machine.clock_offset()
    assert offset is not None
    assert abs(offset) < timedelta(seconds=30)


async def test_a_machine_whose_clock_is_wrong_says_so(
    async_machine: AsyncMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from eosconnect.resources.asynchronous import support

    class Behind:
        @staticmethod
        def now(tz: tzinfo) -> datetime:
            return datetime.now(tz) - timedelta(hours=2)

    monkeypatch.setattr(support, "datetime", Behind)
    with pytest.warns(UserWarning, match="ahead of this computer's"):
        offset = await async_machine.clock_offset()
    assert offset is not None
    assert abs(offset - timedelta(hours=2)) < timedelta(seconds=30)
