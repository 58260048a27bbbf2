"""An ``AsyncMachine`` that is used like a ``Machine``, so that both go through the same cases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isawaitable, isroutine
from typing import Any, cast

from eosconnect import AsyncMachine, Machine
from eosconnect.resources.asynchronous.pager import AsyncPager

__all__ = ["Driven", "driven_machine"]


@contextmanager
def driven_machine(**settings: Any) -> Iterator[Machine]:
    """In a loop of its own, which runs while something is asked."""
    with asyncio.Runner() as runner:
        machine = AsyncMachine(**settings)
        try:
            yield cast(Machine, Driven(runner, machine))
        finally:
            runner.run(machine.aclose())


class Driven:
    """A machine, one of its areas, a sensor or a list: what it has is waited for, and what it gives is driven, too."""

    def __init__(self, runner: asyncio.Runner, it: Any) -> None:
        self._runner = runner
        self._it = it

    @property
    def is_list(self) -> bool:
        """Whether it is read page by page."""
        return isinstance(self._it, AsyncPager)

    def __getattr__(self, name: str) -> Any:
        return self._waited(getattr(self._it, name))

    def __getitem__(self, key: Any) -> Any:
        return self._waited(self._it[key])

    def __iter__(self) -> Iterator[Any]:
        if isinstance(self._it, AsyncIterable):
            return self._read(aiter(self._it))
        return map(self._waited, self._it)

    def _waited(self, value: Any) -> Any:
        if isroutine(value):
            return wraps(value)(lambda *given, **named: self._waited(value(*given, **named)))
        if isawaitable(value):
            return self._waited(self._runner.run(result_of(value)))
        if type(value).__module__.startswith("eosconnect.resources.asynchronous."):
            return Driven(self._runner, value)
        if isinstance(value, AsyncIterable):
            return self._read(aiter(value))
        return value

    def _read(self, several: AsyncIterator[Any]) -> Iterator[Any]:
        try:
            while True:
                try:
                    yield self._waited(self._runner.run(result_of(anext(several))))
                except StopAsyncIteration:
                    return
        finally:
            if hasattr(several, "aclose"):
                self._runner.run(several.aclose())


async def result_of(awaitable: Any) -> Any:
    return await awaitable
