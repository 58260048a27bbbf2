"""Lists that repeat, go round, shrink, shift or never end: each gives a result or a typed error, in bounded memory."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from eosconnect import Machine
from eosconnect.decisions.paging import LONGEST_LIST
from eosconnect.errors import UnexpectedResponseError
from tests.scripted import Answer, Arrived, ScriptedMachine

Page = Callable[[int, int], list[Any]]


@pytest.fixture
def lists() -> Iterator[Callable[[Page], Machine]]:
    """Makes a machine whose lists are what the test says: rows by position and number."""
    server = ScriptedMachine(None)
    with Machine(f"http://localhost:{server.port}", api_version="6.1", retries=0) as machine:

        def giving(page: Page) -> Machine:
            def answer(arrived: Arrived) -> Answer:
                query = parse_qs(urlsplit(arrived.target).query)
                return Answer(json.dumps(page(int(query["skip"][0]), int(query["take"][0]))).encode())

            server.otherwise = answer
            return machine

        yield giving
    server.close()


def job(number: int) -> dict[str, Any]:
    return {"id": f"J{number}", "name": "n"}


def value(number: int) -> dict[str, Any]:
    time = f"2026-11-{number // 86400 + 1:02d}T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}Z"
    return {"timestamp": time, "isInJob": True, "value": float(number), "layerIndex": 1}


def test_pages_that_go_round_are_noticed(lists):
    rounds = itertools.cycle(range(3))
    machine = lists(lambda skip, take: [job(1000 * page + row) for page in [next(rounds)] for row in range(take)])
    with pytest.raises(UnexpectedResponseError, match=r"repeats|has come before") as caught:
        machine.jobs.list().to_list()
    assert caught.value.resume_position


def test_an_endless_list_is_read_page_by_page_and_never_gathered(lists):
    asked = []

    def page(skip, take):
        asked.append(skip)
        return [job(skip + row) for row in range(take)]

    found = list(itertools.islice(lists(page).jobs.list(), 1000))
    assert [job.id for job in found] == [f"J{number}" for number in range(1000)]
    assert max(asked) <= 1000


@pytest.mark.parametrize("kind", ["jobs", "values", "series"])
def test_a_list_without_an_end_ends_where_no_machine_counts_any_further(lists, kind):
    machine = lists(lambda skip, take: [job(skip + row) if kind == "jobs" else value(row) for row in range(take)])
    start = LONGEST_LIST - 1000
    reading = {
        "jobs": machine.jobs.list().options(start=start).to_list,
        "values": machine.sensors.process_chamber.temperature.values("J1").options(start=start).to_list,
        "series": lambda: list(machine.sensors.process_chamber.temperature.chunks("J1", start=start)),
    }[kind]
    with pytest.raises(UnexpectedResponseError):
        reading()


def test_more_rows_than_asked_for_are_neither_lost_nor_repeated(lists):
    rows = [job(number) for number in range(700)]
    machine = lists(lambda skip, take: rows[skip : skip + 3 * take])
    assert [job.id for job in machine.jobs.list()] == [row["id"] for row in rows]


def test_a_list_that_shrinks_to_nothing_is_an_error(lists):
    requests = itertools.count()
    machine = lists(lambda skip, take: [job(row) for row in range(take)] if next(requests) == 0 else [])
    with pytest.raises(UnexpectedResponseError, match="changed while it was read") as caught:
        machine.jobs.list().to_list()
    assert caught.value.resume_position == 5000


@pytest.mark.parametrize("shift", [-3, -1, 1, 3])
@pytest.mark.parametrize("limit", [50, 20])
def test_a_list_that_shifts_while_it_is_read_gives_every_row_once_or_an_error(lists, shift, limit):
    """Also where the machine gives less at once than it was asked for."""
    rows = [job(number) for number in range(300)]
    requests = itertools.count()

    def page(skip, take):
        moved = skip + shift * min(next(requests) // 2, 4)
        return rows[max(moved, 0) : max(moved + min(take, limit), 0)]

    found = lists(page).jobs.list().options(page_size=50).to_list()
    assert [job.id for job in found] == [row["id"] for row in rows]


@pytest.mark.parametrize("shift", [-3, -1, 1, 3])
def test_a_series_that_shifts_while_it_is_read_is_complete_or_an_error(lists, shift):
    rows = [value(number) for number in range(5000)]
    requests = itertools.count()

    def page(skip, take):
        moved = skip + shift * min(next(requests), 4)
        return rows[max(moved, 0) : max(moved + take, 0)]

    sensor = lists(page).sensors.process_chamber.temperature
    try:
        numbers = sensor.series("J1").values.tolist()
    except UnexpectedResponseError:
        return
    assert numbers == list(range(int(numbers[0]), 5000))


@pytest.mark.parametrize("oddity", ["object", "text", "number", "nested"])
def test_a_page_of_another_shape_is_a_typed_error_that_says_where(lists, oddity):
    odd = {"object": {"id": "J"}, "text": "jobs", "number": 7, "nested": [[job(1)]]}[oddity]
    machine = lists(lambda skip, take: [job(row) for row in range(take)] if skip == 0 else odd)
    with pytest.raises(UnexpectedResponseError) as caught:
        machine.jobs.list().to_list()
    assert caught.value.resume_position
