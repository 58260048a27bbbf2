"""One ``Machine`` for many threads: each reads what it would read alone, and who is left when it is closed hears so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from eosconnect import Machine
from eosconnect.errors import ConfigurationError, EosConnectError, MachineUnreachableError
from eosconnect.simulator import Fault, Simulator
from tests.simulated import connection_settings

THREADS = 16

READERS: dict[str, Callable[[Machine, str], Any]] = {
    "a job": lambda machine, job: machine.jobs.get(job),
    "a list of several pages": lambda machine, job: [layer.raw for layer in machine.layers.list(job)],
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


def test_closing_while_others_read_ends_them_with_an_error_that_says_so(own_simulator: Simulator, job: str) -> None:
    own_simulator.faults.clear()
    machine = Machine(**connection_settings(own_simulator), retries=0)
    begun = threading.Semaphore(0)

    def read_on() -> EosConnectError:
        while True:
            try:
                machine.jobs.get(job)
            except EosConnectError as error:
                return error
            begun.release()

    with ThreadPoolExecutor(THREADS) as threads:
        reading = [threads.submit(read_on) for _ in range(THREADS)]
        for _ in range(THREADS):
            assert begun.acquire(timeout=30)
        machine.close()
        errors = [one.result(30) for one in reading]
    assert {type(error) for error in errors} <= {ConfigurationError, MachineUnreachableError}
    assert any("is closed" in str(error) for error in errors)
    with pytest.raises(ConfigurationError, match="is closed"):
        machine.jobs.get(job)


def test_a_bulk_read_leaves_no_thread_behind(own_simulator: Simulator, job: str) -> None:
    own_simulator.faults.add(Fault(operation="get_process_chamber_temperature_values", status=500, times=None))
    before = threading.active_count()
    with Machine(**connection_settings(own_simulator), retries=0) as machine:
        machine.sensors.filter_system.o2_concentration.series(job)
        with pytest.raises(EosConnectError):
            machine.sensors.frame(job, ["processChamber.temperature", "filterSystem.o2Concentration"])
    own_simulator.faults.clear()
    assert threading.active_count() == before
