"""Whatever changes the machine needs credentials, is sent once, and says whether it may have happened all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from eosconnect import Machine
from eosconnect.decisions.operations import OPERATIONS
from eosconnect.errors import ConfigurationError, EosConnectError
from eosconnect.simulator import Fault, Simulator
from tests.simulated import connection_settings


def file_in(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_bytes(b"content")
    return file


#: How a user makes each of them happen.
CHANGES: Final[Mapping[str, Callable[[Machine, Path], object]]] = {
    "delete_job": lambda machine, folder: machine.jobs.delete("SI0_unknown"),
    "delete_task": lambda machine, folder: machine.tasks.delete("Bracket_20261102_101500"),
    "upload_task": lambda machine, folder: machine.tasks.upload_file(file_in(folder, "Bracket_20261102_101500.data")),
    "update_licenses": lambda machine, folder: machine.maintenance.update_licenses(file_in(folder, "new.WinCmRaU")),
    "update_certificate": lambda machine, folder: machine.maintenance.update_certificate(
        file_in(folder, "new.pfx"), "password"
    ),
}


def test_these_are_all_changes_of_the_document() -> None:
    assert {operation.id for operation in OPERATIONS.values() if operation.changes_machine} == set(CHANGES)
    assert not any(OPERATIONS[name].repeatable for name in OPERATIONS if name in CHANGES)


@pytest.mark.parametrize("change", CHANGES)
def test_without_credentials_nothing_is_sent(own_simulator: Simulator, tmp_path: Path, change: str) -> None:
    settings = connection_settings(own_simulator)
    own_simulator.requests.clear()
    with (
        Machine(settings["host"], ca=settings["ca"]) as anonymous,
        pytest.raises(ConfigurationError, match="nothing was sent"),
    ):
        CHANGES[change](anonymous, tmp_path)
    assert not own_simulator.requests


@pytest.mark.parametrize("failure", [{"status": 500}, {"status": 503}, {"drop": True}], ids=["500", "503", "a reset"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_failed_change_is_sent_once_and_says_that_it_may_have_happened(
    own_machine: Machine, own_simulator: Simulator, tmp_path: Path, change: str, failure: dict[str, Any]
) -> None:
    own_simulator.faults.add(Fault(operation=change, **failure))
    own_simulator.requests.clear()
    with pytest.raises(EosConnectError) as failed:
        CHANGES[change](own_machine, tmp_path)
    assert len(own_simulator.requests.of(change)) == 1
    assert failed.value.machine_may_have_changed
    assert "look at the machine before you repeat it" in str(failed.value)
