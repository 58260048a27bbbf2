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
    """A job that was built to its end, of more than a thousand layers and few more."""
    with Machine(**connection_settings(own_simulator)) as machine:
        built = machine.jobs.list(result="Successful").to_list()
    return min((job for job in built if (job.layer_count or 0) > 1000), key=lambda job: job.layer_count or 0).id
