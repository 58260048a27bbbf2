"""A clock that only the tests move, and worlds that live by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import msgspec
import pytest

from eosconnect.simulator.answers import ANSWERS, Items, Query, Record
from eosconnect.simulator.world import PROFILES, World

BEGINNING = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)


@attrs.define
class Clock:
    moment: datetime = BEGINNING

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(now=clock)


@pytest.fixture(scope="session", params=list(PROFILES))
def each_world(request: pytest.FixtureRequest) -> World:
    """A world of every machine model; nobody moves its clock."""
    return World(model=request.param, now=Clock(), seed=3)


class Asker:
    """Asks a world as the server does, and takes the whole list."""

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, operation: str, **arguments: Any) -> Any:
        names = {name.rstrip("_"): value for name, value in arguments.items()}  # from_ is "from"
        return ANSWERS[operation](self.world, Query(operation, names))

    def all(self, operation: str, **arguments: Any) -> list[Any]:
        answer = self.answer(operation, **arguments)
        assert isinstance(answer, Items), answer
        return self.rows(answer, 0, answer.count)

    def rows(self, answer: Items, start: int, stop: int) -> list[Any]:
        rows = answer.window(start, stop)
        return msgspec.json.decode(rows) if isinstance(rows, bytes) else rows

    def one(self, operation: str, **arguments: Any) -> Any:
        answer = self.answer(operation, **arguments)
        assert isinstance(answer, Record), answer
        return answer.value


@pytest.fixture
def asker() -> type[Asker]:
    return Asker


@pytest.fixture
def ask(world: World) -> Asker:
    return Asker(world)


@pytest.fixture
def ask_each(each_world: World) -> Asker:
    return Asker(each_world)


@pytest.fixture(scope="session")
def seconds_between() -> Callable[[str, str], float]:
    """Seconds from one timestamp of the machine to another, exact to 100 ns."""

    def ticks(text: str) -> int:
        whole, _, fraction = text.removesuffix("Z").partition(".")
        since = datetime.fromisoformat(whole).replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        return int(since.total_seconds()) * 10_000_000 + int(fraction.ljust(7, "0") or 0)

    return lambda start, end: (ticks(end) - ticks(start)) / 10_000_000
