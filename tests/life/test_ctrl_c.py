"""Ctrl-C ends a bulk read at once, whatever it waits for: a real signal to a real process."""

from __future__ import annotations

import json
import signal
import sys
import time

import pytest

from eosconnect.simulator import Fault, Simulator
from tests.life.program import running
from tests.simulated import connection_settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process of its own group is needed to send Ctrl-C")

#: What would be waited for.
LONG = 60.0
#: Generous, because the computer may be busy with other tests; measured: less than a tenth of a second.
AT_ONCE = 10.0

#: Reads in bulk again and again, and tells how long it took to end after each signal.
PROGRAM = """
    import json, signal, sys, threading, time
    from eosconnect import Machine

    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings, job = json.loads(sys.stdin.readline())
    with Machine(**settings) as machine:
        for what in sys.stdin:
            print("reading", flush=True)
            try:
                if what == "series\\n":
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


def test_wherever_a_bulk_read_waits(own_simulator: Simulator, job: str) -> None:
    settings = {**connection_settings(own_simulator), "api_version": "6.1", "timeout": LONG, "max_concurrency": 2}
    with running(PROGRAM, {}) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([settings, job]) + "\n")
        for waits_for, fault in WAITS.items():
            for what in ("series", "frame"):
                own_simulator.revoke_tokens()
                own_simulator.requests.clear()
                own_simulator.faults.add(fault)
                process.stdin.write(what + "\n")
                process.stdin.flush()
                assert process.stdout.readline() == "reading\n", process.stderr.read()
                until_asked(own_simulator, str(fault.operation))
                pressed = time.time()
                process.send_signal(signal.SIGINT)
                line = process.stdout.readline()
                assert line, process.stderr.read()
                ended = json.loads(line)
                assert ended["at"] - pressed < AT_ONCE, f"{what}, waiting for {waits_for}"
                assert ended["left"] == [], f"{what}, waiting for {waits_for}"
                own_simulator.faults.clear()
        process.stdin.close()
        assert process.wait(30) == 0


def until_asked(simulator: Simulator, operation: str) -> None:
    give_up = time.monotonic() + 30
    while not simulator.requests.of(operation):
        assert time.monotonic() < give_up
        time.sleep(0.01)
