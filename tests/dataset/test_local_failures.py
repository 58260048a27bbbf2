"""What goes wrong on this computer is told as such."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from eosconnect import Machine, dataset
from eosconnect.errors import ConfigurationError, LocalFileError
from eosconnect.simulator import Simulator
from tests.dataset.comparing import exported, short_job, truth
from tests.simulated import connection_settings

KEY = "recoater.axisTorque"


def test_without_pyarrow_the_extra_is_named(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigurationError, match="needs pyarrow") as caught:
        dataset.export(machine, "job", tmp_path)
    assert 'pip install "eosconnect-sdk[arrow]"' in str(caught.value)
    with pytest.raises(ConfigurationError, match="needs pyarrow"):
        dataset.scan(tmp_path)


def test_a_folder_that_cannot_be_written_is_a_local_file_error(machine: Machine, tmp_path: Path, job: str) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(LocalFileError, match="cannot create the folder"):
        dataset.export(machine, job, tmp_path / "file" / "builds")


def test_a_table_that_cannot_be_written_is_a_local_file_error(machine: Machine, tmp_path: Path, job: str) -> None:
    (tmp_path / "sensors").write_text("in the way", encoding="utf-8")
    with pytest.raises(LocalFileError, match="cannot create the folder"):
        dataset.export(machine, job, tmp_path, sensors=KEY)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_fills_up_is_a_local_file_error_and_the_rest_is_kept(
    simulator: Simulator, tmp_path: Path, job: str
) -> None:
    script = """
import resource, sys
from pathlib import Path
from eosconnect import Machine, dataset
from eosconnect.errors import LocalFileError

folder = Path(sys.argv[1])
with Machine.from_env(None) as machine:
    def export(**limits):
        return dataset.export(
            machine, sys.argv[2], folder, tables="sensors", sensors="dispenser.position", **limits
        )

    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    try:
        export(rows_per_file=40_000)
    except LocalFileError as error:
        print(error)
    assert not list(folder.rglob("*.part"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    export()
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), job],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **simulator.env()},
    )
    assert ran.returncode == 0, ran.stderr
    assert "File too large" in ran.stdout
    assert "the file system does not take files of this size" in ran.stdout
    exported(tmp_path, job, "dispenser.position").assert_equal(truth(simulator, job, "dispenser.position"))


def test_a_second_export_of_the_machine_into_the_folder_is_refused_while_the_first_one_runs(
    harmed: Simulator, impatient_machine: Machine, tmp_path: Path
) -> None:
    job = short_job(harmed)
    began, tried = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def wait(progress: dataset.ExportProgress) -> None:
        began.set()
        tried.wait(30)

    def run() -> None:
        try:
            with Machine(**connection_settings(harmed)) as machine:
                dataset.export(machine, job, tmp_path, tables="sensors", sensors=KEY, progress=wait)
        except BaseException as error:  # seen by the test below
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert began.wait(30)
        with pytest.raises(LocalFileError, match="another export"):
            dataset.export(impatient_machine, job, tmp_path, tables="sensors", sensors=KEY)
    finally:
        tried.set()
        thread.join()
    assert not failures
    exported(tmp_path, job, KEY).assert_equal(truth(harmed, job, KEY))


def test_a_folder_of_a_later_version_is_left_alone(machine: Machine, tmp_path: Path, job: str) -> None:
    dataset.export(machine, job, tmp_path, tables="jobs")
    (manifest,) = (tmp_path / "_exports").rglob("*.json")
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format": 1', '"format": 2'), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="a later version"):
        dataset.export(machine, job, tmp_path, tables="jobs")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"tables": "sensor"}, "'sensor' is no table"),
        ({"tables": ()}, "no table was chosen"),
        ({"sensors": "processChamber.temprature"}, r"did you mean processChamber\.temperature"),
        ({"sensors": "inertGas.gasType"}, "no recorded values that are numbers"),
        ({"sensors": "ipc.memory.total"}, "no recorded values that are numbers"),
        ({"rows_per_file": 0}, "rows_per_file=0"),
        ({"after": "2026-11-02", "before": "2026-11-01"}, "ends before it begins"),
    ],
)
def test_arguments_that_mean_nothing_are_refused_before_anything_is_written(
    machine: Machine, tmp_path: Path, job: str, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message):
        dataset.export(machine, job, tmp_path / "builds", **arguments)  # type: ignore[arg-type]  # on purpose
    assert not (tmp_path / "builds").exists()
