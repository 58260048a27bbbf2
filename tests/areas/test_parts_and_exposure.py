"""Parts, exposure, module versions and software: what the facade hands out is what the machine knows."""

from __future__ import annotations

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import ConfigurationError, NotFoundError, NotSupportedOnMachineError
from eosconnect.models import ControlSystem, Job, Part
from eosconnect.simulator import Simulator
from tests.simulated import NOW, connection_settings


@pytest.fixture(scope="module")
def job(simulator: Simulator) -> Job:
    with Machine(**connection_settings(simulator)) as machine:
        built = machine.jobs.latest(result="Successful")
    assert built is not None
    return built


def test_parts_are_those_of_the_job(machine: Machine, simulator: Simulator, job: Job) -> None:
    parts = machine.parts.list(job).to_list()
    now = simulator.world.ticks()
    true_job = simulator.world.find_job(job.id, now)
    assert true_job is not None
    assert [part.id for part in parts] == list(range(1, len(true_job.design.parts) + 1))
    assert all(part.order_id for part in parts)
    for part in parts:
        assert part.volume is not None
        assert part.volume > 0
        assert part.bounding_box is not None
        size = part.bounding_box.size
        assert size is not None
        assert part.volume <= size[0] * size[1] * size[2] * 1.01, "mm and mm³ belong together"


def test_exposure_times_add_up_to_those_of_the_part(machine: Machine, job: Job) -> None:
    part = machine.parts.list(job).first()
    assert part is not None
    assert part.exposure_time is not None
    times = machine.parts.exposure_times(job, part).to_list()
    seconds = [layer.exposure_time for layer in times if layer.exposure_time is not None]
    assert sum(seconds) == pytest.approx(part.exposure_time, rel=1e-6)
    assert [layer.layer_index for layer in times] == sorted(layer.layer_index for layer in times)


async def test_a_range_of_layers_is_a_range_of_layers(async_machine: AsyncMachine, job: Job) -> None:
    times = async_machine.parts.exposure_times(job.id, 1, first=3, last=5)
    frame = await times.to_pandas()
    assert frame["layer_index"].tolist() == [3, 4, 5]
    assert set(frame["part_id"]) == {1}
    assert set(frame["job_id"]) == {job.id}


def test_what_is_no_part_is_refused_before_sending(machine: Machine, job: Job) -> None:
    for wrong in ("1", None, 1.5, True):
        with pytest.raises(ConfigurationError, match="not a part"):
            machine.parts.exposure_times(job, wrong)  # type: ignore[arg-type]  # the point
    assert machine.parts.exposure_times(job, Part(id=2)) is not None


def test_an_unknown_job_or_part_is_an_error(machine: Machine, job: Job) -> None:
    with pytest.raises(NotFoundError, match="no such job"):
        machine.parts.list("SI0_unknown").to_list()
    with pytest.raises(NotFoundError, match="no such job or part"):
        machine.parts.exposure_times(job, 9999).to_list()


def test_calibrations_and_laser_power_belong_to_the_job(machine: Machine, job: Job) -> None:
    calibrations = machine.exposure.calibrations(job).to_list()
    assert calibrations
    for calibration in calibrations:
        assert calibration.exposure_unit_index is not None
        assert calibration.successful is True
        assert calibration.galvo_x is not None
        assert calibration.galvo_x.gain == pytest.approx(1.0, abs=0.01)
        assert job.started_at is not None
        assert calibration.timestamp is not None
        assert calibration.timestamp >= job.started_at
    power = machine.exposure.laser_power_measurements(job).to_list()
    assert power
    assert {measured.job_id for measured in power} == {job.id}
    maximum = machine.exposure.maximum_output(1)
    assert maximum is not None
    assert all(0 < (measured.output_power or 0) <= maximum * 1.05 for measured in power)


@pytest.mark.parametrize("model", ["EOS M 290", "EOS M 400-4"])
async def test_every_laser_tells_about_itself(model: str) -> None:
    with Simulator(model, seed=1, now=lambda: NOW) as simulator:
        async with AsyncMachine(**connection_settings(simulator)) as machine:
            count = await machine.exposure.unit_count()
            assert count == simulator.world.profile.lasers
            serial_numbers = set()
            for laser in range(1, count + 1):
                if await machine.supports("get_laser_module_versions"):
                    versions = await machine.module_versions.laser(laser)
                    assert versions is not None
                    serial_numbers.add(versions.serial_number)
                if await machine.supports("get_exposure_laser_operating_time_current"):
                    operating_time = await machine.exposure.operating_time(laser)
                    assert operating_time is not None
                    assert (operating_time.value or 0) > 0
                controller = await machine.module_versions.laser_controller(laser)
                assert controller is not None
                assert controller.firmware
            assert len(serial_numbers) in (0, count)
            with pytest.raises(NotFoundError):
                await machine.exposure.laser_controller(count + 1)


def test_modules_tell_their_versions(machine: Machine) -> None:
    plc = machine.module_versions.plc()
    filter_system = machine.module_versions.filter_system()
    assert plc is not None
    assert plc.software_version
    assert filter_system is not None
    assert str(filter_system.variant).startswith("RFS")
    assert machine.module_versions.installed() == machine.info.module_versions()
    with pytest.raises(NotSupportedOnMachineError, match=r"EOS M 290"):
        machine.module_versions.dispenser()


def test_a_dispenser_that_exists_tells_its_variant() -> None:
    with (
        Simulator("EOS M 400", seed=1, now=lambda: NOW) as simulator,
        Machine(**connection_settings(simulator)) as machine,
    ):
        dispenser = machine.module_versions.dispenser()
        assert dispenser is not None
        assert dispenser.variant


def test_software_tells_its_versions(machine: Machine) -> None:
    software = machine.software
    assert software.control_system() is ControlSystem.EOSYSTEM
    assert software.print_domain()
    installed = machine.module_versions.installed()
    assert software.control_system_version() in installed.values()
    assert software.eosconnect_core_version() in installed.values()
    assert software.hcs_service_version() in installed.values()
    assert software.machine_db_schema_version() in installed.values()
    assert software.machine_db_service_version() in installed.values()
