"""What is in the files is what the machine has, to the last row."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet

from eosconnect import AsyncMachine, Machine, dataset
from eosconnect.simulator import Simulator
from eosconnect.version import __version__
from tests.dataset.comparing import FEW, exported, files_of, positions, short_job, truth
from tests.simulated import connection_settings


def test_every_sensor_of_a_job_is_there_to_the_last_row(
    simulator: Simulator, machine: Machine, builds: Path, job: str
) -> None:
    counted = 0
    for sensor in machine.sensors:
        key = sensor.data_point.numbered_key(1)
        if not sensor.data_point.recorded or sensor.data_point.kind == "text":
            continue
        held = exported(builds, job, key)
        if "EOS M 290" in sensor.data_point.machines and sensor.data_point.filter_system != "RFS 2.0":
            held.assert_equal(truth(simulator, job, key))
            counted += len(held) > 0
        else:
            assert len(held) == 0
    assert counted == len(set(dataset.scan(builds).to_table(columns=["sensor"])["sensor"].to_pylist())) > 25


def test_every_other_table_is_what_the_facade_reads(machine: Machine, builds: Path, job: str) -> None:
    def rows(table: dataset.Table, *columns: str) -> list[tuple[object, ...]]:
        found = dataset.scan(builds, table).to_table(columns=list(columns))
        return list(zip(*(found.column(name).to_pylist() for name in columns), strict=True))

    layers = machine.layers.list(job).to_list()
    assert rows("layers", "index", "end_height", "ended_at", "durations_exposure") == [
        (layer.index, layer.end_height, layer.ended_at, layer.seconds("Exposure")) for layer in layers
    ]
    steps = dataset.scan(builds, "layers").to_table().column("durations")[0].as_py()
    assert [(step["operation"], step["ended_at"]) for step in steps] == [
        (step.operation, step.ended_at) for step in layers[0].durations
    ]
    detail = machine.jobs.get(job)
    assert detail.durations is not None
    assert rows("jobs", "id", "starter", "durations_exposure", "is_running") == [
        (job, detail.starter, detail.durations.exposure, False)
    ]
    messages = machine.user_messages.list(job=job).to_list()
    assert sorted(map(str, rows("user_messages", "message_id", "severity", "message"))) == sorted(
        str((message.message_id, str(message.severity), message.message)) for message in messages
    )
    states = machine.state.of_job(job).to_list()
    assert len(states) > 1
    assert rows("states", "timestamp", "machine_state") == sorted(
        (state.timestamp, state.machine_state) for state in states
    )
    assert dataset.scan(builds, "parts").count_rows() > 0
    assert dataset.scan(builds, "calibrations").count_rows() > 0
    assert dataset.scan(builds, "laser_power_measurements").count_rows() > 0


def test_units_and_provenance_travel_in_the_files(machine: Machine, builds: Path, job: str) -> None:
    (path,) = files_of(builds, "processChamber.temperature")
    metadata = parquet.read_metadata(path).metadata
    entries = {key.decode().removeprefix("eosconnect."): value.decode() for key, value in metadata.items()}
    info = machine.info.get()
    assert {name: entries[name] for name in entries if name not in ("ARROW:schema", "exported_at")} == {
        "format": "1",
        "sdk_version": __version__,
        "api_version": str(machine.api_version),
        "machine": info.serial_number,
        "machine_model": "EOS M 290",
        "machine_host": machine.host,
        "job": job,
        "table": "sensors",
        "sensor": "processChamber.temperature",
        "sensor_label": "Process chamber temperature",
        "unit": "°C",
        "source": "GET /processChamber/temperature/{jobId}/values",
        "after": "",
        "start": "0",
        "stop": str(parquet.read_metadata(path).num_rows),
    }
    assert parquet.read_schema(path).field("value").metadata == {b"unit": "°C".encode()}
    layers = parquet.read_schema(dataset.scan(builds, "layers").files[0])
    assert layers.field("end_height").metadata == {b"unit": b"mm"}
    assert layers.field("durations_exposure").metadata == {b"unit": b"s"}


def test_what_the_machine_does_not_offer_is_left_out_and_named(machine: Machine, tmp_path: Path, job: str) -> None:
    chosen = ["exposure.shutter.temperature", "processChamber.temperature"]
    result = dataset.export(machine, job, tmp_path, tables=("sensors", "layers"), sensors=chosen)
    (exported_job,) = result
    assert list(exported_job.left_out) == ["sensors/exposure.shutter[1].temperature"]
    assert (
        "has no data point exposure.shutter.temperature"
        in exported_job.left_out["sensors/exposure.shutter[1].temperature"]
    )
    assert list(exported_job.tables) == ["layers", "sensors/processChamber.temperature"]
    assert result.complete
    assert result.new_rows == sum(table.rows for table in exported_job.tables.values())


def test_polymer_machines_export_what_they_have(tmp_path: Path) -> None:
    with Simulator("EOS P 396", seed=3) as polymer, Machine(**connection_settings(polymer)) as machine:
        latest = machine.jobs.latest(result="Successful")
        assert latest is not None
        sensors = ["processChamber.temperature", "recoater.axisTorque"]
        result = dataset.export(machine, latest, tmp_path, sensors=sensors)
    assert result.jobs[0].tables["sensors/processChamber.temperature"].rows > 0
    assert "sensors/recoater.axisTorque" in result.jobs[0].left_out
    assert "states" in result.jobs[0].left_out


def test_numbered_sensors_are_exported_once_per_laser(tmp_path: Path) -> None:
    with Simulator("EOS M 400-4", seed=1, speed=0) as four:
        with Machine(**connection_settings(four)) as machine:
            job = short_job(four)
            dataset.export(machine, job, tmp_path, tables="sensors", sensors="exposure.laser.temperature")
        for number in (1, 2, 3, 4):
            key = f"exposure.laser[{number}].temperature"
            exported(tmp_path, job, key).assert_equal(truth(four, job, key))


async def test_the_asynchronous_export_writes_the_same_files(
    async_machine: AsyncMachine, builds: Path, tmp_path: Path, job: str
) -> None:
    result = await dataset.async_export(async_machine, job, tmp_path, sensors=FEW)
    assert result.complete
    for key in FEW:
        assert len(exported(builds, job, key)) > 0
        exported(tmp_path, job, key).assert_equal(exported(builds, job, key))
    assert dataset.scan(tmp_path, "layers").to_table().equals(dataset.scan(builds, "layers").to_table())


def test_several_jobs_by_list_by_id_and_by_object_are_each_exported_once(machine: Machine, tmp_path: Path) -> None:
    jobs = machine.jobs.list(started_after="2026-10-29").to_list()
    result = dataset.export(machine, [jobs[0], jobs[1].id, jobs[0].id], tmp_path, tables="jobs")
    assert [exported_job.id for exported_job in result] == [jobs[0].id, jobs[1].id]
    result = dataset.export(machine, machine.jobs.list(started_after="2026-10-29"), tmp_path, tables="jobs")
    assert [exported_job.id for exported_job in result] == [listed.id for listed in jobs]


def test_all_jobs_are_exported_from_the_oldest_on(machine: Machine, simulator: Simulator, tmp_path: Path) -> None:
    result = dataset.export(machine, None, tmp_path, tables=("jobs", "parts"))
    assert [exported_job.id for exported_job in result] == [one.id for one in simulator.world.jobs]
    deleted = [one.id for one in simulator.world.jobs if one.deleted]
    assert deleted
    for exported_job in result:
        assert ("parts" in exported_job.left_out) == (exported_job.id in deleted)
    assert dataset.scan(tmp_path, "jobs").count_rows() == len(simulator.world.jobs)


@pytest.mark.parametrize("rows_per_file", [1, 4_999, 5_000, 12_000])
def test_files_join_without_gap_or_overlap_whatever_their_size(
    simulator: Simulator, machine: Machine, tmp_path: Path, job: str, rows_per_file: int
) -> None:
    key = "recoater.axisTorque"
    dataset.export(machine, job, tmp_path, tables="sensors", sensors=key, rows_per_file=rows_per_file)
    files = files_of(tmp_path, key)
    ends = [positions(path) for path in files]
    assert [start for start, _ in ends] == [0, *(stop for _, stop in ends[:-1])]
    assert len(files) > 1
    exported(tmp_path, job, key).assert_equal(truth(simulator, job, key))
