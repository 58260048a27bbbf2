"""Walking a list page by page with ``skip`` and ``take``: where to read next, how much to ask for, when it is over.

The machine promises no total, and most lists state only a default page size, not a maximum. A size above that bound
may be cut silently, and a cut page would look like the last one; so the bound is never exceeded.
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


@attrs.frozen(kw_only=True)
class PageCursor:
    """The position in a list of the machine.

    Attributes:
        bounds: what the document states for this list.
        page_size: what the caller wants; cut to the bound.
        position: rows of the machine's list that lie behind us.
        ended: there is no further page.
        known: how many rows at the beginning of the page that came last had come before: the list grew in front of us.
        previous: the page before, as it came.
        landmark: an earlier page: the last one whose number was a power of two. Whatever pages a machine goes round
            in, one of them comes back to its landmark, and no more than two are remembered.
        pages: how many have come.

    Example:
        >>> cursor = PageCursor(bounds=PageBounds(default=100, maximum=None))
        >>> cursor.skip, cursor.take()
        (0, 100)
        >>> cursor = cursor.received(list(range(100)))
        >>> cursor.skip, cursor.ended
        (100, False)
        >>> cursor.received([100, 101]).ended
        True
    """

    bounds: PageBounds
    page_size: int | None = None
    position: int = 0
    ended: bool = False
    known: int = 0
    previous: tuple[Any, ...] = attrs.field(default=(), repr=False)
    landmark: tuple[Any, ...] = attrs.field(default=(), repr=False)
    pages: int = 0

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
        return self.position

    def take(self, wanted: int | None = None) -> int:
        """The ``take`` of the next request; ``wanted`` are the items that are still needed at all, if that is known."""
        sizes = [self.largest]
        sizes += [size for size in (self.page_size, wanted) if size is not None]
        return max(1, min(sizes))

    def received(self, page: Sequence[Any], asked: int | None = None) -> PageCursor:
        """The position after a page came that was asked for with ``take=asked``.

        Raises:
            UnexpectedResponseError: it is a page that has come before, so that reading on would never end; or the list
                is longer than any can be.
        """
        page = tuple(page)
        if page and page == self.previous:
            raise self._endless("repeats the page before it")
        # A single row may well look like another one.
        if len(page) > 1 and page == self.landmark:
            raise self._endless("has come before")
        position, pages = self.position + len(page), self.pages + 1
        if position > LONGEST_LIST:
            raise self._endless("lies beyond the end of the longest list")
        asked = self.take() if asked is None else asked
        return attrs.evolve(
            self,
            position=position,
            ended=len(page) < asked,
            known=overlap(self.previous, page),
            previous=page,
            landmark=page if pages.bit_count() == 1 else self.landmark,
            pages=pages,
        )

    def _endless(self, what: str) -> UnexpectedResponseError:
        return UnexpectedResponseError(
            f"the page at position {self.position} {what}",
            hint="the machine does not move on through this list; read it with max_items, or in smaller windows",
        )


def overlap(before: tuple[Any, ...], page: tuple[Any, ...]) -> int:
    """How many rows at the end of one page are those at the beginning of the next.

    Rows that are not all different from each other say nothing about that.
    """
    if not page or page[0] is None or page[0] not in before:
        return 0
    known = len(before) - before.index(page[0])
    alike = any(row in before[index + 1 :] for index, row in enumerate(before))
    return 0 if alike or page[:known] != before[-known:] else known
