"""A simulated machine of this module's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eosconnect import Machine
from eosconnect.simulator import Simulator
from tests.simulated import NOW, connection_settings


@pytest.fixture(scope="module")
def own_simulator() -> Iterator[Simulator]:
    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as simulator:
        yield simulator


@pytest.fixture(scope="module")
def job(own_simulator: Simulator) -> str:
    """A job that was built to its end."""
    with Machine(**connection_settings(own_simulator)) as machine:
        latest = machine.jobs.latest(result="Successful")
    assert latest is not None
    return latest.id
