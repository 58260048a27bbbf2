"""Jobs as the machine has them: complete, in typed models, in windows that hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import ConfigurationError, NotFoundError
from eosconnect.models.job import Job, JobDetail, JobResult
from eosconnect.simulator import Fault, Simulator
from eosconnect.simulator.world.jobs import Job as TrueJob
from eosconnect.simulator.world.ticks import from_datetime
from tests.simulated import NOW


def result_of(job: TrueJob) -> str:
    return job.result(from_datetime(NOW))


def test_list_hands_out_every_job_once(machine: Machine, true_jobs: list[TrueJob]) -> None:
    listed = machine.jobs.list().to_list()
    assert sorted(job.id for job in listed) == sorted(job.id for job in true_jobs)
    assert all(type(job) is Job for job in listed)


def test_small_pages_hand_out_the_same_jobs(machine: Machine, simulator: Simulator) -> None:
    whole = machine.jobs.list().to_list()
    before = len(simulator.requests.of("list_jobs"))
    assert machine.jobs.list().options(page_size=7).to_list() == whole
    asked = [(request.query["skip"], request.query["take"]) for request in simulator.requests.of("list_jobs")[before:]]
    assert asked[:3] == [(("0",), ("7",)), (("6",), ("7",)), (("12",), ("7",))]
    assert asked[-1] == ((str(len(whole)),), ("1",))


@pytest.mark.parametrize("cap", [1, 2, 10])
def test_a_machine_that_gives_less_than_it_was_asked_for_loses_no_job(
    machine: Machine, simulator: Simulator, cap: int
) -> None:
    whole = machine.jobs.list().to_list()
    simulator.faults.add(Fault(operation="list_jobs", page_cap=cap, times=None))
    try:
        assert machine.jobs.list().to_list() == whole
    finally:
        simulator.faults.clear()


@pytest.mark.parametrize("result", ["Failed", "failed", "FAILED", JobResult.FAILED])
def test_result_filters_whatever_its_letter_case(machine: Machine, true_jobs: list[TrueJob], result: str) -> None:
    expected = {job.id for job in true_jobs if result_of(job) == "Failed"}
    assert {job.id for job in machine.jobs.list(result=result)} == expected != set()


def test_an_impossible_result_is_refused_with_the_possible_ones(machine: Machine) -> None:
    with pytest.raises(ConfigurationError, match="Successful"):
        machine.jobs.list(result="Faild")


def test_latest_is_the_job_that_started_last(machine: Machine, true_jobs: list[TrueJob]) -> None:
    latest = machine.jobs.latest()
    failed = machine.jobs.latest(result="Failed")
    assert latest is not None
    assert failed is not None
    assert latest.id == true_jobs[-1].id
    assert failed.id == [job.id for job in true_jobs if result_of(job) == "Failed"][-1]


def test_latest_is_the_same_when_the_machine_reverses_its_order(simulator: Simulator, machine: Machine) -> None:
    latest = machine.jobs.latest()
    simulator.faults.add(Fault(operation="list_jobs", reverse=True, times=1))
    assert machine.jobs.latest() == latest


def test_a_window_holds_at_both_ends(machine: Machine) -> None:
    starts = sorted(job.started_at for job in machine.jobs.list() if job.started_at)
    after, before = starts[3], starts[10]
    found = [job.started_at for job in machine.jobs.list(started_after=after, started_before=before)]
    assert sorted(start for start in found if start) == starts[3:11]


def test_a_bare_end_date_includes_its_day(machine: Machine) -> None:
    day = sorted(job.started_at for job in machine.jobs.list() if job.started_at)[5].date()
    found = [job.started_at for job in machine.jobs.list(started_after=day, started_before=day)]
    assert found
    assert all(start and start.date() == day for start in found)


def test_the_window_holds_on_our_side_when_the_machine_ignores_it(machine: Machine) -> None:
    future = datetime(2030, 1, 1, tzinfo=UTC)
    assert machine.jobs.list(started_after=future).first() is None


def test_get_tells_everything_about_a_job(machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    detail = machine.jobs.get(job)
    assert type(detail) is JobDetail
    assert (detail.id, detail.result, detail.task) == (job.id, JobResult.FAILED, job.task)
    assert detail.starter
    assert detail.module_versions
    assert detail.durations is not None
    assert (detail.durations.exposure or 0) > 0
    assert machine.jobs.get(job.id) == detail


def test_durations_of_a_job_are_those_of_its_layers(machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    durations = machine.jobs.get(job).durations
    frame = machine.layers.list(job).to_pandas()
    assert durations is not None
    assert frame["durations.exposure"].sum() == pytest.approx(durations.exposure, rel=1e-6)
    assert frame["durations.recoating"].sum() == pytest.approx(durations.recoating, rel=1e-6)


def test_a_mistyped_job_id_says_so_and_what_was_asked(machine: Machine) -> None:
    with pytest.raises(NotFoundError, match="no such job") as caught:
        machine.jobs.get("SI0000-nothing")
    assert caught.value.status == 404
    assert caught.value.method == "GET"
    assert "SI0000-nothing" in str(caught.value.path)


@pytest.mark.parametrize("nothing", [None, "", "  ", 7])
def test_what_cannot_be_a_job_is_refused_before_a_request(
    machine: Machine, simulator: Simulator, nothing: object
) -> None:
    before = len(simulator.requests)
    with pytest.raises(ConfigurationError, match="is not a job"):
        machine.jobs.get(nothing)  # type: ignore[arg-type]  # what untyped callers do
    assert len(simulator.requests) == before


def test_first_last_and_current_are_jobs_of_the_list(machine: Machine, true_jobs: list[TrueJob]) -> None:
    first, last, current = machine.jobs.first(), machine.jobs.last(), machine.jobs.current()
    assert first is not None
    assert last is not None
    assert current is not None
    assert first.id == true_jobs[0].id
    assert last.id in {job.id for job in true_jobs}
    assert current.id == true_jobs[-1].id
    assert current.is_running
    assert current.ended_at is None or current.ended_at > NOW - timedelta(days=1)


def test_no_running_job_is_none(true_jobs: list[TrueJob]) -> None:
    with Simulator(seed=1, now=lambda: NOW) as simulator:
        simulator.faults.add(Fault(operation="get_current_job", status=204))
        with Machine(
            simulator.host,
            fingerprint=simulator.fingerprint,
            client_id=simulator.client_id,
            client_secret=simulator.client_secret,
        ) as machine:
            assert machine.jobs.current() is None


def test_frame_has_one_row_per_job_with_its_machine(machine: Machine, true_jobs: list[TrueJob]) -> None:
    frame = machine.jobs.list().to_pandas()
    assert len(frame) == len(true_jobs)
    assert set(frame["machine"]) == {machine.host}
    assert str(frame["started_at"].dt.tz) == "UTC"


async def test_async_reads_the_same_jobs(async_machine: AsyncMachine, machine: Machine) -> None:
    assert [job async for job in async_machine.jobs.list()] == machine.jobs.list().to_list()
    assert await async_machine.jobs.latest(result="Failed") == machine.jobs.latest(result="Failed")
    assert await async_machine.jobs.first() == machine.jobs.first()
    latest = await async_machine.jobs.latest()
    assert latest is not None
    assert await async_machine.jobs.get(latest) == machine.jobs.get(latest)
