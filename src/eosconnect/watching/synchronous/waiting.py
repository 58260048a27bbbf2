"""Waiting for threads. ``asynchronous/waiting.py`` has the same names and shapes for asyncio."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from eosconnect.errors import ConfigurationError
from eosconnect.watching.notifiers.notifier import is_coroutine_function

__all__ = ["Rest", "callable_by_threads", "in_thread"]

T = TypeVar("T")

#: On Windows, Ctrl-C does not interrupt a wait for another thread; it is noticed between two waits.
LONGEST_WAIT: Final = 0.25 if sys.platform == "win32" else threading.TIMEOUT_MAX


class Rest:
    """A sleep that can be ended."""

    def __init__(self) -> None:
        self._ended = threading.Event()

    def sleep(self, seconds: float) -> None:
        """Sleep, unless it has been ended."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._ended.wait(min(left, LONGEST_WAIT)):
            pass

    def end(self) -> None:
        """Wake the sleeper, and let nobody sleep any more. May be called by any thread."""
        self._ended.set()


def in_thread(work: Callable[[], T]) -> T:
    """Do what blocks."""
    return work()


def callable_by_threads(function: Callable[[T], Any]) -> Callable[[T], Any]:
    """What delivers in a thread can call."""
    if is_coroutine_function(function):
        raise ConfigurationError(
            "a coroutine function was given, and there is no event loop here",
            hint="give an ordinary function, or watch with AsyncMachine",
        )
    return function
