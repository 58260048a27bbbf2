"""Files that the machine makes when it is asked for them may take their time, and what is missing says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import BadRequestError, MachineTimeoutError, NotSupportedOnMachineError
from eosconnect.settings import Timeouts
from eosconnect.simulator import Fault, Simulator
from tests.simulated import connection_settings

IMPATIENT = Timeouts(read=0.3, total=30)


def test_a_file_that_takes_long_to_make_is_waited_for_until_the_deadline(
    own_simulator: Simulator, tmp_path: Path
) -> None:
    own_simulator.faults.add(Fault(operation="download_task_configuration", latency=0.7))
    with Machine(**connection_settings(own_simulator), timeout=IMPATIENT) as machine:
        assert machine.tasks.download_configuration(tmp_path / "file.eoscnx").stat().st_size > 0
    own_simulator.faults.add(Fault(operation="download_task_configuration", latency=3.0))
    deadline = Timeouts(read=0.3, total=0.6)
    with (
        Machine(**connection_settings(own_simulator), timeout=deadline, retries=0) as machine,
        pytest.raises(MachineTimeoutError),
    ):
        machine.tasks.download_configuration(tmp_path / "file.eoscnx")
    own_simulator.faults.clear()


async def test_other_answers_are_not_waited_for_as_long(own_simulator: Simulator) -> None:
    own_simulator.faults.add(Fault(operation="get_info_brand", latency=3.0))
    async with AsyncMachine(**connection_settings(own_simulator), timeout=IMPATIENT, retries=0) as machine:
        with pytest.raises(MachineTimeoutError, match=r"0\.3 s"):
            await machine.info.brand()
    own_simulator.faults.clear()


def test_an_upload_that_took_the_whole_deadline_still_hears_why_it_was_refused(
    own_simulator: Simulator, tmp_path: Path, pauses: list[float]
) -> None:
    name = "Bracket_20261102_101500"
    (tmp_path / f"{name}.data").write_bytes(bytes(200_000))
    (tmp_path / f"{name}.task").write_bytes(b"task")
    own_simulator.faults.add(
        Fault(operation="upload_task", status=400, body="Unsupported file", content_type="text/plain")
    )

    def slow(done: int, total: int | None) -> None:
        pauses.append(100.0)  # as if it had taken that long

    with (
        Machine(**connection_settings(own_simulator)) as machine,
        pytest.raises(BadRequestError, match="Unsupported file"),
    ):
        machine.tasks.upload(tmp_path, progress=slow)
    own_simulator.faults.clear()


def test_files_that_a_model_does_not_have_are_said_to_be_missing_from_it(
    polymer_machine: Machine, tmp_path: Path
) -> None:
    job = polymer_machine.jobs.latest()
    assert job is not None
    with pytest.raises(NotSupportedOnMachineError, match="EOS P 396 has no job indications"):
        polymer_machine.indications.download(job, tmp_path, types="PowderBed")
