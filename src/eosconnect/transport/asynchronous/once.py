"""A value that many ask for and one obtains."""

from __future__ import annotations

import copy
import threading
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from eosconnect.errors import EosConnectError
from eosconnect.transport.asynchronous.waiting import Flight

__all__ = ["AsyncOnce"]

T = TypeVar("T")


class AsyncOnce(Generic[T]):
    """Whoever asks first obtains the value; the others wait and share it, or the error it failed with.

    A failure is not kept: who asks after it tries anew.
    """

    def __init__(self, value: T | None = None) -> None:
        self.value = value
        self._flight: Flight | None = None
        self._lock = threading.Lock()

    async def get(self, obtain: Callable[[], Awaitable[T]]) -> T:
        """The value, obtained now if it has not been before."""
        while True:
            with self._lock:
                if self.value is not None:
                    return self.value
                flight, first = self._flight or Flight(), self._flight is None
                self._flight = flight
            if first:
                return await self._obtain(obtain, flight)
            await flight.wait()
            if flight.error is not None:
                raise copy.copy(flight.error)

    async def _obtain(self, obtain: Callable[[], Awaitable[T]], flight: Flight) -> T:
        error: EosConnectError | None = None
        try:
            value = await obtain()
            self.value = value
            return value
        except EosConnectError as failure:
            error = failure
            raise
        finally:
            with self._lock:
                self._flight = None
            flight.land(error)
