"""Reading a list page by page gives every row once, whatever the list is like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eosconnect.decisions.operations import OPERATIONS, PageBounds
from eosconnect.decisions.paging import LONGEST_LIST, PageCursor
from eosconnect.errors import ConfigurationError, UnexpectedResponseError

bounds = st.builds(PageBounds, default=st.integers(1, 50), maximum=st.none() | st.integers(1, 80))
sizes = st.none() | st.integers(1, 120)


def walk(rows, cursor, serve):
    """Read to the end; gives what came and what was asked for."""
    found, asked = [], []
    while not cursor.ended:
        take = cursor.take()
        page = serve(rows, cursor.skip, take)
        asked.append((cursor.skip, take))
        found += page
        cursor = cursor.received(page, asked=take)
    return found, asked


@given(st.integers(0, 300), bounds, sizes, st.integers(0, 310))
def test_every_row_comes_once_and_in_order(count, bounds, page_size, start):
    rows = list(range(count))
    cursor = PageCursor(bounds=bounds, page_size=page_size, position=start)
    found, asked = walk(rows, cursor, lambda rows, skip, take: rows[skip : skip + take])
    assert found == rows[start:]
    assert all(1 <= take <= (bounds.maximum or bounds.default) for _, take in asked)
    assert all(page_size is None or take <= page_size for _, take in asked)


@given(st.integers(0, 300), bounds, st.integers(2, 5))
def test_a_machine_that_gives_more_than_asked_skips_nothing(count, bounds, factor):
    rows = list(range(count))
    found, _ = walk(rows, PageCursor(bounds=bounds), lambda rows, skip, take: rows[skip : skip + take * factor])
    assert found == rows


@given(st.integers(1, 300), bounds)
def test_a_machine_that_ignores_skip_is_noticed(count, bounds):
    cursor = PageCursor(bounds=bounds)
    if count < cursor.take():
        assert walk(list(range(count)), cursor, lambda rows, skip, take: rows[:take])[0] == list(range(count))
    else:
        with pytest.raises(UnexpectedResponseError, match="repeats the page before it"):
            walk(list(range(count)), cursor, lambda rows, skip, take: rows[:take])


@given(st.integers(0, 200), st.integers(2, 30), st.lists(st.integers(0, 3), max_size=30))
def test_a_list_that_grows_in_front_of_us_gives_no_row_twice(count, size, growth):
    rows, grown = list(range(count)), iter(growth)

    def serve(rows, skip, take):
        page = rows[skip : skip + take]
        rows[:0] = [object() for _ in range(min(next(grown, 0), size - 1))]
        return page

    found, cursor = [], PageCursor(bounds=PageBounds(size, None))
    while not cursor.ended:
        page = serve(rows, cursor.skip, cursor.take())
        cursor = cursor.received(page)
        found += page[cursor.known :]
    assert found == list(range(count))


def test_rows_that_are_alike_are_no_sign_of_growth():
    cursor = PageCursor(bounds=PageBounds(3, None)).received(["a", "b", "b"])
    assert cursor.received(["b", "c"]).known == 0


@given(st.integers(2, 40), st.integers(0, 30), st.integers(2, 5))
def test_a_machine_that_goes_round_in_pages_is_noticed(round, before, size):
    """Whatever it says first, and however many pages it goes round in."""

    def serve(rows, skip, take):
        page = skip // size
        number = page if page < before else before + (page - before) % round
        return [(number, row) for row in range(size)]

    with pytest.raises(UnexpectedResponseError, match=r"repeats|has come before") as caught:
        walk([], PageCursor(bounds=PageBounds(size, None)), serve)
    assert "position" in str(caught.value)


def test_a_list_without_an_end_ends_where_no_machine_counts_any_further():
    cursor = PageCursor(bounds=PageBounds(100, None), position=LONGEST_LIST - 150)
    cursor = cursor.received(list(range(100)))
    with pytest.raises(UnexpectedResponseError, match="beyond the end of the longest list"):
        cursor.received(list(range(100, 200)))


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
