"""What is new since last time, and what has changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import attrs
import pytest
from pyarrow import compute, parquet

from eosconnect import Machine, dataset
from eosconnect.errors import ConfigurationError, NotFoundError
from eosconnect.models.job import Job
from eosconnect.simulator import Simulator
from eosconnect.simulator.server.faults import Fault
from eosconnect.simulator.world.jobs import Job as TrueJob
from tests.dataset.comparing import FEW, asked, exported, files_of, positions, short_job, truth

KEY = "recoater.axisTorque"
SOME = ("processChamber.temperature", "buildingPlatform.speedSetPoint", "environment.relativeHumidity")


def true_job(simulator: Simulator, job: str) -> TrueJob:
    return next(one for one in simulator.world.jobs if one.id == job)


def test_a_running_job_grows_by_what_is_new_until_it_is_whole(
    own_simulator: Simulator, own_machine: Machine, running_job: Job, tmp_path: Path
) -> None:
    job, held = running_job.id, dict.fromkeys(SOME, 0)
    hours = [0, 0, 1, 2.5, 0.01, 30]
    for hour in hours:
        own_simulator.advance(timedelta(hours=hour))
        before = len(own_simulator.requests)
        result = dataset.export(own_machine, running_job, tmp_path, sensors=SOME, rows_per_file=5_000)
        (done,) = result
        for key, starts in asked(own_simulator.requests[before:]).items():
            assert min(starts) >= held[key] - 1
        for key in SOME:
            rows = exported(tmp_path, job, key)
            rows.assert_equal(truth(own_simulator, job, key))
            assert done.tables[f"sensors/{key}"].new_rows == len(rows) - held[key]
            held[key] = len(rows)
        layers = own_machine.layers.list(job).to_list()
        table = dataset.scan(tmp_path, "layers").to_table()
        assert table.column("index").to_pylist() == [layer.index for layer in layers]
        assert table.column("ended_at").to_pylist() == [layer.ended_at for layer in layers]
        assert done.complete == (hour == hours[-1])
    assert max(len(files_of(tmp_path, key)) for key in SOME) > 2
    for key in SOME:  # small exports are put together with the next ones
        assert all(parquet.read_metadata(path).num_rows >= 1_250 for path in files_of(tmp_path, key)[:-1])
    before = len(own_simulator.requests)
    assert dataset.export(own_machine, job, tmp_path, sensors=SOME).new_rows == 0
    assert [request.operation for request in own_simulator.requests[before:]] == ["get_info", "get_job"]


def test_only_new_layers_are_asked_for(
    own_simulator: Simulator, own_machine: Machine, running_job: Job, tmp_path: Path
) -> None:
    dataset.export(own_machine, running_job, tmp_path, tables="layers")
    last = dataset.scan(tmp_path, "layers").to_table().column("index")[-1].as_py()
    own_simulator.advance(timedelta(hours=1))
    before = len(own_simulator.requests)
    result = dataset.export(own_machine, running_job, tmp_path, tables="layers")
    assert result.new_rows > 10
    requests = [request for request in own_simulator.requests[before:] if request.operation == "list_layers"]
    assert {request.query["startIndex"] for request in requests} == {(str(last),)}


def test_all_jobs_of_a_machine_are_kept_up_to_date_with_what_is_new(
    own_simulator: Simulator, own_machine: Machine, tmp_path: Path
) -> None:
    tables: tuple[dataset.Table, ...] = ("jobs", "sensors")
    sensor = "buildingPlatform.speedSetPoint"
    first = dataset.export(own_machine, None, tmp_path, tables=tables, sensors=sensor)
    assert sum(not job.complete for job in first) == 1
    own_simulator.advance(timedelta(days=3))
    before = len(own_simulator.requests)
    second = dataset.export(own_machine, None, tmp_path, tables=tables, sensors=sensor)
    new = {job.id for job in second if job.new_rows}
    assert new >= {job.id for job in second} - {job.id for job in first}
    assert new <= {job.id for job in first if not job.complete} | {job.id for job in second} - {job.id for job in first}
    jobs_asked = {
        request.path.split("/")[-2]
        for request in own_simulator.requests[before:]
        if request.operation and request.operation.endswith("_values")
    }
    assert jobs_asked <= new
    for job in new:
        exported(tmp_path, job, sensor).assert_equal(truth(own_simulator, job, sensor))


def test_complete_jobs_that_come_from_a_list_cost_no_request(
    own_simulator: Simulator, own_machine: Machine, tmp_path: Path
) -> None:
    jobs = own_machine.jobs.list(result="Successful").to_list()
    dataset.export(own_machine, jobs, tmp_path, tables=("jobs", "parts"))
    before = len(own_simulator.requests)
    assert dataset.export(own_machine, jobs, tmp_path, tables=("jobs", "parts")).new_rows == 0
    assert [request.operation for request in own_simulator.requests[before:]] == ["get_info"]


def test_more_sensors_are_added_to_what_is_there(
    own_simulator: Simulator, own_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(own_simulator)
    dataset.export(own_machine, job, tmp_path, sensors=FEW[0])
    before = len(own_simulator.requests)
    result = dataset.export(own_machine, job, tmp_path, sensors=FEW[:2])
    assert set(asked(own_simulator.requests[before:])) == {FEW[1]}
    assert result.complete
    exported(tmp_path, job, FEW[1]).assert_equal(truth(own_simulator, job, FEW[1]))


def test_a_window_holds_its_rows_and_grows_towards_later_times(
    own_simulator: Simulator, own_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(own_simulator)
    detail = own_machine.jobs.get(job)
    assert detail.started_at
    after, before = (detail.started_at + timedelta(minutes=minutes) for minutes in (30, 31))
    whole = truth(own_simulator, job, KEY)

    def in_window(until: datetime) -> int:
        return len(own_machine.sensors.recoater.axis_torque.series(job, after, until))

    for minutes in (31, 60, 45):
        before = max(before, detail.started_at + timedelta(minutes=minutes))
        asked_for = detail.started_at + timedelta(minutes=minutes)
        dataset.export(own_machine, job, tmp_path, sensors=KEY, after=after, before=asked_for)
        rows = exported(tmp_path, job, KEY)
        assert len(rows) == in_window(before) > 0
        begin = int((whole.timestamps >= int(after.timestamp() * 1e6) * 1000).argmax())
        assert rows.values.tolist() == whole.values[begin : begin + len(rows)].tolist()
    messages = dataset.scan(tmp_path, "user_messages").count_rows()
    assert messages < len(own_machine.user_messages.list(job=job).to_list())
    with pytest.raises(ConfigurationError, match="earlier ones are asked for") as caught:
        dataset.export(own_machine, job, tmp_path, sensors=KEY)
    assert "replace=True" in str(caught.value)
    dataset.export(own_machine, job, tmp_path, sensors=KEY, replace=True)
    exported(tmp_path, job, KEY).assert_equal(whole)


def test_with_a_window_only_jobs_that_ran_in_it_are_exported(own_machine: Machine, tmp_path: Path) -> None:
    result = dataset.export(own_machine, None, tmp_path, tables="jobs", after="2026-10-30", before="2026-10-31")
    ran = [
        job.id
        for job in reversed(own_machine.jobs.list(started_before="2026-10-31").to_list())
        if job.ended_at is None or job.ended_at.date().isoformat() >= "2026-10-30"
    ]
    assert [job.id for job in result] == ran
    assert len(ran) == 2


def test_a_job_that_was_deleted_on_the_machine_stays_in_the_dataset(
    own_simulator: Simulator, own_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(own_simulator)
    dataset.export(own_machine, job, tmp_path, sensors=KEY)
    whole = truth(own_simulator, job, KEY)
    own_simulator.world.delete_job(true_job(own_simulator, job))
    for reference in (job, own_machine.jobs.get(job)):
        result = dataset.export(own_machine, reference, tmp_path, sensors=KEY, replace=True)
        assert result.changed == {job: {"jobs": "the machine no longer has it"}}
        exported(tmp_path, job, KEY).assert_equal(whole)


def test_a_job_that_only_the_dataset_has_is_no_error_and_one_that_nobody_has_is(
    own_simulator: Simulator, own_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(own_simulator)
    dataset.export(own_machine, job, tmp_path, sensors=KEY)
    own_simulator.faults.add(Fault(operation="get_job", status=404, times=None))
    assert dataset.export(own_machine, job, tmp_path, sensors=KEY).changed[job]
    with pytest.raises(NotFoundError):
        dataset.export(own_machine, "SI0000-nothing", tmp_path)


def test_a_list_that_became_shorter_is_noticed_and_what_was_there_kept(
    own_simulator: Simulator, own_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(own_simulator)
    dataset.export(own_machine, job, tmp_path, sensors=KEY)
    whole = truth(own_simulator, job, KEY)
    corrupt = attrs.evolve(true_job(own_simulator, job), corrupt=True)
    own_simulator.world._schedule.replace(corrupt)
    (done,) = dataset.export(own_machine, job, tmp_path, sensors=KEY)
    assert "now there are fewer" in done.changed[f"sensors/{KEY}"]
    assert "no longer there" in done.changed["layers"]
    assert not done.complete
    exported(tmp_path, job, KEY).assert_equal(whole)


def test_values_that_are_other_ones_are_noticed_and_replaced_on_request(
    own_simulator: Simulator, own_machine: Machine, running_job: Job, tmp_path: Path
) -> None:
    dataset.export(own_machine, running_job, tmp_path, tables="sensors", sensors=KEY)
    (path,) = files_of(tmp_path, KEY)
    falsify(path)
    own_simulator.advance(timedelta(hours=1))
    (done,) = dataset.export(own_machine, running_job, tmp_path, tables="sensors", sensors=KEY)
    last = positions(path)[1] - 1
    assert done.changed == {f"sensors/{KEY}": f"the value at position {last} is another one"}
    assert done.new_rows == 0
    (done,) = dataset.export(own_machine, running_job, tmp_path, tables="sensors", sensors=KEY, replace=True)
    assert not done.changed
    exported(tmp_path, running_job.id, KEY).assert_equal(truth(own_simulator, running_job.id, KEY))


def falsify(path: Path) -> None:
    """Another last value, as if the machine had told it then."""
    table = parquet.read_table(path, partitioning=None)
    entries = parquet.read_metadata(path).metadata
    values = compute.add(table.column("value"), 1.0)
    table = table.set_column(1, table.schema.field("value"), values)
    schema = table.schema.with_metadata({key: entries[key] for key in entries if key != b"ARROW:schema"})
    parquet.write_table(table.cast(schema), path)


def test_a_layer_that_is_another_one_is_noticed(
    own_simulator: Simulator, own_machine: Machine, running_job: Job, tmp_path: Path
) -> None:
    dataset.export(own_machine, running_job, tmp_path, tables="layers")
    (path,) = (Path(name) for name in dataset.scan(tmp_path, "layers").files)
    table = parquet.read_table(path, partitioning=None)
    thickness = compute.add(table.column("thickness"), 0.02)
    parquet.write_table(
        table.set_column(table.schema.get_field_index("thickness"), table.schema.field("thickness"), thickness), path
    )
    own_simulator.advance(timedelta(hours=1))
    (done,) = dataset.export(own_machine, running_job, tmp_path, tables="layers")
    assert "is another one" in done.changed["layers"]
    (done,) = dataset.export(own_machine, running_job, tmp_path, tables="layers", replace=True)
    assert not done.changed
    layers = own_machine.layers.list(running_job).to_list()
    assert dataset.scan(tmp_path, "layers").to_table().column("thickness").to_pylist() == [
        layer.thickness for layer in layers
    ]
