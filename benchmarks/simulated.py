"""What the simulated machine costs: the processor's time for a page of sensor values, and the time until it answers.

The machine runs in a process of its own (``python -m benchmarks.simulated``), which tells what it has used of the
processor: TLS, HTTP and JSON are part of that.
"""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import attrs
import httpx2
import psutil

from benchmarks.report import verdict

__all__ = ["KINDS", "Costs", "measure_costs", "measure_start", "simulated_section"]

ROOT = Path(__file__).parents[1]
MODELS = ("EOS M 290", "EOS M 400-4", "EOS P 500")
NOW = datetime(2026, 11, 2, 15, 30, tzinfo=UTC)
FULL = 5000
MOST_MILLISECONDS = 10.0
MOST_SECONDS = 1.0

FIRST = "the first page, of a series that nobody has asked for yet"
NEXT = "the next page"
AGAIN = "the same page again"
SINCE = "the first page of a time window, of a series that nobody has asked for yet"
DEEP = "a page deep inside, of a series that nobody has asked for yet"  # counts what was recorded before
KINDS = (FIRST, NEXT, AGAIN, SINCE, DEEP)


class SimulatedMachine:
    """A running one, and a client of it."""

    def __init__(self, process: subprocess.Popen[str], client: httpx2.Client, told: dict[str, Any]) -> None:
        self._process = process
        self._client = client
        #: Paths below a job, by data point.
        self.values: dict[str, str] = told["values"]
        #: Identifier and the middle of the longest jobs.
        self.jobs: list[tuple[str, str]] = told["jobs"]

    def page(self, job: str, key: str, **query: Any) -> tuple[int, float]:
        """How many values a page has, and the seconds of the processor that it took."""
        before = self._used()
        answer = self._client.get(self.values[key].replace("{jobId}", job), params={"take": FULL, **query})
        took = self._used() - before
        return len(answer.raise_for_status().json()), took

    def _used(self) -> float:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


@contextmanager
def simulated_machine(model: str) -> Iterator[SimulatedMachine]:
    """A machine that ends with the block."""
    command = [sys.executable, "-m", "benchmarks.simulated", model]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            tls = ssl.create_default_context(cadata=told["ca"])
            with httpx2.Client(base_url=f"{told['url']}/api/v6.1", verify=tls, timeout=60) as client:
                yield SimulatedMachine(process, client, told)
        finally:
            process.kill()


@attrs.define
class Costs:
    """Seconds of the processor for pages of one kind, by data point.

    Attributes:
        full: pages of 5,000 values.
        shorter: those of series that have fewer.
    """

    full: dict[str, list[float]] = attrs.field(factory=dict)
    shorter: dict[str, list[float]] = attrs.field(factory=dict)

    def add(self, key: str, values: int, seconds: float) -> None:
        (self.full if values == FULL else self.shorter).setdefault(key, []).append(seconds)

    def row(self, name: str) -> str:
        """The typical data point and the slowest, full pages first."""
        return f"| {name} | {_typical_and_slowest(self.full)} | {_typical_and_slowest(self.shorter)} |"

    @property
    def slowest(self) -> float:
        """Seconds, of the slowest data point with full pages."""
        return max(map(median, self.full.values()))


def _typical_and_slowest(seconds: dict[str, list[float]]) -> str:
    each = {key: median(own) * 1000 for key, own in seconds.items()}
    if not each:
        return " | "
    slowest = max(each, key=lambda key: each[key])
    return f"{median(each.values()):.1f} | {each[slowest]:.1f} (`{slowest}`)"


def measure_costs(model: str, costs: Mapping[str, Costs], *, jobs: int = 3, sensors: int | None = None) -> None:
    """Ask one machine for pages of each of its data points.

    Args:
        costs: by the kind of page; gets what was measured.
        jobs: how many jobs are asked for each kind.
        sensors: how many data points; all by default.
    """
    with simulated_machine(model) as machine:
        chosen = list(machine.values)[:sensors]
        machine.page(machine.jobs[-1][0], chosen[0])  # loads what the first request of all needs

        def measure(kind: str, job: str, key: str, **query: Any) -> None:
            values, seconds = machine.page(job, key, **query)
            if values:
                costs[kind].add(key, values, seconds)

        for (job, _), (since, middle), (deep, _) in batched_jobs(machine.jobs, jobs):
            for key in chosen:
                measure(FIRST, job, key)
                measure(NEXT, job, key, skip=FULL)
                measure(AGAIN, job, key, skip=FULL)
                measure(SINCE, since, key, **{"from": middle})
                measure(DEEP, deep, key, skip=100 * FULL)


def batched_jobs(jobs: list[tuple[str, str]], number: int) -> Iterator[tuple[tuple[str, str], ...]]:
    """Three jobs at a time, each of which is asked in one way only."""
    return zip(jobs[:number], jobs[number : 2 * number], jobs[2 * number : 3 * number], strict=True)


def measure_start() -> tuple[float, float]:
    """Seconds until ``eosconnect simulate`` answers, and those of the processor: it has written its settings then."""
    with tempfile.TemporaryDirectory(prefix="eosconnect-benchmark-") as folder:
        settings = Path(folder, "machine.env")
        command = [sys.executable, "-m", "eosconnect.cli", "simulate", "--port", "0", "--env-file", str(settings)]
        began = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                while not settings.exists():
                    time.sleep(0.002)
                took = time.perf_counter() - began
                used = psutil.Process(process.pid).cpu_times()
                return took, used.user + used.system
            finally:
                process.terminate()


def simulated_section(rounds: int) -> str:
    """All of it, for the documentation."""
    costs = {kind: Costs() for kind in KINDS}
    for model in MODELS:
        measure_costs(model, costs)
    slowest = max(costs[kind].slowest for kind in KINDS if kind != DEEP) * 1000
    starts, used = zip(*[measure_start() for _ in range(rounds + 1)][1:], strict=True)
    return "\n".join(
        [
            "### The simulated machine",
            "",
            f"Milliseconds of the processor for an answer with at most {FULL:,} sensor values, of all data points of "
            f"{', '.join(MODELS[:-1])} and {MODELS[-1]}, encryption included: the typical data point, and the slowest.",
            "",
            "| | full pages | the slowest | pages of series with fewer values | the slowest |",
            "|---|---:|---:|---:|---:|",
            *(cost.row(name) for name, cost in costs.items()),
            "",
            f"- a full page, but for one deep inside of a series not asked for yet: at most "
            f"{MOST_MILLISECONDS:.0f} ms, also of the slowest: {slowest:.1f} ms, "
            f"{verdict(slowest <= MOST_MILLISECONDS)}",
            f"- `eosconnect simulate` answers within {MOST_SECONDS:.0f} s: {median(starts):.2f} s "
            f"({min(starts):.2f} to {max(starts):.2f}), {median(used):.2f} s of them of the processor: "
            f"{verdict(median(starts) <= MOST_SECONDS)}",
            "",
        ]
    )


def main() -> None:
    """Run a machine of the model in the first argument, and tell the processor's time for each line that comes in."""
    from eosconnect.decisions.data_points import DATA_POINTS
    from eosconnect.decisions.operations import OPERATIONS
    from eosconnect.simulator import Simulator
    from eosconnect.simulator.world import DATA_POINTS as RECORDED
    from eosconnect.simulator.world.ticks import text

    with Simulator(sys.argv[1], now=NOW, speed=0, auth=False) as simulator:
        world = simulator.world
        jobs = sorted((job for job in world.jobs if job.readable), key=lambda job: job.start - job.end)
        paths = {}
        for point in RECORDED.values():
            values = DATA_POINTS[point.key].values
            if values is not None and point.is_on(world.profile) and point.kind in ("sampled", "layer"):
                paths[point.key] = OPERATIONS[values].path.replace(f"{{{point.numbered}}}", "1")
        told = {
            "url": simulator.url,
            "ca": simulator.ca,
            "values": paths,
            "jobs": [(job.id, text((job.start + min(job.end, world.ticks())) // 2)) for job in jobs],
        }
        print(json.dumps(told), flush=True)
        for _ in sys.stdin:
            print(time.process_time(), flush=True)


if __name__ == "__main__":
    main()
