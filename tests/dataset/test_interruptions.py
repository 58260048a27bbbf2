"""Whatever ends an export, the next one makes it whole, and fetches nothing that is on the disk."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pandas as pd
import pytest

from eosconnect import AsyncMachine, Machine, dataset
from eosconnect.dataset import ExportProgress
from eosconnect.errors import MachineUnreachableError, PartialError, ServerError
from eosconnect.simulator import Simulator
from eosconnect.simulator.server.faults import Fault
from tests.dataset.comparing import FEW, asked, exported, files_of, positions, short_job, truth
from tests.simulated import connection_settings

ROWS_PER_FILE = 10_000


def held_of(folder: Path) -> dict[str, int]:
    """By data point, the position up to which there are files."""
    if not (folder / "sensors").exists():
        return {}
    return {key: positions(files[-1])[1] for key in FEW if (files := files_of(folder, key))}


def export(machine: Machine, folder: Path, job: str) -> dataset.ExportResult:
    return dataset.export(machine, job, folder, sensors=FEW, rows_per_file=ROWS_PER_FILE)


def assert_whole(simulator: Simulator, folder: Path, job: str) -> None:
    for key in FEW:
        exported(folder, job, key).assert_equal(truth(simulator, job, key))
    assert not list(folder.rglob("*.part"))


def assert_nothing_twice(simulator: Simulator, held: dict[str, int], *, since: int) -> None:
    """Only the last row that is held is asked for again, to see whether it is the same."""
    for key, starts in asked(simulator.requests[since:]).items():
        assert min(starts) >= held.get(key, 0) - 1


@pytest.mark.parametrize("seed", range(8))
def test_interrupted_at_random_points_an_export_becomes_whole_without_fetching_twice(
    harmed: Simulator, impatient_machine: Machine, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    job = short_job(harmed)
    failures = 0
    while True:
        fault = Fault(after=chance.randint(0, 25), times=None, drop=True)
        share = chance.random()
        fault = chance.choice([fault, attrs.evolve(fault, drop=False, reset_at=share)])
        harmed.faults.add(*[fault] if failures < 4 else [])
        held, before = held_of(tmp_path), len(harmed.requests)
        try:
            result = export(impatient_machine, tmp_path, job)
        except MachineUnreachableError:
            failures += 1
        else:
            break
        finally:
            harmed.faults.clear()
            assert_nothing_twice(harmed, held, since=before)
    assert failures
    assert result.complete
    assert_whole(harmed, tmp_path, job)
    before = len(harmed.requests)
    assert export(impatient_machine, tmp_path, job).new_rows == 0
    assert not asked(harmed.requests[before:])


def test_what_came_before_an_interruption_is_kept_to_the_page(
    harmed: Simulator, impatient_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(harmed)
    harmed.faults.add(Fault(operation="get_dispenser_position_values", after=4, times=None, drop=True))
    with pytest.raises(MachineUnreachableError):
        dataset.export(impatient_machine, job, tmp_path, tables="sensors", sensors="dispenser.position")
    (part,) = files_of(tmp_path, "dispenser.position")
    start, stop = positions(part)
    assert start == 0
    assert stop == len(exported(tmp_path, job, "dispenser.position")) >= 5_000


def test_a_killed_process_loses_no_finished_file(harmed: Simulator, impatient_machine: Machine, tmp_path: Path) -> None:
    job = short_job(harmed)
    harmed.faults.add(Fault(latency=0.01, times=None))
    script = f"""
        from eosconnect import Machine, dataset

        def show(progress):
            print(progress.bytes_written, progress.rows, flush=True)

        with Machine.from_env(None) as machine:
            dataset.export(
                machine, {job!r}, {str(tmp_path)!r}, sensors={FEW!r}, rows_per_file={ROWS_PER_FILE}, progress=show
            )
    """
    code = "\n".join(line[8:] for line in script.splitlines())
    environment = {**os.environ, **harmed.env()}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line.split()[1]) > 30_000:
                break
        process.kill()
    assert process.returncode != 0
    harmed.faults.clear()
    held, before = held_of(tmp_path), len(harmed.requests)
    assert held
    assert export(impatient_machine, tmp_path, job).complete
    assert_whole(harmed, tmp_path, job)
    assert_nothing_twice(harmed, held, since=before)


def test_interrupting_from_the_keyboard_keeps_what_came(
    harmed: Simulator, impatient_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(harmed)

    def interrupt(progress: ExportProgress) -> None:
        if progress.rows > 60_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dataset.export(impatient_machine, job, tmp_path, sensors=FEW, progress=interrupt)
    held, before = held_of(tmp_path), len(harmed.requests)
    assert sum(held.values()) >= 60_000
    assert export(impatient_machine, tmp_path, job).complete
    assert_whole(harmed, tmp_path, job)
    assert_nothing_twice(harmed, held, since=before)


async def test_a_cancelled_task_keeps_what_came(harmed: Simulator, tmp_path: Path) -> None:
    job = short_job(harmed)
    async with AsyncMachine(**connection_settings(harmed)) as machine:
        enough = asyncio.Event()

        def watch(progress: ExportProgress) -> None:
            if progress.rows > 60_000:
                enough.set()

        task = asyncio.create_task(dataset.async_export(machine, job, tmp_path, sensors=FEW, progress=watch))
        await enough.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        gc.collect()
        held, before = held_of(tmp_path), len(harmed.requests)
        assert sum(held.values()) >= 60_000
        assert (await dataset.async_export(machine, job, tmp_path, sensors=FEW)).complete
    assert_whole(harmed, tmp_path, job)
    assert_nothing_twice(harmed, held, since=before)


def test_one_sensor_that_fails_does_not_keep_the_others_from_being_written(
    harmed: Simulator, impatient_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(harmed)
    harmed.faults.add(Fault(operation="get_recoater_axis_torque_values", after=4, times=None, status=500))
    with pytest.raises(PartialError, match=r"recoater\.axisTorque could not be exported") as caught:
        export(impatient_machine, tmp_path, job)
    assert list(caught.value.failed) == [f"{job}/sensors/recoater.axisTorque"]
    assert isinstance(caught.value.failed[f"{job}/sensors/recoater.axisTorque"], ServerError)
    succeeded = caught.value.succeeded[job]
    assert succeeded.tables["sensors/dispenser.position"].complete
    assert not succeeded.tables["sensors/recoater.axisTorque"].complete
    torque = succeeded.tables["sensors/recoater.axisTorque"]
    assert torque.rows == torque.new_rows == len(exported(tmp_path, job, "recoater.axisTorque")) >= 5_000
    harmed.faults.clear()
    before = len(harmed.requests)
    assert export(impatient_machine, tmp_path, job).complete
    assert set(asked(harmed.requests[before:])) == {"recoater.axisTorque"}
    assert_whole(harmed, tmp_path, job)


def test_what_a_killed_export_left_unfinished_is_removed(machine: Machine, tmp_path: Path, job: str) -> None:
    dataset.export(machine, job, tmp_path, tables=("sensors", "layers"), sensors="recoater.axisTorque")
    left = [
        path.with_name(f"_{path.name}.1a2b3c4d.part")
        for path in (*files_of(tmp_path, "recoater.axisTorque"), Path(dataset.scan(tmp_path, "layers").files[0]))
    ]
    left += [path.with_name(f"{path.name}.1a2b3c4d.part") for path in manifests(tmp_path)]
    assert len(left) >= 3
    for path in left:
        path.write_bytes(b"half of it")
    assert dataset.scan(tmp_path).count_rows() == len(pd.read_parquet(tmp_path / "sensors")) > 0  # passed over
    for manifest in manifests(tmp_path):
        manifest.unlink()  # so that they are looked at
    dataset.export(machine, job, tmp_path, tables=("sensors", "layers"), sensors="recoater.axisTorque")
    assert not any(path.exists() for path in left)


def test_half_a_file_and_a_lost_file_are_fetched_again(
    harmed: Simulator, impatient_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(harmed)
    export(impatient_machine, tmp_path, job)
    first, second, *_ = files_of(tmp_path, "dispenser.position")
    second.write_bytes(second.read_bytes()[:-100])
    files_of(tmp_path, "recoater.axisTorque")[0].unlink()
    before = len(harmed.requests)
    assert export(impatient_machine, tmp_path, job).complete
    starts = asked(harmed.requests[before:])
    assert set(starts) == {"dispenser.position", "recoater.axisTorque"}
    assert min(starts["dispenser.position"]) == positions(first)[1] - 1
    assert_whole(harmed, tmp_path, job)


def test_without_its_memory_an_export_goes_by_the_files(
    harmed: Simulator, impatient_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(harmed)
    export(impatient_machine, tmp_path, job)
    for path in manifests(tmp_path):
        assert json.loads(path.read_text(encoding="utf-8"))["job"] == job
        path.write_text("not what it was", encoding="utf-8")
    held, before = held_of(tmp_path), len(harmed.requests)
    assert export(impatient_machine, tmp_path, job).new_rows == 0
    assert_nothing_twice(harmed, held, since=before)
    assert_whole(harmed, tmp_path, job)


def manifests(folder: Path) -> Iterator[Path]:
    return (folder / "_exports").rglob("*.json")
