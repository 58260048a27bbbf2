"""A settings file is complete from the moment it exists, private, and never costs a user his own."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest
from dotenv import dotenv_values

from eosconnect.errors import ConfigurationError
from eosconnect.simulator import Simulator
from eosconnect.simulator.server.serving import run

OURS = {"EOSCONNECT_HOST", "EOSCONNECT_CLIENT_ID", "EOSCONNECT_CLIENT_SECRET", "EOSCONNECT_FINGERPRINT"}
TUTORIALS = {"HOSTNAME", "API_CLIENT_ID", "API_CLIENT_SECRET"}


def test_it_holds_what_a_client_needs(simulator: Simulator, tmp_path: Path) -> None:
    written = simulator.write_env_file(tmp_path / ".env")
    assert dotenv_values(written) == simulator.env()
    assert simulator.env().keys() == OURS
    assert simulator.env()["EOSCONNECT_HOST"] == simulator.host


def test_it_holds_the_tutorials_names_when_asked_to(simulator: Simulator, tmp_path: Path) -> None:
    values = dotenv_values(simulator.write_env_file(tmp_path / ".env", tutorial_names=True))
    assert values.keys() == OURS | TUTORIALS
    assert values["HOSTNAME"] == simulator.host
    assert values["API_CLIENT_SECRET"] == simulator.client_secret


def test_it_holds_no_credentials_when_none_are_needed(tmp_path: Path) -> None:
    with Simulator(auth=False) as simulator:
        values = dotenv_values(simulator.write_env_file(tmp_path / ".env", tutorial_names=True))
    assert values.keys() == {"EOSCONNECT_HOST", "EOSCONNECT_FINGERPRINT", "HOSTNAME"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access lists instead of modes")
def test_only_its_owner_can_read_it(simulator: Simulator, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        written = simulator.write_env_file(tmp_path / ".env")
    finally:
        os.umask(before)
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_a_file_of_the_users_own_is_left_alone(simulator: Simulator, tmp_path: Path) -> None:
    own = tmp_path / ".env"
    own.write_text("EOSCONNECT_CLIENT_SECRET=of-the-real-machine\n")
    with pytest.raises(ConfigurationError, match="exists already"):
        simulator.write_env_file(own)
    with pytest.raises(ConfigurationError, match="exists already"):
        run(env_file=own)
    assert own.read_text() == "EOSCONNECT_CLIENT_SECRET=of-the-real-machine\n"


def test_an_older_one_and_an_empty_one_are_replaced_and_no_draft_is_left(simulator: Simulator, tmp_path: Path) -> None:
    target = tmp_path / ".env"
    target.touch()
    simulator.write_env_file(target, tutorial_names=True)
    simulator.write_env_file(target)
    assert dotenv_values(target).keys() == OURS
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_does_not_exist_is_a_configuration_error(simulator: Simulator, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot write"):
        simulator.write_env_file(tmp_path / "missing" / ".env")


def test_a_run_writes_it_once_the_machine_answers_and_removes_it_at_the_end(tmp_path: Path) -> None:
    target, stop = tmp_path / ".env", threading.Event()
    seen: list[dict[str, str | None]] = []

    def ready(simulator: Simulator) -> None:
        seen.append(dotenv_values(target))
        assert seen[0] == simulator.env(tutorial_names=True)
        stop.set()

    target.write_text(
        "# Written by the simulated machine of eosconnect; it may overwrite and remove this file.\nOLD=1\n"
    )
    run("EOS M 400-4", env_file=target, tutorial_names=True, ready=ready, until=stop, seed=3)
    assert len(seen) == 1
    assert not target.exists()


def test_a_run_leaves_the_file_of_a_later_one(tmp_path: Path) -> None:
    target, stop = tmp_path / ".env", threading.Event()
    with Simulator() as later:

        def ready(simulator: Simulator) -> None:
            later.write_env_file(target)
            stop.set()

        run(env_file=target, ready=ready, until=stop)
        assert dotenv_values(target) == later.env()
