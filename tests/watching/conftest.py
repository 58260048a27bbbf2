"""A machine whose time passes only while the watcher waits, and which can be disturbed at any hour of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.simulator import Simulator
from eosconnect.watching import Pace, journal
from eosconnect.watching.asynchronous.watcher import AsyncWatcher
from eosconnect.watching.synchronous.watcher import Watcher
from tests.simulated import NOW, connection_settings
from tests.watching.truth import Fact, facts

#: A look every two hours, so that days pass in a second.
LEISURELY = Pace(shortest=6000, longest=7200, longest_outage=7200)


@pytest.fixture(scope="session", autouse=True)
def no_wait_for_the_disk() -> Iterator[None]:
    """What is forced to the disk matters only when the power fails, which no test can do."""
    with pytest.MonkeyPatch.context() as patch:
        for delivery in journal.FORCED_TO_DISK:
            patch.setitem(journal.FORCED_TO_DISK, delivery, "OFF")
        yield


@attrs.define
class Plant:
    """One simulated machine that stands still unless :meth:`sleep` moves it.

    Attributes:
        plans: what happens at which time of the machine, once.
        pauses: how long the watcher slept.
    """

    simulator: Simulator
    machine: Machine
    async_machine: AsyncMachine
    plans: list[tuple[datetime, Callable[[], object]]] = attrs.field(factory=list)
    pauses: list[float] = attrs.field(factory=list)

    def after(self, hours: float, action: Callable[[], object]) -> None:
        self.plans.append((NOW + timedelta(hours=hours), action))

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.simulator.advance(seconds)
        for plan in [plan for plan in self.plans if plan[0] <= self.simulator.clock()]:
            self.plans.remove(plan)
            plan[1]()

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)

    def watch(self, **options: Any) -> Watcher:
        return self.machine.watch(**{"pace": LEISURELY, "clock": self.simulator.clock, "sleep": self.sleep, **options})

    def async_watch(self, **options: Any) -> AsyncWatcher:
        return self.async_machine.watch(
            **{"pace": LEISURELY, "clock": self.simulator.clock, "sleep": self.async_sleep, **options}
        )

    def truth(self, *kinds: str) -> list[Fact]:
        """What has happened since :data:`NOW` as the simulated world knows it, in the order of time."""
        return facts(self.simulator, NOW, *kinds)


@pytest.fixture
def plant() -> Iterator[Plant]:
    with Simulator(seed=1, now=NOW, speed=0) as simulator:
        settings = connection_settings(simulator)
        with Machine(**settings, retries=0) as machine:
            yield Plant(simulator, machine, AsyncMachine(**settings, retries=0))
