"""A run ends by a signal in good order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from eosconnect.simulator.server.serving import run
run(env_file=sys.argv[1], ready=lambda simulator: print("ready", flush=True))
print("ended", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals to a single process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_its_settings_file(tmp_path: Path, number: signal.Signals) -> None:
    target = tmp_path / "simulated.env"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(target)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        assert target.exists()
        running.send_signal(number)
        output, errors = running.communicate(timeout=60)
    assert (output, errors, running.returncode) == ("ended\n", "", 0)
    assert not target.exists()
