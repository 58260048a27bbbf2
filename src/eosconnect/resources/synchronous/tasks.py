# Generated from src/eosconnect/resources/asynchronous/tasks.py by "nox -s generate". Do not edit.
"""Tasks: what the machine can build. Upload of finished tasks, and of tasks while EOSPRINT is still writing them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from eosconnect.decisions.task_names import (
    TaskFile,
    check_size,
    finished_task,
    says_already_there,
    task_file,
    task_name,
)
from eosconnect.decisions.task_streaming import FileState, TaskStream
from eosconnect.errors import (
    BadRequestError,
    CertificateError,
    ConfigurationError,
    LocalFileError,
    MachineUnreachableError,
    UnexpectedResponseError,
)
from eosconnect.models.change import UploadedFile, UploadOutcome
from eosconnect.resources.local_files import Progress, clear_errors
from eosconnect.resources.synchronous.downloads import download
from eosconnect.resources.synchronous.lists import texts
from eosconnect.resources.synchronous.uploads import upload
from eosconnect.resources.synchronous.waiting import in_thread
from eosconnect.transport.reply import Reply
from eosconnect.transport.synchronous import waiting
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["Tasks"]


class Tasks:
    """The tasks of one machine, reached as ``machine.tasks``.

    Example:
        >>> with Machine.from_env() as machine:
        ...     tasks = machine.tasks.list()
        ...     file = machine.tasks.download_configuration("configuration/")
        >>> file.suffix
        '.eoscnx'
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self) -> tuple[str, ...]:
        """The names of the tasks on the machine, with their time stamps. Source: ``GET /tasks``."""
        return texts(self._connection, "list_tasks")

    def delete(self, task: str) -> None:
        """Delete a task. Sent once, never repeated; needs credentials.

        Args:
            task: its name as :meth:`list` gives it, time stamp included.

        Raises:
            ConfigurationError: no such name is possible.
            BadRequestError: the task is being built, or one of its files is locked.
            NotFoundError: the machine has no such task.

        Source: ``DELETE /tasks/{taskName}``.
        """

        def decode(reply: Reply) -> None:
            return None

        self._connection.call("delete_task", decode, task_name=task_name(task))

    def download_configuration(self, to: str | os.PathLike[str], *, progress: Progress | None = None) -> Path:
        """Save the ``.eoscnx`` file that a remote EOSPRINT SDK needs to make tasks for this machine.

        Args:
            to: a file (one that exists is replaced), or a folder: one that exists or a name without an ending.
            progress: told the bytes that have come, of how many.

        Source: ``GET /tasks/configuration``.
        """
        file = download(
            self._connection, "download_task_configuration", to, name="configuration.eoscnx", progress=progress
        )
        if file is None:
            raise UnexpectedResponseError("the configuration is empty", method="GET", path="/tasks/configuration")
        return file

    def upload(
        self,
        folder: str | os.PathLike[str],
        *,
        task: str | None = None,
        repeat_broken: int = 0,
        progress: Progress | None = None,
    ) -> tuple[UploadedFile, ...]:
        """Upload a task that EOSPRINT has finished: its ``.data`` files first, the ``.task`` file last.

        Names, order and sizes (2 GB a file at most) are checked before anything is sent; then each file is streamed
        from the disk and sent once. A file that the machine has already is no failure: after an interruption the same
        call goes on where it stopped. Needs credentials.

        Args:
            folder: holds the files, as EOSPRINT wrote them.
            task: its name, if the folder holds several.
            repeat_broken: how often the transfer of a file whose connection broke is begun anew.
            progress: told the bytes that have been sent, of all files' bytes.

        Returns:
            What became of each file: uploaded, or there already under this name.

        Raises:
            ConfigurationError: no finished task, a name that the machine would refuse, a file that is too large.
            LocalFileError: a file cannot be read.
            BadRequestError: the machine refused a file for another reason than that it exists.
            PermissionDeniedError: wrong rights, or authorization is switched off on the machine.
            MachineUnreachableError: the connection broke; the file that was under way may have arrived.

        Source: ``POST /tasks``.
        """
        path = Path(folder).expanduser()
        states = in_thread(lambda: look_into(path))
        files = finished_task(states, task)
        for file in files:
            check_size(file.name, states[file.name].size)
        done, total = 0, sum(states[file.name].size for file in files)

        def sent(size: int) -> None:
            if progress is not None:
                progress(done + size, total)

        uploaded: list[UploadedFile] = []
        for file in files:
            outcome = self._send(path, file, sent, repeat_broken)
            size = states[file.name].size
            sent(size)
            done += size
            uploaded.append(UploadedFile(file.upload_name, size, outcome))
        return tuple(uploaded)

    def stream(
        self,
        folder: str | os.PathLike[str],
        *,
        task: str | None = None,
        repeat_broken: int = 0,
        interval: float = 2.0,
        patience: float = 3600.0,
        progress: Progress | None = None,
    ) -> Iterator[UploadedFile]:
        """Upload a task while EOSPRINT is still writing it, so that the build can begin before the task is finished.

        Watches the folder, uploads each pair of ``.data`` and ``.task.n`` as soon as nobody writes it any more (the
        ``.task`` file without its number), and ends when the last ``.data`` file and the final ``.task`` file have
        gone. Each file is told when it is on the machine. After an interruption the same call goes on where it stopped.
        Of several ``.task.n`` files that are due at once only the last one goes: on the machine it replaces the others.

        Args:
            folder: into which EOSPRINT writes; it may still be empty, or not exist yet.
            task: its name, if the folder may hold several.
            repeat_broken: how often the transfer of a file whose connection broke is begun anew.
            interval: seconds between two looks at the folder; a file is complete when two looks find it unchanged.
            patience: seconds without any change in the folder after which this gives up.
            progress: told the bytes of all files that have been sent; how many there will be, nobody knows.

        Raises:
            LocalFileError: nothing happened in the folder for too long, or a file cannot be read.
            ConfigurationError, BadRequestError, PermissionDeniedError, MachineUnreachableError: as :meth:`upload`.

        Source: ``POST /tasks``.

        Example:
            >>> from pathlib import Path
            >>> folder = Path("streamed"); folder.mkdir()
            >>> _ = (folder / "Bracket_20261102_101500.data").write_bytes(b"layers")
            >>> _ = (folder / "Bracket_20261102_101500.task").write_bytes(b"task")
            >>> with Machine.from_env() as machine:
            ...     for file in machine.tasks.stream(folder, interval=0.01):
            ...         print(file.name, file.outcome)
            Bracket_20261102_101500.data uploaded
            Bracket_20261102_101500.task uploaded
        """
        path = Path(folder).expanduser()
        watched = TaskStream(task)
        gone: set[str] = set()
        done, fresh = 0, False

        def sent(size: int) -> None:
            if progress is not None:
                progress(done + size, None)

        before: dict[str, FileState] | None = None
        quiet_since = waiting.now()
        while True:
            states = in_thread(lambda: look_into(path) if path.is_dir() else {})
            if states != before:
                before, quiet_since = states, waiting.now()
            for file in watched.ready(states):
                size = states[file.name].size
                check_size(file.name, size)
                # The machine replaces the .task file before by one that comes after new data.
                replaces = not file.is_data and fresh and file.upload_name in gone
                outcome = self._send(path, file, sent, repeat_broken, replaces=replaces)
                sent(size)
                done += size
                fresh = file.is_data and (fresh or outcome == UploadOutcome.UPLOADED)
                gone.add(file.upload_name)
                quiet_since = waiting.now()
                yield UploadedFile(file.upload_name, size, outcome)
            if watched.finished:
                return
            if waiting.now() - quiet_since > patience:
                raise LocalFileError(
                    f"nothing has changed in {path} for {patience:g} s, and the final .task file is missing",
                    hint="is EOSPRINT still writing? What was uploaded stays on the machine",
                )
            waiting.sleep(interval)

    def upload_file(
        self, file: str | os.PathLike[str], *, repeat_broken: int = 0, progress: Progress | None = None
    ) -> UploadedFile:
        """Upload one file of a task, for a workflow of your own; a ``.task.n`` file loses its number.

        The order is yours then: ``.data`` before ``.task``. Otherwise as :meth:`upload`.

        Source: ``POST /tasks``.
        """
        path = Path(file).expanduser()
        known = task_file(path.name)
        if known is None:
            raise ConfigurationError(f"{path.name} is no file of a task", hint="those end in .data or .task")
        with clear_errors("read", path):
            size = path.stat().st_size
        check_size(path.name, size)

        def sent(done: int) -> None:
            if progress is not None:
                progress(done, size)

        outcome = self._send(path.parent, known, sent, repeat_broken)
        return UploadedFile(known.upload_name, size, outcome)

    def _send(
        self,
        folder: Path,
        file: TaskFile,
        sent: Callable[[int], None],
        repeat_broken: int,
        *,
        replaces: bool = False,
    ) -> UploadOutcome:
        """Send a file; ``replaces``: the machine has another one of this name, so that it cannot be there already."""
        from eosconnect_api.models import UploadTaskBody  # only who uploads needs it

        left = repeat_broken
        may_have_arrived = False
        while True:
            try:
                upload(
                    self._connection,
                    "upload_task",
                    folder / file.name,
                    lambda content: UploadTaskBody(file=content),
                    name=file.upload_name,
                    sent=sent,
                )
                return UploadOutcome.UPLOADED
            except BadRequestError as error:
                if not says_already_there(error.detail) or (replaces and not may_have_arrived):
                    raise
                return UploadOutcome.ALREADY_THERE
            except MachineUnreachableError as error:
                if left <= 0 or isinstance(error, CertificateError):
                    raise
                left -= 1
                may_have_arrived = True


def look_into(folder: Path) -> dict[str, FileState]:
    """The files in a folder as they are now; one that vanishes meanwhile is passed over."""
    states: dict[str, FileState] = {}
    with clear_errors("look into", folder), os.scandir(folder) as entries:
        for entry in entries:
            try:
                if entry.is_file():
                    # Not the entry's own: on Windows that is what the folder remembers, which lags behind.
                    state = os.stat(entry.path)
                    states[entry.name] = FileState(state.st_size, state.st_mtime_ns)
            except FileNotFoundError:
                continue
    return states
