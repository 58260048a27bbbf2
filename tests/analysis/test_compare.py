"""Comparing builds of a machine: which are read, from where, and what cannot be."""

from __future__ import annotations

import numpy as np
import pytest

import eosconnect
from eosconnect import AsyncMachine, Machine, async_compare, compare
from eosconnect.errors import ConfigurationError, NotFoundError
from eosconnect.models.job import Job
from eosconnect.simulator import Simulator
from tests.simulated import NOW, connection_settings

CHAMBER = "processChamber.temperature"
POWER = "filterSystem.turbine.power"
FILL_LEVEL = "dispenser.fillLevel"  # not on an EOS M 290


@pytest.fixture
def failed(machine: Machine) -> Job:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    return job


@pytest.fixture
def good(machine: Machine) -> Job:
    job = machine.jobs.latest(result="Successful")
    assert job is not None
    return job


def test_the_deviation_is_that_of_the_frames(machine: Machine, failed: Job, good: Job) -> None:
    result = compare([failed, good], machine=machine, sensors=[CHAMBER, POWER])
    mine, other = (machine.sensors.frame(job, [CHAMBER, POWER], align="layer") for job in (failed, good))
    rows = result.frame[result.frame["sensor"] == CHAMBER]
    assert np.allclose(rows["value"], mine[f"{CHAMBER}.mean"])
    assert np.allclose(rows["reference"], other[f"{CHAMBER}.mean"][: len(mine)])
    assert np.allclose(rows["deviation"], mine[f"{CHAMBER}.mean"] - other[f"{CHAMBER}.mean"][: len(mine)])
    assert [build.job.id for build in result.references] == [good.id]


def test_the_oxygen_that_ended_a_build_leaves_its_band(machine: Machine, failed: Job, good: Job) -> None:
    result = compare([failed, good], machine=machine, sensors="filterSystem.o2Concentration")
    assert result.outside["layer_index"].max() == failed.layer_count
    worst = result.summary.iloc[0]
    assert worst["at"] == failed.layer_count
    assert worst["largest_deviation"] > 1


def test_a_single_build_is_held_against_the_last_good_ones_of_its_task(machine: Machine) -> None:
    jobs = machine.jobs.list().to_list()
    job = next(job for job in jobs if job.task == "Lattice_AlSi10Mg_09_20261010_020148")
    result = compare(job, machine=machine, sensors=POWER)
    (reference,) = result.references
    assert reference.job.task == "Lattice_AlSi10Mg_09_20261008_165651"
    assert reference.job.result == "Successful"
    alone = next(job for job in jobs if job.task and job.task.startswith("Impeller_IN718_07"))
    with pytest.raises(ConfigurationError, match="no good build of task 'Impeller_IN718_07"):
        compare(alone.id, machine=machine, sensors=POWER)


def test_heights_come_from_the_layers_of_each_build(machine: Machine, failed: Job, good: Job) -> None:
    result = compare([failed.id, good.id], machine=machine, sensors=POWER, align="height")
    layers = machine.layers.list(failed).to_list()
    assert result.frame["height"].tolist() == [layer.end_height for layer in layers]
    assert result.frame["reference"].notna().sum() > 400


def test_builds_of_several_machines_come_with_their_machine(machine: Machine, failed: Job) -> None:
    with Simulator("EOS M 400", seed=3, now=lambda: NOW) as second, Machine(**connection_settings(second)) as other:
        reference = other.jobs.latest(result="Successful")
        assert reference is not None
        sensors = [CHAMBER, "dispenser.dosageFactor"]
        result = compare([(machine, failed), (other, reference)], sensors=sensors)
        assert [build.machine for build in (result.build, *result.references)] == [machine.host, other.host]
        mixed = compare([failed, (other, reference)], machine=machine, sensors=CHAMBER)
        assert mixed.frame["deviation"].notna().any()


def test_what_a_machine_does_not_have_is_told(machine: Machine, failed: Job, good: Job) -> None:
    result = compare([failed, good], machine=machine, sensors=[CHAMBER, FILL_LEVEL])
    assert result.missing == {failed.id: (FILL_LEVEL,), good.id: (FILL_LEVEL,)}
    assert set(result.frame["sensor"]) == {CHAMBER}


def test_progress_counts_the_sensors_of_all_builds(machine: Machine, failed: Job, good: Job) -> None:
    told: list[tuple[int, int]] = []
    compare([failed, good], machine=machine, sensors=[CHAMBER, POWER], progress=lambda *now: told.append(now))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_what_means_nothing_is_refused(machine: Machine, failed: Job) -> None:
    with pytest.raises(ConfigurationError, match="on which machine"):
        compare(failed)
    with pytest.raises(ConfigurationError, match="align='time'"):
        compare(failed, machine=machine, align="time")  # type: ignore[arg-type]  # that is the point
    with pytest.raises(ConfigurationError, match="no build to compare"):
        compare([], machine=machine)
    with pytest.raises(ConfigurationError, match=r"band names 'processChamber\.heat'"):
        compare(failed, machine=machine, band={"processChamber.heat": 1.0})
    with pytest.raises(ConfigurationError, match="no width"):
        compare(failed, machine=machine, band={CHAMBER: -1.0})
    with pytest.raises(NotFoundError):
        compare([failed, "SI0000-nothing"], machine=machine)
    with pytest.raises(ConfigurationError, match="is not a job"):
        compare([failed, None], machine=machine)  # type: ignore[list-item]  # what latest() may give


async def test_it_is_the_same_with_asyncio(
    machine: Machine, async_machine: AsyncMachine, failed: Job, good: Job
) -> None:
    ours = compare([failed, good], machine=machine, sensors=[CHAMBER, POWER])
    theirs = await async_compare([failed, good], machine=async_machine, sensors=[CHAMBER, POWER])
    assert ours.frame.equals(theirs.frame)


def test_both_are_there_by_name() -> None:
    assert {"compare", "async_compare"} <= set(eosconnect.__all__)
    assert eosconnect.compare is compare
