"""One thread at a time goes through the body of an answer.

The interpreter runs one thread at a time anyway, and offers to pass itself on at each read from a connection and at
each step of numpy. Threads that want it all the time spend more on passing it on than on the work: four of them, with a
machine that was as fast as they were, took three times the processor's time of one, and twice as long. So they work one
after the other, and pass on when they wait for the machine.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["is_processing", "processing", "while_others_process"]

T = TypeVar("T")


class Turn(threading.local):
    """Whether it is this thread's turn."""

    is_ours = False


turn = Turn()
lock = threading.Lock()


@contextmanager
def processing() -> Iterator[None]:
    """Keep other threads from processing answers. The block waits for nothing but in :func:`while_others_process`."""
    if turn.is_ours:
        yield
        return
    with lock:
        turn.is_ours = True
        try:
            yield
        finally:
            turn.is_ours = False


def is_processing() -> bool:
    """Whether this thread is within such a block."""
    return turn.is_ours


def while_others_process(wait: Callable[[], T]) -> T:
    """Do what waits for the machine, within such a block or not."""
    if not turn.is_ours:
        return wait()
    turn.is_ours = False
    lock.release()
    try:
        return wait()
    finally:
        lock.acquire()
        turn.is_ours = True


def after_fork() -> None:
    """In the child: the thread that had its turn is gone."""
    global lock
    lock = threading.Lock()


if hasattr(os, "register_at_fork"):  # not on Windows, which cannot fork
    os.register_at_fork(after_in_child=after_fork)
