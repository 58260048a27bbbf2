"""No phoning home: whatever is done with a machine, nobody but the machine is asked anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from eosconnect.simulator import Simulator
from tests.simulated import NOW, connection_settings

#: Tells every name that is looked up and every address that something is sent to, while it uses the SDK at large.
PROGRAM = """
import asyncio, contextlib, json, sys

contacts = set()

def watch(event, arguments):
    if event == "socket.connect":
        contacts.add(str(arguments[1]))
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        contacts.add(str(arguments[0]))
    elif event in ("subprocess.Popen", "os.system", "os.posix_spawn"):
        contacts.add(f"program {arguments[0]}")
    elif event == "socket.sendto":
        contacts.add(str(arguments[1]))

sys.addaudithook(watch)

from eosconnect import AsyncMachine, Machine, dataset

settings = json.loads(sys.argv[1])
with Machine(**settings) as machine:
    job = machine.jobs.latest(result="Successful")
    machine.info.brand(), machine.state.current(), machine.layers.list(job).first()
    machine.user_messages.list(job=job).to_pandas()
    machine.sensors.process_chamber.temperature.series(job).to_pandas()
    machine.sensors.frame(job, ["processChamber.temperature", "filterSystem.o2Concentration"])
    machine.tasks.download_configuration("configuration/")
    machine.images.download(job, "images", types="PowderBedAfterExposure", last=3)
    dataset.export(machine, job, "builds", tables=("jobs", "sensors"), sensors="filterSystem.o2Concentration")
    with machine.watch(state_file="watch.db") as events:
        next(events)
    with contextlib.suppress(Exception):
        machine.request("GET", "/unheard/of")

async def asynchronously():
    async with AsyncMachine(**settings) as machine:
        await machine.jobs.list().to_list()

asyncio.run(asynchronously())

from eosconnect.cli import main
sys.argv = ["eosconnect", "jobs"]
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(contacts)))
"""


def test_nobody_but_the_machine_is_contacted(tmp_path: Path) -> None:
    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as simulator:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, json.dumps(connection_settings(simulator))],
            env={**os.environ, **simulator.env(), "EOSCONNECT_CONFIG_DIR": str(tmp_path)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        address, port = simulator.host.split(":")
    assert done.returncode == 0, done.stderr
    contacts = set(json.loads(done.stdout.splitlines()[-1]))
    assert contacts == {address, f"('{address}', {port})"}
