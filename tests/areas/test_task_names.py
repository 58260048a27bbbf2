"""Files of tasks: names that the machine takes, and the order in which it wants them."""

from __future__ import annotations

import pytest

from eosconnect.decisions.task_names import (
    LARGEST_TASK_FILE,
    TaskFile,
    check_size,
    finished_task,
    says_already_there,
    task_file,
    task_name,
)
from eosconnect.errors import ConfigurationError

STAMP = "20260814_153012"


@pytest.mark.parametrize(
    ("name", "is_data", "number", "upload_name"),
    [
        (f"Bracket_{STAMP}.data", True, None, f"Bracket_{STAMP}.data"),
        (f"Bracket_{STAMP}_3.data", True, 3, f"Bracket_{STAMP}_3.data"),
        (f"Bracket_{STAMP}.12.data", True, 12, f"Bracket_{STAMP}.12.data"),
        (f"Bracket_{STAMP}.data.4", True, 4, f"Bracket_{STAMP}.data.4"),
        (f"Bracket_{STAMP}.task", False, None, f"Bracket_{STAMP}.task"),
        (f"Bracket_{STAMP}.task.17", False, 17, f"Bracket_{STAMP}.task"),
        (f"BRACKET_{STAMP}.TASK", False, None, f"BRACKET_{STAMP}.TASK"),
        (f"two words, ümlaut_{STAMP}.task", False, None, f"two words, ümlaut_{STAMP}.task"),
    ],
)
def test_names_as_eosprint_writes_them(name: str, is_data: bool, number: int | None, upload_name: str) -> None:
    file = task_file(name)
    assert file is not None
    assert (file.is_data, file.number, file.upload_name) == (is_data, number, upload_name)
    assert file.task.casefold().endswith(f"_{STAMP}")
    assert file.is_final == (not is_data and number is None)


@pytest.mark.parametrize("name", ["readme.txt", "Thumbs.db", f"Bracket_{STAMP}", f"Bracket_{STAMP}.task.bak", ".data2"])
def test_other_files_are_passed_over(name: str) -> None:
    assert task_file(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "Bracket.task",
        "Bracket_20260814.data",
        "Bracket_20261340_153012.task",
        "Bracket_20260814_250000.data",
        "Bracket20260814_153012.task",
        f"Bracket_{STAMP}_2.task",
        f"_{STAMP}.task",
    ],
)
def test_names_that_the_machine_would_refuse_are_refused_before_sending(name: str) -> None:
    with pytest.raises(ConfigurationError, match="time stamp"):
        task_file(name)


def test_a_task_is_named_with_its_time_stamp() -> None:
    assert task_name(f" Bracket_{STAMP}.task ") == f"Bracket_{STAMP}"
    with pytest.raises(ConfigurationError, match="not the name of a task"):
        task_name("Bracket")


def test_data_goes_first_in_the_order_of_its_numbers_and_the_task_file_last() -> None:
    names = [
        f"A_{STAMP}.task",
        "notes.txt",
        *(f"A_{STAMP}_{number}.data" for number in (10, 2, 1)),
        f"A_{STAMP}.task.1",
    ]
    assert [file.name for file in finished_task(names)] == [
        *(f"A_{STAMP}_{number}.data" for number in (1, 2, 10)),
        f"A_{STAMP}.task",
    ]


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ([], "no task in the folder"),
        (["readme.txt"], "no task in the folder"),
        ([f"A_{STAMP}.data"], "no final .task file"),
        ([f"A_{STAMP}_1.data", f"A_{STAMP}.task.1"], "no final .task file"),
        ([f"A_{STAMP}.task"], "no .data file"),
        ([f"{task}_{STAMP}.{kind}" for task in "AB" for kind in ("data", "task")], "several tasks"),
    ],
)
def test_folders_without_one_finished_task_are_refused(names: list[str], reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        finished_task(names)


def test_one_of_several_tasks_is_chosen_by_name_and_the_others_do_not_matter() -> None:
    names = [f"{task}_{STAMP}.{kind}" for task in "AB" for kind in ("data", "task")] + ["unstamped.data"]
    assert {file.task for file in finished_task(names, f"b_{STAMP}")} == {f"B_{STAMP}"}
    with pytest.raises(ConfigurationError, match="no task"):
        finished_task(names, f"C_{STAMP}")


def test_two_gigabytes_are_the_limit() -> None:
    check_size("largest.data", LARGEST_TASK_FILE)
    with pytest.raises(ConfigurationError, match="2 GB at most"):
        check_size("larger.data", LARGEST_TASK_FILE + 1)


@pytest.mark.parametrize(
    ("detail", "there"),
    [
        (None, True),
        ("Bad Request", True),
        ("The file already exists", True),
        ("File ALREADY uploaded", True),
        ("Unsupported file type", False),
        ("Existing_20260814_153012.task is of an unsupported kind", False),
    ],
)
def test_a_file_that_is_there_is_told_apart_from_one_that_is_refused(detail: str | None, there: bool) -> None:
    assert says_already_there(detail) is there


def test_task_files_compare() -> None:
    assert task_file(f"A_{STAMP}.data") == TaskFile(f"A_{STAMP}.data", f"A_{STAMP}", True, None)
