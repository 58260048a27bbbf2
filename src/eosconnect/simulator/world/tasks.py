"""The task files on the machine: those that the jobs were made from, and those that somebody uploads or deletes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from threading import Lock

import attrs

from eosconnect.simulator.world.jobs import Job

__all__ = ["LARGEST_TASK_FILE", "TaskRefused", "TaskStore", "TaskUnknown", "UploadedTask"]

LARGEST_TASK_FILE = 2 * 1024**3  # bytes
_KEPT = 12  # tasks of that many jobs stay on the machine

# A data file may carry a number: the data preparation writes several while it is still at work.
_TASK = r"(?P<task>[^/\\]+_(?P<stamp>\d{8}_\d{6}))"
_TASK_FILE = re.compile(_TASK + r"\.task", re.IGNORECASE | re.ASCII)
_DATA_FILE = re.compile(_TASK + r"([._-]\d+)?\.data", re.IGNORECASE | re.ASCII)


def _is_moment(stamp: str) -> bool:
    try:
        return bool(datetime.strptime(f"{stamp}Z", "%Y%m%d_%H%M%S%z"))
    except ValueError:
        return False


class TaskRefused(Exception):
    """The file or the task cannot be taken or deleted; the text says why."""


class TaskUnknown(Exception):
    """There is no such task."""


@attrs.define
class UploadedTask:
    """What has been uploaded for one task.

    Attributes:
        data: sizes of the data files in bytes, by name.
        task: size of the ``.task`` file in bytes, ``None`` as long as it has not arrived.
        fresh: a data file has arrived since the last ``.task`` file.
    """

    data: dict[str, int] = attrs.field(factory=dict)
    task: int | None = None
    fresh: bool = False


class TaskStore:
    """The tasks, by name. May be used from any thread.

    Attributes:
        uploaded: what was uploaded, by task name, finished or not.
        locked: names of tasks of which another process holds a file: they cannot be deleted.
    """

    def __init__(self) -> None:
        self.uploaded: dict[str, UploadedTask] = {}
        self.locked: set[str] = set()
        self._deleted: set[str] = set()
        self._lock = Lock()

    def names(self, jobs: Iterable[Job]) -> list[str]:
        """The tasks that can be built: those of the ``jobs`` that were last and come next, and those uploaded whole."""
        with self._lock:
            uploaded = [name for name, task in self.uploaded.items() if task.task is not None]
            return list(dict.fromkeys([*self._of(jobs), *uploaded]))

    def _of(self, jobs: Iterable[Job]) -> Iterator[str]:
        return (job.design.task for job in list(jobs)[-_KEPT:] if job.design.task not in self._deleted)

    def store(self, filename: str, size: int, jobs: Iterable[Job]) -> None:
        """Take a file that has arrived whole.

        A data file comes before the ``.task`` file. While the data preparation is still at work, pairs of them
        follow each other, and every ``.task`` file takes the place of the one before.

        Raises:
            TaskRefused: the name is not one of a task, the order is wrong, or the file is there already.
        """
        with self._lock:
            if (match := _DATA_FILE.fullmatch(filename)) and _is_moment(match["stamp"]):
                self._store_data(match["task"], filename, size, set(self._of(jobs)))
            elif (match := _TASK_FILE.fullmatch(filename)) and _is_moment(match["stamp"]):
                self._store_task(match["task"], size, set(self._of(jobs)))
            elif re.search(r"\.(task|data)$", filename, re.IGNORECASE):
                raise TaskRefused(f"{filename} does not end in an underscore and a time stamp, as in _20200814_153012.")
            else:
                raise TaskRefused(f"{filename} is neither a .data nor a .task file.")

    def _store_data(self, name: str, filename: str, size: int, present: set[str]) -> None:
        task = self.uploaded.get(name)
        if name in present or (task is not None and filename in task.data):
            raise TaskRefused(f"{filename} exists already.")
        task = self.uploaded.setdefault(name, UploadedTask())
        task.data[filename] = size
        task.fresh = True

    def _store_task(self, name: str, size: int, present: set[str]) -> None:
        task = self.uploaded.get(name)
        if name in present or (task is not None and not task.fresh):
            raise TaskRefused(f"{name}.task exists already.")
        if task is None:
            raise TaskRefused(f"No data file of {name} has been uploaded: the .task file comes last.")
        task.task = size
        task.fresh = False

    def delete(self, name: str, jobs: list[Job], now: int) -> None:
        """Remove a task with all of its files.

        Raises:
            TaskRefused: it is being built, or another process holds one of its files.
            TaskUnknown: there is no such task.
        """
        with self._lock:
            known = {*self._of(jobs), *(known for known, task in self.uploaded.items() if task.task is not None)}
            if name not in known:
                raise TaskUnknown(f"There is no task {name}.")
            if any(job.design.task == name and job.is_running(now) for job in jobs):
                raise TaskRefused(f"{name} is being built.")
            if name in self.locked:
                raise TaskRefused(f"A file of {name} is locked by another process.")
            self._deleted.add(name)
            self.uploaded.pop(name, None)
