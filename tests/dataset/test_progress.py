"""Progress tells what has come, how fast, and when the rest will have."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from eosconnect import Machine, dataset
from eosconnect.dataset.contents import expected_rows
from eosconnect.dataset.progress import ExportProgress, Tally
from eosconnect.decisions.data_points import DATA_POINTS
from tests.dataset.comparing import FEW


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_reports_count_up_to_what_was_fetched(machine: Machine, tmp_path: Path, job: str) -> None:
    told: list[ExportProgress] = []
    other = machine.jobs.list(result="Successful").first()
    assert other is not None
    result = dataset.export(
        machine, [job, other], tmp_path, tables=("jobs", "sensors"), sensors=FEW[0], progress=told.append
    )
    assert all(before.rows <= after.rows for before, after in pairwise(told))
    last = told[-1]
    assert (last.jobs_done, last.jobs) == (2, 2)
    assert last.rows == result.new_rows == last.rows_expected
    assert last.bytes_written == result.bytes_written > 0
    assert last.seconds_left == 0
    assert {report.job_id for report in told} == {job, other.id}
    assert last.machine == machine.info.serial_number()


def test_rate_and_time_left_follow_what_has_come() -> None:
    clock, told = Clock(), list[ExportProgress]()
    tally = Tally(told.append, "SI1716", {"a": 0.0, "b": 3000.0}, clock)
    tally.begin("a", {"sensors/x": 2000.0, "jobs": 0.0})
    clock.now += 10
    tally.add("sensors/x", 500, share=0.25)
    (report,) = told
    assert (report.rows, report.rows_per_second) == (500, 50.0)
    assert report.rows_expected == 500 / 0.25 + 3000
    assert report.seconds_left == (5000 - 500) / 50
    assert (report.tables_done, report.tables, report.jobs_done, report.jobs) == (0, 2, 0, 2)


def test_a_guess_is_scaled_by_what_earlier_ones_were_worth() -> None:
    clock, told = Clock(), list[ExportProgress]()
    tally = Tally(told.append, "SI1716", {"a": 2000.0, "b": 4000.0}, clock)
    tally.begin("a", {"sensors/x": 2000.0})
    clock.now += 10
    tally.add("sensors/x", 1000)
    tally.done("sensors/x", written=10)
    tally.end("a")
    assert told[-1].rows_expected == 1000 + 4000 // 2
    assert told[-1].bytes_written == 10
    assert told[-1].seconds_left == 20.0


def test_what_was_there_before_is_not_expected_again() -> None:
    clock, told = Clock(), list[ExportProgress]()
    tally = Tally(told.append, "SI1716", {"a": 1000.0}, clock)
    tally.begin("a", {"sensors/x": 1000.0})
    tally.resume("sensors/x", 0.8)
    clock.now += 1
    tally.add("sensors/x", 100, share=0.9)
    assert told[-1].rows_expected == 200


def test_reports_come_at_most_ten_times_a_second_and_at_the_end_of_a_job() -> None:
    clock, told = Clock(), list[ExportProgress]()
    tally = Tally(told.append, "SI1716", {"a": 100.0}, clock)
    tally.begin("a", {"sensors/x": 100.0})
    for _ in range(100):
        clock.now += 0.01
        tally.add("sensors/x", 1)
    assert 8 <= len(told) <= 11
    tally.end("a")
    assert told[-1].rows == 100
    assert told[-1].jobs_done == 1


def test_nothing_is_promised_without_a_base() -> None:
    told: list[ExportProgress] = []
    tally = Tally(told.append, "SI1716", {"a": 0.0, "b": 0.0}, Clock())
    tally.begin("a", {"layers": 0.0})
    tally.add("layers", 10)
    assert told[-1].rows_expected is None
    assert told[-1].seconds_left is None


@pytest.mark.parametrize(
    ("key", "rows"), [("processChamber.temperature", 7200.0), ("buildingPlatform.speedSetPoint", 120.0)]
)
def test_guesses_go_by_interval_or_layers(key: str, rows: float) -> None:
    from eosconnect.models.job import Job

    job = Job.from_json(
        {
            "id": "SI1716-1",
            "timeStarted": "2026-11-02T08:00:00Z",
            "timeEnded": "2026-11-02T10:00:00Z",
            "layerCount": 120,
        }
    )
    assert expected_rows(DATA_POINTS[key], job) == rows
