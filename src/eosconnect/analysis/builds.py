"""The builds that are compared, and which builds are good to compare with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from eosconnect.decisions.data_points import DATA_POINTS, DataPoint
from eosconnect.errors import ConfigurationError
from eosconnect.models.job import Job, JobDetail, JobResult

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from eosconnect.columns.layer_statistics import LayerStatistics

__all__ = ["Build", "check_band", "good_builds"]

#: Data preparation ends the name of a task with the time of its export.
STAMP: Final = re.compile(r"_\d{8}_\d{6}$")


@attrs.frozen(kw_only=True, eq=False)
class Build:
    """One job with its sensors, layer by layer.

    Attributes:
        machine: its host.
        job: as the machine tells it.
        sensors: the values by key.
        points: the entries of the catalogue by key.
        heights: upper height of each layer in mm, by layer index; empty where it was not asked for.
        missing: keys of sensors that its machine does not have.
    """

    machine: str
    job: JobDetail
    sensors: Mapping[str, LayerStatistics] = attrs.field(repr=False)
    points: Mapping[str, DataPoint] = attrs.field(repr=False)
    heights: Mapping[int, float] = attrs.field(factory=dict, repr=False)
    missing: tuple[str, ...] = ()

    @property
    def layers(self) -> NDArray[Any]:
        """The layers in which any of its sensors recorded a value."""
        import numpy as np

        found = [statistics.layers for statistics in self.sensors.values()]
        return np.unique(np.concatenate([np.empty(0, np.int32), *found]))


def check_band(band: Mapping[str, float]) -> None:
    """Raises: ConfigurationError: it names no sensor, or a width that is none."""
    for key, half in band.items():
        if re.sub(r"\[\d+\]", "", key) not in DATA_POINTS:
            raise ConfigurationError(
                f"band names {key!r}, which is no sensor", hint="the keys are those of machine.sensors"
            )
        if not half >= 0:
            raise ConfigurationError(f"band={half!r} of {key} is no width", hint="give half the width of the band")


def good_builds(job: Job | JobDetail, others: Iterable[Job], count: int) -> list[Job]:
    """The last successful builds of the same task before this one, the latest first.

    Where the task itself was never built before, those of the same name that was exported at another time.

    Example:
        >>> from eosconnect.models import Job
        >>> def built(id, task, day):
        ...     return Job.from_json(
        ...         {"id": id, "task": task, "timeStarted": f"2026-11-{day}T08:00:00Z", "result": "Successful"})
        >>> jobs = [built("A", "Gear_20261001_120000", "01"), built("B", "Gear_20261002_120000", "02")]
        >>> [job.id for job in good_builds(built("C", "Gear_20261002_120000", "03"), jobs, 3)]
        ['B']
        >>> [job.id for job in good_builds(built("C", "Gear_20261003_120000", "03"), jobs, 3)]
        ['B', 'A']
    """
    task, started = job.task, job.started_at
    if not task:
        return []
    good: list[tuple[datetime, Job]] = []
    for other in others:
        readable = other.details_available is not False and not other.is_corrupt
        before = other.started_at is not None and (started is None or other.started_at < started)
        if other.result == JobResult.SUCCESSFUL and readable and before and other.id != job.id and other.started_at:
            good.append((other.started_at, other))
    good.sort(key=lambda entry: entry[0], reverse=True)
    same = [other for _, other in good if other.task == task]
    if not same:
        same = [other for _, other in good if STAMP.sub("", other.task or "") == STAMP.sub("", task)]
    return same[:count]
