# Generated from src/eosconnect/resources/asynchronous/pager.py by "nox -s generate". Do not edit.
"""Lists of the machine, read page by page while they are iterated."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar

from eosconnect.decisions.operations import PageBounds
from eosconnect.decisions.paging import PageCursor
from eosconnect.errors import ConfigurationError, EosConnectError
from eosconnect.models.listing import Listing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Pager"]

T = TypeVar("T")

#: That a pager makes to show itself, where a filter passes over what comes.
REQUESTS: Final = 3


class Pager(Generic[T]):
    """A list of the machine. Iterating it reads all pages, one at a time, and may be done again and again.

    Each item comes once, also while the list grows, or items in front are deleted: each page is asked for with the last
    item of the page before, which shows whether the list has moved. A short page is the last one only if there is no
    item behind it.

    Failures carry ``resume_position``: the position in the machine's list at which to go on, with
    ``options(start=error.resume_position)``; everything before it has been handed out.

    Args:
        fetch: reads ``take`` items from position ``skip`` on; ``None`` for what the machine leaves empty.
        bounds: what the document states about the size of a page.
        mark: what an item is recognised by when it comes again; everything in it, unless it may change meanwhile.
        max_items: stop after so many items.
        page_size: items per request; never more than the machine is known to give at once.
        start: position in the machine's list to begin at.
        keep: items for which it is false are passed over.
        describe: what is listed, for the repr.
        columns: further columns of the DataFrame, with one value in every row.
        kind: the class of the items, so that an empty DataFrame has its columns.

    Example:
        >>> with Machine.from_env() as machine:
        ...     for job in machine.jobs.list().options(max_items=1):
        ...         print(job.result)
        Pending
    """

    def __init__(
        self,
        fetch: Callable[[int, int], Sequence[T | None]],
        bounds: PageBounds,
        *,
        mark: Callable[[T], Any] | None = None,
        max_items: int | None = None,
        page_size: int | None = None,
        start: int = 0,
        keep: Callable[[T], bool] | None = None,
        describe: str = "items",
        columns: Mapping[str, Any] | None = None,
        kind: type[T] | None = None,
    ) -> None:
        if max_items is not None and max_items < 0:
            raise ConfigurationError(f"max_items={max_items} is not a number of items", hint="give 0 or more")
        self._fetch = fetch
        self._mark = mark or whole
        self._start = PageCursor(bounds=bounds, page_size=page_size, position=start)
        self._max_items = max_items
        self._keep = keep
        self._describe = describe
        self._columns = dict(columns or {})
        self._kind = kind

    def options(self, *, max_items: int | None = None, page_size: int | None = None, start: int | None = None) -> Self:
        """The same list with other limits; what is not given stays.

        Args:
            max_items: stop after so many items.
            page_size: items per request at most.
            start: position in the machine's list to begin at, such as an error's ``resume_position``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     len(machine.jobs.list().options(start=1, max_items=2).to_list())
            2
        """
        return type(self)(
            self._fetch,
            self._start.bounds,
            mark=self._mark,
            max_items=self._max_items if max_items is None else max_items,
            page_size=self._start.page_size if page_size is None else page_size,
            start=self._start.position if start is None else start,
            keep=self._keep,
            describe=self._describe,
            columns=self._columns,
            kind=self._kind,
        )

    def pages(self) -> Iterator[list[T]]:
        """The items of each page as a list; pages of which nothing is kept are passed over.

        Raises:
            EosConnectError: as the reading operation; with ``resume_position``.
            UnexpectedResponseError: the machine gave the same page twice, or the list changed so much while it was read
                that its pages do not join.
        """
        with closing(self._requested()) as pages:
            for page in pages:
                if page:
                    yield page

    def _requested(self) -> Generator[list[T], None]:
        """What is kept of the answer to each request."""
        cursor = self._start
        left = self._max_items
        while not cursor.ended and left != 0:
            try:
                # What is passed over does not count, so only without a filter do we know how many are needed.
                take = cursor.take(left if self._keep is None else None)
                page = self._fetch(cursor.skip, take)
                marks = [None if item is None else self._mark(item) for item in page]
                cursor = cursor.received(marks, asked=take)
            except EosConnectError as error:
                error.resume_position = cursor.reached
                raise
            kept = [
                item for item in page[cursor.known :] if item is not None and (self._keep is None or self._keep(item))
            ]
            if left is not None:
                kept = kept[:left]
                left -= len(kept)
            yield kept

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            for item in page:
                yield item

    def first(self) -> T | None:
        """The first item, or ``None`` if there is none; asks for no more than it needs."""
        if self._max_items == 0:
            return None
        items = self.options(max_items=1).to_list()
        return items[0] if items else None

    def to_list(self) -> Listing[T]:
        """All items as a list, which a notebook shows as a table and which has ``to_pandas()``, too."""
        return Listing([item for item in self], kind=self._kind, columns=self._columns)

    def to_pandas(self, *, tz: str | None = "UTC") -> pd.DataFrame:
        """All items as a DataFrame, one row each, with columns for machine and job where the list belongs to one.

        Args:
            tz: the zone of times; ``None`` makes them UTC without saying so, as spreadsheets want them.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        from eosconnect.presentation.frames import to_pandas

        return to_pandas(self.to_list(), kind=self._kind, tz=tz, **self._columns)

    def __bool__(self) -> bool:
        raise TypeError(
            f"{type(self).__name__} reads while it is iterated and does not know whether it is empty; "
            'use "pager.first() is not None", or "pager.to_list()" for a list'
        )

    def _beginning(self, count: int, requests: int) -> tuple[list[T], bool]:
        """The first items, as far as they are found with so few requests, and whether they are all."""
        few = self if self._max_items is not None and self._max_items <= count else self.options(max_items=count + 1)
        items: list[T] = []
        with closing(few._requested()) as pages:
            for page in pages:
                items += page
                requests -= 1
                if len(items) > count or not requests:
                    return items[:count], False
        return items, True

    def _repr_html_(self) -> str:
        """The first items and how to get the rest; a repr asks the machine for no more than a few pages."""
        from eosconnect.presentation.html.lists import ROWS, pager_view
        from eosconnect.resources.synchronous.waiting import at_once

        beginning, problem = None, ""
        try:
            beginning = at_once(partial(self._beginning, ROWS, REQUESTS))
        except EosConnectError as error:
            problem = error.message
        return pager_view(self._describe, self._kind, self._columns, beginning, problem)

    def __repr__(self) -> str:
        limit = "" if self._max_items is None else f", at most {self._max_items}"
        start = "" if self._start.position == 0 else f", from position {self._start.position} on"
        return f"<{type(self).__name__} of {self._describe}{limit}{start}>"


def whole(item: Any) -> Any:
    """All that the machine said about an item."""
    return getattr(item, "raw", item)
