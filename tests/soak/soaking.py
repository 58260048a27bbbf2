"""A watcher and a dataset export side by side, through one ``Machine``, for as long as a plan says."""

from __future__ import annotations

import gc
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import attrs
import numpy as np
from pyarrow import compute

from eosconnect import Machine, dataset
from eosconnect.errors import EosConnectError, LocalFileError
from eosconnect.watching import ConnectionLost, Event, Pace
from tests.dataset.comparing import Rows, exported
from tests.soak.machine import History, hashable, running
from tests.soak.measuring import Sampler, sample
from tests.soak.plan import Plan
from tests.watching.truth import Fact, told_facts

__all__ = ["Outcome", "soak"]

TABLES: Final[tuple[dataset.Table, ...]] = ("jobs", "user_messages", "sensors")

#: A look every few tenths of a second, because time runs fast.
BUSY: Final = Pace(shortest=0.05, longest=0.3, longest_outage=0.5)

#: Everything but layers.
QUIET: Final = ("started", "state", "message", "ended", "discovered", "connection")

#: So many looks at a machine that stands still show everything that there is to be told.
LOOKS_AT_THE_END: Final = 6


@attrs.define(kw_only=True)
class Outcome:
    """What a soak has shown. Everything was right if :attr:`lost`, :attr:`repeated`, :attr:`other_rows` are empty.

    Attributes:
        plan: what was asked for.
        history: what has really happened.
        told: how many events of the machine were told.
        outages: how often the watcher lost the machine.
        restarts: of the watcher.
        exports: how often the dataset was brought up to date.
        failed_exports: by the error that ended them; the next one went on.
        rows: of all sensors in the dataset.
        lost: facts that were not told.
        repeated: facts that were told more than once, or never happened.
        other_rows: jobs and tables of the dataset that are not as on the machine.
        sampler: what the client's process used.
        left_files, left_threads: how many more there were after everything was closed than before it began.
    """

    plan: Plan
    history: History
    told: int
    outages: int
    restarts: int
    exports: int
    failed_exports: Counter[str]
    rows: int
    lost: list[Fact]
    repeated: list[Fact]
    other_rows: list[str]
    sampler: Sampler
    left_files: int = 0
    left_threads: int = 0


class Settled(Exception):
    """The machine has been looked at often enough."""


class Watching(threading.Thread):
    """Watches, and is restarted with its state file now and then. What it is told it writes down in a file."""

    def __init__(self, machine: Machine, plan: Plan, folder: Path) -> None:
        super().__init__(name="watching", daemon=True)
        self.restarts = 0
        self.outages = 0
        self.error: BaseException | None = None
        self._machine = machine
        self._plan = plan
        self._only = None if plan.layers else QUIET
        self._state_file = folder / "watch.db"
        self._notes = folder / "told.jsonl"
        self._ended = threading.Event()

    def run(self) -> None:
        try:
            while not self._ended.is_set():
                self._watch_for_a_while()
                self.restarts += 1
        except BaseException as error:
            self.error = error

    def _watch_for_a_while(self) -> None:
        until = time.monotonic() + self._plan.restarts

        def sleep(seconds: float) -> None:
            self._ended.wait(seconds)
            if self._ended.is_set() or time.monotonic() > until:
                raise Settled

        self._watch_until_settled(sleep)

    def look(self, times: int) -> None:
        """Look so many times, in the calling thread, and take down what there is to be told."""
        looks = iter(range(times))

        def sleep(seconds: float) -> None:
            if next(looks, None) is None:
                raise Settled

        self._watch_until_settled(sleep)

    def _watch_until_settled(self, sleep: Callable[[float], None]) -> None:
        with (
            self._notes.open("a", encoding="utf-8") as notes,
            self._machine.watch(
                only=self._only, state_file=self._state_file, pace=BUSY, wait_for_machine=True, sleep=sleep
            ) as watch,
            suppress(Settled),
        ):
            for event in watch:
                self._note(event, notes.write)

    def _note(self, event: Event, write: Callable[[str], object]) -> None:
        self.outages += isinstance(event, ConnectionLost)
        for when, kind, about in told_facts([event]):
            write(json.dumps([when.isoformat(), kind, about]) + "\n")

    def end(self) -> None:
        self._ended.set()
        self.join()
        if self.error is not None:
            raise self.error

    def told(self) -> Iterable[Fact]:
        """Everything that was told, in its order."""
        with self._notes.open(encoding="utf-8") as notes:
            for line in notes:
                when, kind, about = json.loads(line)
                yield datetime.fromisoformat(when), kind, hashable(about)


class Exporting(threading.Thread):
    """Brings a dataset up to date, again and again."""

    def __init__(self, machine: Machine, plan: Plan, folder: Path, since: datetime) -> None:
        super().__init__(name="exporting", daemon=True)
        self.folder = folder
        self.exports = 0
        self.failed: Counter[str] = Counter()
        self.error: BaseException | None = None
        self._machine = machine
        self._sensors = plan.sensors
        self._tables = (*TABLES, "layers") if plan.layers else TABLES
        self._since = since
        self._ended = threading.Event()

    def run(self) -> None:
        try:
            while not self._ended.wait(0.05):
                try:
                    self.export()
                except LocalFileError:
                    raise
                except EosConnectError as error:  # the next one goes on where it stopped
                    self.failed[type(error).__name__] += 1
        except BaseException as error:
            self.error = error

    def export(self) -> dataset.ExportResult:
        """Everything that is new."""
        self.exports += 1
        jobs = self._machine.jobs.list(started_after=self._since)
        return dataset.export(self._machine, jobs, self.folder, tables=self._tables, sensors=self._sensors)

    def end(self) -> None:
        self._ended.set()
        self.join()
        if self.error is not None:
            raise self.error


def soak(plan: Plan, folder: Path) -> Outcome:
    """Run ``plan``; everything that is written lies in ``folder``."""
    before = sample()
    outcome = soaked(plan, folder)
    gc.collect()
    after = sample()
    outcome.left_files, outcome.left_threads = after.files - before.files, after.threads - before.threads
    return outcome


def soaked(plan: Plan, folder: Path) -> Outcome:
    sampler = Sampler(interval=max(0.1, min(2.0, plan.seconds / 100)))
    (folder / "truth").mkdir()
    with running(plan, folder / "truth") as simulated, Machine(**simulated.settings, retries=2) as machine:  # type: ignore[arg-type]
        watching = Watching(machine, plan, folder)
        watching.look(1)
        running_job = machine.jobs.current()
        assert running_job is not None
        assert running_job.started_at is not None
        exporting = Exporting(machine, plan, folder / "dataset", running_job.started_at - timedelta(seconds=1))
        simulated.start()
        for thread in (watching, exporting, sampler):
            thread.start()
        time.sleep(plan.seconds)
        sampler.end()
        history = simulated.stop()
        watching.end()
        exporting.end()
        watching.look(LOOKS_AT_THE_END)
        exporting.export()
        told = Counter(watching.told())
        happened = Counter(fact for fact in history.facts if plan.layers or fact[1] != "layer_reached")
        compared = compare(machine, plan, history, exporting.folder)
        return Outcome(
            plan=plan,
            history=history,
            told=told.total(),
            outages=watching.outages,
            restarts=watching.restarts,
            exports=exporting.exports,
            failed_exports=exporting.failed,
            rows=compared.rows,
            lost=sorted(happened - told, key=str),
            repeated=sorted(told - happened, key=str),
            other_rows=compared.other,
            sampler=sampler,
        )


@attrs.define
class Comparison:
    """How many rows of sensors there are, and which job's tables are not as on the machine."""

    rows: int = 0
    other: list[str] = attrs.field(factory=list)


def compare(machine: Machine, plan: Plan, history: History, folder: Path) -> Comparison:
    """The dataset with what the simulated world knows, and with what the machine tells now that it stands still."""
    found = Comparison()
    for job in history.jobs:
        for key in plan.sensors:
            true, written = history.rows(job, key), exported(folder, job, key)
            found.rows += len(written)
            if not same(true, written):
                found.other.append(f"{job}/{key}: {len(written)} rows instead of {len(true)}")
        if plan.layers:
            layers = [layer.index for layer in machine.layers.list(job)]
            if (written_layers := column(folder, job, "layers", "index")) != layers:
                found.other.append(f"{job}/layers: {len(written_layers)} instead of {len(layers)}")
        messages = sorted(str(message.message) for message in machine.user_messages.list(job=job))
        if (written_messages := sorted(map(str, column(folder, job, "user_messages", "message")))) != messages:
            found.other.append(f"{job}/user_messages: {len(written_messages)} instead of {len(messages)}")
    return found


def same(one: Rows, other: Rows) -> bool:
    return all(
        np.array_equal(column, getattr(other, name)) for name, column in attrs.asdict(one, recurse=False).items()
    )


def column(folder: Path, job: str, table: dataset.Table, name: str) -> list[object]:
    chosen = dataset.scan(folder, table).to_table(columns=[name], filter=compute.field("job") == job)
    values: list[object] = chosen.column(name).to_pylist()
    return values
