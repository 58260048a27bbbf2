"""What arrived at the simulated machine, for tests to look at. No secret is kept: no header, no body, no token."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Mapping
from typing import overload

import attrs

__all__ = ["LoggedRequest", "RequestLog"]

#: How many requests are kept; the oldest are dropped first.
KEPT = 50_000

#: Query parameters that never belong into a URL, but would be there after a client's mistake.
SECRET_PARAMETERS = frozenset({"access_token", "token", "client_secret", "clientsecret", "password"})


@attrs.define(kw_only=True)
class LoggedRequest:
    """One request.

    Attributes:
        method, path: as they arrived, the path still percent-encoded and without the query.
        query: parameter names to values, in the order of arrival; a repeated name has several values.
        operation: the operation id in snake case, ``None`` for a path or method that no operation has.
        status: what was answered; ``None`` while there is none, and for good when the connection was cut before.
        authorized: whether a valid token came with it.
    """

    method: str
    path: str
    query: Mapping[str, tuple[str, ...]]
    operation: str | None = None
    status: int | None = None
    authorized: bool = False


class RequestLog:
    """The requests in the order of their arrival; may be read from any thread.

    Example:
        >>> log = RequestLog()
        >>> log.append(LoggedRequest(method="GET", path="/api/v6.1/jobs", query={}, operation="list_jobs", status=200))
        >>> [request.status for request in log.of("list_jobs")]
        [200]
    """

    def __init__(self) -> None:
        self._requests: deque[LoggedRequest] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def append(self, request: LoggedRequest) -> None:
        with self._lock:
            self._requests.append(request)

    def of(self, operation: str) -> list[LoggedRequest]:
        """The requests for one operation."""
        return [request for request in self if request.operation == operation]

    def clear(self) -> None:
        with self._lock:
            self._requests.clear()

    def __iter__(self) -> Iterator[LoggedRequest]:
        with self._lock:
            return iter(list(self._requests))

    def __len__(self) -> int:
        return len(self._requests)

    @overload
    def __getitem__(self, index: int) -> LoggedRequest: ...
    @overload
    def __getitem__(self, index: slice) -> list[LoggedRequest]: ...
    def __getitem__(self, index: int | slice) -> LoggedRequest | list[LoggedRequest]:
        return list(self)[index]

    def __repr__(self) -> str:
        return f"RequestLog({len(self)} requests)"


def loggable_query(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """``pairs`` by name, with the values of secret ones replaced."""
    query: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        query[name] = (*query.get(name, ()), "**********" if name.lower() in SECRET_PARAMETERS else value)
    return query
