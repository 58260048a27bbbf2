"""A simulated machine that may be harmed, and what it knows to be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs
import numpy as np
import pytest
from numpy.typing import NDArray

from eosconnect import Machine
from eosconnect.decisions import repeating
from eosconnect.series import SensorSeries
from eosconnect.simulator import Simulator
from eosconnect.simulator.server.certificate import Certificate
from eosconnect.simulator.world.data_points import DATA_POINTS
from eosconnect.simulator.world.ticks import from_datetime
from tests.simulated import NOW, connection_settings


@attrs.frozen(eq=False)
class Truth:
    """What was recorded of one data point."""

    timestamps: NDArray[np.datetime64]
    values: NDArray[np.float64]
    layers: NDArray[np.int32]
    in_job: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.values)

    def equals(self, *pieces: SensorSeries) -> bool:
        """Whether the pieces, one behind the other, are this to the last row."""
        return all(
            np.array_equal(mine, np.concatenate([getattr(piece, name) for piece in pieces] or [mine[:0]]))
            for name, mine in (
                ("timestamps", self.timestamps),
                ("values", self.values),
                ("layer_index", self.layers),
                ("is_in_job", self.in_job),
            )
        )


def truth_of(simulator: Simulator, job_id: str, key: str) -> Truth:
    now = from_datetime(NOW)
    job = simulator.world.find_job(job_id, now)
    assert job is not None
    point = DATA_POINTS[key]
    records = simulator.world.series.window(job, point, 0, 0, simulator.world.series.count(job, point, 0, now))
    return Truth(
        (records.timestamps * 100).view("datetime64[ns]"),
        records.values,
        np.where(records.layers > 0, records.layers, -1).astype(np.int32),
        records.in_job,
    )


@pytest.fixture(scope="session")
def victim() -> Iterator[Simulator]:
    """A simulated machine of our own, for faults."""
    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as running:
        yield running


@pytest.fixture(scope="session")
def tls_certificate() -> Certificate:
    return Certificate.self_signed("pages")


@pytest.fixture
def harmed(victim: Simulator) -> Iterator[Simulator]:
    victim.faults.clear()
    yield victim
    victim.faults.clear()


@pytest.fixture(scope="session")
def failed_job(victim: Simulator) -> str:
    """A job of some 430 layers."""
    with Machine(**connection_settings(victim)) as machine:
        job = machine.jobs.latest(result="Failed")
    assert job is not None
    return job.id


@pytest.fixture(scope="session")
def truth(victim: Simulator, failed_job: str) -> Callable[[str], Truth]:
    return lambda key: truth_of(victim, failed_job, key)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls are repeated as ever, but at once."""
    monkeypatch.setattr(repeating, "FIRST_PAUSE", 0.002)
