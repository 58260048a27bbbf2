"""What the library does with whole builds, from the command line: compared, exported, and written for Excel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from eosconnect import Machine, dataset
from eosconnect.cli import spreadsheets
from eosconnect.simulator import Simulator
from tests.cli.conftest import Run, entry_of

pytestmark = pytest.mark.usefixtures("known")

OXYGEN = ("-s", "o2ConcentrationTop")


def rows_of(file: Path, tab: str | None = None) -> list[list[object]]:
    book = openpyxl.load_workbook(file)
    return [[cell.value for cell in row] for row in (book[tab] if tab else book.active).iter_rows()]


# compare


def test_a_build_is_compared_with_a_reference(run: Run) -> None:
    shown = run("compare", "failed", "successful", *OXYGEN)
    assert (shown.code, shown.err) == (0, "")
    assert "processChamber.o2ConcentrationTop" in shown.out
    told = run("compare", "failed", "successful", *OXYGEN, "--json").json
    [sensor] = told["sensors"]
    assert sensor["layers"] >= sensor["outside"] > 0
    assert told["references"][0]["job"] in shown.out
    [row] = run("compare", "failed", "successful", *OXYGEN, "--csv").csv
    assert int(row["outside"]) == sensor["outside"]
    outside = run("compare", "failed", "successful", *OXYGEN, "--outside", "--csv").csv
    assert len(outside) == sensor["outside"]
    assert all(not float(row["lower"]) <= float(row["value"]) <= float(row["upper"]) for row in outside)


def test_a_comparison_becomes_a_picture_or_a_workbook(run: Run, tmp_path: Path) -> None:
    assert run("compare", "failed", "successful", *OXYGEN, "-o", "c.png").code == 0
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    assert run("compare", "failed", "successful", *OXYGEN, "--align", "height", "-o", "c.xlsx").code == 0
    assert rows_of(tmp_path / "c.xlsx", "Summary")[1][0] == "processChamber.o2ConcentrationTop"
    assert "height" in rows_of(tmp_path / "c.xlsx", "Layers")[0]
    assert run("compare", "failed", "-o", "c.doc").code == 2


def test_a_reference_of_another_machine_is_named_with_it(run: Run, simulator: Simulator, machines_file: Path) -> None:
    with Simulator("EOS M 290", seed=2) as other:
        machines_file.write_text(entry_of(simulator, "one") + entry_of(other, "two"))
        ran = run("compare", "failed", "two:successful", *OXYGEN, "--json", "-m", "one")
        host = other.host
    assert ran.code == 0, ran.err
    assert ran.json["references"][0]["machine"] == host
    ran = run("compare", "failed", "tow:successful", "-m", "one")
    assert (ran.code, "did you mean two?" in ran.err) == (2, True)


def test_without_a_good_build_it_says_what_to_name(run: Run) -> None:
    ran = run("compare", "failed", *OXYGEN)
    assert (ran.code, ran.out) == (2, "")
    assert "no good build of task" in ran.err
    assert "eosconnect compare failed successful" in " ".join(ran.err.split())


# dataset


def test_a_dataset_is_exported_and_then_up_to_date(run: Run, machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job
    options = ("dataset", "failed", "-t", "jobs,layers", "-o", "builds")
    ran = run(*options)
    assert (ran.code, ran.err) == (0, "")
    assert "complete" in ran.out
    assert dataset.scan("builds", "layers").count_rows() == job.layer_count
    again = run(*options, "--json").json
    assert (again["complete"], again["new_rows"]) == (True, 0)
    assert again["jobs"][0]["tables"]["layers"]["rows"] == job.layer_count
    [row] = run(*options, "--csv").csv
    assert row["job_id"] == job.id


def test_all_jobs_are_meant_only_if_that_is_said(run: Run, machine: Machine, tmp_path: Path) -> None:
    ran = run("dataset", "-o", "builds")
    assert (ran.code, "which jobs are meant?" in ran.err) == (2, True)
    assert run("dataset", "latest", "--all").code == 2
    assert not (tmp_path / "builds").exists()
    ran = run("dataset", "--after", "2026-10-28", "--before", "2026-10-30", "-t", "jobs", "-o", "builds", "--json")
    assert 0 < len(ran.json["jobs"]) < len(machine.jobs.list().to_list())


def test_tables_and_jobs_that_are_mistyped(run: Run) -> None:
    ran = run("dataset", "latest", "-t", "layer")
    assert (ran.code, "did you mean layers?" in ran.err) == (2, True)
    ran = run("dataset", "faild")
    assert (ran.code, "did you mean failed?" in ran.err) == (3, True)


# Excel


def test_lists_become_workbooks_with_every_row_and_real_dates(run: Run, machine: Machine, tmp_path: Path) -> None:
    ran = run("jobs", "--excel", "jobs.xlsx", "--local")
    assert (ran.code, ran.err) == (0, "")
    jobs = machine.jobs.list().to_list()
    assert ran.out.strip() == f"{len(jobs)} jobs in jobs.xlsx"
    heading, *rows = rows_of(tmp_path / "jobs.xlsx")
    at, started = heading.index("id"), heading.index("started_at (Europe/Berlin)")
    assert {row[at] for row in rows} == {job.id for job in jobs}
    assert "height (mm)" in heading
    first = next(job for job in jobs if job.id == rows[0][at])
    assert first.started_at
    assert first.time_zone
    wall = first.started_at.astimezone(first.time_zone.tzinfo).replace(tzinfo=None)
    assert isinstance(rows[0][started], datetime)
    assert abs((rows[0][started] - wall).total_seconds()) < 0.001


def test_values_have_a_tab_per_sensor(run: Run, tmp_path: Path) -> None:
    keys = ("o2ConcentrationTop", "processChamber.temperature")
    assert run("values", "failed", *keys, "-o", "values.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "values.xlsx")
    assert [sheet["F1"].value for sheet in book] == ["value (%)", "value (°C)"]
    assert book.sheetnames[1] == "processChamber.temperature"


def test_csv_for_excel_is_in_its_dialect(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("values", "failed", "o2ConcentrationTop", "--excel", "point.csv").code == 0
    monkeypatch.setattr(spreadsheets.locale, "localeconv", lambda: {"decimal_point": ","})
    assert run("values", "failed", "o2ConcentrationTop", "--excel", "comma.csv").code == 0
    point, comma = ((tmp_path / name).read_text("utf-8") for name in ("point.csv", "comma.csv"))
    assert point.startswith("\ufeffmachine,job_id,sensor,unit,timestamp (UTC),value,")
    assert comma.startswith("\ufeffmachine;job_id;sensor;unit;timestamp (UTC);value;")
    cells = [line.split(mark)[4:6] for line, mark in ((point.splitlines()[1], ","), (comma.splitlines()[1], ";"))]
    assert [cell.replace(".", ",") for cell in cells[0]] == cells[1]
    assert "," in cells[1][1]


@pytest.mark.parametrize("command", [("state",), ("versions",), ("job", "failed"), ("sensors",), ("licenses",)])
def test_whatever_has_columns_becomes_a_workbook(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    assert run(*command, "--excel", "t.xlsx").code == 0
    assert len(rows_of(tmp_path / "t.xlsx")) == len(run(*command, "--csv").csv) + 1


def test_the_build_record_has_a_tab_for_each_thing(run: Run, tmp_path: Path) -> None:
    assert run("job", "failed", "-o", "record.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "record.xlsx")
    assert book.sheetnames == ["Job", "Parts", "Messages", "Calibrations", "Laser power"]
    assert book["Messages"].max_row > 1


def test_a_file_that_excel_does_not_open_is_refused_before_anything_is_read(run: Run, simulator: Simulator) -> None:
    before = len(simulator.requests)
    ran = run("jobs", "--excel", "jobs.xls")
    assert (ran.code, ran.out) == (2, "")
    assert ".xlsx" in ran.err
    assert run("jobs", "--json", "--excel", "jobs.xlsx").code == 2
    assert len(simulator.requests) == before
