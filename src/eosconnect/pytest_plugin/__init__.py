"""The pytest plugin: a simulated machine for tests, and cassettes of a real one.

pytest loads this module wherever the distribution is installed. It imports nothing until a fixture is asked for, so
that test runs that have nothing to do with machines do not pay for it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from eosconnect import Machine
    from eosconnect.pytest_plugin.cassette import EosCassette
    from eosconnect.simulator import Simulator

__all__ = ["eos_cassette", "eos_machine", "eos_simulator"]

PASSED = pytest.StashKey[bool]()
RECORDED = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("eosconnect", "EOSCONNECT machines")
    group.addoption(
        "--eos-record",
        action="store_true",
        help="eos_cassette: record anew, from the machine that the environment or .env names",
    )
    group.addoption(
        "--eos-record-from",
        metavar="NAME",
        help="eos_cassette: record anew, from the machine of this name in the machines file",
    )
    parser.addini("eos_model", "eos_machine: the machine's model", default="EOS M 290")
    parser.addini("eos_seed", "eos_machine: the same seed makes the same machine", default="1")
    parser.addini("eos_now", "eos_machine: the machine's time at the start of each test", default="2026-11-02T15:30Z")
    parser.addini("eos_speed", "eos_machine: machine seconds per real second; 0 stands still", default="0")
    parser.addini("eos_scrub", "eos_cassette: more words to replace, one a line", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RECORDED] = []
    for marker in (
        "eos_machine(model, *, seed, now, speed, ...): the simulated machine of this test; takes what Simulator takes",
        "eos_cassette(*, api_version, tz, scrub): how the recorded machine is talked to, and more words to replace",
    ):
        config.addinivalue_line("markers", marker)


@pytest.fixture
def eos_simulator(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A simulated machine of this test's own, running; ``Machine.from_env()`` connects to it meanwhile.

    The marker ``eos_machine`` takes the arguments of :class:`~eosconnect.simulator.Simulator`; the ini options
    ``eos_model``, ``eos_seed``, ``eos_now`` and ``eos_speed`` hold for all tests. Its time stands still unless
    ``speed`` says otherwise.
    """
    from eosconnect.pytest_plugin.environment import name_machine
    from eosconnect.pytest_plugin.simulated import client_settings, simulator_of

    with simulator_of(request) as simulator:
        name_machine(monkeypatch, client_settings(simulator))
        yield simulator


@pytest.fixture
def eos_machine(eos_simulator: Simulator) -> Iterator[Machine]:
    """A client of the simulated machine of this test; :func:`eos_simulator` is the machine behind it."""
    from eosconnect import Machine

    with Machine.from_env(None) as machine:
        yield machine


@pytest.fixture
def eos_cassette(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[EosCassette]:
    """What a machine of yours answered once, played back without it; ``.machine`` is the client.

    ``pytest --eos-record`` asks the machine itself and writes the cassette anew if the test passes.
    """
    from eosconnect.pytest_plugin.cassette import cassette_of

    with cassette_of(request, monkeypatch, lambda: request.node.stash.get(PASSED, False)) as cassette:
        yield cassette
    if cassette.recording and request.node.stash.get(PASSED, False):
        request.config.stash[RECORDED].append(f"eos_cassette: recorded {cassette.path}; read it before you pass it on")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
        if call.excinfo is not None and call.excinfo.typename == "CannotOverwriteExistingCassetteException":
            again = f'pytest --eos-record "{item.nodeid}"'
            report.sections.append(("eos_cassette", f"The test asks what it did not ask when it was recorded: {again}"))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash[RECORDED]:
        terminalreporter.write_line(line)
