"""Recorded values: sampled at the interval of the data point, kept when they have changed by its threshold.

Nothing recorded is stored. A series knows, for every span of samples, how many records come before it and which value
was recorded last; from there the span is computed again when it is asked for. Spans are always computed whole and
from the same numbers, so a value does not depend on who asks for it, when, or in what order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from threading import RLock
from typing import Protocol

import attrs
import numpy as np
import numpy.typing as npt

from eosconnect.simulator.world import atmosphere, computer, filtering, motion, powder, thermal
from eosconnect.simulator.world.data_points import DataPoint
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.moment import Bools, Moment
from eosconnect.simulator.world.noise import Dice, Floats, key_of, uniform
from eosconnect.simulator.world.ticks import SECOND, Ints

__all__ = ["Records", "Series", "SeriesStore"]

SAMPLED: dict[str, Callable[[Moment], Floats]] = {
    **motion.SAMPLED,
    **thermal.SAMPLED,
    **atmosphere.SAMPLED,
    **filtering.SAMPLED,
    **powder.SAMPLED,
    **computer.SAMPLED,
}
PER_LAYER: dict[str, Callable[[Job, Ints], Floats]] = {**motion.PER_LAYER, **filtering.PER_LAYER, **powder.PER_LAYER}

_SPAN = 8192
_Span = tuple[npt.NDArray[np.int16], npt.NDArray[np.int32]]


@attrs.frozen(eq=False)
class Records:
    """Values in the order of time.

    Attributes:
        timestamps: ticks since 1970.
        values: in the unit of the data point, rounded to its decimals.
        layers: index of the layer that was being built, 0 where none was.
        in_job: whether the job was being built.
    """

    timestamps: Ints
    values: Floats
    layers: Ints
    in_job: Bools

    def __len__(self) -> int:
        return len(self.timestamps)


class Series(Protocol):
    """What was recorded of one data point during one job."""

    def count(self, now: int) -> int:
        """The number of records up to ``now``."""
        ...

    def position(self, ticks: int) -> int:
        """The index of the first record at or after a time."""
        ...

    def window(self, start: int, stop: int) -> Records:
        """The records with these indices."""
        ...

    def latest(self, now: int) -> Records:
        """What is measured at ``now``, whether it is recorded or not: one record, or none."""
        ...


class LayerSeries:
    """One value per layer, when the layer has been built."""

    def __init__(self, job: Job, point: DataPoint) -> None:
        self._job = job
        self._point = point

    def count(self, now: int) -> int:
        return self._job.layers_built(now)

    def position(self, ticks: int) -> int:
        return int(np.searchsorted(self._job.timeline.end, ticks - self._job.start, side="left"))

    def window(self, start: int, stop: int) -> Records:
        positions = np.arange(start, stop)
        values = PER_LAYER[self._point.key](self._job, positions)
        return Records(
            timestamps=self._job.start + self._job.timeline.end[positions],
            values=np.round(values, self._point.decimals),
            layers=positions + 1,
            in_job=np.ones(len(positions), dtype=np.bool_),
        )

    def latest(self, now: int) -> Records:
        count = self.count(now) if self._job.is_running(now) else 0
        return self.window(max(count - 1, 0), count)


class SampledSeries:
    """Values sampled at an interval, of which those are recorded that have changed enough.

    Args:
        machine: key of the machine.
        number: of the laser or the shutter, otherwise 0.
        spans: cache for the spans computed last, shared with other series.
    """

    def __init__(self, job: Job, point: DataPoint, *, machine: int, number: int, spans: SpanCache) -> None:
        self._job = job
        self._point = point
        self._machine = machine
        self._number = number
        self._key = key_of(point.key, number)
        self._spans = spans
        interval = round((point.interval or 1.0) * SECOND)
        # The clock behind the sampling is never early and a little late: at least the interval lies between samples.
        self._slack = max(interval * 7 // 1000, 1)
        self._period = interval + self._slack
        self._jitter = key_of(job.design.key, self._key, "jitter")
        self._offset = Dice(job.design.key, self._key).integer("offset", 0, min(interval, SECOND))
        self._scale = 10.0**point.decimals
        self._threshold = max(round((point.threshold or 0.0) * self._scale), 1)
        self._measure = SAMPLED[point.key]
        self._before = [0]
        self._last: list[int | None] = [None]

    def count(self, now: int) -> int:
        return self._records_before(self._samples_until(min(now, self._job.end)))

    def position(self, ticks: int) -> int:
        relative = ticks - self._job.start - self._offset
        sample = max(relative // self._period, 0)
        last = self._samples_until(self._job.end)
        if sample >= last:
            return self._records_before(last)
        late = int(self._lateness(np.array([sample]))[0])
        return self._records_before(sample + (sample * self._period + late < relative))

    def window(self, start: int, stop: int) -> Records:
        samples, counts = [], []
        span = bisect_right(self._before, start) - 1
        at = self._before[span]
        while at < stop:
            own, values = self._span(span)
            first, last = max(start - at, 0), stop - at
            samples.append(own[first:last].astype(np.int64) + span * _SPAN)
            counts.append(values[first:last])
            at += len(own)
            span += 1
        if not samples:
            return self._records(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32))
        return self._records(np.concatenate(samples), np.concatenate(counts))

    def latest(self, now: int) -> Records:
        sample = max(self._samples_until(now) - 1, 0)
        span, at = divmod(sample, _SPAN)
        return self._records(np.array([sample]), self._measured(span)[at : at + 1])

    def _samples_until(self, ticks: int) -> int:
        return max((ticks - self._job.start - self._offset - self._slack) // self._period + 1, 0)

    def _lateness(self, samples: Ints) -> Ints:
        return (uniform(self._jitter, samples) * self._slack).astype(np.int64)

    def _records(self, samples: Ints, counts: npt.NDArray[np.int32]) -> Records:
        timeline = self._job.timeline
        relative = self._offset + samples * self._period + self._lateness(samples)
        in_job = (relative >= timeline.begin[0]) & (relative < timeline.end[-1])
        layers = np.where(in_job, np.searchsorted(timeline.begin, relative, side="right"), 0)
        return Records(self._job.start + relative, counts / self._scale, layers, in_job)

    def _measured(self, span: int) -> npt.NDArray[np.int32]:
        samples = np.arange(span * _SPAN, (span + 1) * _SPAN)
        t = (self._offset + samples * self._period) / SECOND
        moment = Moment(self._job, machine=self._machine, sensor=self._key, number=self._number, t=t, samples=samples)
        return np.rint(self._measure(moment) * self._scale).astype(np.int32)

    def _records_before(self, sample: int) -> int:
        """The number of records among the samples before this one."""
        span, at = divmod(sample, _SPAN)
        while len(self._before) <= span:
            self._span(len(self._before) - 1)
        return self._before[span] + int(np.searchsorted(self._span(span)[0], at)) if at else self._before[span]

    def _span(self, span: int) -> _Span:
        """Samples, counted from the beginning of the span, and values of the records in a span."""
        key = (self._job.number, self._key, span)
        found = self._spans.get(key)
        if found is None:
            found = self._compute(span)
            self._spans.put(key, found)
        if len(self._before) == span + 1:
            self._before.append(self._before[span] + len(found[0]))
            self._last.append(int(found[1][-1]) if len(found[1]) else self._last[span])
        return found

    def _compute(self, span: int) -> _Span:
        counts = self._measured(span)
        last = self._last[span]
        kept = []
        if last is None:
            kept, last = [0], int(counts[0])
        low, high = last - self._threshold, last + self._threshold
        if counts.max() >= high or counts.min() <= low:
            for i, value in enumerate(counts.tolist()):
                if value >= high or value <= low:
                    kept.append(i)
                    low, high = value - self._threshold, value + self._threshold
        own = np.array(kept, dtype=np.int16)
        return own, counts[own]


class SpanCache:
    """The spans computed last, up to a number of records in all."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._spans: OrderedDict[tuple[int, int, int], _Span] = OrderedDict()

    def get(self, key: tuple[int, int, int]) -> _Span | None:
        found = self._spans.get(key)
        if found is not None:
            self._spans.move_to_end(key)
        return found

    def put(self, key: tuple[int, int, int], span: _Span) -> None:
        self._spans[key] = span
        self._size += len(span[0]) + 16
        while self._size > self._limit:
            _, dropped = self._spans.popitem(last=False)
            self._size -= len(dropped[0]) + 16


class SeriesStore:
    """The series asked for last; safe to use from several threads."""

    def __init__(self, machine: int, *, series: int = 256, records: int = 5_000_000) -> None:
        self._machine = machine
        self._limit = series
        self._series: OrderedDict[tuple[int, str, int], Series] = OrderedDict()
        self._spans = SpanCache(records)
        self._lock = RLock()

    def count(self, job: Job, point: DataPoint, number: int, now: int) -> int:
        with self._lock:
            return self._find(job, point, number).count(now)

    def position(self, job: Job, point: DataPoint, number: int, ticks: int) -> int:
        with self._lock:
            return self._find(job, point, number).position(ticks)

    def window(self, job: Job, point: DataPoint, number: int, start: int, stop: int) -> Records:
        with self._lock:
            return self._find(job, point, number).window(start, stop)

    def latest(self, job: Job, point: DataPoint, number: int, now: int) -> Records:
        with self._lock:
            return self._find(job, point, number).latest(now)

    def _find(self, job: Job, point: DataPoint, number: int) -> Series:
        key = (job.number, point.key, number)
        series = self._series.get(key)
        if series is None:
            if point.kind == "layer":
                series = LayerSeries(job, point)
            else:
                series = SampledSeries(job, point, machine=self._machine, number=number, spans=self._spans)
            self._series[key] = series
            if len(self._series) > self._limit:
                self._series.popitem(last=False)
        self._series.move_to_end(key)
        return series
