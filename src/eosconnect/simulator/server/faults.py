"""Faults on request: what may go wrong between a client and a machine, made to happen at will.

A :class:`Fault` says what happens, to which operation and how often. Several that meet the same request act together:
delays add up, the smallest page cap counts, and of two statuses the one that was added first.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

import attrs

__all__ = ["Fault", "Faults", "Position"]

Position = int | float
"""Where in a body something happens: an int counts bytes, a float between 0 and 1 is a share of the body."""


def _a_position(_: object, attribute: attrs.Attribute[Any], value: Position | None) -> None:
    if value is None:
        return
    if isinstance(value, float) and not 0 <= value < 1:
        raise ValueError(f"{attribute.name}={value}: a share of the body lies between 0 and 1; bytes are an int")
    if value < 0:
        raise ValueError(f"{attribute.name}={value} lies before the body")


def _not_negative(_: object, attribute: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None and value < 0:
        raise ValueError(f"{attribute.name}={value} must not be negative")


def _at_least_one(_: object, attribute: attrs.Attribute[Any], value: int | None) -> None:
    if value is not None and value < 1:
        raise ValueError(f"{attribute.name}={value} must be at least 1")


@attrs.frozen(kw_only=True)
class Fault:
    """One thing that goes wrong.

    Which requests:
        operation: an operation id in snake case, such as ``list_jobs`` or ``request_token``; ``None`` means any
            operation of the Web API, but neither the token request nor the list of versions.
        after: this many matching requests pass unharmed first.
        times: how many requests it then happens to; ``None`` means always.

    What happens:
        latency: seconds between the work and the answer: the request has taken effect while the client waits.
        status: answered instead of doing the work, with ``retry_after`` (seconds, or the header's text) and, when
            given, ``body`` and ``content_type``. ``status=200, body="<html>..."`` is a page where JSON was expected.
        drop: the work is done, but the connection is reset before the first byte of the answer.
        reset_at: the connection is reset (RST) when this much of the body is out.
        truncate_at: the connection is closed in good order when this much of the body is out; the declared length
            was longer.
        cut_at: the body ends here, and the declared length says so too: complete HTTP, broken JSON.
        page_cap: a page never holds more items than this, whatever was asked for.
        reverse: lists come in the opposite order.
        token_lifetime: a token that is given out lives this many seconds (with ``operation="request_token"``).
        revoke_tokens: every token that is out is worthless from this request on, its own included.

    Example:
        >>> Fault(operation="list_jobs", status=503, retry_after=2, times=3).status
        503
    """

    operation: str | None = None
    after: int = attrs.field(default=0, validator=_not_negative)
    times: int | None = attrs.field(default=1, validator=_at_least_one)
    latency: float = attrs.field(default=0.0, validator=_not_negative)
    status: int | None = attrs.field(
        default=None, validator=attrs.validators.optional([attrs.validators.ge(200), attrs.validators.le(599)])
    )
    retry_after: float | str | None = None
    body: str | bytes | None = None
    content_type: str = "text/html; charset=utf-8"
    drop: bool = False
    reset_at: Position | None = attrs.field(default=None, validator=_a_position)
    truncate_at: Position | None = attrs.field(default=None, validator=_a_position)
    cut_at: Position | None = attrs.field(default=None, validator=_a_position)
    page_cap: int | None = attrs.field(default=None, validator=_at_least_one)
    reverse: bool = False
    token_lifetime: float | None = attrs.field(default=None, validator=_not_negative)
    revoke_tokens: bool = False

    def __attrs_post_init__(self) -> None:
        if self.status is None and (self.retry_after is not None or self.body is not None):
            raise ValueError("retry_after and body belong to a status: Fault(status=503, retry_after=2)")


@attrs.define(eq=False)
class _Planned:
    fault: Fault
    waiting: int
    left: int | None


class Faults:
    """The faults that are planned; may be changed from any thread while the machine answers.

    Args:
        faults: planned from the start.
        operations: the operation ids that there are; a fault for another one is refused.

    Example:
        >>> faults = Faults()
        >>> faults.add(Fault(status=500, times=2), Fault(operation="get_job", latency=0.2, times=None))
        >>> len(faults)
        2
    """

    def __init__(self, faults: Iterable[Fault] = (), *, operations: Collection[str] = ()) -> None:
        self._operations = operations
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()
        self.add(*faults)

    def add(self, *faults: Fault) -> None:
        """Plan ``faults``, in this order, after those that are planned already.

        Raises:
            ValueError: a fault names an operation that does not exist, and would never happen.
        """
        for fault in faults:
            if self._operations and fault.operation is not None and fault.operation not in self._operations:
                near = get_close_matches(fault.operation, self._operations, n=1)
                raise ValueError(f"there is no operation {fault.operation!r}" + "".join(f": {it}?" for it in near))
        with self._lock:
            self._planned += [_Planned(fault, fault.after, fault.times) for fault in faults]

    def clear(self) -> None:
        """Nothing goes wrong from now on."""
        with self._lock:
            self._planned.clear()

    def __iter__(self) -> Iterator[Fault]:
        """The faults that can still happen."""
        with self._lock:
            return iter([planned.fault for planned in self._planned])

    def __len__(self) -> int:
        return len(self._planned)

    def __repr__(self) -> str:
        return f"Faults({list(self)})"

    def strike(self, operation: str, *, in_web_api: bool) -> tuple[Fault, ...]:
        """The faults that happen to this request, counted as happened."""
        with self._lock:
            struck = [
                planned
                for planned in self._planned
                if (planned.fault.operation == operation or (planned.fault.operation is None and in_web_api))
            ]
            due = [planned for planned in struck if planned.waiting == 0]
            for planned in struck:
                if planned.waiting:
                    planned.waiting -= 1
                elif planned.left is not None:
                    planned.left -= 1
            self._planned = [planned for planned in self._planned if planned.left != 0]
        return tuple(planned.fault for planned in due)
