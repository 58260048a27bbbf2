"""Tasks on the machine: what goes up arrives whole, once and in order; what cannot be taken is not sent."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.decisions.task_names import LARGEST_TASK_FILE
from eosconnect.errors import (
    BadRequestError,
    ConfigurationError,
    LocalFileError,
    MachineUnreachableError,
    NotFoundError,
    PermissionDeniedError,
)
from eosconnect.models import UploadedFile, UploadOutcome
from eosconnect.simulator import Fault, Simulator
from eosconnect.simulator.answers import Query
from eosconnect.transport.synchronous import waiting
from tests.simulated import connection_settings

numbers = iter(range(10_000))


@pytest.fixture
def task() -> str:
    """A name that no other test uses."""
    return f"Bracket{next(numbers)}_20261102_101500"


@pytest.fixture
def folder(tmp_path: Path, task: str) -> Path:
    """A task as EOSPRINT leaves it."""
    folder = tmp_path / "finished"
    folder.mkdir()
    for number, size in ((1, 300_000), (2, 1), (10, 70_000)):
        (folder / f"{task}_{number}.data").write_bytes(os.urandom(size))
    (folder / f"{task}.task").write_bytes(b"the task")
    (folder / "readme.txt").write_text("not part of it")
    return folder


@pytest.fixture
def arrived(own_simulator: Simulator) -> Iterator[list[tuple[str, str]]]:
    """Name and hash of what the simulated machine received, in order."""
    received: list[tuple[str, str]] = []
    application = own_simulator._application
    answer = application.answer

    def listening(query: Query) -> object:
        received.extend((file.filename, file.sha256) for file in query.form.files)
        return answer(query)

    object.__setattr__(application, "answer", listening)
    yield received
    object.__setattr__(application, "answer", answer)


def uploads(simulator: Simulator) -> int:
    return len(simulator.requests.of("upload_task"))


def test_a_finished_task_goes_up_whole_and_in_order(
    own_machine: Machine, folder: Path, task: str, arrived: list[tuple[str, str]]
) -> None:
    told: list[tuple[int, int | None]] = []
    uploaded = own_machine.tasks.upload(folder, progress=lambda done, total: told.append((done, total)))
    names = [f"{task}_1.data", f"{task}_2.data", f"{task}_10.data", f"{task}.task"]
    assert uploaded == tuple(
        UploadedFile(name, (folder / name).stat().st_size, UploadOutcome.UPLOADED) for name in names
    )
    assert arrived == [(name, hashlib.sha256((folder / name).read_bytes()).hexdigest()) for name in names]
    assert task in own_machine.tasks.list()
    total = sum(file.size for file in uploaded)
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


async def test_a_content_that_looks_like_a_boundary_arrives_whole(
    own_async_machine: AsyncMachine, tmp_path: Path, task: str, arrived: list[tuple[str, str]]
) -> None:
    content = b"\r\n--+++\r\n--+++--\r\n" * 1000
    (tmp_path / f"{task}.data").write_bytes(content)
    (tmp_path / f"{task}.task").write_bytes(b"")
    await own_async_machine.tasks.upload(tmp_path)
    assert arrived[0] == (f"{task}.data", hashlib.sha256(content).hexdigest())


def test_what_is_there_already_is_no_failure(own_machine: Machine, folder: Path, task: str) -> None:
    (first,) = {file.outcome for file in own_machine.tasks.upload(folder)}
    (second,) = {file.outcome for file in own_machine.tasks.upload(folder)}
    assert (first, second) == ("uploaded", "already there")


def test_another_refusal_is_one(own_machine: Machine, own_simulator: Simulator, folder: Path) -> None:
    own_simulator.faults.add(
        Fault(operation="upload_task", status=400, body="Unsupported file", content_type="text/plain")
    )
    with pytest.raises(BadRequestError, match="Unsupported file"):
        own_machine.tasks.upload(folder)


def test_each_file_is_sent_once_and_a_broken_transfer_is_an_error(
    own_machine: Machine, own_simulator: Simulator, folder: Path
) -> None:
    own_simulator.requests.clear()
    own_simulator.faults.add(Fault(operation="upload_task", after=1, drop=True))
    with pytest.raises(MachineUnreachableError) as broken:
        own_machine.tasks.upload(folder)
    assert broken.value.machine_may_have_changed
    assert uploads(own_simulator) == 2
    outcomes = [file.outcome for file in own_machine.tasks.upload(folder)]
    assert outcomes[0] == UploadOutcome.ALREADY_THERE
    assert outcomes[2:] == [UploadOutcome.UPLOADED] * 2


def test_a_broken_transfer_is_repeated_if_the_caller_wants_it(
    own_machine: Machine, own_simulator: Simulator, folder: Path, task: str
) -> None:
    own_simulator.requests.clear()
    own_simulator.faults.add(Fault(operation="upload_task", after=1, drop=True, times=2))
    uploaded = own_machine.tasks.upload(folder, repeat_broken=2)
    assert uploads(own_simulator) == 4 + 2
    # The connection broke after the file had arrived.
    assert [file.outcome for file in uploaded].count(UploadOutcome.ALREADY_THERE) == 1
    assert task in own_machine.tasks.list()


def test_with_authorization_switched_off_the_machine_refuses(folder: Path) -> None:
    with Simulator(auth=False) as simulator:
        settings = connection_settings(simulator)
        with (
            Machine(**settings) as machine,
            pytest.raises(PermissionDeniedError, match="authorization is switched off"),
        ):
            machine.tasks.upload(folder)


def test_a_file_that_is_too_large_is_refused_before_anything_is_sent(
    own_machine: Machine, own_simulator: Simulator, folder: Path, task: str
) -> None:
    with (folder / f"{task}_11.data").open("wb") as file:
        file.truncate(LARGEST_TASK_FILE + 1)  # a hole in the disk, not two gigabytes
    own_simulator.requests.clear()
    with pytest.raises(ConfigurationError, match="2 GB at most"):
        own_machine.tasks.upload(folder)
    with pytest.raises(ConfigurationError, match="2 GB at most"):
        own_machine.tasks.upload_file(folder / f"{task}_11.data")
    assert not own_simulator.requests


def test_folders_and_files_that_are_no_task_are_refused_before_anything_is_sent(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path
) -> None:
    own_simulator.requests.clear()
    with pytest.raises(LocalFileError, match="cannot look into"):
        own_machine.tasks.upload(tmp_path / "missing")
    with pytest.raises(ConfigurationError, match="no task in the folder"):
        own_machine.tasks.upload(tmp_path)
    with pytest.raises(ConfigurationError, match="no file of a task"):
        own_machine.tasks.upload_file(tmp_path / "readme.txt")
    with pytest.raises(LocalFileError, match="cannot read"):
        own_machine.tasks.upload_file(tmp_path / "A_20261102_101500.data")
    assert not own_simulator.requests


def test_single_files_for_a_workflow_of_ones_own(own_machine: Machine, tmp_path: Path, task: str) -> None:
    for name in (f"{task}_1.data", f"{task}.task.1"):
        (tmp_path / name).write_bytes(b"content")
    assert own_machine.tasks.upload_file(tmp_path / f"{task}_1.data").name == f"{task}_1.data"
    told: list[tuple[int, int | None]] = []
    last = own_machine.tasks.upload_file(
        tmp_path / f"{task}.task.1", progress=lambda done, total: told.append((done, total))
    )
    assert last == UploadedFile(f"{task}.task", 7, UploadOutcome.UPLOADED)
    assert told[-1] == (7, 7)


def test_deleting_takes_the_name_that_the_list_gives(
    own_machine: Machine, own_simulator: Simulator, folder: Path, task: str
) -> None:
    own_machine.tasks.upload(folder)
    own_machine.tasks.delete(task)
    assert task not in own_machine.tasks.list()
    with pytest.raises(NotFoundError, match="no such task"):
        own_machine.tasks.delete(task)
    own_simulator.requests.clear()
    with pytest.raises(ConfigurationError, match="time stamp"):
        own_machine.tasks.delete("Bracket")
    assert not own_simulator.requests
    running = own_machine.jobs.current()
    assert running is not None
    assert running.task is not None
    with pytest.raises(BadRequestError, match="being built"):
        own_machine.tasks.delete(running.task)


# Streaming


class Eosprint:
    """Writes a task step by step: one each time somebody waits for it."""

    def __init__(self, folder: Path, task: str, count: int) -> None:
        self.folder, self.task = folder, task
        self.written: dict[str, bytes] = {}
        self._steps = self._writing(count)
        self.done = False

    def step(self, seconds: float = 0) -> None:
        if next(self._steps, None) is None:
            self.done = True

    def _writing(self, count: int) -> Iterator[str]:
        self.folder.mkdir()
        yield ""
        for number in range(1, count + 1):
            for _ in range(3):  # the file grows under the eyes of who watches
                yield self._append(f"{self.task}_{number}.data")
            if number < count:
                yield self._append(f"{self.task}.task.{number}")
        yield self._append(f"{self.task}.task")
        yield ""
        yield ""

    def _append(self, name: str) -> str:
        self.written[name] = self.written.get(name, b"") + os.urandom(1000)
        with (self.folder / name).open("ab") as file:
            file.write(self.written[name][-1000:])
        return name


def test_a_task_goes_up_while_it_is_written(
    own_machine: Machine,
    tmp_path: Path,
    task: str,
    arrived: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    eosprint = Eosprint(tmp_path / "writing", task, 4)
    monkeypatch.setattr(waiting, "sleep", eosprint.step)
    uploaded: list[UploadedFile] = []
    for file in own_machine.tasks.stream(tmp_path / "writing"):
        if not uploaded:
            assert not eosprint.done, "the first file has gone before the last was written"
        uploaded.append(file)
    pairs = [name for number in (1, 2, 3) for name in (f"{task}_{number}.data", f"{task}.task.{number}")]
    written = [
        hashlib.sha256(eosprint.written[name]).hexdigest() for name in (*pairs, f"{task}_4.data", f"{task}.task")
    ]
    assert [digest for _, digest in arrived] == written
    names = [name for number in (1, 2, 3, 4) for name in (f"{task}_{number}.data", f"{task}.task")]
    assert [file.name for file in uploaded] == names
    assert {file.outcome for file in uploaded} == {UploadOutcome.UPLOADED}
    assert task in own_machine.tasks.list()


@pytest.fixture
def streamed(tmp_path: Path, task: str) -> list[str]:
    """The files that EOSPRINT leaves behind, in the order in which they were written."""
    names = [f"{task}_1.data", f"{task}.task.1", f"{task}_2.data", f"{task}.task.2", f"{task}_3.data", f"{task}.task"]
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    return names


@pytest.mark.parametrize("reached", range(7))
def test_a_stream_that_was_interrupted_goes_on_and_the_machine_ends_with_the_final_task_file(
    own_machine: Machine,
    tmp_path: Path,
    streamed: list[str],
    reached: int,
    arrived: list[tuple[str, str]],
    pauses: list[float],
) -> None:
    for name in streamed[:reached]:
        own_machine.tasks.upload_file(tmp_path / name)
    told: list[int] = []
    files = list(own_machine.tasks.stream(tmp_path, progress=lambda done, total: told.append(done)))
    data, final = [name for name in streamed if name.endswith(".data")], streamed[-1]
    assert [file.name for file in files] == [*data, final]
    assert [file.outcome for file in files] == [
        "already there" if name in streamed[:reached] else "uploaded" for name in (*data, final)
    ]
    assert arrived[-1] == (final, hashlib.sha256(final.encode()).hexdigest())
    assert told[-1] == sum(len(name) for name in (*data, final))
    assert told == sorted(told)


@pytest.mark.parametrize("broken", range(4))
def test_a_broken_transfer_within_a_stream_is_repeated_if_the_caller_wants_it(
    own_machine: Machine,
    own_simulator: Simulator,
    tmp_path: Path,
    streamed: list[str],
    broken: int,
    pauses: list[float],
) -> None:
    own_simulator.faults.add(Fault(operation="upload_task", after=broken, drop=True))
    outcomes = [file.outcome for file in own_machine.tasks.stream(tmp_path, repeat_broken=1)]
    assert outcomes == ["already there" if place == broken else "uploaded" for place in range(4)], "it had arrived"


def test_a_task_file_that_broke_and_had_arrived_is_no_refusal(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path, task: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_simulator.requests.clear()
    own_simulator.faults.add(Fault(operation="upload_task", after=3, drop=True))
    eosprint = Eosprint(tmp_path / "writing", task, 3)
    monkeypatch.setattr(waiting, "sleep", eosprint.step)
    outcomes = [file.outcome for file in own_machine.tasks.stream(tmp_path / "writing", repeat_broken=1)]
    assert outcomes == ["uploaded"] * 3 + ["already there"] + ["uploaded"] * 2


async def test_a_finished_folder_is_streamed_to_its_end(
    own_async_machine: AsyncMachine, folder: Path, task: str
) -> None:
    names = [file.name async for file in own_async_machine.tasks.stream(folder)]
    assert names == [f"{task}_1.data", f"{task}_2.data", f"{task}_10.data", f"{task}.task"]


def test_a_folder_in_which_nothing_happens_is_given_up(
    own_machine: Machine, tmp_path: Path, task: str, pauses: list[float]
) -> None:
    (tmp_path / f"{task}_1.data").write_bytes(b"x")
    with pytest.raises(LocalFileError, match=r"nothing has changed .* for 60 s"):
        list(own_machine.tasks.stream(tmp_path, patience=60))
    assert 60 <= sum(pauses) < 65


def test_a_task_file_that_the_machine_does_not_replace_is_an_error(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path, task: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_simulator.faults.add(
        Fault(operation="upload_task", after=3, status=400, body="exists already", content_type="text/plain")
    )
    monkeypatch.setattr(waiting, "sleep", Eosprint(tmp_path / "writing", task, 2).step)
    with pytest.raises(BadRequestError, match="exists already"):
        list(own_machine.tasks.stream(tmp_path / "writing"))


def test_who_stops_listening_stops_the_upload(own_machine: Machine, own_simulator: Simulator, folder: Path) -> None:
    own_simulator.requests.clear()
    for _ in own_machine.tasks.stream(folder):
        break
    assert uploads(own_simulator) == 1
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("eosconnect-parallel")]
