"""Instants of a job, and what is going on in them: the layer, the operation, the heat, the trouble."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from eosconnect.simulator.world.design import Design
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.noise import Floats, drift, key_of, normal, stretches
from eosconnect.simulator.world.ticks import SECOND, Ints
from eosconnect.simulator.world.timeline import timeline_of

__all__ = ["Bools", "Course", "Moment", "course_of", "eased", "fading", "passed", "within_cycle"]

Bools = npt.NDArray[np.bool_]

_NEVER = 1e-9
_FADED = 60.0


def eased(u: Floats) -> Floats:
    """From 0 to 1 without a jerk, for ``u`` from 0 to 1; held outside."""
    u = np.clip(u, 0.0, 1.0)
    smooth: Floats = u * u * (3.0 - 2.0 * u)
    return smooth


def fading(x: Floats) -> Floats:
    """``exp(-x)`` for ``x`` in rising order; a single 0 where all of it is too little to change what it is added to."""
    return np.exp(-x) if x[0] < _FADED else np.zeros(1)


def within_cycle(x: Floats) -> Floats:
    """The fraction of ``x``, from 0 to 1; the same as ``np.mod(x, 1.0)``, much faster."""
    return x - np.floor(x)


def passed(edges: npt.NDArray[np.number[Any]], instants: npt.NDArray[np.number[Any]]) -> Ints:
    """How many of the edges lie at or before each instant; both are in rising order, so it takes one pass."""
    if not len(instants):
        return np.empty(0, dtype=np.int64)
    low, high = (int(np.searchsorted(edges, instant, side="right")) for instant in (instants[0], instants[-1]))
    return np.repeat(np.arange(low, high + 1), stretches(instants, edges[low:high]))


class Course:
    """A timeline in seconds, with what has to be carried from layer to layer: how the warmth of the laser builds up."""

    def __init__(self, design: Design) -> None:
        timeline = timeline_of(design)
        self.design = design
        self.begin: Floats = timeline.begin / SECOND
        self.end: Floats = timeline.end / SECOND
        self.spans: dict[str, tuple[Floats, Floats]] = {
            name: (begin / SECOND, np.maximum((end - begin) / SECOND, _NEVER))
            for name, (begin, end) in timeline.planned.items()
        }
        self.spans["Sweep"] = self._sweep()
        self.exposed: Floats = timeline.exposed / SECOND
        self.section: Floats = timeline.section
        self.stop = None if timeline.stop is None else timeline.stop / SECOND
        self.duration = timeline.duration / SECOND
        self._warmth: dict[float, tuple[Floats, Floats]] = {}

    def _sweep(self) -> tuple[Floats, Floats]:
        """The coating movement: on polymer machines the recoating begins with dosing and ends with heating."""
        if self.design.profile.metal:
            return self.spans["Recoating"]
        dosing, dosing_length = self.spans["Dosing"]
        begin = dosing + dosing_length
        return begin, self.spans["Heating"][0] - begin

    @property
    def start_of_layers(self) -> float:
        return float(self.begin[0])

    @property
    def end_of_layers(self) -> float:
        return float(self.end[-1])

    def warmth(self, time_constant: float) -> tuple[Floats, Floats]:
        """Times at which the laser goes on and off by turns, and a first-order lag of its being on at these times."""
        if time_constant not in self._warmth:
            begin, length = self.spans["Exposure"]
            if self.stop is not None:
                length = np.minimum(length, np.maximum(self.stop - begin, _NEVER))
            times = np.column_stack([begin, begin + length]).ravel()
            decay = np.exp(-np.diff(times, prepend=times[0]) / time_constant).tolist()
            level, levels = 0.0, []
            for cooling, warming in zip(decay[::2], decay[1::2], strict=True):
                level *= cooling
                levels.append(level)
                level = 1.0 + (level - 1.0) * warming
                levels.append(level)
            self._warmth[time_constant] = (times, np.array(levels))
        return self._warmth[time_constant]


@lru_cache(maxsize=24)
def course_of(design: Design) -> Course:
    return Course(design)


class Moment:
    """Many instants of one job, from its start to the start of the next one.

    Args:
        machine: key of the machine, for what goes on from job to job.
        sensor: key of the sensor, for its own noise.
        number: of the laser or the shutter, 0 for sensors that have none.
        t: seconds since the start of the job, in rising order.
        samples: the numbers of the samples, for noise that depends on nothing else.
    """

    def __init__(self, job: Job, *, machine: int, sensor: int, number: int, t: Floats, samples: Ints) -> None:
        self.job = job
        self.design = job.design
        self.course = course_of(job.design)
        self.t = t
        self.number = number
        self._machine = machine
        self._sensor = sensor
        self._samples = samples

    @cached_property
    def zeros(self) -> Floats:
        return np.zeros(1)

    @cached_property
    def layer(self) -> Ints:
        """Position of the layer in the arrays of the course; the first one before it, the last one after."""
        return np.maximum(passed(self.course.begin, self.t) - 1, 0)

    @cached_property
    def building(self) -> Bools:
        return (self.t >= self.course.start_of_layers) & (self.t < self.course.end_of_layers)

    @cached_property
    def into_layer(self) -> Floats:
        """Seconds since the layer began."""
        return self.t - self.course.begin[self.layer]

    @cached_property
    def section(self) -> Floats:
        """Cross-section of the layer, as a share of the platform."""
        width, depth, _ = self.design.profile.build_volume
        return self.course.section[self.layer] / (width * depth)

    def progress(self, operation: str) -> Floats:
        """How far the operation of the layer is: below 0 before it, above 1 after it."""
        begin, length = self.course.spans[operation]
        done = self._process_time - begin.take(self.layer)
        done /= length.take(self.layer)
        return done

    @cached_property
    def _process_time(self) -> Floats:
        """The time at which the machine stands still once a mishap has stopped it."""
        return self.t if self.course.stop is None else np.minimum(self.t, self.course.stop)

    def during(self, operation: str) -> Bools:
        """Whether the operation is going on; a single ``False`` if none of the layers has it."""
        length = self.course.spans[operation][1]
        if length[self.layer[0] : self.layer[-1] + 1].max() <= _NEVER:
            return np.zeros(1, dtype=np.bool_)
        u = self.progress(operation)
        going_on: Bools = (u >= 0.0) & (u < 1.0) & self.building
        return going_on if self.course.stop is None else going_on & (self.t < self.course.stop)

    @cached_property
    def exposed_hours(self) -> Floats:
        """Hours of exposure since the start of the job."""
        length = self.course.spans["Exposure"][1][self.layer]
        before = self.course.exposed[self.layer] - length
        return np.maximum(before + length * np.clip(self.progress("Exposure"), 0.0, 1.0), 0.0) / 3600.0

    def warmth(self, time_constant: float) -> Floats:
        """How warm the laser has made what follows it with this time constant, from 0 to 1."""
        times, levels = self.course.warmth(time_constant)
        i = np.maximum(passed(times, self.t) - 1, 0)
        target = (i & 1 == 0).astype(np.float64)
        warmth = levels.take(i)
        warmth -= target
        since = self.t - times.take(i)
        begun = self.t[0] >= times[0]
        if not begun:
            np.maximum(since, 0.0, out=since)
        since /= -time_constant
        warmth *= np.exp(since, out=since)
        warmth += target
        return warmth if begun else np.where(self.t < times[0], 0.0, warmth)

    def since(self, second: float) -> Floats:
        """Seconds since a moment of the job, 0 before it; a single 0 if all instants are before it."""
        return np.maximum(self.t - second, 0.0) if self.t[-1] > second else np.zeros(1)

    def between(self, begin: float, end: float) -> Bools:
        """Whether an instant lies after ``begin`` and before ``end``; a single ``True`` if all of them do."""
        if self.t[0] > begin and self.t[-1] < end:
            return np.ones(1, dtype=np.bool_)
        lies_between: Bools = (self.t > begin) & (self.t < end)
        return lies_between

    def trouble(self, kind: str) -> Floats | float:
        """How grave the mishap of this kind is: from 0 at its onset to 1 at the stop, held for half an hour."""
        mishap = self.design.mishap
        if mishap is None or mishap.kind.name != kind or self.course.stop is None:
            return 0.0
        onset = max(self.course.stop - mishap.onset, self.course.start_of_layers)
        rising = np.clip((self.t - onset) / max(self.course.stop - onset, 1.0), 0.0, 1.0)
        return rising * np.exp(-self.since(self.course.stop + 1800.0) / 600.0)

    def noise(self, name: str) -> Floats:
        """Nearly normal, independent from sample to sample."""
        return normal(key_of(self.design.key, self._sensor, name), self._samples)

    def drift(self, name: str, seconds: float) -> Floats:
        """Smooth noise in [-1, 1] of this job, changing over so many seconds."""
        return drift(key_of(self.design.key, name), self.t / seconds)

    def surroundings(self, name: str, seconds: float) -> Floats:
        """As :meth:`drift`, but of the machine: it knows nothing of jobs."""
        return drift(key_of(self._machine, name), self.clock / seconds)

    @cached_property
    def clock(self) -> Floats:
        """Seconds since 1970."""
        return self.t + self.job.start / SECOND
