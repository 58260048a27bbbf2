"""Streaming a task: nothing goes before it is complete, data goes before its task file, and the end is the end."""

from __future__ import annotations

import random

import pytest

from eosconnect.decisions.task_streaming import FileState, TaskStream
from eosconnect.errors import ConfigurationError

TASK = "Bracket_20260814_153012"


class Folder:
    """What EOSPRINT writes, and what goes after each look."""

    def __init__(self, task: str | None = None) -> None:
        self.files: dict[str, FileState] = {}
        self.stream = TaskStream(task)
        self.time = 0

    def write(self, *names: str) -> None:
        self.time += 1
        for name in names:
            state = self.files.get(name, FileState(0, 0))
            self.files[name] = FileState(state.size + 100, self.time)

    def look(self) -> list[str]:
        return [file.name.removeprefix(TASK) for file in self.stream.ready(self.files)]

    def looks(self) -> list[str]:
        return [name for _ in range(2) for name in self.look()]


@pytest.mark.parametrize("first_data", [0, 1], ids=["data counted from 0", "data counted from 1"])
@pytest.mark.parametrize("first_task", [0, 1], ids=["tasks counted from 0", "tasks counted from 1"])
def test_pairs_go_as_they_appear_and_the_last_data_goes_before_the_final_task(first_data: int, first_task: int) -> None:
    folder = Folder()
    gone: list[str] = []
    for number in range(4):
        folder.write(f"{TASK}_{first_data + number}.data")
        gone += folder.looks()
        folder.write(f"{TASK}.task.{first_task + number}")
        gone += folder.looks()
    assert not folder.stream.finished
    folder.write(f"{TASK}_{first_data + 4}.data")
    folder.write(f"{TASK}.task")
    gone += folder.looks()
    assert folder.stream.finished
    assert gone[-2:] == [f"_{first_data + 4}.data", ".task"]
    assert len(gone) == len(set(gone)) == 10
    for position, name in enumerate(gone):
        if ".task" in name:
            data_before = sum(".data" in other for other in gone[:position])
            tasks_before = sum(".task" in other for other in gone[:position])
            assert data_before > tasks_before, f"{name} went before its data"
    numbers = [int(name.rpartition(".")[2]) for name in gone if ".task." in name]
    assert numbers == sorted(numbers)


def test_a_file_that_is_still_being_written_waits() -> None:
    folder = Folder()
    data, task = f"{TASK}_1.data", f"{TASK}.task.1"
    folder.write(data, task)
    assert folder.look() == []
    folder.write(data)
    assert folder.look() == []
    assert folder.look() == ["_1.data", ".task.1"]
    assert folder.look() == []


def test_a_task_file_waits_for_its_data() -> None:
    folder = Folder()
    folder.write(f"{TASK}_1.data", f"{TASK}.task.1", f"{TASK}.task.2")
    assert folder.looks() == ["_1.data", ".task.1"]
    folder.write(f"{TASK}_2.data")
    assert folder.looks() == ["_2.data", ".task.2"]


def test_a_finished_task_goes_at_once_and_in_order() -> None:
    folder = Folder()
    folder.write(*(f"{TASK}_{number}.data" for number in (3, 1, 2)), f"{TASK}.task")
    assert folder.looks() == ["_1.data", "_2.data", "_3.data", ".task"]
    assert folder.stream.finished
    assert folder.stream.task == TASK


def test_data_without_a_number_is_a_task_too() -> None:
    folder = Folder()
    folder.write(f"{TASK}.data")
    assert folder.looks() == []
    folder.write(f"{TASK}.task")
    assert folder.looks() == [".data", ".task"]


def test_files_that_are_removed_once_they_have_gone_do_not_matter() -> None:
    folder = Folder()
    folder.write(f"{TASK}_1.data", f"{TASK}.task.1")
    folder.looks()
    folder.files.clear()
    folder.write(f"{TASK}_2.data", f"{TASK}.task.2")
    assert folder.looks() == ["_2.data", ".task.2"]
    folder.files.clear()
    folder.write(f"{TASK}_3.data", f"{TASK}.task")
    assert folder.looks() == ["_3.data", ".task"]


def test_an_empty_folder_and_other_files_are_no_task() -> None:
    folder = Folder()
    assert folder.looks() == []
    folder.write("readme.txt")
    assert folder.looks() == []


def test_of_several_tasks_one_must_be_chosen() -> None:
    names = (f"{TASK}.data", f"{TASK}.task", "Other_20260814_153012.data")
    undecided = Folder()
    undecided.write(*names)
    with pytest.raises(ConfigurationError, match="several tasks"):
        undecided.look()
    decided = Folder(TASK)
    decided.write(*names, "unstamped.data")
    assert decided.looks() == [".data", ".task"]


@pytest.mark.parametrize("seed", range(20))
def test_whenever_one_looks_everything_goes_once_and_the_final_task_last(seed: int) -> None:
    chance = random.Random(seed)
    count = chance.randint(1, 6)
    folder = Folder()
    gone: list[str] = []
    for number in range(1, count):
        for name in (f"{TASK}.{number}.data", f"{TASK}.task.{number}"):
            for _ in range(chance.randint(1, 3)):
                folder.write(name)
                gone += [name for _ in range(chance.randint(0, 2)) for name in folder.look()]
    folder.write(f"{TASK}.{count}.data", f"{TASK}.task")
    gone += folder.looks()
    assert gone[-1] == ".task"
    assert len(gone) == len(set(gone))
    data = [name for name in gone if name.endswith(".data")]
    assert sorted(f"{TASK}{name}" for name in data) == sorted(name for name in folder.files if name.endswith(".data"))
    for position, name in enumerate(gone):
        if ".task." in name:
            before = {int(other.split(".")[1]) for other in gone[:position] if other in data}
            assert before >= set(range(1, int(name.rpartition(".")[2]) + 1)), "what belongs to it has gone"


def test_of_several_task_files_that_are_due_only_the_last_goes() -> None:
    folder = Folder()
    folder.write(f"{TASK}_1.data", f"{TASK}.task.1", f"{TASK}_2.data", f"{TASK}.task.2", f"{TASK}_3.data")
    assert folder.looks() == ["_1.data", "_2.data", ".task.2"]
    folder.write(f"{TASK}.task.3")
    assert folder.looks() == ["_3.data", ".task.3"]
