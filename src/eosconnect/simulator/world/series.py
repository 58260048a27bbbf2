"""Recorded values: sampled at the interval of the data point, kept when they have changed by its threshold.

No value is stored. A sample is computed from its number alone, so a value does not depend on who asks for it, when, or
in what order. What a series learns while it is read is which samples are recorded, a bit for each, and how many they
are in every span of samples: from that any page is found, and computed without its surroundings.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import RLock
from typing import Protocol

import attrs
import numpy as np

from eosconnect.simulator.world import atmosphere, computer, filtering, motion, powder, thermal
from eosconnect.simulator.world.data_points import DataPoint
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.moment import Bools, Moment, passed
from eosconnect.simulator.world.noise import Dice, Floats, key_of, uniform
from eosconnect.simulator.world.recording import Counts, last_recorded, recorded
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
_UNKNOWN = -(2**31)


@attrs.frozen(eq=False)
class Records:
    """Values in the order of time.

    Attributes:
        timestamps: ticks since 1970.
        values: in the unit of the data point, rounded to its decimals.
        layers: index of the layer that was being built, 0 where none was.
        in_job: whether the job was being built.
        decimals: of the values.
    """

    timestamps: Ints
    values: Floats
    layers: Ints
    in_job: Bools
    decimals: int

    def __len__(self) -> int:
        return len(self.timestamps)


@attrs.frozen(kw_only=True)
class Period:
    """Which records are meant, in ticks since 1970; by default all of the job.

    Attributes:
        now: there is nothing after it.
        begin, end: those from ``begin`` on, and before ``end``.
    """

    now: int | None = None
    begin: int | None = None
    end: int | None = None


class Series(Protocol):
    """What was recorded of one data point during one job."""

    def count(self, period: Period) -> int:
        """The number of records in a period."""
        ...

    def window(self, start: int, stop: int, period: Period) -> Records:
        """Those of the records in a period that have these indices, as far as there are any."""
        ...

    def latest(self, now: int) -> Records:
        """What is measured at ``now``, whether it is recorded or not: one record, or none."""
        ...


class LayerSeries:
    """One value per layer, when the layer has been built."""

    def __init__(self, job: Job, point: DataPoint) -> None:
        self._job = job
        self._point = point

    def count(self, period: Period) -> int:
        first, until = self._range(period)
        return until - first

    def window(self, start: int, stop: int, period: Period) -> Records:
        first, until = self._range(period)
        return self._records(np.arange(min(first + start, until), min(first + stop, until)))

    def latest(self, now: int) -> Records:
        built = self._job.layers_built(now) if self._job.is_running(now) else 0
        return self._records(np.arange(max(built - 1, 0), built))

    def _range(self, period: Period) -> tuple[int, int]:
        until = self._job.layers if period.now is None else self._job.layers_built(period.now)
        if period.end is not None:
            until = min(until, self._ended_before(period.end))
        first = 0 if period.begin is None else min(self._ended_before(period.begin), until)
        return first, until

    def _ended_before(self, ticks: int) -> int:
        return int(np.searchsorted(self._job.timeline.end, ticks - self._job.start, side="left"))

    def _records(self, positions: Ints) -> Records:
        values = PER_LAYER[self._point.key](self._job, positions)
        return Records(
            timestamps=self._job.start + self._job.timeline.end[positions],
            values=np.round(values, self._point.decimals),
            layers=positions + 1,
            in_job=np.ones(len(positions), dtype=np.bool_),
            decimals=self._point.decimals,
        )


class SampledSeries:
    """Values sampled at an interval, of which those are recorded that have changed enough.

    Args:
        machine: key of the machine.
        number: of the laser or the shutter, otherwise 0.
        marks: which samples are recorded in the spans asked for last, shared with other series.
    """

    def __init__(self, job: Job, point: DataPoint, *, machine: int, number: int, marks: Marks) -> None:
        self._job = job
        self._decimals = point.decimals
        self._machine = machine
        self._number = number
        self._key = key_of(point.key, number)
        self._marks = marks
        interval = round((point.interval or 1.0) * SECOND)
        # The clock behind the sampling is never early and a little late: at least the interval lies between samples.
        self._slack = max(interval * 7 // 1000, 1)
        self._period = interval + self._slack
        self._jitter = key_of(job.design.key, self._key, "jitter")
        self._offset = Dice(job.design.key, self._key).integer("offset", 0, min(interval, SECOND))
        self._scale = 10.0**point.decimals
        self._threshold = max(round((point.threshold or 0.0) * self._scale), 1)
        self._measure = SAMPLED[point.key]
        self._samples = self._samples_until(job.end)
        spans = -(-self._samples // _SPAN)
        self._sizes = np.full(spans, _UNKNOWN, dtype=np.int32)  # the number of records in each span
        self._lasts = np.full(spans, _UNKNOWN, dtype=np.int32)  # what has been recorded last at its end

    def count(self, period: Period) -> int:
        first, until = self._range(period)
        return sum(self._size(span, first, until) for span in _spans(first, until))

    def window(self, start: int, stop: int, period: Period) -> Records:
        first, until = self._range(period)
        found, before = [], 0
        for span in _spans(first, until):
            if before >= stop:
                break
            size = self._size(span, first, until)
            if before + size > start:
                found.append(self._recorded(span, first, until)[max(start - before, 0) : stop - before])
            before += size
        return self._records(np.concatenate(found) if found else np.empty(0, dtype=np.int64))

    def latest(self, now: int) -> Records:
        return self._records(np.array([max(self._samples_until(now) - 1, 0)]))

    def _range(self, period: Period) -> tuple[int, int]:
        """The first sample of a period, and the first one after it."""
        until = self._samples if period.now is None else min(self._samples_until(period.now), self._samples)
        if period.end is not None:
            until = min(until, self._samples_before(period.end))
        first = 0 if period.begin is None else min(self._samples_before(period.begin), until)
        return first, until

    def _samples_until(self, ticks: int) -> int:
        return max((ticks - self._job.start - self._offset - self._slack) // self._period + 1, 0)

    def _samples_before(self, ticks: int) -> int:
        relative = ticks - self._job.start - self._offset
        sample = max(relative // self._period, 0)
        late = int(self._lateness(np.array([sample]))[0])
        return sample + (sample * self._period + late < relative)

    def _lateness(self, samples: Ints) -> Ints:
        return (uniform(self._jitter, samples) * self._slack).astype(np.int64)

    def _records(self, samples: Ints) -> Records:
        timeline = self._job.timeline
        relative = self._offset + samples * self._period + self._lateness(samples)
        in_job = (relative >= timeline.begin[0]) & (relative < timeline.end[-1])
        layers = np.where(in_job, passed(timeline.begin, relative), 0)
        values = self._measured(samples) / self._scale
        return Records(self._job.start + relative, values, layers, in_job, self._decimals)

    def _measured(self, samples: Ints) -> Counts:
        if not len(samples):
            return np.empty(0, dtype=np.int32)
        t = (self._offset + samples * self._period) / SECOND
        moment = Moment(self._job, machine=self._machine, sensor=self._key, number=self._number, t=t, samples=samples)
        scaled = self._measure(moment) * self._scale
        return np.broadcast_to(np.rint(scaled, out=scaled).astype(np.int32), samples.shape)

    def _size(self, span: int, first: int, until: int) -> int:
        """The number of records among the samples of a span, those from ``first`` until before ``until``."""
        if span * _SPAN < first or until < (span + 1) * _SPAN:
            return len(self._recorded(span, first, until))
        if self._sizes[span] == _UNKNOWN:
            self._marked(span)
        return int(self._sizes[span])

    def _recorded(self, span: int, first: int, until: int) -> Ints:
        """These records, as the numbers of their samples."""
        bits = np.frombuffer(self._marked(span), dtype=np.uint8)
        samples = np.flatnonzero(np.unpackbits(bits)) + span * _SPAN
        return samples[np.searchsorted(samples, first) : np.searchsorted(samples, until)]

    def _marked(self, span: int) -> bytes:
        """A bit for each sample of a span: whether it is recorded."""
        key = (self._job.number, self._key, span)
        found = self._marks.get(key)
        if found is None:
            found = self._mark(span, self._last_before(span))
            self._marks.put(key, found)
        return found

    def _mark(self, span: int, last: int | None) -> bytes:
        counts = self._measured(np.arange(span * _SPAN, (span + 1) * _SPAN))
        kept = recorded(counts, last, self._threshold)
        values = counts[kept]
        self._sizes[span] = len(values)
        if len(values):
            self._lasts[span] = values[-1]
        elif last is not None:
            self._lasts[span] = last
        return np.packbits(kept).tobytes()

    def _last_before(self, span: int) -> int | None:
        """What has been recorded last when a span begins."""
        if span == 0:
            return None
        if self._lasts[span - 1] == _UNKNOWN:
            samples = np.arange((span - 1) * _SPAN, span * _SPAN)
            told = last_recorded(self._measured(samples), self._threshold)
            if told is None:  # it depends on what was before
                for before in range(span):
                    if self._lasts[before] == _UNKNOWN:
                        self._marked(before)
            else:
                self._lasts[span - 1] = told
        return int(self._lasts[span - 1])


def _spans(first: int, until: int) -> range:
    """The spans that hold the samples from ``first`` until before ``until``."""
    return range(first // _SPAN, -(-until // _SPAN)) if first < until else range(0)


class Marks:
    """Which samples are recorded, for the spans asked for last.

    Args:
        limit: number of spans, a kilobyte each.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._spans: OrderedDict[tuple[int, int, int], bytes] = OrderedDict()

    def get(self, key: tuple[int, int, int]) -> bytes | None:
        found = self._spans.get(key)
        if found is not None:
            self._spans.move_to_end(key)
        return found

    def put(self, key: tuple[int, int, int], marks: bytes) -> None:
        self._spans[key] = marks
        if len(self._spans) > self._limit:
            self._spans.popitem(last=False)


class SeriesStore:
    """The series asked for last; safe to use from several threads.

    Args:
        series: how many are known, in a few kilobytes each.
        spans: of how many thousands of samples it is known which of them are recorded, in a kilobyte each.
    """

    def __init__(self, machine: int, *, series: int = 4096, spans: int = 32_768) -> None:
        self._machine = machine
        self._limit = series
        self._series: OrderedDict[tuple[int, str, int], Series] = OrderedDict()
        self._marks = Marks(spans)
        self._lock = RLock()

    def count(
        self, job: Job, point: DataPoint, number: int, now: int, *, begin: int | None = None, end: int | None = None
    ) -> int:
        """The number of records up to ``now``, of those from ``begin`` on and before ``end``."""
        with self._lock:
            return self._find(job, point, number).count(Period(now=now, begin=begin, end=end))

    def window(
        self,
        job: Job,
        point: DataPoint,
        number: int,
        start: int,
        stop: int,
        *,
        now: int | None = None,
        begin: int | None = None,
        end: int | None = None,
    ) -> Records:
        """These records, as far as there are any, of those that :meth:`count` counts; nothing before is counted.

        Args:
            now: the end of the job by default.
        """
        with self._lock:
            return self._find(job, point, number).window(start, stop, Period(now=now, begin=begin, end=end))

    def latest(self, job: Job, point: DataPoint, number: int, now: int) -> Records:
        """What is measured at ``now``, whether it is recorded or not: one record, or none."""
        with self._lock:
            return self._find(job, point, number).latest(now)

    def _find(self, job: Job, point: DataPoint, number: int) -> Series:
        key = (job.number, point.key, number)
        series = self._series.get(key)
        if series is None:
            if point.kind == "layer":
                series = LayerSeries(job, point)
            else:
                series = SampledSeries(job, point, machine=self._machine, number=number, marks=self._marks)
            self._series[key] = series
            if len(self._series) > self._limit:
                self._series.popitem(last=False)
        self._series.move_to_end(key)
        return series
