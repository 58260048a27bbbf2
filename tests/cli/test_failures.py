"""Every failure is a sentence, the next step and a stable exit code: never a traceback, never a secret."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from eosconnect.simulator import Fault, Simulator
from tests.cli.conftest import Ran, Run, entry_of

FAILED, WRONG_USE, NOT_THERE = 1, 2, 3


def told(ran: Ran, code: int, *words: str) -> None:
    assert ran.code == code, ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""
    for word in words:
        assert word in " ".join(ran.err.split()), ran.err


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as taken:  # bound but not listening: nobody answers, and nobody else gets it
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


# The machine


def test_no_machine_is_named(run: Run) -> None:
    told(run("info"), WRONG_USE, "which machine is meant?", "eosconnect trust HOST", "--host", "EOSCONNECT_HOST")


def test_a_host_that_nobody_knows(run: Run) -> None:
    ran = run("info", "--host", "no-such-machine.invalid", "--timeout", 1)
    told(ran, FAILED, "no-such-machine.invalid", "is the machine switched on")


def test_a_machine_that_is_off(run: Run, closed_port: int) -> None:
    ran = run("info", "--host", f"127.0.0.1:{closed_port}", "--timeout", 1)
    told(ran, FAILED, "the connection was refused", "check host and port")


def test_a_certificate_that_nobody_trusts(run: Run, simulator: Simulator) -> None:
    ran = run("info", "--host", simulator.host)
    told(ran, FAILED, "self-signed", f"eosconnect trust {simulator.host}")


def test_a_certificate_that_has_changed(run: Run, simulator: Simulator, machines_file: Path) -> None:
    pin = ":".join(["AB"] * 32)
    machines_file.write_text(entry_of(simulator, "m", fingerprint=pin, client_id="", client_secret=""))
    ran = run("info")
    told(ran, FAILED, "another certificate than the pinned one", f"eosconnect trust {simulator.host} --name m")
    assert all(len(line) < 80 for line in ran.err.splitlines() if "AB:AB" in line)


def test_a_wrong_secret(run: Run, simulator: Simulator, machines_file: Path) -> None:
    machines_file.write_text(entry_of(simulator, "m", client_secret="not-the-secret"))
    machines_file.chmod(0o600)
    ran = run("jobs")
    told(ran, FAILED, "does not know these credentials", "eosconnect machines login m")
    assert "not-the-secret" not in ran.err


def test_no_credentials(run: Run, simulator: Simulator, machines_file: Path) -> None:
    machines_file.write_text(entry_of(simulator, "m", client_id="", client_secret=""))
    told(run("jobs"), FAILED, "there are no credentials", "eosconnect machines login m")


def test_a_machine_that_fails(run: Run, machines_file: Path) -> None:
    with Simulator(faults=[Fault(operation="list_jobs", status=500, times=None)]) as broken:
        machines_file.write_text(entry_of(broken, "m"))
        machines_file.chmod(0o600)
        told(run("jobs", "--timeout", 1), FAILED, "status 500", "GET /api/v6.1/jobs")


def test_a_host_that_is_no_such_machine(run: Run, machines_file: Path) -> None:
    with Simulator(faults=[Fault(operation="list_supported_versions", status=404, times=None)]) as other:
        machines_file.write_text(entry_of(other, "m"))
        machines_file.chmod(0o600)
        told(run("info"), FAILED, "not as EOSCONNECT Core does", "check the host")


@pytest.mark.usefixtures("known")
def test_a_machine_of_another_name(run: Run) -> None:
    told(run("info", "-m", "m290-3"), WRONG_USE, "did you mean M290-03?", "M290-03")


# What was asked for


@pytest.mark.usefixtures("known")
class TestMistyped:
    def test_a_job_id(self, run: Run) -> None:
        right = run("jobs", "-n", 1, "--json").json[0]["id"]
        wrong = right[:-1] + ("1" if right[-1] == "0" else "0")
        told(run("job", wrong), NOT_THERE, "no such job", f"did you mean {right}", "eosconnect jobs")
        told(run("layers", wrong), NOT_THERE, f"did you mean {right}")
        told(run("values", wrong, "o2ConcentrationTop"), NOT_THERE, f"did you mean {right}")

    def test_an_empty_job_id(self, run: Run) -> None:
        told(run("job", ""), WRONG_USE, "job's id is empty")

    def test_a_sensor(self, run: Run) -> None:
        told(run("values", "latest", "o2ConcentrationTp"), WRONG_USE, "did you mean processChamber.o2ConcentrationTop")

    def test_a_sensor_of_which_there_are_several(self, run: Run) -> None:
        told(run("values", "latest", "pressureDifferential"), WRONG_USE, "filterSystem.turbine.pressureDifferential")

    def test_a_sensor_that_this_model_lacks(self, run: Run) -> None:
        told(run("values", "latest", "rollSpeedLeft"), NOT_THERE, "EOS M 290 has no data point", "EOS P 500")

    def test_a_sensor_without_history(self, run: Run) -> None:
        told(run("values", "latest", "ipc.memory.total"), WRONG_USE, "not recorded", "--current")

    def test_a_laser_that_is_not_there(self, run: Run) -> None:
        told(run("values", "latest", "exposure.laser[7].temperature"), NOT_THERE, "status 404")
        told(run("values", "latest", "exposure.laser[x].temperature"), WRONG_USE, "counted from 1")

    def test_a_result_a_severity_a_language_a_type_of_image(self, run: Run) -> None:
        told(run("jobs", "--result", "faild"), WRONG_USE, "did you mean Failed?")
        told(run("messages", "--severity", "eror"), WRONG_USE, "did you mean Error?")
        told(run("messages", "--language", "es"), WRONG_USE, "one of en, de, fr, it")
        told(run("images", "latest", "-t", "PowderBedAftrExposure"), WRONG_USE, "did you mean PowderBedAfterExposure?")
        told(run("sensors", "--model", "EOS M 209"), WRONG_USE, "did you mean EOS M 290?")

    def test_a_time(self, run: Run) -> None:
        told(run("jobs", "--after", "01/02/2026"), WRONG_USE, "2026-02-01 (1 February) or 2026-01-02 (2 January)")
        told(run("jobs", "--after", "tomorow"), WRONG_USE, "'tomorow' is not a time", "2 days ago")

    def test_a_task(self, run: Run) -> None:
        right = run("tasks", "--json").json[0]["name"]
        told(run("tasks", "delete", right[:-1], "--yes"), NOT_THERE, f"did you mean {right}")

    def test_a_command_and_an_option(self, run: Run) -> None:
        ran = run("jobz")
        assert ran.code == WRONG_USE
        assert "Did you mean" in ran.err
        assert "'jobs'" in ran.err
        ran = run("jobs", "--resutl", "failed")
        assert ran.code == WRONG_USE
        assert "--result" in ran.err

    def test_forms_that_exclude_each_other(self, run: Run) -> None:
        told(run("jobs", "--json", "--csv"), WRONG_USE, "exclude each other")
        told(run("info", "-m", "M290-03", "--host", "si1716"), WRONG_USE, "leave one of them out")


@pytest.mark.usefixtures("known")
def test_words_stand_for_jobs(run: Run) -> None:
    newest = run("jobs", "--json").json[0]["id"]
    assert run("job", "latest", "--json").json["job"]["id"] == newest
    assert run("job", "failed", "--json").json["job"]["result"] == "Failed"
    assert run("job", "successful", "--json").json["job"]["result"] == "Successful"


def test_a_job_that_is_not_running_is_not_there(run: Run, machines_file: Path) -> None:
    with Simulator(seed=1) as machine:
        while machine.world.jobs and any(job["result"] == "Pending" for job in listed(run, machine, machines_file)):
            machine.advance(3600 * 6)
        told(run("job", "current"), NOT_THERE, "no job is running", "eosconnect jobs")


def listed(run: Run, machine: Simulator, machines_file: Path) -> list[dict[str, str]]:
    machines_file.write_text(entry_of(machine, "m"))
    machines_file.chmod(0o600)
    rows: list[dict[str, str]] = run("jobs", "--json").json
    return rows


@pytest.mark.usefixtures("known")
def test_changes_are_asked_about_and_nobody_is_there_to_answer(run: Run) -> None:
    task = run("tasks", "--json").json[0]["name"]
    told(run("tasks", "delete", task), WRONG_USE, "nobody to ask", "--yes")
    assert task in run("tasks").out


@pytest.mark.usefixtures("known")
def test_what_nobody_has_thought_of_is_a_sentence_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr("eosconnect.cli.jobs.columns", broken)
    told(run("jobs"), FAILED, "this should not have happened: KeyError", "--verbose")
    with pytest.raises(KeyError):  # with the traceback, to be reported
        run("jobs", "--verbose")


def test_a_folder_that_cannot_be_made_is_told_by_the_demo(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    (tmp_path / "file").write_text("")
    ran = run("demo", "--output", "file")
    assert ran.code == FAILED
    assert "a part of the path is a file" in " ".join(ran.err.split())


@pytest.mark.usefixtures("known")
def test_an_answer_that_nobody_can_give_names_the_option(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.WinCmRaU").write_text("")
    told(run("licenses", "update", "new.WinCmRaU"), WRONG_USE, "nobody to ask", "pass --yes; or run it in a terminal")
    told(run("licenses", "update", "none.WinCmRaU"), WRONG_USE, "there is no file")
    told(run("layers", "latest", "--first", 9, "--last", 3), WRONG_USE, "no range")


# Which machine


def test_the_environment_names_a_machine(run: Run, simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in simulator.env().items():
        monkeypatch.setenv(name, value)
    assert run("jobs", "-n", 1, "--json").code == 0


def test_an_env_file_names_a_machine(run: Run, simulator: Simulator, tmp_path: Path) -> None:
    simulator.write_env_file(tmp_path / "sim.env")
    assert run("jobs", "-n", 1, "--env-file", tmp_path / "sim.env").code == 0
    told(run("jobs", "--env-file", tmp_path / "other.env"), WRONG_USE, "there is no file")


@pytest.mark.usefixtures("known")
def test_a_host_that_is_known_brings_its_fingerprint_and_secret(run: Run, simulator: Simulator) -> None:
    assert run("jobs", "-n", 1, "--host", simulator.host).code == 0


def test_credentials_of_one_machine_never_go_to_another(
    run: Run, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EOSCONNECT_HOST", "si1716")
    monkeypatch.setenv("EOSCONNECT_CLIENT_ID", simulator.client_id)
    monkeypatch.setenv("EOSCONNECT_CLIENT_SECRET", simulator.client_secret)
    before = len(simulator.requests)
    ran = run("jobs", "--host", simulator.host, "--fingerprint", simulator.fingerprint)
    told(ran, FAILED, "there are no credentials")
    assert all("token" not in request.path for request in list(simulator.requests)[before:])


@pytest.mark.usefixtures("known")
def test_options_before_a_subcommand_are_not_forgotten(run: Run) -> None:
    told(run("tasks", "-m", "nobody", "configuration"), WRONG_USE, "no machine is named 'nobody'")
    assert run("tasks", "--json", "configuration", "-o", "c.eoscnx").json["files"]


@pytest.mark.usefixtures("known")
def test_verbose_tells_requests_without_secrets(run: Run, simulator: Simulator) -> None:
    ran = run("jobs", "-n", 1, "--verbose")
    assert "GET /jobs" in ran.err
    assert simulator.client_secret not in ran.err
