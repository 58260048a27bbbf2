"""Downloads: a file under its own name is complete; everything else is a clear error and leaves nothing behind."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.downloads import save_export, serve
from eosconnect import AsyncMachine, Machine
from eosconnect.errors import (
    LocalFileError,
    MachineUnreachableError,
    NotFoundError,
    UnexpectedResponseError,
)
from eosconnect.models import Job
from eosconnect.resources.local_files import CountedFile, PartFile, Place, announced_name
from eosconnect.simulator import Fault, Simulator
from tests.simulated import connection_settings

CONTENT = bytes(range(256)) * 12_000  # 3 MB

Get = Callable[..., Path]


@pytest.fixture(params=["sync", "async"])
def get(request: pytest.FixtureRequest, own_machine: Machine, own_simulator: Simulator) -> Iterator[Get]:
    """``download_configuration``, of either kind of machine."""
    if request.param == "sync":
        yield own_machine.tasks.download_configuration
        return

    def download(*arguments: Any, **keywords: Any) -> Path:
        async def run() -> Path:
            async with AsyncMachine(**connection_settings(own_simulator)) as machine:
                return await machine.tasks.download_configuration(*arguments, **keywords)

        return asyncio.run(run())

    yield download


def gives(content: bytes, times: int | None = None, **fault: Any) -> Fault:
    return Fault(
        operation="download_task_configuration",
        status=200,
        body=content,
        content_type="application/octet-stream",
        times=times,
        **fault,
    )


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def test_a_file_arrives_whole_in_folders_that_are_made(get: Get, own_simulator: Simulator, tmp_path: Path) -> None:
    own_simulator.faults.add(gives(CONTENT))
    target = tmp_path / "a" / "b" / "configuration.eoscnx"
    assert get(target) == target
    assert target.read_bytes() == CONTENT
    assert files_in(tmp_path) == ["configuration.eoscnx"]


MEGABYTES = 48


@pytest.fixture
def large_files() -> Iterator[str]:
    """The origin of a server that hands out large files and takes them."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening, MEGABYTES), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def traced() -> Iterator[Callable[[], int]]:
    """Tells the most memory that was held, in MB."""
    try:
        yield lambda: tracemalloc.get_traced_memory()[1] >> 20
    finally:
        tracemalloc.stop()


def test_the_memory_of_a_download_does_not_grow_with_it(large_files: str) -> None:
    with traced() as most:
        size, _ = save_export(large_files, tracemalloc.start)
        assert size == MEGABYTES << 20
        assert most() < MEGABYTES / 6


def test_the_memory_of_an_upload_does_not_grow_with_it(large_files: str, tmp_path: Path) -> None:
    for ending, megabytes in (("data", MEGABYTES), ("task", 0)):
        with (tmp_path / f"Bracket_20261102_101500.{ending}").open("wb") as file:
            file.truncate(megabytes << 20)
    with Machine(large_files, client_id="a", client_secret="b") as machine, traced() as most:
        machine.tasks.upload(tmp_path)  # what is loaded for the first file is not the files'
        tracemalloc.start()
        uploaded = machine.tasks.upload(tmp_path)
        assert [file.size >> 20 for file in uploaded] == [MEGABYTES, 0]
        assert most() < MEGABYTES / 6


def test_progress_ends_with_everything(get: Get, own_simulator: Simulator, tmp_path: Path) -> None:
    own_simulator.faults.add(gives(CONTENT))
    told: list[tuple[int, int | None]] = []
    get(tmp_path / "file.eoscnx", progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, len(CONTENT))
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 2


def test_a_file_that_exists_is_replaced_only_by_a_complete_one(
    get: Get, own_simulator: Simulator, tmp_path: Path
) -> None:
    target = tmp_path / "file.eoscnx"
    target.write_bytes(b"old")
    own_simulator.faults.add(gives(CONTENT, reset_at=0.5))
    with pytest.raises(MachineUnreachableError):
        get(target)
    assert target.read_bytes() == b"old"
    own_simulator.faults.clear()
    own_simulator.faults.add(gives(CONTENT))
    get(target)
    assert target.read_bytes() == CONTENT
    assert files_in(tmp_path) == ["file.eoscnx"]


@pytest.mark.parametrize("breaking", [{"reset_at": 0.7}, {"truncate_at": 0.7}, {"truncate_at": 0}])
def test_a_broken_transfer_is_begun_anew(
    get: Get, own_simulator: Simulator, tmp_path: Path, breaking: dict[str, Any], pauses: list[float]
) -> None:
    own_simulator.faults.add(gives(CONTENT, times=2, **breaking), gives(CONTENT))
    told: list[int] = []
    file = get(tmp_path, progress=lambda done, total: told.append(done))
    assert file.read_bytes() == CONTENT
    assert told.count(0) == 3
    assert len(pauses) == 2


@pytest.mark.parametrize("breaking", [{"reset_at": 0.7}, {"truncate_at": 0.7}])
def test_a_transfer_that_keeps_breaking_is_an_error_and_leaves_nothing(
    get: Get, own_simulator: Simulator, tmp_path: Path, breaking: dict[str, Any]
) -> None:
    own_simulator.faults.add(gives(CONTENT, **breaking))
    with pytest.raises(MachineUnreachableError, match="/tasks/configuration"):
        get(tmp_path / "file.eoscnx")
    assert files_in(tmp_path) == []


def test_an_error_status_leaves_nothing(own_machine: Machine, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        own_machine.jobs.download_export("SI0_unknown", tmp_path / "export.tar")
    assert files_in(tmp_path) == []


def test_an_empty_file_is_an_error_and_leaves_nothing(get: Get, own_simulator: Simulator, tmp_path: Path) -> None:
    own_simulator.faults.add(gives(b""))
    with pytest.raises(UnexpectedResponseError, match="empty"):
        get(tmp_path / "file.eoscnx")
    assert files_in(tmp_path) == []


def test_a_page_in_the_place_of_a_file_is_an_error_and_leaves_nothing(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    own_simulator.faults.add(
        Fault(operation="create_job_report", status=200, body="<!doctype html><title>Log in</title>", times=None)
    )
    with pytest.raises(UnexpectedResponseError, match="an HTML page"):
        own_machine.reports.job(built, tmp_path / "report.pdf")
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, RuntimeError])
def test_an_interruption_leaves_nothing(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path, interruption: type[BaseException]
) -> None:
    own_simulator.faults.add(gives(CONTENT))

    def interrupt(done: int, total: int | None) -> None:
        if done:
            assert files_in(tmp_path)[0].endswith(".part")
            raise interruption

    with pytest.raises(interruption):
        own_machine.tasks.download_configuration(tmp_path / "file.eoscnx", progress=interrupt)
    assert files_in(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("moment", ["waiting", "receiving"])
def test_ctrl_c_ends_the_program_at_once_and_leaves_nothing(
    own_simulator: Simulator, tmp_path: Path, moment: str
) -> None:
    own_simulator.faults.clear()
    own_simulator.requests.clear()
    own_simulator.faults.add(gives(CONTENT, latency=60.0 if moment == "waiting" else 0.0))
    program = (
        "import signal, sys, time\n"
        "from eosconnect import Machine\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def progress(done, total):\n"
        "    print('receiving', flush=True)\n"
        "    time.sleep(60)\n"
        "with Machine.from_env(None) as machine:\n"
        "    print(machine.api_version, flush=True)\n"
        "    machine.tasks.download_configuration(sys.argv[1], progress=progress)\n"
    )
    target = tmp_path / "target" / "file.eoscnx"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(target)],
        env=os.environ | own_simulator.env(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "v6.1\n"
            if moment == "receiving":
                assert process.stdout.readline() == "receiving\n"
            give_up = time.monotonic() + 50
            while not own_simulator.requests.of("download_task_configuration") and time.monotonic() < give_up:
                os.sched_yield()
            assert files_in(tmp_path)[0].endswith(".part")
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=50)
        finally:
            process.kill()
    assert "KeyboardInterrupt" in errors
    assert files_in(tmp_path) == []
    own_simulator.faults.clear()


async def test_a_cancelled_task_leaves_nothing(
    own_async_machine: AsyncMachine, own_simulator: Simulator, tmp_path: Path
) -> None:
    own_simulator.faults.add(gives(CONTENT))

    def cancel(done: int, total: int | None) -> None:
        if done:
            task.cancel()

    task = asyncio.create_task(
        own_async_machine.tasks.download_configuration(tmp_path / "file.eoscnx", progress=cancel)
    )
    with pytest.raises(asyncio.CancelledError):
        await task
    assert files_in(tmp_path) == []


async def test_other_tasks_go_on_while_a_slow_disk_is_written(
    own_async_machine: AsyncMachine, own_simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_simulator.faults.add(gives(CONTENT))
    brand_came = threading.Event()
    write = PartFile.write

    def slow(part: PartFile, data: bytes) -> None:
        assert brand_came.wait(10), "the event loop stood still"
        write(part, data)

    monkeypatch.setattr(PartFile, "write", slow)
    download = asyncio.create_task(own_async_machine.tasks.download_configuration(tmp_path / "file.eoscnx"))
    assert await own_async_machine.info.brand()
    brand_came.set()
    assert (await download).read_bytes() == CONTENT


# Places


def test_in_a_folder_the_file_is_named_by_the_machine(
    own_machine: Machine, own_simulator: Simulator, small_job: Job, tmp_path: Path
) -> None:
    first = own_machine.jobs.download_export(small_job, tmp_path)
    second = own_machine.jobs.download_export(small_job, tmp_path / "exports")
    third = own_machine.jobs.download_export(small_job, f"{tmp_path}{os.sep}more.d{os.sep}")
    assert first.parent == tmp_path
    assert second == tmp_path / "exports" / first.name
    assert third == tmp_path / "more.d" / first.name
    assert small_job.id in first.name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, None),
        ("attachment", None),
        ('attachment; filename="job.zip"', "job.zip"),
        ("attachment; filename=job.zip; size=3", "job.zip"),
        ("attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe.zip", "Grüße.zip"),
    ],
)
def test_announced_names_are_read(header: str | None, name: str | None) -> None:
    assert announced_name(header) == name


@pytest.mark.parametrize(
    ("announced", "name"),
    [
        ("../../evil.sh", "evil.sh"),
        ("C:\\x\\evil.exe", "evil.exe"),
        ("nul", "_nul"),
        ("", "otherwise.zip"),
        (None, "otherwise.zip"),
    ],
)
def test_announced_names_never_lead_out_of_the_folder(announced: str | None, name: str, tmp_path: Path) -> None:
    assert Place(tmp_path, "otherwise.zip").file(announced) == tmp_path / name
    assert Place(tmp_path / "mine.zip", "otherwise.zip").file(announced) == tmp_path / "mine.zip"


def test_a_file_without_an_ending_can_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "export").write_bytes(b"old")
    assert Place(tmp_path / "export", "x").file("announced") == tmp_path / "export"


# Local trouble


def refuses(own_machine: Machine, own_simulator: Simulator, target: Path, reason: str) -> LocalFileError:
    asked = len(own_simulator.requests.of("download_task_configuration"))
    with pytest.raises(LocalFileError, match=reason) as refusal:
        own_machine.tasks.download_configuration(target)
    assert len(own_simulator.requests.of("download_task_configuration")) == asked, "nothing was asked of the machine"
    assert isinstance(refusal.value.__cause__, OSError)
    return refusal.value


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody may write into; for the superuser, whom no rights hold, one that the system keeps."""
    if sys.platform == "win32" or (os.geteuid() == 0 and not Path("/sys/kernel").is_dir()):
        pytest.skip("needs a folder that cannot be written to")
    if os.geteuid() == 0:
        yield Path("/sys/kernel")
        return
    tmp_path.chmod(0o500)
    yield tmp_path
    tmp_path.chmod(0o700)


def test_a_read_only_folder_is_a_clear_error_before_anything_is_asked(
    own_machine: Machine, own_simulator: Simulator, read_only: Path
) -> None:
    refuses(own_machine, own_simulator, read_only / "file.eoscnx", "cannot write into")
    refuses(own_machine, own_simulator, read_only / "deeper" / "file.eoscnx", "cannot create the folder")


def test_a_link_in_the_place_of_the_file_is_replaced_and_not_followed(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path
) -> None:
    outside, target = tmp_path / "outside", tmp_path / "folder" / "file.eoscnx"
    outside.write_bytes(b"untouched")
    target.parent.mkdir()
    try:
        target.symlink_to(outside)
    except OSError:
        pytest.skip("Windows makes links for developers only")
    own_simulator.faults.add(gives(CONTENT))
    own_machine.tasks.download_configuration(target)
    assert outside.read_bytes() == b"untouched"
    assert not target.is_symlink()
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("code", "advice"), [(errno.EROFS, "read-only"), (errno.EACCES, "no right"), (errno.ENAMETOOLONG, "shorter path")]
)
def test_a_refusing_file_system_is_a_clear_error_before_anything_is_asked(
    own_machine: Machine,
    own_simulator: Simulator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    advice: str,
) -> None:
    def refuse(path: Path, *arguments: object, **keywords: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "open", refuse)
    error = refuses(own_machine, own_simulator, tmp_path / "file.eoscnx", "cannot write into")
    assert advice in str(error.hint)


def test_a_file_where_a_folder_should_be_is_a_clear_error_before_anything_is_asked(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path
) -> None:
    (tmp_path / "occupied").write_bytes(b"")
    error = refuses(own_machine, own_simulator, tmp_path / "occupied" / "file.eoscnx", "cannot create the folder")
    assert "file" in str(error.hint)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_clear_error_and_leaves_nothing(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_simulator.faults.add(gives(CONTENT))
    path_open = Path.open

    def full(path: Path, mode: str = "r", **keywords: object) -> object:
        opened = path_open(path, mode, **keywords)  # type: ignore[call-overload]
        if path.suffix != ".part":
            return opened
        opened.close()
        return path_open(Path("/dev/full"), "wb")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(LocalFileError, match="No space left") as refusal:
        own_machine.tasks.download_configuration(tmp_path / "file.eoscnx")
    assert "full" in str(refusal.value.hint)
    assert isinstance(refusal.value.__cause__, OSError)
    assert refusal.value.__cause__.errno == errno.ENOSPC
    assert files_in(tmp_path) == []


def test_a_target_that_cannot_be_replaced_is_a_clear_error_and_leaves_nothing(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(source: object, target: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(LocalFileError, match="cannot create") as refusal:
        own_machine.tasks.download_configuration(tmp_path / "file.eoscnx")
    assert "open in another program" in str(refusal.value.hint)
    assert files_in(tmp_path) == []


def test_a_part_file_that_was_completed_is_not_discarded(tmp_path: Path) -> None:
    with PartFile(tmp_path / "file") as part:
        part.write(b"first")
        part.restart()
        part.write(b"second")
        assert not (tmp_path / "file").exists()
        part.complete(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"second"
    assert files_in(tmp_path) == ["file"]


def test_a_file_that_changes_while_it_is_sent_is_sent_as_it_was_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    told: list[int] = []
    with CountedFile(path, told.append) as file:
        path.write_bytes(b"1234567890")
        assert file.read(3) + file.read(100) == b"12345"
        assert file.read(100) == b""
        assert told == [3, 5, 5]
        file.seek(0)
        path.write_bytes(b"1")
        assert file.read(3) == b"1"
        with pytest.raises(LocalFileError, match="became shorter"):
            file.read(3)
    with pytest.raises(LocalFileError, match="cannot read"):
        CountedFile(tmp_path / "missing", told.append)
