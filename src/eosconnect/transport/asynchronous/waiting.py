"""Waiting for asyncio. ``synchronous/waiting.py`` has the same names and shapes for threads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any

from eosconnect.errors import EosConnectError, MachineTimeoutError
from eosconnect.transport.conversation import Course
from eosconnect.transport.http import http

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


async def sleep(seconds: float) -> None:
    """Wait before the next attempt."""
    await asyncio.sleep(seconds)


def within(seconds: float) -> AbstractAsyncContextManager[Any]:
    """The block ends with ``TimeoutError`` when so many seconds have passed, however busily the machine sends."""
    return asyncio.timeout(seconds)


def processing(response: http.Response) -> AbstractContextManager[None]:
    """The body of ``response`` is read. Tasks do that one after the other anyway."""
    return nullcontext()


def current_loop() -> object | None:
    """What a connection belongs to: the running event loop. Threads may share, so they have none."""
    return asyncio.get_running_loop()


class Flight:
    """Something that one task does and others wait for.

    Attributes:
        error: what it failed with, for those who wait; ``None`` also if it was given up half-way.
    """

    def __init__(self) -> None:
        self.error: EosConnectError | None = None
        self._landed = asyncio.Event()

    async def wait(self, timeout: float | None = None) -> bool:
        """Wait until it has ended; ``False`` if ``timeout`` seconds passed before."""
        try:
            async with asyncio.timeout(timeout):
                await self._landed.wait()
        except TimeoutError:
            return False
        return True

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
        self._free = asyncio.Semaphore(count)
        self._released = 0

    async def acquire(self) -> None:
        """Wait for a slot.

        Raises:
            MachineTimeoutError: all slots stayed taken for the whole patience.
        """
        while True:
            released = self._released
            try:
                async with asyncio.timeout(self._patience if self._free.locked() else None):
                    await self._free.acquire()
            except TimeoutError:
                if released != self._released:
                    continue
                raise MachineTimeoutError(
                    f"{self._count} requests are under way, and none has come to its end for {self._patience:g} s",
                    hint="close downloads that are not read to their end, or raise max_concurrency",
                ) from None
            return

    def release(self) -> None:
        """Give a slot back."""
        self._released += 1
        self._free.release()


class UnderWay:
    """What waits for the machine, and is given up when nobody wants it any more."""

    def __init__(self) -> None:
        self._limits: set[asyncio.Timeout] = set()
        self._given_up = False

    @asynccontextmanager
    async def within(self, seconds: float) -> AsyncIterator[None]:
        """The block ends with ``TimeoutError`` when so many seconds have passed, and when it is given up."""
        if self._given_up:
            raise TimeoutError
        async with asyncio.timeout(seconds) as limit:
            self._limits.add(limit)
            try:
                yield
            finally:
                self._limits.discard(limit)

    def give_up(self) -> None:
        """End the blocks that there are, with ``TimeoutError``, and those to come."""
        self._given_up = True
        for limit in self._limits:
            if not limit.expired():
                limit.reschedule(0)


class Told(Course):
    """Told by the HTTP client what it does for one request.

    It closes the socket whose TLS handshake was cancelled: the client leaves it to the garbage collector.
    """

    _connected: Any = None

    async def __call__(self, event: str, details: Mapping[str, Any]) -> None:
        self.note(event, details)
        if event.endswith(".connect_tcp.complete"):
            self._connected = details["return_value"]
        elif event.endswith(".start_tls.failed") and self._connected is not None:
            await self._connected.aclose()


def ready(client: http.AsyncClient) -> http.AsyncClient:
    """A client of our own. Tasks can be cancelled while it makes connections."""
    return client


async def close(client: http.AsyncClient) -> None:
    """Close the connections."""
    await client.aclose()


def let_go(client: http.AsyncClient) -> None:
    """Drop connections that nobody closed. Sockets end with their transports; there is no loop to wait in."""
