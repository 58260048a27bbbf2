"""A limit for the time that a thread spends on the machine; asyncio has its own.

The HTTP client's timeouts begin anew with every byte, so that a head that drips in, or an endless row of provisional
answers, would hold a thread for as long as the machine likes.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

__all__ = ["limited", "within"]

ends: Final[ContextVar[float]] = ContextVar("ends", default=math.inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Waiting for the machine in this block ends with ``TimeoutError`` when so many seconds have passed."""
    outer = ends.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        ends.reset(outer)


def limited(timeout: float | None) -> float | None:
    """What is left of ``timeout``: the next wait lasts no longer than the block that it stands in.

    Raises:
        TimeoutError: that time is over.
    """
    if (end := ends.get()) == math.inf:
        return timeout
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time limit is over")
    return left if timeout is None else min(left, timeout)
