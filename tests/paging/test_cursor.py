"""Reading a list page by page gives every row once, whatever the list is like."""

from __future__ import annotations

import itertools
from itertools import cycle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eosconnect.decisions.operations import OPERATIONS, PageBounds
from eosconnect.decisions.paging import LONGEST_LIST, PageCursor
from eosconnect.errors import ConfigurationError, UnexpectedResponseError

bounds = st.builds(PageBounds, default=st.integers(1, 50), maximum=st.none() | st.integers(1, 80))
sizes = st.none() | st.integers(1, 120)


def honest(rows, skip, take):
    return rows[skip : skip + take]


def walk(rows, cursor, serve):
    """Read to the end; gives what is handed out, and what was asked for."""
    found, asked = [], []
    while not cursor.ended:
        take = cursor.take()
        page = serve(rows, cursor.skip, take)
        asked.append((cursor.skip, take))
        cursor = cursor.received(page, asked=take)
        found += page[cursor.known :]
    return found, asked


@given(st.integers(0, 300), bounds, sizes, st.integers(0, 310))
def test_every_row_comes_once_and_in_order(count, bounds, page_size, start):
    rows = list(range(count))
    cursor = PageCursor(bounds=bounds, page_size=page_size, position=start)
    found, asked = walk(rows, cursor, honest)
    assert found == rows[start:]
    assert all(1 <= take <= (bounds.maximum or bounds.default) for _, take in asked)
    assert all(page_size is None or take <= page_size for _, take in asked)


@given(st.integers(0, 300), bounds, st.integers(2, 5))
def test_a_machine_that_gives_more_than_asked_skips_nothing(count, bounds, factor):
    rows = list(range(count))
    found, _ = walk(rows, PageCursor(bounds=bounds), lambda rows, skip, take: rows[skip : skip + take * factor])
    assert found == rows


@given(st.integers(0, 300), bounds, sizes, st.lists(st.integers(1, 60), min_size=1, max_size=5))
def test_a_machine_that_gives_less_than_asked_loses_nothing(count, bounds, page_size, limits):
    """Nor one that gives less and less, or now less and now more."""
    rows, turns = list(range(count)), cycle(limits)

    def serve(rows, skip, take):
        return rows[skip : skip + min(take, next(turns))]

    found, _ = walk(rows, PageCursor(bounds=bounds, page_size=page_size), serve)
    assert found == rows


@given(st.integers(0, 300), bounds, sizes)
def test_a_machine_that_gives_single_rows_loses_nothing(count, bounds, page_size):
    rows = list(range(count))
    found, _ = walk(
        rows, PageCursor(bounds=bounds, page_size=page_size), lambda rows, skip, take: rows[skip : skip + 1]
    )
    assert found == rows


@given(st.integers(1, 300), bounds)
def test_a_machine_that_ignores_skip_is_noticed(count, bounds):
    with pytest.raises(UnexpectedResponseError, match="repeats the page before it"):
        walk(list(range(count)), PageCursor(bounds=bounds), lambda rows, skip, take: rows[:take])


happenings = st.lists(
    st.none()
    | st.tuples(st.just("begun"), st.integers(1, 5))
    | st.tuples(st.just("appended"), st.integers(1, 5))
    | st.tuples(st.just("deleted"), st.floats(0, 1)),
    max_size=40,
)


@given(st.integers(0, 150), st.integers(2, 30), st.integers(2, 30), happenings)
@example(count=12, size=4, limit=4, happenings=[("deleted", 0.0)])
@example(count=12, size=4, limit=2, happenings=[("deleted", 0.0)])
@example(count=12, size=4, limit=4, happenings=[("deleted", 0.3)])  # the very row that joins the pages
@example(count=12, size=4, limit=4, happenings=[("begun", 1), ("deleted", 0.0), ("begun", 2)])
def test_a_list_that_moves_while_it_is_read_gives_every_lasting_row_once_or_an_error(count, size, limit, happenings):
    """Rows appear at both ends and disappear anywhere; those that were there all the time come once, and in order.

    Not so where pages are of a single row, which nothing can join; nor if rows disappear in the very moment in which a
    machine gives less than it was asked for the first time.
    """
    rows, lasting, new = list(range(count)), set(range(count)), itertools.count(1000)
    happens = iter(happenings if limit >= size else [None, *happenings])

    def serve(rows, skip, take):
        page = rows[skip : skip + min(take, limit)]
        match next(happens, None):
            case ("begun", number):
                rows[:0] = [next(new) for _ in range(number)]
            case ("appended", number):
                rows += [next(new) for _ in range(number)]
            case ("deleted", where) if rows:
                lasting.discard(rows.pop(min(int(where * len(rows)), len(rows) - 1)))
        return page

    try:
        found, _ = walk(rows, PageCursor(bounds=PageBounds(size, None)), serve)
    except UnexpectedResponseError:
        return
    assert len(set(found)) == len(found)
    assert [row for row in found if row in lasting] == sorted(lasting)


def moving(count, change):
    """Read a list, ten rows at a time, to which something happens after the first page."""
    answers = itertools.count()

    def serve(rows, skip, take):
        return honest(change(rows) if next(answers) else rows, skip, take)

    return walk(list(range(count)), PageCursor(bounds=PageBounds(10, None)), serve)


@pytest.mark.parametrize("gone", [1, 2, 9])
def test_no_row_is_lost_when_some_in_front_are_deleted(gone):
    found, asked = moving(30, lambda rows: rows[gone:])
    assert found == list(range(30))
    assert asked[1:3] == [(9, 10), (0, 10)]  # the second answer did not join, so the first is found again


def test_a_list_that_moved_too_far_is_an_error_that_says_where_it_was():
    with pytest.raises(UnexpectedResponseError, match="its pages do not join") as caught:
        moving(60, lambda rows: rows[25:])
    assert caught.value.resume_position == 10


@pytest.mark.parametrize("begun", [1, 2, 9])
def test_no_row_comes_twice_when_new_ones_come_in_front(begun):
    found, asked = moving(30, lambda rows: [*range(100, 100 + begun), *rows])
    assert found == list(range(30))
    assert asked[1] == (9, 10)


def test_a_list_ends_where_nothing_comes_behind_its_last_row():
    found, asked = walk(list(range(6)), PageCursor(bounds=PageBounds(4, None)), honest)
    assert found == list(range(6))
    assert asked == [(0, 4), (3, 4), (6, 1)]


def test_rows_that_are_alike_still_join():
    rows = ["a", "b", "b", "b", "c", "c", "d"]
    assert walk(rows, PageCursor(bounds=PageBounds(3, None)), honest)[0] == rows


def test_a_machine_that_never_comes_to_the_point_is_given_up():
    """It says that there is more, and then never gives it."""

    def serve(rows, skip, take):
        return rows[skip : skip + take] if skip == 0 else [] if take > 1 else ["more"]

    with pytest.raises(UnexpectedResponseError, match="brings nothing new, again and again"):
        walk(list(range(10)), PageCursor(bounds=PageBounds(10, None)), serve)


@given(st.integers(2, 40), st.integers(0, 30), st.integers(2, 5))
def test_a_machine_that_goes_round_is_noticed(round, before, size):
    """Whatever it says first, and however many rows it goes round in."""

    def serve(rows, skip, take):
        return [row if row < before else before + (row - before) % round for row in range(skip, skip + take)]

    with pytest.raises(UnexpectedResponseError, match=r"repeats|has come before") as caught:
        walk([], PageCursor(bounds=PageBounds(size, None)), serve)
    assert "position" in str(caught.value)


def test_a_list_without_an_end_ends_where_no_machine_counts_any_further():
    cursor = PageCursor(bounds=PageBounds(100, None), position=LONGEST_LIST - 150)
    cursor = cursor.received(list(range(100)))
    with pytest.raises(UnexpectedResponseError, match="beyond the end of the longest list"):
        cursor.received(list(range(99, 199)))


@given(bounds, sizes, st.integers(1, 200))
def test_no_more_is_asked_for_than_is_needed(bounds, page_size, wanted):
    assert 1 <= PageCursor(bounds=bounds, page_size=page_size).take(wanted) <= wanted


@pytest.mark.parametrize(
    "operation", [operation for operation in OPERATIONS.values() if operation.page], ids=lambda operation: operation.id
)
def test_no_list_of_the_document_is_asked_for_more_than_it_states(operation):
    asked = PageCursor(bounds=operation.page, page_size=10**9).take()
    assert asked == (operation.page.maximum or operation.page.default)
    assert asked >= 1


@pytest.mark.parametrize("wrong", [{"page_size": 0}, {"page_size": -1}, {"position": -1}])
def test_sizes_that_are_none_are_refused(wrong):
    with pytest.raises(ConfigurationError):
        PageCursor(bounds=PageBounds(10, None), **wrong)
