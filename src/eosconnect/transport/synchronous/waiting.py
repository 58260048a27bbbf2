"""Waiting for threads. ``asynchronous/waiting.py`` has the same names and shapes for asyncio."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from eosconnect.errors import EosConnectError, MachineTimeoutError
from eosconnect.transport.connecting import put_beneath
from eosconnect.transport.conversation import Course
from eosconnect.transport.http import http
from eosconnect.transport.interruption import Interruption, pause, works_in_parallel
from eosconnect.transport.processing import processing as one_at_a_time
from eosconnect.transport.time_limit import within
from eosconnect.transport.tls_reading import ReadingSocket

__all__ = [
    "Flight",
    "Slots",
    "Told",
    "UnderWay",
    "close",
    "current_loop",
    "let_go",
    "now",
    "processing",
    "ready",
    "sleep",
    "within",
]


def now() -> float:
    """The clock of tokens, deadlines and pauses: monotonic, in seconds."""
    return time.monotonic()


def sleep(seconds: float) -> None:
    """Wait before the next attempt."""
    pause(seconds)


def processing(response: http.Response) -> AbstractContextManager[None]:
    """The body of ``response`` is read. Threads that work in parallel do that one after the other."""
    stream = response.extensions.get("network_stream")
    if stream is None or not works_in_parallel():
        return nullcontext()
    # Others would have to wait while this one waits for a connection that is not ours.
    ours = isinstance(stream.get_extra_info("socket"), ReadingSocket)
    return one_at_a_time() if ours else nullcontext()


def current_loop() -> object | None:
    """What a connection belongs to. Threads may share, so there is nothing."""
    return None


class Flight:
    """Something that one thread does and others wait for.

    Attributes:
        error: what it failed with, for those who wait; ``None`` also if it was given up half-way.
    """

    def __init__(self) -> None:
        self.error: EosConnectError | None = None
        self._landed = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it has ended; ``False`` if ``timeout`` seconds passed before."""
        return self._landed.wait(timeout)

    def land(self, error: EosConnectError | None = None) -> None:
        """It has ended."""
        self.error = error
        self._landed.set()


class Slots:
    """As many requests at a time as the machine is asked to bear.

    Waiting has no end as long as others come to an end; it fails when nothing moves for ``patience`` seconds.
    """

    def __init__(self, count: int, patience: float) -> None:
        self._count = count
        self._patience = patience
        self._free = count
        self._released = 0
        self._changed = threading.Condition()

    def acquire(self) -> None:
        """Wait for a slot.

        Raises:
            MachineTimeoutError: all slots stayed taken for the whole patience.
        """
        with self._changed:
            while not self._free:
                released = self._released
                if not self._changed.wait(self._patience) and released == self._released:
                    raise MachineTimeoutError(
                        f"{self._count} requests are under way, and none has come to its end for {self._patience:g} s",
                        hint="close downloads that are not read to their end, or raise max_concurrency",
                    )
            self._free -= 1

    def release(self) -> None:
        """Give a slot back."""
        with self._changed:
            self._free += 1
            self._released += 1
            self._changed.notify()


class UnderWay:
    """What waits for the machine, and is given up when nobody wants it any more."""

    def __init__(self) -> None:
        self._interruption = Interruption()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """The block ends with ``TimeoutError`` when so many seconds have passed, and when it is given up."""
        with self._interruption.concerns(), within(seconds):
            yield

    def give_up(self) -> None:
        """End the blocks that there are, with ``GivenUp``, and those to come."""
        self._interruption.happen()


class Told(Course):
    """Told by the HTTP client what it does for one request."""

    def __call__(self, event: str, details: Mapping[str, Any]) -> None:
        self.note(event, details)


def ready(client: http.Client) -> http.Client:
    """A client of our own, so that it can be given up while it makes connections."""
    put_beneath(client)
    return client


def close(client: http.Client) -> None:
    """Close the connections."""
    client.close()


def let_go(client: http.Client) -> None:
    """Drop connections that nobody closed. Closing a socket does not block."""
    client.close()
