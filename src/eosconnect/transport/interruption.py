"""Giving up what threads have under way: their requests, and their waiting. Tasks are cancelled instead."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Final, TypeVar

__all__ = ["WHILE", "GivenUp", "Interruption", "checkpoint", "interruptible", "pause", "works_in_parallel"]

T = TypeVar("T")

#: Where nothing wakes who waits, he looks so often, in seconds, whether he is to give up. Waiting without an end cannot
#: be interrupted on Windows, so that Ctrl-C waits for the end of such a while at most.
WHILE: Final = 0.2


class GivenUp(BaseException):
    """Ends the work of a thread whose result nobody waits for any more."""


class Interruption:
    """Gives up what threads do below :meth:`run` or :meth:`concerns`, and what they begin in parallel there."""

    def __init__(self) -> None:
        self._happened = False
        self._waiting: set[Callable[[], object]] = set()

    def run(self, work: Callable[[], T]) -> T:
        """Do ``work``, one of several. For a thread in a context of its own (``contextvars.copy_context``)."""
        parallel.set(True)
        with self.concerns():
            return work()

    @contextmanager
    def concerns(self) -> Iterator[None]:
        """The block is given up when it happens."""
        outer = current.set((*current.get(), self))
        try:
            self.check()
            yield
        finally:
            current.reset(outer)

    def happen(self) -> None:
        """Give everything up. Threads that wait are woken."""
        self._happened = True
        for wake in tuple(self._waiting):
            wake()

    def check(self) -> None:
        """Raises: GivenUp: it has happened."""
        if self._happened:
            raise GivenUp

    def waits(self, wake: Callable[[], object]) -> None:
        """A thread is about to wait; calling ``wake`` ends that.

        Raises:
            GivenUp: it has happened.
        """
        self._waiting.add(wake)
        # In this order: it happens first and looks for those who wait afterwards, so that one of us notices the other.
        self.check()

    def waits_no_more(self, wake: Callable[[], object]) -> None:
        """It has come to its end."""
        self._waiting.discard(wake)


current: Final[ContextVar[tuple[Interruption, ...]]] = ContextVar("interruptions", default=())
parallel: Final[ContextVar[bool]] = ContextVar("parallel", default=False)


def works_in_parallel() -> bool:
    """Whether this thread is one of several that have been begun for one call."""
    return parallel.get()


def checkpoint() -> None:
    """A place where work may be given up: long work passes one now and then.

    Raises:
        GivenUp: nobody waits for it any more.
    """
    for interruption in current.get():
        interruption.check()


def pause(seconds: float) -> None:
    """Wait; the work may be given up meanwhile."""
    if not current.get():
        time.sleep(seconds)
        return
    woken = threading.Event()
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        interruptible(woken.set, partial(woken.wait, min(left, WHILE)))


def interruptible(wake: Callable[[], object], wait: Callable[[], T]) -> T:
    """Do what waits; the work may be given up meanwhile, and then ``wake`` ends the waiting."""
    if not (concerned := current.get()):
        return wait()
    try:
        for interruption in concerned:
            interruption.waits(wake)
        return wait()
    finally:
        for interruption in concerned:
            interruption.waits_no_more(wake)
        checkpoint()
