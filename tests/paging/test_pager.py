"""A pager reads as it is iterated, stops where it should, and says where it stopped when it could not go on."""

from __future__ import annotations

import asyncio
import itertools
import pickle

import attrs
import pytest

from eosconnect.decisions.operations import PageBounds
from eosconnect.errors import ConfigurationError, MachineUnreachableError, UnexpectedResponseError
from eosconnect.resources.asynchronous.pager import AsyncPager
from eosconnect.resources.synchronous.pager import Pager

BOUNDS = PageBounds(default=10, maximum=None)


class Listed:
    """A list of the machine and a pager over it, sync or async, driven alike."""

    def __init__(self, flavour, rows, **options):
        self.flavour, self.rows, self.asked, self.failures = flavour, rows, [], {}
        fetch = self.fetch_asynchronously if flavour == "async" else self.fetch
        options = {"bounds": BOUNDS, **options}
        self.pager = (AsyncPager if flavour == "async" else Pager)(fetch, options.pop("bounds"), **options)

    def fetch(self, skip, take):
        self.asked.append((skip, take))
        if skip in self.failures:
            raise self.failures[skip]
        return self.rows[skip : skip + take]

    async def fetch_asynchronously(self, skip, take):
        return self.fetch(skip, take)

    def get(self, result):
        return asyncio.run(awaited(result)) if self.flavour == "async" else result

    def to_list(self, **options):
        return self.get(self.pager.options(**options).to_list())

    def first(self):
        return self.get(self.pager.first())

    def pages(self):
        if self.flavour == "sync":
            return list(self.pager.pages())

        async def collect():
            return [page async for page in self.pager.pages()]

        return asyncio.run(collect())

    def iterate(self, into):
        if self.flavour == "sync":
            for item in self.pager:
                into.append(item)  # one by one, so that they are there when it fails
            return

        async def collect():
            async for item in self.pager:
                into.append(item)

        asyncio.run(collect())


async def awaited(awaitable):
    return await awaitable


@pytest.fixture(params=["sync", "async"])
def listed(request):
    return lambda rows, **options: Listed(request.param, rows, **options)


def test_nothing_is_read_before_it_is_iterated(listed):
    assert listed(list(range(25))).asked == []


@pytest.mark.parametrize(
    ("count", "asked"),
    [
        (0, [(0, 10)]),
        (1, [(0, 10), (1, 10)]),
        (9, [(0, 10), (9, 1)]),
        (10, [(0, 10), (9, 10), (10, 10)]),
        (25, [(0, 10), (9, 10), (18, 10), (25, 1)]),
    ],
)
def test_all_items_of_all_pages_come(listed, count, asked):
    """Each page begins with the last item of the page before, and behind a short one there is nothing."""
    machine = listed(list(range(count)))
    assert machine.to_list() == list(range(count))
    assert machine.asked == asked


def test_it_may_be_read_again(listed):
    machine = listed([1, 2, 3])
    assert machine.to_list() == machine.to_list() == [1, 2, 3]


def test_pages_are_lists(listed):
    assert listed(list(range(12))).pages() == [list(range(10)), [10, 11]]


def test_the_first_item_costs_one_row(listed):
    machine = listed(list(range(25)))
    assert machine.first() == 0
    assert machine.asked == [(0, 1)]
    assert listed([]).first() is None


def test_max_items_asks_for_no_more_than_it_needs(listed):
    machine = listed(list(range(25)))
    assert machine.to_list(max_items=12) == list(range(12))
    assert machine.asked == [(0, 10), (9, 3)]
    assert machine.to_list(max_items=0) == []
    assert len(machine.asked) == 2


def test_page_size_stays_within_the_bound(listed):
    machine = listed(list(range(7)))
    machine.to_list(page_size=1000)
    machine.to_list(page_size=5)
    assert machine.asked == [(0, 10), (7, 1), (0, 5), (4, 5), (7, 1)]
    machine = listed(list(range(7)), bounds=PageBounds(default=100, maximum=1000))
    machine.to_list(page_size=5000)
    assert machine.asked == [(0, 1000), (7, 1)]


def test_a_filter_counts_what_it_keeps_and_advances_by_what_came(listed):
    machine = listed(list(range(40)), keep=lambda number: number % 7 == 0)
    assert machine.to_list() == [0, 7, 14, 21, 28, 35]
    assert machine.asked == [(0, 10), (9, 10), (18, 10), (27, 10), (36, 10), (40, 1)]
    machine.asked.clear()
    assert machine.to_list(max_items=3) == [0, 7, 14]
    assert machine.asked == [(0, 10), (9, 10)]


def test_a_page_of_which_nothing_is_kept_does_not_end_the_list(listed):
    machine = listed(list(range(30)), keep=lambda number: number == 25)
    assert machine.pages() == [[25]]
    assert machine.first() == 25


def test_a_failure_says_where_to_resume(listed):
    machine = listed(list(range(35)), keep=lambda number: number % 2 == 0)
    machine.failures[18] = MachineUnreachableError("gone")
    received = []
    with pytest.raises(MachineUnreachableError) as caught:
        machine.iterate(received)
    assert caught.value.resume_position == 19
    assert pickle.loads(pickle.dumps(caught.value)).resume_position == 19
    assert "item 19" in str(caught.value)
    del machine.failures[18]
    assert received + machine.to_list(start=caught.value.resume_position) == list(range(0, 35, 2))


def test_a_page_that_repeats_is_an_error(listed):
    @attrs.frozen
    class Row:
        raw: dict = attrs.field(eq=False)

    class Stuck(list):
        def __getitem__(self, window):
            return [Row({"id": number}) for number in range(10)]

    received = []
    with pytest.raises(UnexpectedResponseError, match="repeats") as caught:
        listed(Stuck()).iterate(received)
    assert len(received) == 10
    assert caught.value.resume_position == 10


def test_a_list_that_grows_in_front_while_it_is_read_gives_no_item_twice(listed):
    class Growing(list):
        def __getitem__(self, window):
            page = list.__getitem__(self, window)
            if len(self) < 37:
                self.insert(0, f"new {len(self)}")
            return page

    machine = listed(Growing(range(35)))
    assert machine.to_list() == list(range(35))
    assert listed(Growing(range(35))).to_list(max_items=25) == list(range(25))


def test_no_item_is_lost_when_others_are_deleted_while_it_is_read(listed):
    class Shrinking(list):
        def __getitem__(self, window):
            page = list.__getitem__(self, window)
            if len(self) > 32:
                del self[0]
            return page

    assert listed(Shrinking(range(35))).to_list() == list(range(35))


def test_no_item_is_lost_where_the_machine_gives_less_than_it_is_asked_for(listed):
    class Capped(list):
        def __getitem__(self, window):
            return list.__getitem__(self, slice(window.start, min(window.stop, window.start + 4)))

    assert listed(Capped(range(35))).to_list() == list(range(35))
    assert listed(Capped(range(35))).to_list(max_items=7) == list(range(7))


def test_an_item_that_changes_between_two_pages_is_recognised(listed):
    """By what does not change of it, such as the number of the layer that is being built."""
    times = itertools.count()

    class Layers(list):
        def __getitem__(self, window):
            return [(index, next(times)) for index in list.__getitem__(self, window)]

    found = listed(Layers(range(25)), mark=lambda layer: layer[0]).to_list()
    assert [index for index, _ in found] == list(range(25))


def test_rows_that_only_look_alike_are_no_repetition(listed):
    @attrs.frozen
    class Row:
        raw: dict = attrs.field(eq=False)

    rows = [Row({"id": number}) for number in range(30)]
    assert rows[0] == rows[1]
    assert listed(rows).to_list() == rows


def test_it_has_no_truth_value_and_says_what_to_ask_instead(listed):
    machine = listed([1])
    with pytest.raises(TypeError, match=r"pager\.first\(\) is not None") as caught:
        bool(machine.pager)
    assert ("await" in str(caught.value)) == (machine.flavour == "async")


def test_the_repr_says_what_is_listed(listed):
    pager = listed([], describe="jobs of si1716").pager
    assert "Pager of jobs of si1716>" in repr(pager)
    assert "at most 5, from position 3 on>" in repr(pager.options(max_items=5, start=3))


@pytest.mark.parametrize("wrong", [{"max_items": -1}, {"page_size": 0}, {"start": -1}])
def test_limits_that_are_none_are_refused(listed, wrong):
    with pytest.raises(ConfigurationError):
        listed([], **wrong)
    with pytest.raises(ConfigurationError):
        listed([]).pager.options(**wrong)


def test_options_leave_the_original_alone(listed):
    machine = listed(list(range(5)), max_items=3)
    machine.pager.options(max_items=1, page_size=2, start=1)
    assert machine.to_list() == [0, 1, 2]


def test_a_frame_has_the_columns_of_the_list_also_when_it_is_empty(listed):
    from eosconnect.models.sensor import SensorValue

    columns = {"machine": "si1716", "job_id": "J1"}
    frame = listed([], columns=columns, kind=SensorValue)
    frame = frame.get(frame.pager.to_pandas())
    assert len(frame) == 0
    assert list(frame.columns)[:2] == ["machine", "job_id"]
    assert "value" in frame.columns


def test_an_empty_place_in_a_page_neither_ends_the_list_nor_shifts_it() -> None:
    asked: list[tuple[int, int]] = []
    rows = ["a", None, "c", "d", "e"]

    def fetch(skip: int, take: int) -> list[str | None]:
        asked.append((skip, take))
        return rows[skip : skip + take]

    assert Pager(fetch, PageBounds(default=3, maximum=None)).to_list() == ["a", "c", "d", "e"]
    assert asked == [(0, 3), (2, 3), (4, 3), (5, 3)]
