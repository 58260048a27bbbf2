# Generated from src/eosconnect/resources/asynchronous/bulk.py by "nox -s generate". Do not edit.
"""Reading all values of a sensor as columns: several pages at a time, in order, with bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, TypeVar

from eosconnect.columns.sensor_columns import SensorColumns
from eosconnect.columns.sensor_page import SensorPage
from eosconnect.columns.unread_page import UnreadPage, looks_usual, read_together
from eosconnect.decisions.operations import OperationId
from eosconnect.decisions.page_grid import PageGrid, PageRequest
from eosconnect.decisions.paging import PageCursor
from eosconnect.errors import EosConnectError
from eosconnect.resources.synchronous.reading import bounds_of
from eosconnect.resources.synchronous.waiting import Ahead, processing
from eosconnect.transport.reply import Reply
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["read_columns"]

P = TypeVar("P")


def read_columns(
    connection: Connection,
    operation_id: OperationId,
    *,
    start: int = 0,
    page_size: int | None = None,
    **arguments: Any,
) -> Generator[tuple[SensorColumns, int], None]:
    """The pages of ``operation_id`` as columns, each with the position behind it in the machine's list.

    No row is left out and none is repeated, whatever the machine gives at once. A list that grows meanwhile is read to
    where it ended when its end was looked for.

    Args:
        start: position to begin at.
        page_size: rows per request; never more than the machine is known to give at once.
        arguments: the operation's other parameters.

    Raises:
        EosConnectError: as the operation; ``resume_position`` is the position of the first row that is missing.
        UnexpectedResponseError: the list changed while it was read.
    """
    limit = connection.settings.max_concurrency
    cursor = PageCursor(bounds=bounds_of(operation_id), page_size=page_size, position=start)
    grid = PageGrid[SensorPage](take=cursor.take(), width=limit + 2, position=start)
    # Without repeating, whoever asked is told at once that a page is none.
    late = connection.settings.retries > 0

    def decode(request: PageRequest, reply: Reply) -> SensorPage:
        return SensorPage.read(b"" if reply.is_nothing else reply.content, asked=request.take)

    def put_off(request: PageRequest, reply: Reply) -> UnreadPage | SensorPage:
        if late and looks_usual(reply.content):
            return UnreadPage(request, reply.content)
        return decode(request, reply)

    def fetch(request: PageRequest, read: Callable[[PageRequest, Reply], P]) -> P:
        return connection.call(operation_id, partial(read, request), skip=request.skip, take=request.take, **arguments)

    with Ahead[UnreadPage | SensorPage](limit, where_it_pays=True) as ahead:

        def ask() -> None:
            for request in grid.requests():
                ahead.start(partial(fetch, request, put_off))

        came: deque[UnreadPage | SensorPage] = deque()
        ask()
        while not grid.ended:
            try:
                if not came:
                    ones = ahead.next_ones()
                    with processing():
                        came.extend(read_together(ones))
                page = came.popleft()
                if isinstance(page, UnreadPage):  # it is none
                    page = fetch(page.request, decode)
                piece = grid.received(page)
            except EosConnectError as error:
                error.resume_position = grid.position
                raise
            if not grid.under_way:
                came.clear()
                ahead.drop()
            ask()  # first of all: the machine works while whoever reads this does
            if piece is not None:
                yield piece.page.behind(piece.known), piece.position
