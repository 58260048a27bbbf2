"""One ``Machine`` for many threads: each reads what it would read alone, and who is left when it is closed hears so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from eosconnect import Machine
from eosconnect.errors import ConfigurationError, EosConnectError
from eosconnect.simulator import Fault, Simulator
from tests.simulated import connection_settings

THREADS = 8

READERS: dict[str, Callable[[Machine, str], Any]] = {
    "a job": lambda machine, job: machine.jobs.get(job),
    "a list of several pages": lambda machine, job: [
        layer.raw for layer in machine.layers.list(job).options(page_size=400)
    ],
    "columns": lambda machine, job: machine.sensors.process_chamber.temperature.series(job).values.tolist(),
    "several sensors": lambda machine, job: machine.sensors.frame(
        job, ["processChamber.temperature", "filterSystem.o2Concentration"]
    ).to_dict(),
}


def test_each_reads_what_it_would_read_alone(own_simulator: Simulator, job: str, tmp_path: Path) -> None:
    with Machine(**connection_settings(own_simulator)) as alone:
        expected = {name: read(alone, job) for name, read in READERS.items()}
        report = alone.tasks.download_configuration(tmp_path / "alone").read_bytes()
    tokens = len(own_simulator.requests.of("request_token"))
    names = list(READERS)
    together = threading.Barrier(THREADS)
    with Machine(**connection_settings(own_simulator)) as machine:

        def read(number: int) -> dict[str, Any]:
            together.wait(30)
            mine = {
                name: READERS[name](machine, job)
                for name in names[number % len(names) :] + names[: number % len(names)]
            }
            assert machine.tasks.download_configuration(tmp_path / f"{number}").read_bytes() == report
            return mine

        with ThreadPoolExecutor(THREADS) as threads:
            for mine in threads.map(read, range(THREADS)):
                assert mine == expected
    assert len(own_simulator.requests.of("request_token")) == tokens + 1


@pytest.mark.parametrize("latency", [0.0, 60.0], ids=["in full swing", "waiting for an answer"])
def test_closing_while_others_read_ends_them_with_an_error_that_says_so(
    own_simulator: Simulator, job: str, latency: float
) -> None:
    own_simulator.faults.clear()
    own_simulator.requests.clear()
    places = 4
    machine = Machine(**connection_settings(own_simulator), api_version="6.1", max_concurrency=places)
    machine.jobs.get(job)
    own_simulator.faults.add(Fault(operation="get_job", latency=latency, times=None))

    def read_on() -> EosConnectError:
        while True:
            try:
                machine.jobs.get(job)
            except EosConnectError as error:
                return error

    with ThreadPoolExecutor(THREADS) as threads:
        reading = [threads.submit(read_on) for _ in range(THREADS)]
        while len(own_simulator.requests.of("get_job")) < 1 + places:
            time.sleep(0.01)
        machine.close()
        errors = [one.result(20) for one in reading]
    own_simulator.faults.clear()
    assert {type(error) for error in errors} == {ConfigurationError}
    assert all("is closed" in str(error) for error in errors)


def test_a_bulk_read_leaves_no_thread_behind(own_simulator: Simulator, job: str) -> None:
    own_simulator.faults.add(Fault(operation="get_process_chamber_temperature_values", status=500, times=None))
    before = threading.active_count()
    with Machine(**connection_settings(own_simulator), retries=0) as machine:
        machine.sensors.filter_system.o2_concentration.series(job)
        with pytest.raises(EosConnectError):
            machine.sensors.frame(job, ["processChamber.temperature", "filterSystem.o2Concentration"])
    own_simulator.faults.clear()
    assert threading.active_count() == before
