"""Uploading a task while EOSPRINT still writes it: which file can go next.

EOSPRINT writes ``.data`` files and, as each is done, a ``.task.n`` file with n counting up; at the end the last
``.data`` file and the final ``.task`` file without a number. The documents do not say how ``.data`` files are numbered
against ``.task.n`` files. So a ``.task.n`` file goes only when every ``.data`` file that may belong to it has gone: as
many as there are ``.task`` files up to it, and all whose numbers are not larger than n.

On the machine every ``.task`` file takes the place of the one before. So of several that may go at once, as after an
interruption, only the last one goes: an older one would stand in the way of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from eosconnect.decisions.task_names import TaskFile, files_of_task, in_order, task_name

__all__ = ["FileState", "TaskStream"]


@attrs.frozen
class FileState:
    """What tells that a file is not being written any more: twice the same."""

    size: int
    changed_at: int


class TaskStream:
    """A task that is being written, as seen by looking at its folder again and again.

    Args:
        task: its name; without one the first that appears is taken.

    Attributes:
        task: its name, as soon as it is known.
        finished: everything has gone.

    Example:
        >>> stream = TaskStream()
        >>> files = {"A_20260814_153012.1.data": FileState(5, 0), "A_20260814_153012.task.1": FileState(1, 0)}
        >>> [file.name for file in stream.ready(files)]
        []
        >>> [file.upload_name for file in stream.ready(files)]
        ['A_20260814_153012.1.data', 'A_20260814_153012.task']
    """

    def __init__(self, task: str | None = None) -> None:
        self.task = None if task is None else task_name(task)
        self.finished = False
        self._before: Mapping[str, FileState] = {}
        self._gone: dict[str, TaskFile] = {}

    def ready(self, folder: Mapping[str, FileState]) -> list[TaskFile]:
        """The files to upload now, in this order; they and the ``.task`` files they replace count as gone from then on.

        Args:
            folder: all files in the folder as they are now.

        Raises:
            ConfigurationError: there are several tasks in the folder and none was chosen, or a name that the machine
                would refuse.
        """
        files = files_of_task(folder, self.task)
        if files:
            self.task = files[0].task
        written = {name for name, state in folder.items() if self._before.get(name) == state} | self._gone.keys()
        self._before = dict(folder)
        ready: dict[str, TaskFile] = {}
        for file in self._next({file.name: file for file in files} | self._gone, written):
            if file.name not in self._gone:
                ready[file.name] = file
        self._gone |= ready
        self.finished = self.finished or any(file.is_final for file in ready.values())
        latest = next((file for file in reversed(ready.values()) if not file.is_data), None)
        return [file for file in ready.values() if file.is_data or file is latest]

    def _next(self, files: Mapping[str, TaskFile], written: set[str]) -> Iterator[TaskFile]:
        """What may have gone by now, in order.

        Args:
            files: all that have been seen, whether they are still there or not.
            written: those that nobody writes any more.
        """
        data = sorted((file for file in files.values() if file.is_data), key=in_order)
        tasks = sorted((file for file in files.values() if not file.is_data and not file.is_final), key=in_order)
        final = [file for file in files.values() if file.is_final]
        for position, task in enumerate(tasks, start=1):
            due = [
                file for place, file in enumerate(data) if place < position or (file.number or 0) <= (task.number or 0)
            ]
            if len(due) < position or not written.issuperset(file.name for file in (*due, task)):
                return
            yield from (*due, task)
        if final and data and written.issuperset(file.name for file in (*data, *final)):
            yield from (*data, *final)
