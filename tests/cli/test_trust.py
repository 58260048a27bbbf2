"""A machine is known by its certificate: fetched, shown, asked about, remembered, and missed when it changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eosconnect import Machine
from eosconnect.cli.certificates import fetch_certificate
from eosconnect.errors import MachineUnreachableError
from eosconnect.settings.machines_file import MachinesFile
from eosconnect.simulator import Simulator
from tests.cli.conftest import Run, entry_of


@pytest.fixture(autouse=True)
def nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobody:
        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            return ""

    monkeypatch.setattr(sys, "stdin", Nobody())


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Somebody sits there and types."""
    lines = list(answers)

    class Somebody:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Somebody())
    monkeypatch.setattr("builtins.input", lambda: lines.pop(0))
    monkeypatch.setattr("getpass.getpass", lambda prompt: lines.pop(0))


def test_the_certificate_is_fetched_without_a_byte_of_http() -> None:
    with Simulator() as machine:
        shown = fetch_certificate(machine.host)
        assert len(machine.requests) == 0
        assert shown.fingerprint == machine.fingerprint.replace(":", "").lower()
        assert shown.self_signed
        assert "127.0.0.1" in shown.names
        assert shown.valid_from < shown.valid_until


def test_it_is_shown_and_remembered_after_a_yes(
    run: Run, simulator: Simulator, machines_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "y")
    ran = run("trust", simulator.host, "--name", "M290-03")
    assert ran.code == 0, ran.err
    for half in (simulator.fingerprint[:47], simulator.fingerprint[48:]):
        assert half in ran.out
    assert "signed by" in ran.out
    assert "[y/N]" in ran.err
    assert str(machines_file) in ran.out
    assert "eosconnect machines login M290-03" in ran.out
    with Machine.named("M290-03") as machine:
        assert machine.supported_versions


def test_no_is_the_usual_answer(
    run: Run, simulator: Simulator, machines_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "")
    ran = run("trust", simulator.host)
    assert ran.code == 1
    assert "nothing was remembered" in ran.err
    assert not machines_file.exists()


def test_with_nobody_to_ask_it_has_to_be_said(run: Run, simulator: Simulator, machines_file: Path) -> None:
    ran = run("trust", simulator.host)
    assert ran.code == 2
    assert "--yes" in ran.err
    assert not machines_file.exists()
    assert run("trust", simulator.host, "--yes").code == 0
    assert run("trust", simulator.host).code == 0  # the same one again is no question


def test_an_expected_fingerprint_decides_without_asking(run: Run, simulator: Simulator, machines_file: Path) -> None:
    ran = run("trust", simulator.host, "--fingerprint", "AB" * 32)
    assert ran.code == 1
    assert "another certificate than the expected one" in ran.err
    assert not machines_file.exists()
    assert run("trust", simulator.host, "--fingerprint", simulator.fingerprint).code == 0


def test_a_changed_certificate_is_told_loudly_and_yes_is_not_enough(
    run: Run, simulator: Simulator, machines_file: Path
) -> None:
    machines_file.write_text("# ours\n" + entry_of(simulator, "m", fingerprint="AB" * 32))
    machines_file.chmod(0o600)
    ran = run("trust", simulator.host, "--yes")
    assert ran.code == 2
    assert "HAS CHANGED" in ran.err
    assert "AB:AB" in ran.err
    assert simulator.fingerprint[:47] in ran.err
    assert "--replace" in ran.err
    ran = run("trust", simulator.host, "--replace")
    assert ran.code == 0
    assert MachinesFile.read().settings("m").fingerprint == simulator.fingerprint.replace(":", "").lower()
    text = machines_file.read_text()
    assert "# ours" in text
    assert simulator.client_secret in text  # only the certificate is new


def test_a_name_is_not_given_to_another_machine(run: Run, simulator: Simulator, machines_file: Path) -> None:
    machines_file.write_text('[machines.m]\nhost = "si1716"\n')
    ran = run("trust", simulator.host, "--name", "m", "--yes")
    assert ran.code == 2
    assert "m is another machine already: si1716" in ran.err


def test_it_can_only_be_shown(run: Run, simulator: Simulator, machines_file: Path) -> None:
    ran = run("trust", simulator.host, "--show", "--json")
    assert ran.code == 0
    assert ran.json["fingerprint"] == simulator.fingerprint.replace(":", "").lower()
    assert ran.json["valid_until"].endswith("Z")
    [row] = run("trust", simulator.host, "--show", "--csv").csv
    assert (row["fingerprint"], row["self_signed"]) == (ran.json["fingerprint"], "true")
    assert not machines_file.exists()


def test_nobody_answers_or_no_tls(run: Run) -> None:
    ran = run("trust", "no-such-machine.invalid")
    assert (ran.code, "is not known" in ran.err) == (1, True)
    with pytest.raises(MachineUnreachableError):
        fetch_certificate("127.0.0.1:1", timeout=2)
    assert run("trust", "http://localhost").code == 2


def test_credentials_are_tried_before_they_are_remembered(
    run: Run, simulator: Simulator, machines_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("trust", simulator.host, "--name", "m", "--yes").code == 0
    answering(monkeypatch, simulator.client_id, "not-the-secret")
    ran = run("machines", "login", "m", "--no-keyring")
    assert ran.code == 1
    assert "client_id" not in machines_file.read_text()
    answering(monkeypatch, simulator.client_id, simulator.client_secret)
    ran = run("machines", "login", "m", "--no-keyring")
    assert ran.code == 0, ran.err
    assert "Warning" in ran.err  # the secret is in the file
    assert simulator.client_secret not in ran.out + ran.err
    assert run("jobs", "-n", 1).code == 0


def test_a_secret_in_the_environment_leaves_only_its_name(
    run: Run, simulator: Simulator, machines_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("M_SECRET", simulator.client_secret)
    assert run("trust", simulator.host, "--name", "m", "--yes").code == 0
    ran = run("machines", "login", "m", "--client-id", simulator.client_id, "--secret-env", "M_SECRET")
    assert ran.code == 0, ran.err
    assert simulator.client_secret not in machines_file.read_text()
    assert run("jobs", "-n", 1).code == 0


@pytest.mark.usefixtures("known")
def test_the_known_machines_are_listed_without_their_secrets(run: Run, simulator: Simulator) -> None:
    for form in ((), ("--json",), ("--csv",)):
        ran = run("machines", *form)
        assert ran.code == 0
        assert "M290-03" in ran.out
        assert simulator.client_id in ran.out
        assert simulator.client_secret not in ran.out
    assert run("machines", "--json").json[0]["secret_in"] == "file"


def test_machines_are_added_removed_and_made_the_default(run: Run, machines_file: Path) -> None:
    assert "No machine is known" in run("machines").out
    assert run("machines", "add", "one", "--host", "SI1716").code == 0
    assert run("machines", "add", "two", "--host", "si1717", "--tz", "Europe/Berlin").code == 0
    assert run("machines", "add", "two", "--host", "si1718").code == 2
    assert run("machines", "add", "three", "--host", "a host").code == 2
    assert run("info").code == 2  # which of the two?
    assert run("machines", "default", "two").code == 0
    assert [row["default"] for row in run("machines", "--csv").csv] == ["false", "true"]
    assert run("machines", "default", "twoo").code == 2
    assert run("machines", "remove", "two", "--yes").code == 0
    assert list(MachinesFile.read().entries) == ["one"]
    assert MachinesFile.read().settings("one").host == "si1716"
