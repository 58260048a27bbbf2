"""What all areas share: reading one object or a paged list through a generated operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from eosconnect.decisions.operations import OperationId, PageBounds, operation
from eosconnect.errors import UnexpectedResponseError
from eosconnect.models.conversion import read_one, read_page
from eosconnect.resources.asynchronous.pager import AsyncPager
from eosconnect.transport.asynchronous.connection import AsyncConnection
from eosconnect.transport.reply import Reply

T = TypeVar("T")


def paged(
    connection: AsyncConnection,
    operation_id: OperationId,
    model: type[T],
    *,
    describe: str,
    mark: Callable[[T], Any] | None = None,
    keep: Callable[[T], bool] | None = None,
    job: str | None = None,
    columns: Mapping[str, Any] | None = None,
    **arguments: Any,
) -> AsyncPager[T]:
    """A pager over the list that ``operation_id`` answers.

    Args:
        mark: what an item is recognised by, where the rest of it may change from one page to the next.
        keep: filters what the machine may not have filtered.
    """

    def decode(reply: Reply) -> list[T | None]:
        return [] if reply.is_nothing else read_page(model, reply.json())

    async def fetch(skip: int, take: int) -> list[T | None]:
        return await connection.call(operation_id, decode, skip=skip, take=take, **arguments)

    origin = {"machine": connection.settings.host, **({"job_id": job} if job else {}), **(columns or {})}
    return AsyncPager(
        fetch, bounds_of(operation_id), mark=mark, keep=keep, describe=describe, columns=origin, kind=model
    )


def bounds_of(operation_id: OperationId) -> PageBounds:
    """How many items an answer of ``operation_id`` holds."""
    bounds = operation(operation_id).page
    if bounds is None:
        raise TypeError(f"{operation_id} is not a paged operation")
    return bounds


async def one_or_none(
    connection: AsyncConnection, operation_id: OperationId, model: type[T], **arguments: Any
) -> T | None:
    """The object that ``operation_id`` answers, or ``None`` where the machine has nothing to say."""
    return await connection.call(
        operation_id, lambda reply: None if reply.is_nothing else read_one(model, reply.json()), **arguments
    )


async def one(connection: AsyncConnection, operation_id: OperationId, model: type[T], **arguments: Any) -> T:
    """The object that ``operation_id`` answers; an empty answer is an error."""

    def decode(reply: Reply) -> T:
        if reply.is_nothing:
            raise UnexpectedResponseError("the answer is empty", method=reply.operation.method, path=reply.path)
        return read_one(model, reply.json())

    return await connection.call(operation_id, decode, **arguments)


async def text(connection: AsyncConnection, operation_id: OperationId, **arguments: Any) -> str | None:
    """The text that ``operation_id`` answers, or ``None``; a number where a text stands is handed out as text."""

    def decode(reply: Reply) -> str | None:
        if reply.is_nothing:
            return None
        value = reply.json()
        if isinstance(value, dict | list):
            raise UnexpectedResponseError("a text was expected", method=reply.operation.method, path=reply.path)
        return None if value is None else str(value)

    return await connection.call(operation_id, decode, **arguments)
