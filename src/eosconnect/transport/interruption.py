"""Giving up what other threads have under way: their requests, and their waiting. Tasks are cancelled instead."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from typing import Final, TypeVar
from weakref import WeakSet

from eosconnect.transport.time_limit import limit_next_read

__all__ = ["GivenUp", "Interruption", "checkpoint", "interruptible", "pause", "works_in_parallel"]

T = TypeVar("T")


class GivenUp(BaseException):
    """Ends a thread whose result nobody waits for any more."""


class Interruption:
    """Gives up the work that threads do below :meth:`run`, and what these threads have begun in parallel in turn."""

    def __init__(self) -> None:
        self._happened = threading.Event()
        self._lock = threading.Lock()
        self._inner: WeakSet[Interruption] = WeakSet()
        self._reading: set[socket.socket] = set()
        if (outer := current.get()) is not None:
            outer._concerns(self)

    def run(self, work: Callable[[], T]) -> T:
        """Do ``work``. For a thread in a context of its own (``contextvars.copy_context``)."""
        current.set(self)
        checkpoint()
        return work()

    def happen(self) -> None:
        """Give everything up. Threads that wait for the machine's answer are woken."""
        with self._lock:
            self._happened.set()
            inner = list(self._inner)
        for connection in tuple(self._reading):
            with suppress(OSError):  # it has ended by itself
                # Not the TLS socket's own: that one would forget its keys while a thread is reading.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        for interruption in inner:
            interruption.happen()

    def check(self) -> None:
        """Raises: GivenUp: it has happened."""
        if self._happened.is_set():
            raise GivenUp

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than until it happens."""
        self._happened.wait(seconds)
        self.check()

    def reads(self, connection: socket.socket) -> None:
        """A thread is about to wait for ``connection``, which is of no use any more when it happens meanwhile."""
        self._reading.add(connection)
        # In this order: whoever sets the flag looks for connections afterwards, so that one of us notices the other.
        if self._happened.is_set():
            self._reading.discard(connection)
            raise GivenUp

    def has_read(self, connection: socket.socket) -> None:
        """It waits no longer. Raises: GivenUp: because it has happened."""
        self._reading.discard(connection)
        self.check()

    def _concerns(self, inner: Interruption) -> None:
        with self._lock:
            self._inner.add(inner)
            if self._happened.is_set():
                inner._happened.set()


current: Final[ContextVar[Interruption | None]] = ContextVar("interruption", default=None)


def works_in_parallel() -> bool:
    """Whether this thread is one of several that have been begun for one call."""
    return current.get() is not None


def checkpoint() -> None:
    """A place where work in parallel may be given up: long work passes one now and then.

    Raises:
        GivenUp: nobody waits for it any more.
    """
    if (interruption := current.get()) is not None:
        interruption.check()


def pause(seconds: float) -> None:
    """Wait; work in parallel may be given up meanwhile."""
    if (interruption := current.get()) is None:
        time.sleep(seconds)
    else:
        interruption.pause(seconds)


def interruptible(connection: socket.socket, wait: Callable[[], T]) -> T:
    """Do what waits for a connection; work in parallel may be given up meanwhile, and the time limit holds."""
    limit_next_read(connection)
    if (interruption := current.get()) is None:
        return wait()
    interruption.reads(connection)
    try:
        return wait()
    finally:
        interruption.has_read(connection)
