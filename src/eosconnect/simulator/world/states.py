"""The machine's state flags (OEE) as they follow from the jobs, and what it is doing at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs
import numpy as np

from eosconnect.simulator.world.jobs import Idle, Job
from eosconnect.simulator.world.ticks import MINUTE

__all__ = ["Activity", "StateChange", "activity_at", "changes"]

_ACKNOWLEDGED = 12 * MINUTE


@attrs.frozen(kw_only=True)
class StateChange:
    """The flags from a moment on; their values are those of the document's ``State``."""

    at: int
    machine: str = "NoJob"
    build_job: str = "NoBuildJob"
    error: str = "NoError"
    maintenance: str = "NoMaintenance"


def changes(jobs: Iterable[Job]) -> Iterator[StateChange]:
    """Every change of the flags in the order of time, from before the first job to the end of the last."""
    error = "NoError"
    for job in jobs:
        yield from _idle(job.idle, job.start, error)
        yield from _flags_during(job)
        error = "NoError" if job.design.mishap is None else job.design.mishap.kind.oee_error


def _idle(idle: Idle, start: int, error: str) -> Iterator[StateChange]:
    found = {idle.begin: StateChange(at=idle.begin, error=error)}
    if error != "NoError":
        at = idle.begin + _ACKNOWLEDGED
        found[at] = StateChange(at=at)
    if idle.maintenance is not None:
        begin, end = idle.maintenance
        found[begin] = StateChange(at=begin, maintenance="RegularMaintenance")
        found[end] = StateChange(at=end)
    found[idle.setup] = StateChange(at=idle.setup, machine="Setup")
    yield from (found[at] for at in sorted(found) if at < start)


@lru_cache(maxsize=256)
def _flags_during(job: Job) -> tuple[StateChange, ...]:
    return tuple(_job(job))


def _job(job: Job) -> Iterator[StateChange]:
    def change(at: int, machine: str, error: str = "NoError") -> StateChange:
        return StateChange(at=job.start + at, machine=machine, build_job=job.design.oee_job, error=error)

    timeline = job.timeline
    yield change(0, "PreProcessing")
    yield change(int(timeline.begin[0]), "Running")
    begin, end = timeline.operations["Interrupt"]
    for pause in job.design.pauses:
        yield change(int(begin[pause.layer - 1]), "PausedByUser" if pause.reason == "user" else "PausedByMachine")
        yield change(int(end[pause.layer - 1]), "Running")
    if job.design.mishap is None:
        yield change(int(timeline.end[-1]), "PostProcessing")
    elif timeline.stop is not None:
        by = "PausedByUser" if job.design.mishap.kind.result == "UserCanceled" else "PausedByMachine"
        yield change(timeline.stop, by, job.design.mishap.kind.oee_error)


@attrs.frozen(kw_only=True)
class Activity:
    """What the machine is doing, in the words of the three enumerations of the document."""

    simple: str
    am: str
    eos: str


_DURING = {
    "Exposure": Activity(simple="Processing", am="Processing", eos="Exposure"),
    "Interrupt": Activity(simple="Processing", am="Paused", eos="Pause"),
    "Dosing": Activity(simple="Processing", am="Processing", eos="NextLayer"),
    "Recoating": Activity(simple="Processing", am="Processing", eos="Recoating"),
    "Monitoring_PB": Activity(simple="Processing", am="Processing", eos="NextLayer"),
}
_IDLE = Activity(simple="Idle", am="Idle", eos="Idle")
_MAINTENANCE = Activity(simple="Idle", am="Maintenance", eos="Maintenance")
_PREPARING = Activity(simple="Processing", am="PreProcessing", eos="PreProcess")
_FINISHING = Activity(simple="Processing", am="PostProcessing", eos="PostProcess")
_ERROR = Activity(simple="Error", am="Error", eos="ErrorInProcess")


def activity_at(now: int, job: Job | None, idle: Idle | None) -> Activity:
    """What is going on.

    Args:
        job: the job that runs, or ``None``.
        idle: the idle time that goes on when no job runs.
    """
    if job is None:
        if idle is not None and idle.maintenance is not None and idle.maintenance[0] <= now < idle.maintenance[1]:
            return _MAINTENANCE
        return _IDLE
    timeline, t = job.timeline, now - job.start
    if t < timeline.begin[0]:
        return _PREPARING
    if timeline.stop is not None and t >= timeline.stop:
        return _ERROR if job.design.mishap and job.design.mishap.kind.result == "Failed" else _FINISHING
    if t >= timeline.end[-1]:
        return _FINISHING
    layer = int(np.searchsorted(timeline.begin, t, side="right")) - 1
    for name in ("Exposure", "Interrupt", "Dosing", "Recoating", "Monitoring_PB"):
        begin, end = timeline.operations[name]
        if begin[layer] <= t < end[layer]:
            return _DURING[name]
    return _DURING["Dosing"]
