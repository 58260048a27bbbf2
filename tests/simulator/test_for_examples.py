"""Examples find a machine: the configured one, or a simulated one that is the same for everybody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eosconnect import Machine
from eosconnect.simulator import simulate_unless_configured


@pytest.fixture
def nothing_configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOST", "CLIENT_ID", "CLIENT_SECRET", "FINGERPRINT"):
        monkeypatch.setenv(f"EOSCONNECT_{name}", "")  # put back afterwards, whatever is set meanwhile
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("nothing_configured")
def test_without_a_machine_one_is_simulated_with_the_same_history_for_everybody() -> None:
    found = []
    for _ in range(2):
        os.environ["EOSCONNECT_HOST"] = ""
        simulator = simulate_unless_configured()
        assert simulator is not None
        try:
            with Machine.from_env() as machine:
                found.append([job.id for job in machine.jobs.list()])
        finally:
            simulator.close()
    assert len(found[0]) > 20
    assert found[0] == found[1]


@pytest.mark.usefixtures("nothing_configured")
@pytest.mark.parametrize("where", ["environment", "file"])
def test_with_a_machine_nothing_is_simulated(where: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if where == "environment":
        monkeypatch.setenv("EOSCONNECT_HOST", "si1716")
    else:
        (tmp_path / ".env").write_text("HOSTNAME=si1716\n", encoding="utf-8")
    before = dict(os.environ)
    assert simulate_unless_configured() is None
    assert dict(os.environ) == before
