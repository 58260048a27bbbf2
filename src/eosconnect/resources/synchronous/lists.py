# Generated from src/eosconnect/resources/asynchronous/lists.py by "nox -s generate". Do not edit.
"""Lists that the machine gives in one piece, and values that stand alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from eosconnect.decisions.operations import OperationId
from eosconnect.errors import UnexpectedResponseError
from eosconnect.models.conversion import read_integer, read_list, read_number
from eosconnect.models.listing import Listing
from eosconnect.resources.synchronous.reading import text
from eosconnect.transport.reply import Reply
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["listed", "number", "texts", "unit_count"]

#: No machine has more lasers; who says so would have us ask for each of them.
MOST_UNITS: Final = 64

T = TypeVar("T")


def listed(
    connection: Connection,
    operation_id: OperationId,
    model: type[T],
    *,
    job: str | None = None,
    columns: Mapping[str, Any] | None = None,
    **arguments: Any,
) -> Listing[T]:
    """The list that ``operation_id`` answers; one object where a list stands is a list of one."""

    def decode(reply: Reply) -> list[T]:
        value = None if reply.is_nothing else reply.json()
        return [] if value is None else read_list(model, value if isinstance(value, list) else [value])

    origin = {"machine": connection.settings.host, **({"job_id": job} if job else {}), **(columns or {})}
    return Listing(connection.call(operation_id, decode, **arguments), kind=model, columns=origin)


def texts(connection: Connection, operation_id: OperationId, **arguments: Any) -> tuple[str, ...]:
    """The list of texts that ``operation_id`` answers."""

    def decode(reply: Reply) -> tuple[str, ...]:
        value = None if reply.is_nothing else reply.json()
        entries = value if isinstance(value, list) else [value]
        return tuple(str(entry) for entry in entries if entry is not None)

    return connection.call(operation_id, decode, **arguments)


def number(connection: Connection, operation_id: OperationId, **arguments: Any) -> float | None:
    """The number that ``operation_id`` answers, or ``None`` where the machine does not know it."""
    return read_number(text(connection, operation_id, **arguments))


def unit_count(connection: Connection) -> int | None:
    """How many exposure units the machine has, or ``None`` where it does not know.

    Raises:
        UnexpectedResponseError: more than any machine has, or fewer than none.
    """
    count = read_integer(text(connection, "get_exposure_unit_count"))
    if count is not None and not 0 <= count <= MOST_UNITS:
        raise UnexpectedResponseError("the machine says that it has an impossible number of exposure units")
    return count
