"""Progress bars take what our methods tell them, and are silent where nobody looks."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eosconnect import Machine, dataset, progress_bar
from eosconnect.errors import ConfigurationError

PROGRAM = """
import eosconnect
bar = eosconnect.progress_bar("Sensors", unit="values")
bar(1, 4)
bar(4, 4)
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Not a fixture: pytest puts its own standard error in place before the test."""
    file = Terminal()
    monkeypatch.setattr(sys, "stderr", file)
    return file


def test_a_bar_is_silent_where_it_is_piped() -> None:
    piped = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert (piped.stdout, piped.stderr) == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_bar_is_seen_in_a_terminal() -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    subprocess.run([sys.executable, "-c", PROGRAM], stderr=theirs, check=True)
    os.close(theirs)
    seen = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "Sensors: 100%" in seen
    assert "4/4" in seen


def test_a_bar_takes_what_series_and_frames_tell(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    sensor = machine.sensors.process_chamber.o2_concentration_top
    series = sensor.series(job, progress=progress_bar("Values"))
    machine.sensors.frame(job, [sensor, "processChamber.temperature"], progress=progress_bar("Sensors"))
    last = [line.split("\r")[-1] for line in terminal.getvalue().splitlines() if line]
    assert any(line.startswith("Values: 100%") and f" {len(series)}/{len(series)} " in line for line in last)
    assert any("2/2" in line for line in last)


def test_a_bar_takes_what_an_export_tells(machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    terminal = a_terminal(monkeypatch)
    job = machine.jobs.latest(result="Failed")
    with progress_bar("Export") as bar:
        result = dataset.export(
            machine, job, tmp_path, tables=["layers", "sensors"], sensors="processChamber.temperature", progress=bar
        )
    assert result.complete
    assert "Export: 100%" in terminal.getvalue().split("\r")[-1]


def test_a_bar_of_work_that_ends_early_ends_with_its_block(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    with progress_bar("Work") as bar:
        bar(1, 3)
    ended = terminal.getvalue()
    assert "1/3" in ended
    assert ended.endswith("\n")
    bar.close()
    assert terminal.getvalue() == ended


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with pytest.raises(ConfigurationError, match=r"eosconnect-sdk\[notebook\]"):
        progress_bar()
