"""Working in parallel and off the event loop, for asyncio. ``synchronous/waiting.py`` does the same with threads."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

__all__ = ["Ahead", "at_once", "checkpoint", "in_parallel", "in_thread", "processing", "together"]

#: So many results are handed out together.
AT_ONCE: Final = 6

A = TypeVar("A")
T = TypeVar("T")


async def in_thread(work: Callable[[], T]) -> T:
    """Do what would block the event loop, such as writing to a disk, in a thread of its own.

    A task that is cancelled meanwhile waits until the thread is done, so that nobody writes into a file that its owner
    has given up.
    """
    thread = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        await asyncio.wait([thread])
        thread.exception()  # has been looked at
        raise


def at_once(work: Callable[[], Awaitable[T]]) -> T | None:
    """What a repr can do about work that takes a while: nothing, because nobody awaits a repr."""
    return None


def checkpoint() -> None:
    """A place where work in parallel may be given up. Tasks are cancelled, and need none."""


def processing() -> AbstractContextManager[None]:
    """What keeps the processor busy. Tasks do that one after the other anyway."""
    return nullcontext()


class Ahead(Generic[T]):
    """Work that is begun before its result is wanted, at most ``limit`` at a time; the results come in its order.

    A context manager: when its block is left by an error, whatever is under way is given up.

    Args:
        limit: how many tasks may be under way.
        where_it_pays: threads are spared where they do not pay; tasks always do.
    """

    def __init__(self, limit: int, *, where_it_pays: bool = False) -> None:
        self._limit = limit
        self._turns = asyncio.Semaphore(limit)
        self._wanted: deque[asyncio.Task[T]] = deque()
        self._unwanted: set[asyncio.Task[T]] = set()

    def __len__(self) -> int:
        return len(self._wanted)

    def start(self, work: Callable[[], Awaitable[T]]) -> None:
        """Begin with ``work`` as soon as it is its turn."""
        self._wanted.append(asyncio.create_task(self._done(work)))

    async def next(self) -> T:
        """The result of the oldest work that has been started and not been asked for."""
        return await self._wanted.popleft()

    async def next_ones(self) -> list[T]:
        """The same, and some of those behind it: those that are there already, or that nobody loses time by awaiting.

        As long as more have been started than may be under way, whatever comes makes room for the next.
        """
        results = [await self.next()]
        while len(results) < AT_ONCE and self._wanted:
            oldest = self._wanted[0]
            if len(self._wanted) > self._limit:
                await asyncio.wait([oldest])
            if not succeeded(oldest):
                break
            results.append(self._wanted.popleft().result())
        return results

    def drop(self) -> None:
        """Nothing that has been started is wanted any more. What has begun comes to its end; the rest never begins."""
        self._unwanted.update(self._wanted)
        self._wanted.clear()

    async def _done(self, work: Callable[[], Awaitable[T]]) -> T:
        async with self._turns:
            if asyncio.current_task() in self._unwanted:
                raise asyncio.CancelledError
            return await work()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.drop()
        if kind is not None:
            for task in self._unwanted:
                task.cancel()
        try:
            await asyncio.gather(*self._unwanted, return_exceptions=True)
        finally:
            self._unwanted.clear()


def succeeded(task: asyncio.Task[Any]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


async def in_parallel(work: Callable[[A], Awaitable[T]], items: Iterable[A], *, limit: int) -> AsyncGenerator[T, None]:
    """The results of ``work`` for each item, in the order of the items, at most ``limit`` of them at a time.

    Close it (``contextlib.aclosing``) when it is left early: whatever is still under way is then given up.
    """
    async with Ahead[T](limit) as ahead:
        for item in items:
            if len(ahead) >= limit:
                yield await ahead.next()
            ahead.start(partial(work, item))
        while len(ahead):
            yield await ahead.next()


async def together(*work: Callable[[], Awaitable[Any]], limit: int) -> list[Any]:
    """The results of several calls, in their order; the first failure ends all."""

    async def call(one: Callable[[], Awaitable[Any]]) -> Any:
        return await one()

    return [result async for result in in_parallel(call, work, limit=limit)]
