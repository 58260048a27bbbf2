"""What scripts read is complete, has names that stay, and tells times in UTC unless another zone was asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from eosconnect import Machine
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("known")

#: Every command that reads, with the first columns of its CSV.
READING = {
    ("info",): ["machine", "api_version", "brand"],
    ("versions",): ["machine", "kind", "name", "version"],
    ("state",): ["machine", "process_state", "process_state_am"],
    ("state", "--history"): ["machine", "build_job", "error"],
    ("jobs",): ["machine", "id", "started_at", "ended_at", "material"],
    ("job", "failed"): ["machine", "id", "started_at"],
    ("layers", "failed"): ["machine", "job_id", "index", "end_height", "thickness"],
    ("messages",): ["machine", "severity", "job_id", "raised_at", "message"],
    ("images", "failed", "--last", "2"): ["machine", "job_id", "image_type", "layer", "taken_at"],
    ("licenses",): ["machine", "product_name"],
    ("tasks",): ["machine", "name"],
    ("sensors",): ["machine", "key", "label", "unit", "available"],
    ("values", "failed", "o2ConcentrationTop"): ["machine", "job_id", "sensor", "unit", "timestamp", "value"],
    ("values", "failed", "gasType"): ["machine", "job_id", "sensor", "value"],
}


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_every_command_speaks_json_and_csv_and_tables(run: Run, command: tuple[str, ...]) -> None:
    as_json, as_csv, as_table = run(*command, "--json"), run(*command, "--csv"), run(*command)
    for ran in (as_json, as_csv, as_table):
        assert (ran.code, ran.err) == (0, "")
    assert as_json.json
    assert list(as_csv.csv[0])[: len(READING[command])] == READING[command]
    if isinstance(as_json.json, list):
        assert len(as_csv.csv) == len(as_json.json)
    assert as_table.out.strip()
    assert "\x1b" not in as_table.out  # no colours in a pipe


def test_lists_are_complete_for_scripts(run: Run, machine: Machine) -> None:
    jobs = machine.jobs.list().to_list()
    assert len(jobs) > 20
    assert {job["id"] for job in run("jobs", "--json").json} == {job.id for job in jobs}
    assert len(run("jobs").out.splitlines()) == len(jobs) + 1
    assert len(run("jobs", "--limit", 3, "--csv").csv) == 3


def test_jobs_come_latest_first_and_can_be_chosen(run: Run) -> None:
    started = [job["started_at"] for job in run("jobs", "--json").json]
    assert started == sorted(started, reverse=True)
    assert {job["result"] for job in run("jobs", "--result", "failed", "--json").json} == {"Failed"}
    chosen = run("jobs", "--after", "2026-10-01", "--before", "2026-10-10", "--json").json
    assert chosen
    assert all("2026-10-01" <= job["started_at"][:10] <= "2026-10-10" for job in chosen)


def test_times_are_utc_and_local_on_request(run: Run) -> None:
    in_utc, local = (run("jobs", "-n", 1, "--json", *zone).json[0]["started_at"] for zone in ((), ("--local",)))
    assert in_utc.endswith("Z")
    assert local.endswith(("+01:00", "+02:00"))
    assert datetime.fromisoformat(in_utc) == datetime.fromisoformat(local)
    assert "STARTED (UTC)" in run("jobs").out
    assert "STARTED (Europe/Berlin)" in run("jobs", "--local").out


def test_with_local_typed_times_are_the_machines(run: Run) -> None:
    [state] = run("state", "--history", "--csv", "-n", 1).csv
    moment = datetime.fromisoformat(state["timestamp"])
    wall = datetime.fromisoformat(run("state", "--history", "--local", "--csv", "-n", 1).csv[0]["timestamp"])
    typed = wall.strftime("%Y-%m-%d %H:%M:%S")
    assert len(run("state", "--after", typed, "--local", "--csv").csv) == 1
    assert len(run("state", "--after", moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"), "--csv").csv) == 1


def test_values_are_the_series(run: Run, machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job
    series = machine.sensors.process_chamber.o2_concentration_top.series(job)
    rows = run("values", "failed", "processChamber.o2ConcentrationTop", "--csv").csv
    assert [float(row["value"]) for row in rows] == series.values.tolist()
    assert {row["unit"] for row in rows} == {"%"}
    assert [int(row["layer_index"] or -1) for row in rows] == series.layer_index.tolist()
    assert len(run("values", "failed", "o2ConcentrationTop", "--json").json) == len(series)


def test_values_become_files(run: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    keys = ("o2ConcentrationTop", "exposure.laser.temperature")
    assert run("values", "failed", *keys, "-o", "new/values.parquet").code == 0
    assert run("values", "failed", *keys, "-o", "values.csv").code == 0
    table = parquet.read_table(tmp_path / "new" / "values.parquet")
    lines = (tmp_path / "values.csv").read_text("utf-8").splitlines()
    assert table.num_rows == len(lines) - 1 > 100
    assert lines[0].split(",") == table.column_names
    assert set(table["unit"].to_pylist()) == {"%", "°C"}
    assert set(table["sensor"].to_pylist()) == {"processChamber.o2ConcentrationTop", "exposure.laser[1].temperature"}
    assert str(table.schema.field("timestamp").type) == "timestamp[ns, tz=UTC]"
    assert not list(tmp_path.rglob("*.part"))


def test_a_file_that_cannot_be_written_leaves_the_old_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("not a folder")
    ran = run("values", "failed", "o2ConcentrationTop", "-o", "folder/values.csv")
    assert ran.code == 1
    assert "folder" in ran.err
    ran = run("values", "failed", "o2ConcentrationTop", "-o", "values.xls")
    assert (ran.code, ran.out) == (2, "")
    assert ".csv" in ran.err


def test_a_chart_is_drawn(run: Run) -> None:
    ran = run("values", "failed", "o2ConcentrationTop", "--chart")
    assert ran.code == 0
    assert "Process chamber oxygen concentration, top" in ran.out
    assert any("\u2800" < letter <= "\u28ff" for letter in ran.out)


def test_the_table_of_values_tells_their_range(run: Run) -> None:
    ran = run("values", "failed", "o2ConcentrationTop", "-n", 4)
    assert [word for word in ("lowest", "mean", "highest") if word in ran.out] == ["lowest", "mean", "highest"]
    assert ran.out.count("2026-") == 4 + 2  # four values, and the span above them


def test_one_job_on_a_screen_has_everything(run: Run, machine: Machine) -> None:
    job = machine.jobs.latest(result="Failed")
    assert job
    shown = run("job", job.id).out
    for text in (job.id, job.task, "failed", "Where the time went", "exposure", "Time per layer", "Messages", "Parts"):
        assert str(text) in shown
    told = run("job", job.id, "--json").json
    assert told["job"]["id"] == job.id
    assert told["layers"]["count"] == job.layer_count
    assert told["layers"]["exposure_seconds"] > 0
    assert [message["job_id"] for message in told["messages"]] == [job.id] * len(told["messages"])


def test_the_build_record_becomes_a_page(run: Run, tmp_path: Path) -> None:
    ran = run("job", "successful", "-o", "record.html")
    assert ran.code == 0
    assert "record.html" in ran.out
    assert (tmp_path / "record.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html")
    assert run("job", "successful", "-o", "record.docx").code == 2


def test_sensors_of_this_machine_and_of_another_model(run: Run) -> None:
    everything = run("sensors", "--json").json
    assert len(everything) == 49
    here = {sensor["key"] for sensor in everything if sensor["available"] == "yes"}
    assert "collectorPlatform.position" in here
    assert "recoater.rollSpeedLeft" not in here
    shown = run("sensors").out
    assert "collectorPlatform.position" in shown
    assert "recoater.rollSpeedLeft" not in shown
    assert "recoater.rollSpeedLeft" in run("sensors", "--all").out
    polymer = {
        sensor["key"] for sensor in run("sensors", "--model", "p500", "--json").json if sensor["available"] == "yes"
    }
    assert "recoater.rollSpeedLeft" in polymer


def test_current_values(run: Run) -> None:
    rows = run("sensors", "temperature", "--current", "--csv").csv
    measured = {row["key"]: row["value"] for row in rows if row["available"] == "yes"}
    assert float(measured["processChamber.temperature"]) > 0
    assert "exposure.laser[1].temperature" in measured


def test_reports_images_and_configurations_are_saved(run: Run, tmp_path: Path) -> None:
    for kind in ("job", "events", "parts"):
        ran = run("reports", "successful", kind, "-o", f"{kind}.pdf", "--json")
        assert ran.code == 0, ran.err
        assert ran.json["files"][0]["bytes"] == (tmp_path / f"{kind}.pdf").stat().st_size > 100
    ran = run("images", "failed", "-t", "powderbedafterexposure", "--last", 2, "-o", "images")
    assert ran.out.strip() == "2 images in images"
    assert len(list((tmp_path / "images").iterdir())) == 2
    assert run("tasks", "configuration", "-o", "c.eoscnx").code == 0
    assert run("licenses", "request", "-o", "r.WinCmRaC").code == 0


def test_versions_tell_what_is_spoken(run: Run) -> None:
    told = run("versions", "--json").json
    assert told["spoken"] == "v6.1"
    assert "v6.8" in told["offered"]
    assert told["modules"]["PLC"]
