"""What the datasets are compared with, and a job that is short enough to be exported whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eosconnect import Machine, dataset
from eosconnect.models.job import Job
from eosconnect.simulator import Simulator
from tests.dataset.comparing import short_job
from tests.simulated import NOW, connection_settings


@pytest.fixture
def job(simulator: Simulator) -> str:
    """A job of two hours."""
    return short_job(simulator)


@pytest.fixture(scope="session")
def builds(simulator: Simulator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The short job, exported whole."""
    folder = tmp_path_factory.mktemp("dataset") / "builds"
    with Machine(**connection_settings(simulator)) as machine:
        dataset.export(machine, short_job(simulator), folder)
    return folder


@pytest.fixture
def harmed(simulator: Simulator) -> Iterator[Simulator]:
    """The shared machine, for faults."""
    simulator.faults.clear()
    yield simulator
    simulator.faults.clear()


@pytest.fixture
def impatient_machine(harmed: Simulator) -> Iterator[Machine]:
    """It repeats nothing."""
    with Machine(**connection_settings(harmed), retries=0) as opened:
        yield opened


@pytest.fixture
def own_simulator() -> Iterator[Simulator]:
    """A machine that a test may change, and whose time stands still until the test moves it."""
    with Simulator("EOS M 290", seed=1, now=NOW, speed=0) as running:
        yield running


@pytest.fixture
def own_machine(own_simulator: Simulator) -> Iterator[Machine]:
    with Machine(**connection_settings(own_simulator), retries=0) as opened:
        yield opened


@pytest.fixture
def running_job(own_machine: Machine) -> Job:
    """The job that is being built."""
    current = own_machine.jobs.current()
    assert current is not None
    return current
