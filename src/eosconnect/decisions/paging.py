"""Walking a list page by page with ``skip`` and ``take``: where to read next, how much to ask for, when it is over.

The machine promises no total, and most lists state only a default page size, not a maximum. A size above that bound
may be cut silently, so the bound is never exceeded.

Each page is asked for together with the last row of the page before. If it does not begin with that row, a job has
begun, or one was deleted: the rows that both pages have in common tell how far the list has moved, if need be by
reading from further in front once more.

A machine may also give less than it was asked for. So a short page is the end only if there is no row behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs

from eosconnect.decisions.operations import PageBounds
from eosconnect.errors import ConfigurationError, UnexpectedResponseError

__all__ = ["LONGEST_LIST", "PageCursor"]

#: Positions are numbers of 32 bits; a list that goes on beyond them does not end.
LONGEST_LIST: Final = 2**31 - 1
#: So many answers in a row may have nothing new. At the end of a list there are three of them, where it moves there are
#: two.
PATIENCE: Final = 8


@attrs.frozen(kw_only=True)
class PageCursor:
    """The position in a list of the machine.

    Attributes:
        bounds: what the document states for this list.
        page_size: what the caller wants; cut to the bound.
        joins: its rows can be told apart, so that pages can be joined by a row that both have.
        position: rows of the machine's list that lie behind us.
        reached: the same when the last new row came: where to go on if it fails.
        ended: there is no further page.
        known: how many rows at the beginning of the page that came last had come before.
        previous: the page before, as it came.
        landmark: an earlier page: the last one whose number was a power of two. Whatever pages a machine goes round
            in, one of them comes back to its landmark, and no more than two are remembered.
        pages: how many have come.
        looks_behind: the next request is to find out whether a short page was the last one.
        steps_back: the next request is to find the page before again, which the last answer did not join.
        nothing_behind: there was none, and now it must only be so that the list has not moved meanwhile.
        gives: rows that the machine gives at once, where it gives less than it is asked for.
        idle: how many answers in a row had nothing new.

    Example:
        >>> cursor = PageCursor(bounds=PageBounds(default=100, maximum=None))
        >>> cursor.skip, cursor.take()
        (0, 100)
        >>> cursor = cursor.received(list(range(100)))
        >>> cursor.skip, cursor.take()
        (99, 100)
        >>> cursor = cursor.received([99, 100, 101])
        >>> cursor.known, cursor.skip, cursor.take()
        (1, 102, 1)
        >>> cursor.received([]).ended
        True
    """

    bounds: PageBounds
    page_size: int | None = None
    joins: bool = True
    position: int = 0
    reached: int = attrs.field(default=attrs.Factory(lambda self: self.position, takes_self=True))
    ended: bool = False
    known: int = 0
    previous: tuple[Any, ...] = attrs.field(default=(), repr=False)
    landmark: tuple[Any, ...] = attrs.field(default=(), repr=False)
    pages: int = 0
    looks_behind: bool = False
    steps_back: bool = False
    nothing_behind: bool = False
    gives: int | None = None
    idle: int = 0

    def __attrs_post_init__(self) -> None:
        if self.page_size is not None and self.page_size < 1:
            raise ConfigurationError(f"page_size={self.page_size} is not a number of items", hint="give 1 or more")
        if self.position < 0:
            raise ConfigurationError(f"start={self.position} lies before the list", hint="give 0 or more")

    @property
    def largest(self) -> int:
        """The most that may be asked for: the stated maximum or, without one, the stated default."""
        return self.bounds.default if self.bounds.maximum is None else self.bounds.maximum

    @property
    def skip(self) -> int:
        """The ``skip`` of the next request."""
        return self.position - self._again

    def take(self, wanted: int | None = None) -> int:
        """The ``take`` of the next request; ``wanted`` are the items that are still needed at all, if that is known."""
        if self.looks_behind:
            return 1
        return self._size if wanted is None else max(1, min(self._size, wanted + self._again))

    def received(self, page: Sequence[Any], asked: int | None = None) -> PageCursor:
        """The position after the page came that was asked for with ``take=asked``.

        Raises:
            UnexpectedResponseError: it is a page that has come before, so that reading on would never end; the list
                moved so far that its pages do not join; or it is longer than any can be.
        """
        page = tuple(page)
        if self.looks_behind:
            return self._looked_behind(page)
        asks_again = self._again > 0
        joins = asks_again and page[:1] == self.previous[-1:]
        if joins and len(page) == 1 and self.nothing_behind:
            return attrs.evolve(self, ended=True, known=1)
        if not self.steps_back:
            self._check_repetition(page, may_be_moved=asks_again and not joins)
        shared: Shared | None = Shared(known=1)
        if not joins:
            shared = shared_rows(self.previous, page) if self.joins else None
        if shared is None and asks_again:
            return self._step_back(page)
        return self._read(page, shared or Shared(), self.take() if asked is None else asked)

    def _check_repetition(self, page: tuple[Any, ...], *, may_be_moved: bool) -> None:
        if page and page == self.previous:
            # Once, because just as many rows may have come in front.
            if self.idle or not may_be_moved:
                raise self._endless("repeats the page before it")
        # A single row may well look like another one.
        elif len(page) > 1 and page == self.landmark:
            raise self._endless("has come before")

    def _read(self, page: tuple[Any, ...], shared: Shared, asked: int) -> PageCursor:
        position, pages = self.skip + len(page) + shared.missing, self.pages + 1
        if position > LONGEST_LIST:
            raise self._endless("lies beyond the end of the longest list")
        new = len(page) > shared.known
        whole = len(page) >= (asked if self.gives is None else min(asked, self.gives))
        read = attrs.evolve(
            self,
            position=position,
            reached=position if new else self.reached,
            ended=not page,
            known=shared.known,
            previous=self.previous if shared.missing else page,
            landmark=page if pages.bit_count() == 1 else self.landmark,
            pages=pages,
            steps_back=False,
            nothing_behind=False,
            gives=None if self.gives is None else max(self.gives, len(page)),
            idle=0 if new else self._waited(),
        )
        # Where pages do not share a row, the next one looks behind this one anyway.
        looks_behind = not whole and not shared.missing and read._again > 0
        return attrs.evolve(read, looks_behind=looks_behind)

    def _looked_behind(self, page: tuple[Any, ...]) -> PageCursor:
        looked = attrs.evolve(self, known=len(page), looks_behind=False, idle=self._waited())
        if page:
            return attrs.evolve(looked, gives=len(self.previous))
        # A machine that gives less than it is asked for may have lost a row in front in this very moment.
        return attrs.evolve(looked, nothing_behind=True, ended=self.gives is None)

    def _step_back(self, page: tuple[Any, ...]) -> PageCursor:
        if self.steps_back:
            raise UnexpectedResponseError(
                "the list changed while it was read: its pages do not join",
                hint="what came before that position was complete; if items were removed or reordered, begin again",
                resume_position=self.reached,
            )
        return attrs.evolve(self, known=len(page), steps_back=True, nothing_behind=False, idle=self._waited())

    @property
    def _size(self) -> int:
        return self.largest if self.page_size is None else min(self.largest, self.page_size)

    @property
    def _again(self) -> int:
        """How many rows that lie behind us are asked for once more."""
        # Pages of a single row would never get on if they shared it.
        if self.looks_behind or not self.joins or len(self.previous) < 2 or self._size < 2:
            return 0
        return min(len(self.previous), self._size, self.position) if self.steps_back else 1

    def _waited(self) -> int:
        if self.idle >= PATIENCE:
            raise self._endless("brings nothing new, again and again")
        return self.idle + 1

    def _endless(self, what: str) -> UnexpectedResponseError:
        return UnexpectedResponseError(
            f"the page at position {self.reached} {what}",
            hint="the machine does not move on through this list; read it with max_items, or in smaller windows",
        )


@attrs.frozen
class Shared:
    """What two pages, one behind the other, have in common.

    Attributes:
        known: rows at the beginning of the second page that come no later than the last row of the first one.
        missing: rows of the first page that come behind the whole second one.
    """

    known: int = 0
    missing: int = 0


def shared_rows(before: tuple[Any, ...], page: tuple[Any, ...]) -> Shared | None:
    """What a page shares with the one before; ``None`` if it is nothing.

    Rows that are not all different from each other say nothing about that.
    """
    if not before or not page:
        return None
    earlier = {repr(row): position for position, row in enumerate(before)}
    later = [repr(row) for row in page]
    if len(earlier) < len(before) or len(set(later)) < len(later):
        return None
    known = next((position for position in range(len(later), 0, -1) if later[position - 1] in earlier), 0)
    if not known:
        return None
    return Shared(known, len(before) - 1 - earlier[later[known - 1]] if known == len(page) else 0)
