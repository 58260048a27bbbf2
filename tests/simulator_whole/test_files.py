"""Files open, have the size that they announce, and are made while they are sent."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from eosconnect.simulator import Fault
from eosconnect.simulator.artifacts.job_export import export_length, exported
from eosconnect.simulator.world import World
from eosconnect.simulator.world.log_entries import LEVELS, SOURCES

GIGABYTE = 1024**3


def test_an_export_is_the_job_as_the_other_operations_tell_it(visitor: Any) -> None:
    job = visitor.jobs("Failed")[0]
    answer = visitor.get(f"/jobs/{job}/export", exportHomeInData="true")
    assert answer.headers["content-length"] == str(len(answer.content))
    assert f'filename="{job}.tar"' in answer.headers["content-disposition"]
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
        names = [name.removeprefix(f"{job}/") for name in archive.getnames()]
        assert names == ["job.json", "layers.json", "parts.json", "homeIn.json", "job.db"]
        for name, path in (
            ("job", f"/jobs/{job}"),
            ("layers", f"/layers/{job}"),
            ("parts", f"/parts/{job}"),
            ("homeIn", f"/exposure/calibrations/{job}"),
        ):
            file = archive.extractfile(f"{job}/{name}.json")
            assert file is not None
            assert json.load(file) == visitor.json(path)


def test_an_export_with_sensor_data_is_as_large_as_the_job_says(visitor: Any) -> None:
    job = visitor.jobs("Failed")[0]
    size = visitor.json(f"/jobs/{job}")["fileSize"]
    with visitor.client.stream("GET", f"/jobs/{job}/export", params={"exportSensorData": "true"}) as answer:
        assert size <= int(answer.headers["content-length"]) < size + 512
    with visitor.client.stream("GET", f"/jobs/{job}/export") as answer:
        assert int(answer.headers["content-length"]) < size / 2


@pytest.mark.parametrize("size", [0, 1_000_000, 1_000_001, 5_000_192])
def test_an_export_has_the_size_that_is_asked_for(size: int, fresh: Callable[..., Any]) -> None:
    visitor = fresh(export_size=size)
    job = visitor.jobs("Failed")[0]
    answer = visitor.get(f"/jobs/{job}/export")
    assert len(answer.content) == int(answer.headers["content-length"])
    if size:
        assert size <= len(answer.content) < size + 512
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
        assert archive.getnames()[-1] == f"{job}/job.db"


def test_gigabytes_are_begun_at_once_and_nobody_makes_what_nobody_reads(fresh: Callable[..., Any]) -> None:
    visitor = fresh(export_size=12 * GIGABYTE)
    job = visitor.jobs("Failed")[0]
    with visitor.client.stream("GET", f"/jobs/{job}/export") as answer:
        assert 12 * GIGABYTE <= int(answer.headers["content-length"]) < 12 * GIGABYTE + 512
        first = next(answer.iter_bytes())
        assert first.startswith(f"{job}/job.json".encode())
    assert visitor.json("/jobs/current")["isRunning"]  # the machine has not stayed behind with the rest


def test_an_exported_database_repeats_no_block() -> None:
    world = World(now=lambda: datetime(2026, 3, 9, tzinfo=UTC))
    job = world.jobs[-2]
    blocks = [block for block in exported(job, {}, 2_000_000) if len(block) == 256 * 1024]
    assert len(blocks) == len(set(blocks)) > 4
    assert export_length({}, 2_000_000) == sum(map(len, exported(job, {}, 2_000_000)))


def test_there_is_no_export_of_what_cannot_be_read(visitor: Any) -> None:
    jobs = visitor.simulator.world.jobs
    for job in ("none", *(job.id for job in jobs if not job.readable)):
        assert visitor.get(f"/jobs/{job}/export").status_code == 404


def test_the_log_archive_holds_what_the_log_entries_say(visitor: Any) -> None:
    archive = visitor.archive("/diagnostics/logFiles")
    assert archive.namelist() == [f"{source}.log" for source in SOURCES]
    window = {"fromDate": "2026-10-01T00:00:00Z", "toDate": "2026-12-01T00:00:00Z"}
    entries = visitor.json("/diagnostics/logs", loggingSources="Hcs", minimumLogLevel="DEBUG", **window)
    lines = archive.read("Hcs.log").decode().splitlines()
    assert [f"{one['date']} [{one['threadId']}] {one['severity']:5} Hcs - {one['message']}" for one in entries] == lines
    messages = visitor.json("/software/userMessages", fromDate=entries[0]["date"])
    told = {one["date"]: one["message"] for one in entries}
    assert len(messages) > 20
    for message in messages:
        assert told[message["timeRaised"]] == f"{message['messageId']}: {message['message']}"


def test_log_entries_are_filtered(visitor: Any) -> None:
    window = {"fromDate": "2026-10-25T00:00:00Z", "toDate": "2026-10-31T00:00:00Z"}
    everything = visitor.json("/diagnostics/logs", loggingSources="All", minimumLogLevel="DEBUG", **window)
    assert {one["sourceName"] for one in everything} == set(SOURCES)
    assert [one["date"] for one in everything] == sorted(one["date"] for one in everything)
    assert all(window["fromDate"] <= one["date"] <= window["toDate"] for one in everything)
    for level, number in LEVELS.items():
        grave = visitor.get("/diagnostics/logs", loggingSources="All", minimumLogLevel=level, **window)
        expected = [one for one in everything if one["logLevel"] >= number]
        assert (grave.json() if grave.status_code == 200 else []) == expected
    two = visitor.json("/diagnostics/logs", loggingSources=["Hcs", "MachineDb"], minimumLogLevel="INFO", **window)
    wanted = [one for one in everything if one["sourceName"] in ("Hcs", "MachineDb") and one["logLevel"] >= 40_000]
    assert two == wanted != []
    nothing = {"fromDate": "2020-01-01T00:00:00Z", "toDate": "2020-01-02T00:00:00Z"}
    asked = {"loggingSources": "All", "minimumLogLevel": "INFO"}
    assert visitor.get("/diagnostics/logs", **asked, **nothing).status_code == 204
    assert visitor.get("/diagnostics/logs", **asked).status_code == 400


def test_only_one_client_gets_the_log_files_at_a_time(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    with visitor.simulator.world.log_files.held():
        assert visitor.get("/diagnostics/logFiles").status_code == 423
    for _ in range(2):
        assert visitor.get("/diagnostics/logFiles").status_code == 200


def test_log_files_are_given_back_by_a_client_that_is_cut_off(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    for fault in (Fault(drop=True), Fault(truncate_at=100), Fault(reset_at=0.5), Fault(truncate_at=0.5)):
        visitor.simulator.faults.add(fault)
        with pytest.raises(httpx2.TransportError):
            visitor.get("/diagnostics/logFiles")
    assert visitor.archive("/diagnostics/logFiles").namelist()


@pytest.mark.parametrize("at", [200, 0.5])
@pytest.mark.parametrize("path", ["/tasks/configuration", "/maintenance/licenses/request", "/jobs/{job}/export"])
def test_a_file_can_be_cut_short_as_if_it_were_whole(at: float, path: str, fresh: Callable[..., Any]) -> None:
    visitor = fresh(export_size=2_000_000)
    path = path.format(job=visitor.jobs("Failed")[0])
    whole = visitor.get(path).content
    visitor.simulator.faults.add(Fault(cut_at=at))
    cut = visitor.get(path)
    assert cut.status_code == 200
    assert cut.content == whole[: int(at if at > 1 else at * len(whole))]
    assert int(cut.headers.get("content-length", len(cut.content))) == len(cut.content)


def test_the_configuration_is_that_of_the_machine(visitor: Any) -> None:
    answer = visitor.get("/tasks/configuration")
    info = visitor.json("/info")
    assert f'filename="{info["serialNumber"]}.eoscnx"' in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        machine = json.loads(archive.read("machine.json"))
        materials = [material["name"] for material in json.loads(archive.read("materials.json"))]
    assert machine["serialNumber"] == info["serialNumber"]
    assert len(machine["lasers"]) == visitor.json("/exposure/unitCount")
    assert info["material"] in materials


def test_opc_diagnostics_add_up_and_change_with_time(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    seen = set()
    for _ in range(12):
        opc = visitor.json("/diagnostics/opc")
        tcp, sessions = opc["tcpDiagnostics"], opc["sessionDiagnostics"]
        assert tcp["connectionCountTotal"] == sum(one["connectionCountTotal"] for one in tcp["connections"])
        assert tcp["connectionCountTotal"] <= tcp["connectionCountMax"]
        assert sessions["sessionCountTotal"] == len(sessions["sessions"]) <= sessions["sessionCountMax"]
        seen.add(sessions["sessionCountTotal"])
        visitor.simulator.advance(timedelta(hours=5))
    assert len(seen) > 1
