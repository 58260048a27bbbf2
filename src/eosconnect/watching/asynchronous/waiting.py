"""Waiting for asyncio. ``synchronous/waiting.py`` has the same names and shapes for threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from eosconnect.watching.notifiers.notifier import is_coroutine_function

__all__ = ["Rest", "callable_by_threads", "in_thread"]

T = TypeVar("T")


class Rest:
    """A sleep that can be ended."""

    def __init__(self) -> None:
        self._ended = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Sleep, unless it has been ended."""
        try:
            async with asyncio.timeout(seconds):
                await self._ended.wait()
        except TimeoutError:
            pass

    def end(self) -> None:
        """Wake the sleeper, and let nobody sleep any more."""
        self._ended.set()


async def in_thread(work: Callable[[], T]) -> T:
    """Do what blocks beside the event loop, to its end even if we are cancelled."""
    return await asyncio.shield(asyncio.to_thread(work))


def callable_by_threads(function: Callable[[T], Any]) -> Callable[[T], Any]:
    """What delivers in a thread can call; a coroutine runs in our event loop meanwhile."""
    if not is_coroutine_function(function):
        return function
    loop = asyncio.get_running_loop()

    @wraps(function)
    def run_in_loop(told: T) -> None:
        asyncio.run_coroutine_threadsafe(function(told), loop).result()

    return run_in_loop
