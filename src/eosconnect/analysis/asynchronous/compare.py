"""Reading builds to compare them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

import attrs

from eosconnect.analysis.builds import Build, check_band, good_builds
from eosconnect.errors import ConfigurationError
from eosconnect.models.job import Job, JobDetail
from eosconnect.presentation.extras import require
from eosconnect.resources.asynchronous.jobs import AsyncJobs
from eosconnect.resources.asynchronous.layers import AsyncLayers
from eosconnect.resources.asynchronous.sensor import AsyncSensor
from eosconnect.resources.asynchronous.several_sensors import AsyncSeveralSensors, SensorChoice
from eosconnect.resources.references import JobReference
from eosconnect.transport.asynchronous.connection import AsyncConnection

if TYPE_CHECKING:
    from eosconnect.analysis.comparison import Align, Comparison

__all__ = ["compare"]


class AsyncFrontDoor(Protocol):
    """An ``AsyncMachine``."""

    @property
    def _connection(self) -> AsyncConnection: ...


BuildReference: TypeAlias = JobReference | tuple[AsyncFrontDoor, JobReference]
"""A job of the machine that is named besides, or a machine and a job of it."""


async def compare(
    jobs: BuildReference | Iterable[BuildReference],
    *,
    machine: AsyncFrontDoor | None = None,
    align: Align = "layer",
    sensors: SensorChoice = None,
    last: int = 3,
    band: Mapping[str, float] | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Comparison:
    """One build against others, sensor by sensor and layer by layer: how far it is off, and where it leaves the band.

    What is compared is the mean of a sensor in a layer. The band reaches from the lowest to the highest value that the
    references had in that layer, and further by the amount by which a value has to change to be recorded at all.

    Sensors are read and summed up one after the other with bounded memory, within each machine's ``max_concurrency``;
    name the ones you need rather than reading all of a long build.

    Args:
        jobs: the build to look at, then the references: jobs, their ids, or pairs of a machine and a job where they
            were built on several. A single one is held against the last good builds of its task on its machine.
        machine: where the jobs are that come without a machine.
        align: ``"layer"`` compares layers of the same number; ``"height"`` the same height above the plate, for builds
            in layers of another thickness, between whose layers is interpolated.
        sensors: keys or sensors; by default all that the machine of the build has and that record values.
        last: with a single build, how many good ones to hold it against at most.
        band: half the width of the band around the mean of the references, by key and in the unit of the sensor,
            instead of what the references reached: ``{"processChamber.temperature": 1.5}``.
        progress: called with the number of sensors that have been read and of all, over all builds.

    Returns:
        ``.frame`` with every sensor and layer, ``.outside`` with the rows that leave the band, ``.summary`` with a row
        per sensor, ``.plot()``.

    Raises:
        ConfigurationError: pandas is not installed, there is no build to compare with, or an argument means nothing.
        NotFoundError: a machine has no such job.
        PartialError: some sensors could not be read.

    Source: ``GET /jobs``, ``/jobs/{jobId}``, ``/layers/{jobId}``, ``/<area>/<data point>/{jobId}/values``.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     job = await machine.jobs.latest(result="Failed")
        ...     good = await machine.jobs.latest(result="Successful")
        ...     comparison = await compare([job, good], machine=machine, sensors="processChamber.temperature")
        >>> list(comparison.frame.columns)[4:]
        ['layer_index', 'value', 'reference', 'lower', 'upper', 'deviation', 'outside']
    """
    require("pandas", extra="pandas")
    from eosconnect.analysis.comparing import compared

    if align not in ("layer", "height"):
        raise ConfigurationError(f"align={align!r} is not an alignment", hint='it is "layer" or "height"')
    check_band(band or {})
    builds = [placed(job, machine) for job in each(jobs)]
    if not builds:
        raise ConfigurationError("there is no build to compare", hint="name at least one job")
    readers = [AsyncBuildReader(connection, await AsyncJobs(connection).get(job)) for connection, job in builds]
    if len(readers) == 1:
        readers += await readers[0].good_ones(last)
    chosen, missing = await readers[0].several.chosen(sensors)
    total = len(chosen) * len(readers)
    read: list[Build] = []
    for reader in readers:
        told = counted(progress, len(read) * len(chosen), total)
        read.append(await reader.read(chosen, heights=align == "height", progress=told))
    read[0] = attrs.evolve(read[0], missing=missing + read[0].missing)
    return compared(read[0], read[1:], align=align, band=band)


class AsyncBuildReader:
    """Reads one build."""

    def __init__(self, connection: AsyncConnection, job: JobDetail) -> None:
        self._connection = connection
        self._job = job
        self.several = AsyncSeveralSensors(connection, job)

    async def good_ones(self, count: int) -> list[AsyncBuildReader]:
        """The last good builds of the same task.

        Raises:
            ConfigurationError: there is none.
        """
        jobs = AsyncJobs(self._connection)
        others = await jobs.list(result="Successful").to_list()
        good = good_builds(self._job, others, count)
        if not good:
            raise ConfigurationError(
                f"{self._connection.settings.host} has no good build of task {self._job.task!r} "
                f"before job {self._job.id}",
                hint="name the builds to compare with: compare([job, reference], machine=machine)",
            )
        return [AsyncBuildReader(self._connection, await jobs.get(job)) for job in good]

    async def read(
        self,
        sensors: Sequence[AsyncSensor],
        *,
        heights: bool,
        progress: Callable[[int, int], object] | None,
    ) -> Build:
        """The sensors, wherever they come from, layer by layer."""
        own = [AsyncSensor(self._connection, sensor.data_point, sensor.number) for sensor in sensors]
        read = await self.several.by_layer(own, progress)
        layers = await AsyncLayers(self._connection).list(self._job).to_list() if heights else []
        return Build(
            machine=self._connection.settings.host,
            job=self._job,
            sensors=read.results,
            points={sensor.key: sensor.data_point for sensor in own},
            heights={layer.index: layer.end_height for layer in layers if layer.end_height is not None},
            missing=read.missing,
        )


def each(jobs: BuildReference | Iterable[BuildReference]) -> list[BuildReference]:
    if isinstance(jobs, str | Job | JobDetail) or is_pair(jobs):
        return [jobs]  # type: ignore[list-item]  # mypy cannot tell a pair from an iterable
    return list(jobs)  # type: ignore[arg-type]  # nor here


def is_pair(jobs: object) -> bool:
    return isinstance(jobs, tuple) and len(jobs) == 2 and hasattr(jobs[0], "_connection")


def placed(job: BuildReference, machine: AsyncFrontDoor | None) -> tuple[AsyncConnection, JobReference]:
    if isinstance(job, tuple):
        machine, job = job
    if machine is None:
        raise ConfigurationError(
            "on which machine are the builds?", hint="name it: compare([job, reference], machine=machine)"
        )
    return machine._connection, job


def counted(
    progress: Callable[[int, int], object] | None, before: int, total: int
) -> Callable[[int, int], object] | None:
    return None if progress is None else lambda done, _: progress(before + done, total)
