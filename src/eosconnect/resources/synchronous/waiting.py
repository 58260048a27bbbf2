"""Working in parallel, with threads that end with the call. ``asynchronous/waiting.py`` does the same for asyncio."""

from __future__ import annotations

import contextvars
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from eosconnect.transport.interruption import Interruption, checkpoint

__all__ = ["Ahead", "at_once", "checkpoint", "in_parallel", "in_thread", "together"]

A = TypeVar("A")
T = TypeVar("T")

#: Waiting without an end cannot be interrupted on Windows, so that Ctrl-C waits for the end of such a while at most.
WHILE: Final = 0.2


def at_once(work: Callable[[], T]) -> T | None:
    """What a repr can do about work that takes a while: do it."""
    return work()


def in_thread(work: Callable[[], T]) -> T:
    """Do it; whoever calls synchronously is prepared to wait."""
    return work()


class Ahead(Generic[T]):
    """Work that is begun before its result is wanted, at most ``limit`` at a time; the results come in its order.

    A context manager: when its block is left by an error, whatever is under way is given up. No thread outlives it.
    """

    def __init__(self, limit: int) -> None:
        self._interruption = Interruption()
        self._threads = ThreadPoolExecutor(limit, thread_name_prefix="eosconnect-parallel")
        self._wanted: deque[Future[T]] = deque()

    def __len__(self) -> int:
        return len(self._wanted)

    def start(self, work: Callable[[], T]) -> None:
        """Begin with ``work`` as soon as it is its turn."""
        # Each thread works in a copy of the caller's context, as a task would.
        context = contextvars.copy_context()
        self._wanted.append(self._threads.submit(context.run, self._interruption.run, work))

    def next(self) -> T:
        """The result of the oldest work that has been started and not been asked for."""
        future = self._wanted.popleft()
        while True:
            try:
                return future.result(WHILE)
            except TimeoutError:
                if future.done():
                    raise

    def drop(self) -> None:
        """Nothing that has been started is wanted any more. What has begun comes to its end; the rest never begins."""
        for future in self._wanted:
            future.cancel()
        self._wanted.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.drop()
        if kind is not None:
            self._interruption.happen()
        self._threads.shutdown(wait=True)


def in_parallel(work: Callable[[A], T], items: Iterable[A], *, limit: int) -> Generator[T, None, None]:
    """The results of ``work`` for each item, in the order of the items, at most ``limit`` of them at a time.

    Close it (``contextlib.closing``) when it is left early: whatever is still under way is then given up.
    """
    with Ahead[T](limit) as ahead:
        for item in items:
            if len(ahead) >= limit:
                yield ahead.next()
            ahead.start(partial(work, item))
        while len(ahead):
            yield ahead.next()


def together(*work: Callable[[], Any], limit: int) -> list[Any]:
    """The results of several calls, in their order; the first failure ends all."""

    def call(one: Callable[[], Any]) -> Any:
        return one()

    return list(in_parallel(call, work, limit=limit))
