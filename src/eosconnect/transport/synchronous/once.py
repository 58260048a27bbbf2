# Generated from src/eosconnect/transport/asynchronous/once.py by "nox -s generate". Do not edit.
"""A value that many ask for and one obtains."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from eosconnect.errors import EosConnectError
from eosconnect.transport.synchronous.waiting import Flight

__all__ = ["Once"]

T = TypeVar("T")


class Once(Generic[T]):
    """Whoever asks first obtains the value; the others wait and share it, or the error it failed with.

    A failure is not kept: who asks after it tries anew.
    """

    def __init__(self, value: T | None = None) -> None:
        self.value = value
        self._flight: Flight | None = None
        self._lock = threading.Lock()

    def get(self, obtain: Callable[[], T]) -> T:
        """The value, obtained now if it has not been before."""
        while True:
            with self._lock:
                if self.value is not None:
                    return self.value
                flight, first = self._flight or Flight(), self._flight is None
                self._flight = flight
            if first:
                return self._obtain(obtain, flight)
            flight.wait()
            if flight.error is not None:
                raise copy.copy(flight.error)

    def _obtain(self, obtain: Callable[[], T], flight: Flight) -> T:
        error: EosConnectError | None = None
        try:
            value = obtain()
            self.value = value
            return value
        except EosConnectError as failure:
            error = failure
            raise
        finally:
            with self._lock:
                self._flight = None
            flight.land(error)
