"""Which job follows which: weeks of history before the world begins, and as much future as the clock reaches."""

from __future__ import annotations

from bisect import bisect_right
from threading import Lock

import attrs

from eosconnect.simulator.world.design import Design, draw_design
from eosconnect.simulator.world.jobs import Idle, Job, Wear
from eosconnect.simulator.world.mishaps import possible
from eosconnect.simulator.world.noise import Dice
from eosconnect.simulator.world.profiles import MachineProfile
from eosconnect.simulator.world.ticks import DAY, HOUR, MILLISECOND, MINUTE, SECOND, to_datetime
from eosconnect.simulator.world.timeline import timeline_of

__all__ = ["CLEANINGS_PER_FILTER", "Schedule"]

CLEANINGS_PER_FILTER = 40
_PROGRESS = 0.37
_FAILED = frozenset({-3, -6, -11, -16, -23, -31})
_CANCELED = frozenset({-1, -8, -19})
_DELETED = -5
_CORRUPT = -7


class Schedule:
    """The jobs of one machine, oldest first. They are drawn when somebody asks for them, the same at any time.

    Args:
        beginning: ticks at which the world begins; job 0 is in the middle of its layers then.
        weeks: how far the history reaches back.
    """

    def __init__(self, dice: Dice, profile: MachineProfile, *, serial_number: str, beginning: int, weeks: int) -> None:
        self._dice = dice
        self._profile = profile
        self._serial_number = serial_number
        self._lock = Lock()
        self._beginning = beginning // MILLISECOND * MILLISECOND
        self._weeks = weeks
        self._jobs: list[Job] = []
        self._starts: list[int] = []

    def started(self, now: int) -> list[Job]:
        """The jobs that have started by ``now``."""
        return self.planned(now)[:-1]

    def planned(self, now: int) -> list[Job]:
        """The jobs that have started by ``now``, and the next one."""
        with self._lock:
            if not self._jobs:
                self._jobs = self._history(self._beginning, self._weeks)
                self._starts = [job.start for job in self._jobs]
            while self._jobs[-1].start <= now:
                self._append()
            return self._jobs[: bisect_right(self._starts, now) + 1]

    def replace(self, job: Job) -> None:
        """Put a changed copy of a job in its place."""
        with self._lock:
            self._jobs[self._starts.index(job.start)] = job

    def _append(self) -> None:
        last = self._jobs[-1]
        number = last.number + 1
        start = last.end + self._gap(number)
        design = self._design(number, start)
        self._jobs.append(self._place(number, design, start, last.end, _worn(last)))
        self._starts.append(start)

    def _history(self, beginning: int, weeks: int) -> list[Job]:
        oldest = beginning - max(weeks, 1) * 7 * DAY
        placed: list[tuple[int, Design, int]] = []
        number, start, before = 0, beginning, beginning
        while start > oldest:
            design = self._design(number, before)
            duration = timeline_of(design).duration
            start = before - (round(duration * _PROGRESS) // MILLISECOND * MILLISECOND if number == 0 else duration)
            placed.append((number, design, start))
            before = start - self._gap(number)
            number -= 1
        wear = self._first_wear()
        jobs: list[Job] = []
        for number, design, start in reversed(placed):
            jobs.append(self._place(number, design, start, jobs[-1].end if jobs else start - self._gap(number), wear))
            wear = _worn(jobs[-1])
        return jobs

    def _first_wear(self) -> Wear:
        cleanings = self._dice.integer("cleanings", 3, CLEANINGS_PER_FILTER // 2)
        return Wear(
            laser_hours=self._dice.uniform("laser hours", 1500.0, 9000.0),
            cleanings=cleanings,
            filter_hours=cleanings * 9.0,
            disk_free=self._dice.uniform("disk", 620.0, 840.0),
        )

    def _gap(self, number: int) -> int:
        """Ticks between the end of the job before and the start of this one."""
        dice = self._dice.part("gap", number)
        hours = dice.uniform("weekend", 14.0, 44.0) if dice.chance("long", 0.12) else dice.uniform("hours", 1.1, 5.5)
        return round(hours * 3600.0) * SECOND + dice.integer("fraction", 0, 999) * MILLISECOND

    def _design(self, number: int, about: int) -> Design:
        dice = self._dice.part("job", number)
        hours = 2.0 * 30.0 ** dice.uniform("hours")
        if number == 0:
            hours = dice.uniform("running", 26.0, 34.0)
        elif number == -2:
            hours = dice.uniform("long", 40.0, 44.0)
        elif number in _FAILED | _CANCELED:
            hours = max(hours, dice.uniform("broken off", 8.0, 22.0))
        prepared = to_datetime(about - round(dice.uniform("prepared", 60.0, 90.0) * HOUR))
        return draw_design(
            dice,
            self._profile,
            hours=hours,
            ending=self._ending(number, dice),
            material=self._dice.choice(f"material {(number - 2) // 5}", self._profile.materials),
            finished=f"{prepared:%Y%m%d_%H%M%S}",
        )

    def _ending(self, number: int, dice: Dice) -> str | None:
        failures = possible(self._profile)
        if number == -3:
            return failures[0] if "oxygen leak" in failures else "chamber too cold"
        if number in _FAILED:
            return failures[sorted(_FAILED, reverse=True).index(number) % len(failures)]
        if number in _CANCELED:
            return "canceled"
        if number in (0, -2) or dice.chance("succeeds", 0.8):
            return None
        return "canceled" if dice.chance("by the user", 0.4) else dice.choice("failure", failures)

    def _place(self, number: int, design: Design, start: int, before: int, wear: Wear) -> Job:
        dice = self._dice.part("idle", number)
        setup = max(before + 15 * MINUTE, start - dice.integer("setup", 22, 40) * MINUTE)
        maintenance = None
        changed = wear.cleanings > CLEANINGS_PER_FILTER - 6
        if changed or (start - before > 3 * HOUR and dice.chance("maintained", 0.2)):
            maintenance = (before + 20 * MINUTE, max(before + 30 * MINUTE, setup - 5 * MINUTE))
        if changed:
            wear = attrs.evolve(wear, cleanings=0, filter_hours=0.0)
        return Job(
            number=number,
            id=f"{self._serial_number}_{to_datetime(start):%Y%m%d%H%M%S}",
            design=design,
            start=start,
            end=start + timeline_of(design).duration,
            idle=Idle(begin=before, setup=setup, maintenance=maintenance, filter_changed=changed),
            wear=wear,
            deleted=number == _DELETED,
            corrupt=number == _CORRUPT,
        )


def _worn(job: Job) -> Wear:
    """The wear after a job."""
    exposed = int(job.timeline.exposed[-1]) / HOUR
    disk = job.wear.disk_free - 0.35 * (job.end - job.start) / HOUR
    cleanings = job.design.profile.metal + sum(pause.reason == "filter cleaning" for pause in job.design.pauses)
    return Wear(
        laser_hours=job.wear.laser_hours + exposed,
        cleanings=job.wear.cleanings + cleanings,
        filter_hours=job.wear.filter_hours + exposed,
        disk_free=disk if disk > 150.0 else disk + 500.0,
    )
