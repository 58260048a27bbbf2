"""The log files of the machine can be fetched by one client at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["LogFiles"]


class LogFiles:
    """Who may fetch the log files.

    Example:
        >>> log_files = LogFiles()
        >>> with log_files.held():
        ...     log_files.take()
        False
    """

    def __init__(self) -> None:
        self._lock = Lock()

    def take(self) -> bool:
        """Have them, unless somebody else does."""
        return self._lock.acquire(blocking=False)

    def give_back(self) -> None:
        self._lock.release()

    @contextmanager
    def held(self) -> Iterator[None]:
        """As long as this lasts, another client seems to be fetching them."""
        with self._lock:
            yield
