"""What the simulated machine knows to be true, for comparison with what the facade hands out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from eosconnect.simulator import Simulator
from eosconnect.simulator.world.jobs import Job as TrueJob


@pytest.fixture(scope="session")
def true_jobs(simulator: Simulator) -> list[TrueJob]:
    """The machine's jobs, oldest first."""
    return simulator.world.jobs


@pytest.fixture
def operations_of(simulator: Simulator) -> Callable[[], Iterator[list[str]]]:
    """Collects the operations that reached the machine within a block, without token and version requests."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        before = len(simulator.requests)
        names: list[str] = []
        yield names
        besides = ("request_token", "list_supported_versions")
        names.extend(request.operation for request in simulator.requests[before:] if request.operation not in besides)

    return collect  # type: ignore[return-value]  # contextmanager's own type says less
