"""A simulated machine of this module's own, which tests may change, and time that passes at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.models import Job
from eosconnect.simulator import Simulator
from eosconnect.transport.asynchronous import waiting as asynchronous_waiting
from eosconnect.transport.synchronous import waiting as synchronous_waiting
from tests.simulated import NOW, connection_settings


@pytest.fixture(scope="module")
def own_simulator() -> Iterator[Simulator]:
    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as running:
        yield running


@pytest.fixture
def own_machine(own_simulator: Simulator, pauses: list[float]) -> Iterator[Machine]:
    own_simulator.faults.clear()
    with Machine(**connection_settings(own_simulator)) as opened:
        yield opened
    own_simulator.faults.clear()


@pytest.fixture
async def own_async_machine(own_simulator: Simulator, pauses: list[float]) -> AsyncIterator[AsyncMachine]:
    own_simulator.faults.clear()
    async with AsyncMachine(**connection_settings(own_simulator)) as opened:
        yield opened
    own_simulator.faults.clear()


@pytest.fixture(scope="module")
def built(own_simulator: Simulator) -> Job:
    """A job that was built to its end."""
    with Machine(**connection_settings(own_simulator)) as machine:
        job = machine.jobs.latest(result="Successful")
    assert job is not None
    return job


@pytest.fixture(scope="module")
def small_job(own_simulator: Simulator) -> Job:
    """The job that was built in the shortest time, for what reads all of a job."""
    with Machine(**connection_settings(own_simulator)) as machine:
        return smallest(machine)


def smallest(machine: Machine) -> Job:
    jobs = [job for job in machine.jobs.list(result="Successful") if job.duration and job.layer_count]
    return min(jobs, key=lambda job: job.layer_count or 0)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the SDK would have waited between attempts; the clock that it looks at runs on by as much."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(synchronous_waiting, "sleep", waited.append)
    monkeypatch.setattr(asynchronous_waiting, "sleep", sleep)
    for waiting in (synchronous_waiting, asynchronous_waiting):
        monkeypatch.setattr(waiting, "now", lambda: time.monotonic() + sum(waited))
    return waited
