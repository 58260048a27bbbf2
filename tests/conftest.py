"""A simulated machine and clients for it, shared by all tests that only read."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import HealthCheck, settings

from eosconnect import AsyncMachine, Machine
from eosconnect.simulator import Simulator
from tests.simulated import NOW, connection_settings

# Machine and client often share this process: a thread that waits for its turn gets it ten times sooner than usual.
sys.setswitchinterval(0.0005)

# Shells let what they start in the background ignore Ctrl-C, which some tests press.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

#: The ordinary run is short and always the same; "nox -s fuzz" looks for what nobody has thought of.
settings.register_profile(
    "quick", max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", max_examples=300, deadline=None, print_blob=True)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="record the cassettes anew, from a simulated machine")


def pytest_collection_finish() -> None:
    # What has been imported stays: looking through it again and again for garbage is a twentieth of the whole run.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as running:
        yield running


@pytest.fixture(scope="session")
def polymer_simulator() -> Iterator[Simulator]:
    """A model that lacks much of what the other one has."""
    with Simulator("EOS P 396", seed=1, now=lambda: NOW) as running:
        yield running


@pytest.fixture
def polymer_machine(polymer_simulator: Simulator) -> Iterator[Machine]:
    with Machine(**connection_settings(polymer_simulator)) as opened:
        yield opened


@pytest.fixture
def machine(simulator: Simulator) -> Iterator[Machine]:
    with Machine(**connection_settings(simulator)) as opened:
        yield opened


@pytest.fixture
async def async_machine(simulator: Simulator) -> AsyncIterator[AsyncMachine]:
    async with AsyncMachine(**connection_settings(simulator)) as opened:
        yield opened
