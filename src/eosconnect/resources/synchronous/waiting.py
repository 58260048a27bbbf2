"""Working in parallel, with threads that end with the call. ``asynchronous/waiting.py`` does the same for asyncio."""

from __future__ import annotations

import contextvars
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import count
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from eosconnect.transport.interruption import WHILE, Interruption, checkpoint
from eosconnect.transport.processing import processing

__all__ = ["Ahead", "at_once", "checkpoint", "in_parallel", "in_thread", "processing", "together"]

A = TypeVar("A")
T = TypeVar("T")

NUMBERS: Final = count()
#: So many results are handed out together.
AT_ONCE: Final = 6


def at_once(work: Callable[[], T]) -> T | None:
    """What a repr can do about work that takes a while: do it."""
    return work()


def in_thread(work: Callable[[], T]) -> T:
    """Do it; whoever calls synchronously is prepared to wait."""
    return work()


class Ahead(Generic[T]):
    """Work that is begun before its result is wanted, at most ``limit`` at a time; the results come in its order.

    A context manager: when its block is left by an error, whatever is under way is given up. No thread outlives it.

    Args:
        limit: how many threads there may be.
        where_it_pays: work is done in this thread, when its result is wanted, as long as it hardly waits: threads that
            do not wait only get in each other's way.
    """

    def __init__(self, limit: int, *, where_it_pays: bool = False) -> None:
        self._limit = limit
        self._interruption = Interruption()
        self._name = f"eosconnect-parallel-{next(NUMBERS)}"
        self._threads = ThreadPoolExecutor(limit, thread_name_prefix=self._name)
        self._wanted: deque[Callable[[], T] | Future[T]] = deque()
        self._pays = not where_it_pays
        self._took = self._worked = 0.0  # seconds

    def __len__(self) -> int:
        return len(self._wanted)

    def start(self, work: Callable[[], T]) -> None:
        """Begin with ``work`` as soon as it is its turn."""
        self._wanted.append(self._begun(work) if self._pays else work)

    def _begun(self, work: Callable[[], T]) -> Future[T]:
        # Each thread works in a copy of the caller's context, as a task would.
        return self._threads.submit(contextvars.copy_context().run, self._interruption.run, work)

    def next(self) -> T:
        """The result of the oldest work that has been started and not been asked for."""
        oldest = self._wanted.popleft()
        if not isinstance(oldest, Future):
            return self._done_here(oldest)
        while True:
            try:
                return oldest.result(WHILE)
            except TimeoutError:
                if oldest.done():
                    raise

    def _done_here(self, work: Callable[[], T]) -> T:
        began, worked = time.perf_counter(), time.thread_time()
        result = work()
        self._worked += time.thread_time() - worked
        self._took += time.perf_counter() - began
        if self._took > 2 * self._worked:
            self._pays = True
            self._wanted = deque(self._begun(other) for other in self._wanted if not isinstance(other, Future))
        return result

    def next_ones(self) -> list[T]:
        """The same, and some of those behind it: those that are there already, or that nobody loses time by awaiting.

        As long as more have been started than may be under way, whatever comes makes room for the next.
        """
        results = [self.next()]
        while len(results) < AT_ONCE and self._wanted:
            if len(self._wanted) > self._limit:
                await_end(self._wanted[0])
            if waits(self._wanted[0]):
                break
            results.append(self.next())
        return results

    def drop(self) -> None:
        """Nothing that has been started is wanted any more. What has begun comes to its end; the rest never begins."""
        for work in self._wanted:
            if isinstance(work, Future):
                work.cancel()
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
        if isinstance(error, KeyboardInterrupt):
            self._wait_for_the_rest()

    def _wait_for_the_rest(self) -> None:
        """A thread that was being started when Ctrl-C came is unknown to the executor; it ends as soon as it begins."""
        give_up = time.monotonic() + 1
        while any(thread.name.startswith(f"{self._name}_") for thread in threading.enumerate()):
            if time.monotonic() > give_up:  # it never began
                return
            time.sleep(0.001)


def await_end(work: Callable[[], Any] | Future[Any]) -> None:
    while isinstance(work, Future) and not wait([work], WHILE).done:
        pass


def waits(work: Callable[[], Any] | Future[Any]) -> bool:
    return isinstance(work, Future) and not (work.done() and not work.cancelled() and work.exception() is None)


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
