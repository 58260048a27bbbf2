"""Reading a long list by several requests at a time, without knowing how long it is.

The requests lie on a grid: each page begins with the last row of the page before. That shared row proves that the list
has not moved between two requests. A page is handed out when the next one has joined it, so that one bad answer never
gets further than here: both pages are then asked for once more.

A page that is shorter than expected is the end of the list, or a machine that gives fewer rows at once than it was
asked for, or a list that is still growing. Two questions tell them apart. Is there a row behind it? If not, this is the
end. Does the same page, asked for again, come with more rows? If not, the machine gives no more at once, and the grid
becomes finer. Otherwise the list is growing, or the machine gives now this much and now that: both questions are asked
again, a few times, and a list that goes on growing ends for us where it ended when it was last asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator
from enum import Enum, auto
from typing import Final, Generic, Protocol, TypeVar

import attrs

from eosconnect.decisions.paging import LONGEST_LIST
from eosconnect.errors import UnexpectedResponseError

__all__ = ["MOST_GROWTH", "PageGrid", "PageRequest", "Piece"]


class Page(Protocol):
    """Rows as they came.

    ``first`` and ``last`` tell a row from its neighbours; ``rises`` tells whether the last one is later than the first,
    where that can be said.
    """

    def __len__(self) -> int: ...

    @property
    def first(self) -> Hashable: ...

    @property
    def last(self) -> Hashable: ...

    @property
    def rises(self) -> bool | None: ...


P = TypeVar("P", bound=Page)

#: How often a page may come with more rows than before until the list is said to be growing. A list that grows as fast
#: as it is read would keep us for as long as it does.
MOST_GROWTH: Final = 4


@attrs.frozen
class PageRequest:
    """``take`` rows from position ``skip`` on."""

    skip: int
    take: int


@attrs.frozen
class Piece(Generic[P]):
    """A page that may be handed out.

    Attributes:
        page: the rows.
        known: how many rows at its beginning have been handed out before: 0 or 1.
        position: in the machine's list, behind its last row.
    """

    page: P
    known: int
    position: int


@attrs.frozen
class Placed(Generic[P]):
    """A page at its place, the last one that has joined those before it."""

    skip: int
    page: P
    shared: bool

    @property
    def stop(self) -> int:
        return self.skip + len(self.page)


class Phase(Enum):
    """What the next answer is to."""

    READING = auto()
    LOOKING_BEHIND = auto()
    ASKING_AGAIN = auto()


@attrs.define(kw_only=True)
class PageGrid(Generic[P]):
    """The requests that read a list, and what their answers mean. Answers are told in the order of the requests.

    Args:
        take: the most that may be asked for at once.
        width: how many requests may be under way at a time.
        position: where to begin; from then on the rows of the machine's list that lie behind us.

    Attributes:
        ended: all that there was has been handed out.

    Example:
        >>> grid = PageGrid(take=100, width=4)
        >>> [(request.skip, request.take) for request in grid.requests()]
        [(0, 100)]
    """

    take: int
    width: int
    position: int = 0
    ended: bool = attrs.field(default=False, init=False)
    _size: int = attrs.field(default=attrs.Factory(lambda self: self.take, takes_self=True), init=False)
    _window: int = attrs.field(default=1, init=False)
    _phase: Phase = attrs.field(default=Phase.READING, init=False)
    _under_way: deque[PageRequest] = attrs.field(factory=deque, init=False)
    _ahead: int = attrs.field(default=attrs.Factory(lambda self: self.position, takes_self=True), init=False)
    _tail: Placed[P] | None = attrs.field(default=None, init=False)
    _handed_out: Hashable = attrs.field(default=None, init=False)
    _stepped_back_at: int | None = attrs.field(default=None, init=False)
    _furthest: int = attrs.field(default=0, init=False)
    _grown: int = attrs.field(default=0, init=False)

    @property
    def under_way(self) -> int:
        """Requests whose answers are awaited. When there are none, nothing that was asked before matters any more."""
        return len(self._under_way)

    def requests(self) -> Iterator[PageRequest]:
        """What to ask for now, besides what is under way."""
        while not self.ended and len(self._under_way) < self._window:
            request = self._next_request()
            self._under_way.append(request)
            yield request

    def received(self, page: P) -> Piece[P] | None:
        """Take the answer to the oldest request under way; what can be handed out now, if anything.

        Raises:
            UnexpectedResponseError: the list moved while it was read, or its pages repeat.
        """
        request = self._under_way.popleft()
        if self._phase is Phase.READING:
            return self._read(request, page)
        if self._phase is Phase.LOOKING_BEHIND:
            return self._looked_behind(page)
        return self._asked_again(page)

    def _next_request(self) -> PageRequest:
        if self._phase is Phase.READING:
            request = PageRequest(self._ahead, self.take)
            # Pages of a single row would never get on if they shared it.
            self._ahead += max(self._size - 1, 1)
            return request
        assert self._tail is not None
        if self._phase is Phase.LOOKING_BEHIND:
            return PageRequest(self._tail.stop, 1)
        return PageRequest(self._tail.skip, self.take)

    def _read(self, request: PageRequest, page: P) -> Piece[P] | None:
        stop = self.position if self._tail is None else self._tail.stop
        shared = request.skip < stop
        if not self._joins(page, shared=shared):
            self._step_back()
            return None
        piece = self._hand_out()
        self._tail = Placed(request.skip, page, shared)
        if len(page) == self._size:
            self._window = min(2 * self._window, self.width)
            return piece
        phase = Phase.LOOKING_BEHIND if len(page) < self._size else Phase.READING
        self._size = max(self._size, len(page))
        self._go_on(phase)
        return piece

    def _joins(self, page: P, *, shared: bool) -> bool:
        """Whether a page follows what came before it."""
        before = self._handed_out if self._tail is None or not len(self._tail.page) else self._tail.page.last
        if shared:
            # Of all pages, only the first has nothing in front of it to prove that it is the right one.
            begun = self._tail is None or self._tail.shared or self._stepped_back_at == self.position
            return len(page) > 0 and page.first == before and (begun or not self._turns(page))
        return before is None or not len(page) or page.first != before

    def _turns(self, page: P) -> bool:
        """Whether the list rises and then falls, or the other way round."""
        assert self._tail is not None
        return {self._tail.page.rises, page.rises} == {True, False}

    def _looked_behind(self, page: P) -> Piece[P] | None:
        if not len(page):
            return self._end()
        self._go_on(Phase.ASKING_AGAIN)
        return None

    def _asked_again(self, page: P) -> Piece[P] | None:
        tail = self._tail
        assert tail is not None
        before = len(tail.page)
        same_row = before == 0 or page.first == tail.page.first
        if len(page) < max(before, 1) or not same_row or (len(page) == before and page.last != tail.page.last):
            self._step_back()
            return None
        self._tail = attrs.evolve(tail, page=page)
        if before < len(page) < self._size:
            self._grown += 1
            if self._grown >= MOST_GROWTH:
                return self._end()
            self._go_on(Phase.LOOKING_BEHIND)
            return None
        self._grown = 0
        self._size = len(page)
        self._go_on(Phase.READING)
        return None

    def _go_on(self, phase: Phase) -> None:
        """Forget what is under way and go on behind the last good page, one request at a time."""
        self._phase = phase
        self._window = 1
        self._under_way.clear()
        stop, mark = self.position, self._handed_out
        if self._tail is not None:
            stop, mark = self._tail.stop, self._tail.page.last if len(self._tail.page) else mark
        self._ahead = stop - 1 if mark is not None and self._size > 1 else stop

    def _step_back(self) -> None:
        """Two answers contradict each other: ask for both once more."""
        if self._stepped_back_at == self.position:
            raise self._moved("its pages do not join")
        self._stepped_back_at = self.position
        if self._tail is not None:
            self._furthest = max(self._furthest, self._tail.stop)
        self._tail = None
        self._go_on(Phase.READING)

    def _hand_out(self) -> Piece[P] | None:
        tail = self._tail
        if tail is None or len(tail.page) <= tail.shared:
            return None
        if tail.stop > LONGEST_LIST:
            raise UnexpectedResponseError(
                "the list goes on beyond the end of the longest list",
                hint="read it in smaller windows",
                resume_position=self.position,
            )
        self.position = tail.stop
        self._handed_out = tail.page.last
        self._tail = None
        return Piece(tail.page, int(tail.shared), tail.stop)

    def _end(self) -> Piece[P] | None:
        piece = self._hand_out()
        if self.position < self._furthest:
            raise self._moved(f"it had {self._furthest} rows before, and has {self.position} now")
        self.ended = True
        self._under_way.clear()
        return piece

    def _moved(self, how: str) -> UnexpectedResponseError:
        return UnexpectedResponseError(
            f"the list changed while it was read: {how}",
            hint="what came before that position was complete; if values have been removed, read everything again",
            resume_position=self.position,
        )
