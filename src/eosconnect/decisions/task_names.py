"""The files of a task: how they are named, what may be uploaded, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

import attrs

from eosconnect.errors import ConfigurationError

__all__ = [
    "LARGEST_TASK_FILE",
    "TaskFile",
    "check_size",
    "files_of_task",
    "finished_task",
    "in_order",
    "says_already_there",
    "task_file",
    "task_name",
]

#: What the machine takes at most: 2 GB, read as Windows reads it.
LARGEST_TASK_FILE: Final = 2 * 1024**3

STAMP: Final = re.compile(r".+_(\d{8}_\d{6})", re.DOTALL)
DATA: Final = re.compile(
    r"(?P<task>.+_\d{8}_\d{6})(?:[._-](?P<before>\d{1,9}))?\.data(?:\.(?P<after>\d{1,9}))?", re.IGNORECASE | re.DOTALL
)
TASK: Final = re.compile(r"(?P<task>.+_\d{8}_\d{6})\.task(?:\.(?P<after>\d{1,9}))?", re.IGNORECASE | re.DOTALL)
ENDINGS: Final = re.compile(r"\.(data|task)(\.\d+)?$", re.IGNORECASE)

STAMPED: Final = (
    "EOSPRINT ends names with an underscore and a time stamp, as in myTask_20260814_153012.task; "
    "export the task again, or rename its files"
)


@attrs.frozen
class TaskFile:
    """One file of a task, by its name alone.

    Attributes:
        name: as it is on disk.
        task: the name of its task, time stamp included.
        is_data: a ``.data`` file; otherwise a ``.task`` file.
        number: which of several; ``None`` for a file that stands for itself, such as the final ``.task`` file.
    """

    name: str
    task: str
    is_data: bool
    number: int | None

    @property
    def is_final(self) -> bool:
        """Whether this file ends the task."""
        return not self.is_data and self.number is None

    @property
    def upload_name(self) -> str:
        """The name the machine is given: a ``.task`` file loses the number that EOSPRINT counts with.

        Example:
            >>> task_file("Bracket_20260814_153012.task.3").upload_name
            'Bracket_20260814_153012.task'
        """
        return self.name if self.is_data or self.number is None else self.name.rpartition(".")[0]


def task_file(name: str) -> TaskFile | None:
    """What a file's name says, or ``None`` if it is no file of a task.

    Raises:
        ConfigurationError: a ``.data`` or ``.task`` file that the machine would refuse for its name.

    Example:
        >>> task_file("Bracket_20260814_153012_7.data").number
        7
        >>> task_file("readme.txt") is None
        True
    """
    if not ENDINGS.search(name):
        return None
    data, task = DATA.fullmatch(name), TASK.fullmatch(name)
    found = data or task
    if found is None or not is_stamped(found["task"]):
        raise ConfigurationError(f"the machine does not take a task file with the name {name!r}", hint=STAMPED)
    number = found["after"] or found.groupdict().get("before")
    return TaskFile(name, found["task"], data is not None, int(number) if number else None)


def task_name(name: str) -> str:
    """The name of a task, checked for its time stamp, without the ending of a ``.task`` file.

    Raises:
        ConfigurationError: no such name.

    Example:
        >>> task_name("Bracket_20260814_153012.task")
        'Bracket_20260814_153012'
    """
    name = re.sub(r"\.task$", "", name.strip(), flags=re.IGNORECASE)
    if not is_stamped(name):
        raise ConfigurationError(
            f"{name!r} is not the name of a task", hint=f"machine.tasks.list() names them; {STAMPED}"
        )
    return name


def is_stamped(task: str) -> bool:
    found = STAMP.fullmatch(task)
    try:
        return found is not None and bool(datetime.strptime(found[1] + "Z", "%Y%m%d_%H%M%S%z"))
    except ValueError:
        return False


def finished_task(names: Iterable[str], task: str | None = None) -> tuple[TaskFile, ...]:
    """The files of a task that EOSPRINT has finished, in the order in which they are uploaded: ``.task`` last.

    Args:
        names: all files in the folder; those of no task are passed over, and so are the ``.task.n`` files that a task
            leaves behind when it was streamed.
        task: which one, if there are several.

    Raises:
        ConfigurationError: no task, several, or one that is not finished.

    Example:
        >>> files = finished_task(["A_20260814_153012.task", "A_20260814_153012_1.data", "A_20260814_153012_0.data"])
        >>> [file.name for file in files]
        ['A_20260814_153012_0.data', 'A_20260814_153012_1.data', 'A_20260814_153012.task']
    """
    files = files_of_task(names, task)
    if not files:
        raise ConfigurationError(
            f"there is no task {task} in the folder" if task else "there is no task in the folder",
            hint="a task has .data files and a .task file",
        )
    data = sorted((file for file in files if file.is_data), key=in_order)
    final = [file for file in files if file.is_final]
    if not final:
        raise ConfigurationError(
            f"{files[0].task} has no final .task file", hint="while EOSPRINT is writing it, use machine.tasks.stream"
        )
    if not data:
        raise ConfigurationError(f"{files[0].task} has no .data file", hint="is the folder complete?")
    return (*data, final[0])


def files_of_task(names: Iterable[str], task: str | None = None) -> list[TaskFile]:
    """The files in a folder that belong to one task; without a name, to the only one there is.

    Raises:
        ConfigurationError: several tasks and no name, or a name that the machine would refuse.
    """
    wanted = None if task is None else task_name(task).casefold()
    tasks: dict[str, list[TaskFile]] = {}
    for name in names:
        if wanted is None or name.casefold().startswith(wanted):
            file = task_file(name)
            if file is not None:
                tasks.setdefault(file.task.casefold(), []).append(file)
    if wanted is not None:
        return tasks.get(wanted, [])
    if len(tasks) > 1:
        names = ", ".join(sorted(files[0].task for files in tasks.values()))
        raise ConfigurationError("there are several tasks in the folder", hint=f"choose one with task=: {names}")
    return [file for files in tasks.values() for file in files]


def in_order(file: TaskFile) -> tuple[int, str]:
    """By number; a file without one comes first."""
    return (-1 if file.number is None else file.number, file.name)


def check_size(name: str, size: int) -> None:
    """Refuse a file that the machine would refuse after hours of transfer.

    Raises:
        ConfigurationError: larger than 2 GB.
    """
    if size > LARGEST_TASK_FILE:
        raise ConfigurationError(
            f"{name} has {size / 1024**3:.2f} GB, and the machine takes 2 GB at most",
            hint="let EOSPRINT split the task into more files",
        )


def says_already_there(detail: str | None) -> bool:
    """Whether the machine refused a task file (400) because it has it.

    The document gives three reasons: no file, a file of an unsupported kind, or one that exists. The first two are
    ruled out before anything is sent, so that a machine without words means the third.

    Example:
        >>> says_already_there("The file already exists."), says_already_there("Unsupported file type.")
        (True, False)
    """
    return (
        detail in (None, "Bad Request") or re.search(r"\b(already|exists?)\b", str(detail), re.IGNORECASE) is not None
    )
