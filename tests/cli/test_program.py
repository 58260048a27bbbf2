"""The program as it is started: quick, silent in pipes, UTF-8 or less, interruptible, with completion for shells."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eosconnect.simulator import Fault, Simulator
from tests.cli.conftest import ROOT, Run, as_program, entry_of, environment

HEAVY = (
    "pandas",
    "matplotlib",
    "numpy",
    "httpx2",
    "authlib",
    "cryptography",
    "uniplot",
    "tomlkit",
    "starlette",
    "msgspec",
)


def started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "eosconnect.cli", *arguments]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_commands_load_nothing_heavy() -> None:
    assert set(HEAVY).isdisjoint(loaded_by("program()"))


def test_a_command_loads_none_of_the_others() -> None:
    loaded = loaded_by("program('simulate')")
    assert "eosconnect.cli.unconnected" in loaded
    assert loaded.isdisjoint({"eosconnect.cli.jobs", "eosconnect.cli.watch", "eosconnect.cli.compare"})


def loaded_by(call: str) -> set[str]:
    """The modules that are loaded when the command line is ready."""
    program = f"import sys; from eosconnect.cli.commands import program; {call}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], env=environment(), check=True, capture_output=True, text=True)
    return set(ran.stdout.split())


@pytest.mark.usefixtures("known")
def test_a_pipe_gets_the_answer_and_nothing_else(run_program: Run) -> None:
    ran = as_program("jobs", "-n", 2, "--csv")
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert len(ran.csv) == 2
    ran = run_program("job", "failed")
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out


def test_errors_go_to_stderr_with_their_code(run_program: Run) -> None:
    ran = run_program("info")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: ")
    assert "Traceback" not in ran.err


@pytest.mark.usefixtures("known")
def test_a_program_on_a_console_without_unicode_says_what_it_can() -> None:
    ran = as_program("job", "failed", encoding="cp1252", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert ran.code == 0, ran.err
    assert ran.out.strip()
    assert "?" not in ran.out


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("encoding", "command"),
    [
        ("cp1252", ("values", "failed", "o2ConcentrationTop", "--chart")),
        ("cp437", ("job", "failed")),
        ("ascii", ("--help",)),
        ("ascii", ("jobs",)),
    ],
)
def test_a_console_without_unicode_gets_what_it_can_print(
    run_program: Run, encoding: str, command: tuple[str, ...]
) -> None:
    ran = run_program(*command, encoding=encoding, PYTHONIOENCODING=encoding)
    assert ran.code == 0, ran.err
    assert ran.out.strip()
    assert "?" not in ran.out


@pytest.mark.usefixtures("known")
def test_json_loses_nothing_on_any_console(run_program: Run) -> None:
    ran = run_program("sensors", "--json", encoding="ascii", PYTHONIOENCODING="ascii")
    assert "°C" in {sensor["unit"] for sensor in ran.json}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_ctrl_c_ends_with_130_and_without_a_word(machines_file: Path) -> None:
    with Simulator(faults=[Fault(operation="list_jobs", latency=120, times=None)]) as slow:
        machines_file.write_text(entry_of(slow, "m"))
        machines_file.chmod(0o600)
        process = started("jobs")
        while not slow.requests.of("request_token"):  # then it is about to wait for the jobs
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert (*process.communicate(timeout=60), process.returncode) == ("", "", 130)


@pytest.mark.usefixtures("known")
@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_is_no_error() -> None:
    process = started("values", "failed", "processChamber.temperature", "--csv")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("machine,")
    process.stdout.close()
    assert process.wait(timeout=30) == 141
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("eosconnect jo", {"job", "jobs"}),
        ("eosconnect jobs --res", {"--result"}),
        ("eosconnect jobs --result F", {"Failed"}),
        ("eosconnect info -m M", {"M290-03"}),
        ("eosconnect values latest processChamber.t", {"processChamber.temperature"}),
        ("eosconnect machines lo", {"login"}),
    ],
)
def test_shells_complete(run_program: Run, words: str, expected: set[str]) -> None:
    ran = run_program(COMP_WORDS=words, COMP_CWORD=str(words.count(" ")), _EOSCONNECT_COMPLETE="complete_bash")
    assert set(ran.out.split()) == expected


def test_every_command_has_help_and_nothing_is_printed_twice() -> None:
    from typer.main import get_command

    from eosconnect.cli.commands import program

    command = get_command(program())
    names = set(command.commands)  # type: ignore[attr-defined]  # it is a group
    assert names >= {"trust", "machines", "info", "versions", "state", "jobs", "job", "layers", "messages", "images"}
    assert names >= {"reports", "sensors", "values", "tasks", "licenses", "simulate", "demo"}
    for name, entry in command.commands.items():  # type: ignore[attr-defined]
        assert entry.help, name


def test_the_version(run_program: Run) -> None:
    assert re.fullmatch(r"eosconnect-sdk \d+\.\d+\S*", run_program("--version").out.strip())


def test_the_demo_runs_and_saves_its_plot(run_program: Run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    ran = run_program("demo", "--output", tmp_path / "demo")
    assert ran.code == 0, ran.err
    assert (tmp_path / "demo" / "processChamber.o2ConcentrationTop.png").stat().st_size > 10_000
    assert ran.out.splitlines()[-1].endswith(".png")


def test_simulate_writes_its_settings_and_takes_them_away(run_program: Run, tmp_path: Path) -> None:
    file = tmp_path / "sim.env"
    process = started("simulate", "--port", "0", "--env-file", str(file))
    try:
        assert process.stdout is not None
        while "Ctrl-C" not in (line := process.stdout.readline()):
            assert process.poll() is None, line
        ran = run_program("jobs", "-n", 1, "--json", "--env-file", file)
        assert ran.code == 0, ran.err
    finally:
        process.terminate()
        process.communicate(timeout=20)
    if os.name == "posix":
        assert not file.exists()


def test_the_script_is_the_same_entry_point() -> None:
    assert 'eosconnect = "eosconnect.cli:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
