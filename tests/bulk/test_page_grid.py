"""Reading a list on a grid of pages: every row once and in order, whatever one answer or the machine's limit is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eosconnect.decisions.page_grid import MOST_GROWTH, PageGrid, PageRequest
from eosconnect.errors import UnexpectedResponseError


@attrs.frozen
class Rows:
    """A page of numbered rows."""

    rows: Sequence[int]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def first(self) -> int | None:
        return self.rows[0] if self.rows else None

    @property
    def last(self) -> int | None:
        return self.rows[-1] if self.rows else None

    @property
    def rises(self) -> bool | None:
        return self.rows[0] < self.rows[-1] if len(self.rows) > 1 else None


@attrs.define
class List:
    """A machine's list. ``cap`` may depend on the number of the request, and so may what happens to an answer."""

    rows: list[int]
    cap: Callable[[int], int | None] = lambda number: None
    grows: int = 0
    spoils: Callable[[int, PageRequest, list[int]], list[int] | None] = lambda number, request, rows: None
    asked: list[PageRequest] = attrs.field(factory=list)

    def answer(self, request: PageRequest) -> Rows:
        number = len(self.asked)
        self.asked.append(request)
        spoilt = self.spoils(number, request, self.rows)
        if spoilt is not None:
            return Rows(spoilt)
        cap = self.cap(number)
        take = request.take if cap is None else min(cap, request.take)
        page = self.rows[request.skip : request.skip + take]
        self.rows += range(len(self.rows), len(self.rows) + self.grows)
        return Rows(page)


def read(machine: List, *, take: int, width: int, start: int = 0) -> tuple[list[int], PageGrid[Rows]]:
    """All rows; every request is answered at once, though its answer is looked at later."""
    grid = PageGrid[Rows](take=take, width=width, position=start)
    answers: deque[Rows] = deque()
    rows: list[int] = []
    while not grid.ended:
        assert len(machine.asked) < 5_000, "it does not end"
        answers += [machine.answer(request) for request in grid.requests()]
        assert len(answers) <= width
        piece = grid.received(answers.popleft())
        if not grid.under_way:
            answers.clear()
        if piece is not None:
            rows += piece.page.rows[piece.known :]
            assert grid.position == piece.position == start + len(rows)
    return rows, grid


def numbers(count: int) -> list[int]:
    return list(range(count))


COUNTS = st.integers(0, 120)
TAKES = st.integers(1, 40)
WIDTHS = st.integers(1, 8)


@given(COUNTS, TAKES, WIDTHS)
def test_every_row_comes_once_and_in_order(count: int, take: int, width: int) -> None:
    machine = List(numbers(count))
    assert read(machine, take=take, width=width)[0] == numbers(count)
    assert all(request.take <= take for request in machine.asked)


@given(COUNTS, TAKES, WIDTHS, st.integers(0, 130))
def test_reading_begins_where_it_is_told_to(count: int, take: int, width: int, start: int) -> None:
    assert read(List(numbers(count)), take=take, width=width, start=start)[0] == numbers(count)[start:]


@settings(max_examples=300)
@given(COUNTS, TAKES, WIDTHS, st.integers(1, 40), st.integers(0, 12), st.integers(1, 400))
def test_a_machine_that_gives_less_than_asked_for_loses_nothing(
    count: int, take: int, width: int, cap: int, begins: int, times: int
) -> None:
    def cap_of(number: int) -> int | None:
        return cap if begins <= number < begins + times else None

    assert read(List(numbers(count), cap=cap_of), take=take, width=width)[0] == numbers(count)


@settings(max_examples=300)
@given(COUNTS, TAKES, WIDTHS, st.lists(st.integers(1, 40), min_size=MOST_GROWTH, max_size=MOST_GROWTH))
@example(1000, 5000, 4, [20, 1, 40, 40])
def test_a_machine_that_gives_now_this_much_and_now_that_loses_nothing(
    count: int, take: int, width: int, caps: list[int]
) -> None:
    machine = List(numbers(count), cap=lambda number: caps[number] if number < len(caps) else None)
    assert read(machine, take=take, width=width)[0] == numbers(count)


MISHAPS: dict[str, Callable[[PageRequest, list[int]], list[int]]] = {
    "empty": lambda request, rows: [],
    "mirrored": lambda request, rows: rows[::-1][request.skip : request.skip + request.take],
    "the first page": lambda request, rows: rows[: request.take],
    "the next page": lambda request, rows: rows[request.skip + request.take : request.skip + 2 * request.take],
    "a row too far": lambda request, rows: rows[request.skip + 1 : request.skip + 1 + request.take],
}


@settings(max_examples=300)
@given(COUNTS, st.integers(2, 40), WIDTHS, st.sampled_from(sorted(MISHAPS)), st.integers(0, 12))
@example(15, 8, 1, "mirrored", 0)
def test_one_wrong_answer_does_no_harm(count: int, take: int, width: int, mishap: str, when: int) -> None:
    def spoils(number: int, request: PageRequest, rows: list[int]) -> list[int] | None:
        # A row that is asked for only to see whether there is one has no neighbours to be recognised by.
        return MISHAPS[mishap](request, rows) if number == when and request.take > 1 else None

    rows, _ = read(List(numbers(count), spoils=spoils), take=take, width=width)
    if count <= take and (when, mishap) in ((0, "a row too far"), (0, "mirrored")):
        assert len(rows) >= count - 1  # a single page has no neighbours to be recognised by
    else:
        assert rows == numbers(count)


@given(st.integers(0, 60), TAKES, WIDTHS, st.integers(1, 3))
def test_a_list_that_grows_ends_and_lacks_nothing_of_what_was_there(
    count: int, take: int, width: int, grows: int
) -> None:
    machine = List(numbers(count), grows=grows)
    take += 4 * grows * (width + MOST_GROWTH)  # nobody keeps up with a list that grows faster than it is read
    rows, _ = read(machine, take=take, width=width)
    assert rows == numbers(len(rows))
    assert len(rows) >= count
    assert len(machine.asked) < 200


@given(st.integers(30, 120), st.integers(2, 20), WIDTHS, st.integers(1, 10))
def test_a_list_that_loses_rows_at_its_beginning_is_noticed(count: int, take: int, width: int, lost: int) -> None:
    machine = List(numbers(count))

    def spoils(number: int, request: PageRequest, rows: list[int]) -> list[int] | None:
        if number == 2 and len(rows) == count:
            del rows[:lost]
        return None

    machine.spoils = spoils
    try:
        rows, _ = read(machine, take=take, width=width)
    except UnexpectedResponseError:
        return
    assert rows in (numbers(count), numbers(count)[lost:])


def test_a_machine_that_does_not_move_on_is_noticed() -> None:
    machine = List(numbers(50), spoils=lambda number, request, rows: rows[: request.take])
    with pytest.raises(UnexpectedResponseError, match="do not join") as caught:
        read(machine, take=10, width=3)
    assert caught.value.resume_position == 0
    assert len(machine.asked) < 10


def test_a_short_list_takes_two_requests_and_none_is_asked_for_in_vain() -> None:
    machine = List(numbers(7))
    read(machine, take=100, width=6)
    assert machine.asked == [PageRequest(0, 100), PageRequest(7, 1)]


def test_a_list_whose_end_was_found_is_not_asked_for_again_in_full() -> None:
    machine = List(numbers(150))
    read(machine, take=100, width=6)
    assert machine.asked[:3] == [PageRequest(0, 100), PageRequest(99, 100), PageRequest(198, 100)]
    assert machine.asked[3:] == [PageRequest(150, 1)]


def test_a_cap_is_found_out_once_and_then_read_in_parallel() -> None:
    machine = List(numbers(1000), cap=lambda number: 50)
    read(machine, take=100, width=4)
    assert machine.asked[:3] == [PageRequest(0, 100), PageRequest(50, 1), PageRequest(0, 100)]
    assert len(machine.asked) <= 3 + 1000 // 49 + 1 + 4


def test_empty_places_behind_the_last_page_cost_no_row() -> None:
    assert read(List(numbers(100)), take=100, width=4)[0] == numbers(100)
    assert read(List([]), take=100, width=4)[0] == []
