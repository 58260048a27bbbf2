"""The machine of a soak, a process of its own: what grows in it is not counted as the client's.

It prints one line of JSON when it answers, and another one with what has happened when its standard input says so.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from eosconnect.simulator import Simulator
from eosconnect.simulator.world.ticks import from_datetime
from tests.dataset.comparing import Rows, truth
from tests.simulated import connection_settings
from tests.soak.disturbing import Disturber
from tests.soak.plan import Plan
from tests.watching.truth import Fact, facts

__all__ = ["History", "SoakedMachine", "running"]


class Clock:
    """Runs fast from :meth:`start` on, and stands still before and after."""

    def __init__(self, plan: Plan) -> None:
        # It is never ahead of this computer's clock, as a machine's clock may be wrong, but not by weeks.
        self.begin = (datetime.now(UTC) - plan.simulated - timedelta(days=1)).replace(microsecond=0)
        self._speed = plan.speed
        self._started: float | None = None
        self._stopped: datetime | None = None

    def __call__(self) -> datetime:
        if self._stopped is not None:
            return self._stopped
        if self._started is None:
            return self.begin
        return self.begin + timedelta(seconds=(time.monotonic() - self._started) * self._speed)

    def start(self) -> None:
        self._started = time.monotonic()

    def stop(self) -> None:
        self._stopped = self()


def main() -> None:
    """Arguments: the plan as JSON, and the folder for the true rows."""
    plan = Plan(**json.loads(sys.argv[1]))
    folder = Path(sys.argv[2])
    clock = Clock(plan)
    with Simulator(plan.model, seed=plan.seed, now=clock, token_lifetime=plan.token_lifetime) as simulator:
        disturber = Disturber(simulator, seed=plan.seed, rate=plan.disturbances)
        tell(settings=connection_settings(simulator))
        sys.stdin.readline()
        clock.start()
        disturber.start()
        sys.stdin.readline()
        disturber.end()
        clock.stop()
        tell(
            facts=[(time.isoformat(), kind, about) for time, kind, about in facts(simulator, clock.begin)],
            jobs=write_rows(simulator, clock.begin, plan.sensors, folder),
            disturbances=disturber.counts,
            requests=disturber.requests,
        )
        sys.stdin.readline()


def write_rows(simulator: Simulator, since: datetime, sensors: Iterable[str], folder: Path) -> list[str]:
    """The true rows of every job that ran after ``since``, a file for each; returns the jobs."""
    jobs = [job.id for job in simulator.world.jobs if job.end > from_datetime(since)]
    for job in jobs:
        columns = {f"{key}/{name}": column for key in sensors for name, column in columns_of(simulator, job, key)}
        np.savez(folder / f"{job}.npz", **columns)
    return jobs


def columns_of(simulator: Simulator, job: str, key: str) -> Iterable[tuple[str, Any]]:
    return attrs.asdict(truth(simulator, job, key), recurse=False).items()


def tell(**message: Any) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


class SoakedMachine:
    """The running process.

    Attributes:
        settings: for a ``Machine``.
    """

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._folder = folder
        self.settings: dict[str, str] = self._heard()["settings"]

    def start(self) -> None:
        """Time begins to pass, and trouble to happen."""
        self._say()

    def stop(self) -> History:
        """Time stands still, and nothing goes wrong any more."""
        self._say()
        return History(folder=self._folder, **self._heard())

    def _say(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        heard: dict[str, Any] = json.loads(self._process.stdout.readline())
        return heard


@attrs.frozen(kw_only=True)
class History:
    """What has really happened.

    Attributes:
        facts: since time began to pass.
        jobs: that ran in that time.
        disturbances: how often what went wrong.
        requests: that arrived.
    """

    facts: list[Fact] = attrs.field(
        converter=lambda told: [(datetime.fromisoformat(time), kind, hashable(about)) for time, kind, about in told]
    )
    jobs: list[str]
    disturbances: dict[str, int]
    requests: int
    folder: Path

    def rows(self, job: str, key: str) -> Rows:
        """All values of a sensor."""
        with np.load(self.folder / f"{job}.npz") as columns:
            return Rows(**{field.name: columns[f"{key}/{field.name}"] for field in attrs.fields(Rows)})


def hashable(about: Any) -> Any:
    return tuple(about) if isinstance(about, list) else about


@contextmanager
def running(plan: Plan, folder: Path) -> Iterator[SoakedMachine]:
    """A machine for one soak; it ends with the block."""
    arguments = [json.dumps(attrs.asdict(plan)), str(folder)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.soak.machine", *arguments],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield SoakedMachine(process, folder)
        finally:
            process.kill()


if __name__ == "__main__":
    main()
