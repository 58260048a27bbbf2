"""In a terminal: colours, tables that fit, progress that goes away, questions that can be answered or broken off."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from eosconnect.settings.machines_file import MachinesFile
from eosconnect.simulator import Simulator
from tests.cli.conftest import Ran, Run, environment

if sys.platform == "win32":
    pytest.skip("there are no such terminals", allow_module_level=True)

import fcntl
import pty
import struct
import termios

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
CTRL_C = "\x03"


def in_terminal(*arguments: str, width: int = 80, answers: Sequence[tuple[str, str]] = (), **variables: str) -> Ran:
    """Run a command in a terminal; ``answers`` are what to wait for and what to type then."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "eosconnect.cli", *arguments],
        env=environment(TERM="xterm-256color", **variables),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=lambda: become_its_terminal(theirs),
        start_new_session=True,
    )
    os.close(theirs)
    shown, left, end = "", list(answers), time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([ours], [], [], 1)[0]:
            if answers and not left and answers[-1][1] == CTRL_C:
                os.write(ours, CTRL_C.encode())  # it came just before the program listened: a person types it again
            continue
        try:
            shown += os.read(ours, 65536).decode()
        except OSError:
            break  # it has ended
        if left and left[0][0] in shown.split("\x00")[-1]:
            os.write(ours, left.pop(0)[1].encode())
            shown += "\x00"
    os.close(ours)
    code = process.wait(timeout=60)
    return Ran(code, shown.replace("\r\n", "\n").replace("\x00", ""), "")


def become_its_terminal(terminal: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)  # so that Ctrl-C reaches it


def lines_of(ran: Ran) -> list[str]:
    return [line.rsplit("\r", 1)[-1] for line in ESCAPES.sub("", ran.out).splitlines()]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("width", "no_color"), [(80, ""), (120, "1")])
def test_tables_fit_and_keep_the_ids_in_colours_or_none(width: int, no_color: str) -> None:
    ran = in_terminal("jobs", "-n", "5", width=width, **({"NO_COLOR": no_color} if no_color else {}))
    assert ("\x1b[36m" in ran.out) is (not no_color)
    lines = lines_of(ran)
    assert max(len(line.rstrip()) for line in lines) <= width
    assert sum(bool(re.search(r"SI\d+_\d{14}", line)) for line in lines) == 5
    assert any("TOOK" in line for line in lines)
    assert any("MATERIAL" in line for line in lines) == (width > 80)
    assert "--limit 0 shows all" in lines[-1]


def test_a_question_is_answered(simulator: Simulator) -> None:
    ran = in_terminal("trust", simulator.host, "--name", "m", answers=[("[y/N]", "y\n")])
    assert ran.code == 0
    assert MachinesFile.read().settings("m").host == simulator.host


def test_a_question_is_broken_off(simulator: Simulator) -> None:
    ran = in_terminal("trust", simulator.host, "--name", "m", answers=[("[y/N]", CTRL_C)])
    assert ran.code == 130
    assert "Traceback" not in ran.out
    assert MachinesFile.read().entries == {}


def test_a_secret_is_not_shown_while_it_is_typed(run: Run, simulator: Simulator) -> None:
    assert run("trust", simulator.host, "--name", "m", "--yes").code == 0
    answers = [("Client id", f"{simulator.client_id}\n"), ("Client secret", f"{simulator.client_secret}\n")]
    ran = in_terminal("machines", "login", "m", answers=answers)
    assert ran.code == 0, ran.out
    assert simulator.client_id in ran.out
    assert simulator.client_secret not in ran.out
