"""Ctrl-C ends a read at once, whatever it waits for: a real signal to a real process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from eosconnect.simulator import Fault, Simulator
from tests.life.program import running
from tests.simulated import connection_settings
from tests.transport.gate import Gate

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process of its own group is needed to send Ctrl-C")

Reader = subprocess.Popen[str]

#: What would be waited for.
LONG = 60.0
#: Generous, because the computer may be busy with other tests; measured: less than a tenth of a second.
AT_ONCE = 10.0

#: Reads again and again, and tells how long it took to end after each signal.
PROGRAM = """
    import json, signal, sys, threading, time
    from eosconnect import Machine
    from eosconnect.settings import Timeouts

    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings, seconds, job = json.loads(sys.stdin.readline())
    settings["timeout"] = Timeouts(connect=seconds, read=seconds, pool=seconds, total=2 * seconds)
    for line in sys.stdin:
        what, host = line.split()
        with Machine(**{**settings, "host": host}) as machine:
            print("reading", flush=True)
            try:
                if what == "one":
                    machine.jobs.get(job)
                elif what == "series":
                    machine.sensors.recoater.axis_torque.series(job)
                else:
                    machine.sensors.frame(job, ["recoater.axisTorque", "processChamber.temperature"])
            except KeyboardInterrupt:
                left = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
                print(json.dumps({"at": time.time(), "left": left}), flush=True)
"""

WAITS = {
    "the head of an answer": Fault(operation="get_recoater_axis_torque_values", latency=LONG, times=None),
    "a token": Fault(operation="request_token", latency=LONG, times=None),
    "another attempt": Fault(operation="get_recoater_axis_torque_values", status=503, retry_after=LONG / 2, times=None),
}


@pytest.mark.parametrize("waits_for", WAITS)
def test_wherever_a_bulk_read_waits(reader: Reader, own_simulator: Simulator, waits_for: str) -> None:
    fault = WAITS[waits_for]
    for what in ("series", "frame"):
        own_simulator.requests.clear()
        own_simulator.faults.add(fault)
        interrupt(reader, what, own_simulator.host, partial(until_asked, own_simulator, str(fault.operation)))
        own_simulator.faults.clear()


@pytest.mark.skipif(sys.platform != "linux", reason="fills the queue of a socket the way Linux counts it")
@pytest.mark.parametrize("takes", [False, True], ids=["reaching it", "shaking hands"])
def test_while_a_connection_is_being_made(reader: Reader, own_simulator: Simulator, takes: bool) -> None:
    with Gate(int(own_simulator.host.rpartition(":")[2]), takes=takes) as gate:
        for what in ("one", "series", "frame"):
            gate.arrived.clear()
            interrupt(reader, what, f"localhost:{gate.port}", partial(gate.wait_for_somebody, reader.pid))


@pytest.fixture(scope="module")
def reader(own_simulator: Simulator, job: str) -> Iterator[Reader]:
    """The program above; in the end it has closed every socket that it opened."""
    settings = {**connection_settings(own_simulator), "api_version": "6.1", "max_concurrency": 2}
    with running(PROGRAM, {}, "-W", "default::ResourceWarning") as process:
        assert process.stdin is not None
        process.stdin.write(json.dumps([settings, LONG, job]) + "\n")
        yield process
        process.stdin.close()
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def interrupt(process: Reader, what: str, host: str, wait: Callable[[], object]) -> None:
    """Have the program read, press Ctrl-C after ``wait``, and see the read end at once."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(f"{what} {host}\n")
    process.stdin.flush()
    assert process.stdout.readline() == "reading\n", process.stderr.read()
    wait()
    pressed = time.time()
    process.send_signal(signal.SIGINT)
    line = process.stdout.readline()
    assert line, process.stderr.read()
    ended = json.loads(line)
    assert ended["at"] - pressed < AT_ONCE, what
    assert ended["left"] == [], what


def until_asked(simulator: Simulator, operation: str) -> None:
    give_up = time.monotonic() + 30
    while not simulator.requests.of(operation):
        assert time.monotonic() < give_up
        time.sleep(0.01)
