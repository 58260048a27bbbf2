"""One believable machine, deterministic for a seed and computed on demand.

What is settled is small: a profile, and a schedule of jobs with a design each. Layers, values, messages and states
follow from that when they are asked for, and nothing is kept that grows with the number of values.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import attrs

from eosconnect.simulator.world.certificates import ServerCertificate
from eosconnect.simulator.world.data_points import DATA_POINTS, DataPoint
from eosconnect.simulator.world.installation import Installation
from eosconnect.simulator.world.jobs import Idle, Job
from eosconnect.simulator.world.licenses import Licenses
from eosconnect.simulator.world.log_files import LogFiles
from eosconnect.simulator.world.messages import Message, messages
from eosconnect.simulator.world.noise import Dice
from eosconnect.simulator.world.profiles import PROFILES, MachineProfile, profile_of
from eosconnect.simulator.world.schedule import Schedule
from eosconnect.simulator.world.series import SeriesStore
from eosconnect.simulator.world.states import Activity, StateChange, activity_at, changes
from eosconnect.simulator.world.tasks import TaskStore
from eosconnect.simulator.world.ticks import from_datetime

__all__ = ["DATA_POINTS", "PROFILES", "DataPoint", "Job", "MachineProfile", "World"]


class World:
    """A simulated machine with weeks of history and a job in the middle of its layers.

    Args:
        model: one of the eight models of the document, such as ``EOS M 290``.
        seed: two worlds with the same model, seed and beginning are the same in everything.
        now: the clock; the moment at which the world is made is its beginning.
        history_weeks: how far the jobs reach back.

    Attributes:
        tasks: the task files.
        licenses: the license container.
        log_files: who may fetch them.
        certificate: the one that was uploaded last; the server uses it after a restart.
        export_size: bytes of every exported job; ``None`` for sizes that fit the jobs.

    Example:
        >>> from datetime import timedelta
        >>> moment = datetime(2026, 1, 12, tzinfo=UTC)
        >>> world = World(now=lambda: moment)
        >>> world.jobs[-1].result(world.ticks())
        'Pending'
        >>> moment += timedelta(days=2)
        >>> world.jobs[-1].number > 0
        True
    """

    def __init__(
        self,
        *,
        model: str = "EOS M 290",
        seed: int = 1,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        history_weeks: int = 6,
    ) -> None:
        self.profile: MachineProfile = profile_of(model)
        self.seed = seed
        self.dice = Dice("world", seed, self.profile.model)
        self.serial_number = f"SI{self.dice.integer('year', 17, 24)}{self.dice.integer('serial', 10_000, 999_999):06d}"
        self.host_name = self.serial_number.lower()
        self.installation = Installation(self.profile, self.dice.part("installation"))
        self._now = now
        self._schedule = Schedule(
            self.dice.part("schedule"),
            self.profile,
            serial_number=self.serial_number,
            beginning=self.ticks(),
            weeks=history_weeks,
        )
        self.series = SeriesStore(self.dice.key("machine"))
        self.tasks = TaskStore()
        self.licenses = Licenses(self.dice.part("licenses"), beginning=self.ticks())
        self.log_files = LogFiles()
        self.certificate: ServerCertificate | None = None
        self.export_size: int | None = None

    def ticks(self) -> int:
        """The present, in ticks of 100 ns since 1970. Take it once for an answer, and everything in it agrees."""
        return from_datetime(self._now())

    @property
    def jobs(self) -> list[Job]:
        """The jobs that have started by now, oldest first."""
        return self.jobs_until(self.ticks())

    def jobs_until(self, now: int) -> list[Job]:
        return self._schedule.started(now)

    def planned_jobs(self, now: int) -> list[Job]:
        """The jobs that have started by ``now``, and the next one."""
        return self._schedule.planned(now)

    def delete_job(self, job: Job) -> None:
        """Leave nothing of a job but its head."""
        self._schedule.replace(attrs.evolve(job, deleted=True))

    def find_job(self, id: str, now: int) -> Job | None:
        """A job by its id, in any letter case."""
        wanted = id.casefold()
        return next((job for job in self.jobs_until(now) if job.id.casefold() == wanted), None)

    def running_job(self, now: int) -> Job | None:
        last = self.jobs_until(now)[-1]
        return last if last.is_running(now) else None

    def last_started_job(self, now: int) -> Job:
        return self.jobs_until(now)[-1]

    def idle(self, now: int) -> Idle:
        """The idle time that goes on, or that ended last before the job that runs."""
        return self._schedule.planned(now)[-1 if self.running_job(now) is None else -2].idle

    def activity(self, now: int) -> Activity:
        return activity_at(now, self.running_job(now), self.idle(now))

    def states(self, now: int) -> list[StateChange]:
        """Every change of the state flags up to now, oldest first."""
        return [change for change in changes(self.planned_jobs(now)) if change.at <= now]

    def messages(self, now: int) -> list[Message]:
        """Every user message up to now, oldest first."""
        return [message for message in messages(self.planned_jobs(now)) if message.at <= now]
