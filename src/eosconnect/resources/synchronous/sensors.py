# Generated from src/eosconnect/resources/asynchronous/sensors.py by "nox -s generate". Do not edit.
"""The catalogue of data points: every sensor and set point that the document knows, by area or by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from eosconnect.decisions.data_points import DATA_POINTS, DataPoint
from eosconnect.presentation.extras import require
from eosconnect.resources.references import JobReference, job_id
from eosconnect.resources.synchronous.sensor import LiveSensor, Sensor, TextSensor
from eosconnect.resources.synchronous.sensor_areas import SensorAreas
from eosconnect.resources.synchronous.several_sensors import SensorChoice, SeveralSensors
from eosconnect.resources.synchronous.support import Support
from eosconnect.timestamps import Moment
from eosconnect.transport.synchronous.connection import Connection

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from eosconnect.presentation.sensor_frames import Align, Layout

__all__ = ["Sensors"]

NUMBER = re.compile(r"\[(\d+)\]")


class Sensors(SensorAreas):
    """All data points of one machine, reached as ``machine.sensors``.

    By area, ``machine.sensors.process_chamber.temperature``; by key, ``machine.sensors["processChamber.temperature"]``;
    those that exist per laser or shutter by number, ``machine.sensors.exposure.laser[2].temperature`` or
    ``machine.sensors["exposure.laser[2].temperature"]``. Iterating and ``len()`` go over the 49 definitions of the
    document, whether or not this machine model has them.

    Example:
        >>> with Machine.from_env() as machine:
        ...     print(len(machine.sensors), machine.sensors["processChamber.temperature"].unit)
        49 °C
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._connection = connection

    def __len__(self) -> int:
        return len(DATA_POINTS)

    def __iter__(self) -> Iterator[Sensor | LiveSensor | TextSensor]:
        for data_point in DATA_POINTS.values():
            yield self._sensor(data_point, None)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and NUMBER.sub("", key) in DATA_POINTS

    def __getitem__(self, key: str) -> Sensor | LiveSensor | TextSensor:
        """The sensor with this key.

        Raises:
            KeyError: no such data point; the message names the nearest ones.
        """
        number = NUMBER.search(key)
        name = NUMBER.sub("", key)
        if name not in DATA_POINTS:
            near = get_close_matches(name, DATA_POINTS, n=3, cutoff=0.4)
            raise KeyError(f"no data point {key!r}" + (f"; did you mean {' or '.join(near)}?" if near else ""))
        data_point = DATA_POINTS[name]
        if number and data_point.numbered is None:
            raise KeyError(f"{name} is not numbered: leave {number[0]} out")
        return self._sensor(data_point, int(number[1]) if number else None)

    def available(self) -> tuple[Sensor | LiveSensor | TextSensor, ...]:
        """The sensors that this machine has, as far as its model, its filter system and the document say.

        Those that exist per laser or shutter come once for each that is installed.

        Source: ``GET /info``, ``/filterSystem/moduleVersions``, ``/exposure/unitCount``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     keys = [sensor.key for sensor in machine.sensors.available()]
            >>> "processChamber.temperature" in keys
            True
        """
        support = Support(self._connection)
        found: list[Sensor | LiveSensor | TextSensor] = []
        for data_point in support.data_points():
            if data_point.numbered is None:
                found.append(self._sensor(data_point, None))
            else:
                found += [self._sensor(data_point, number) for number in range(1, support.unit_count() + 1)]
        return tuple(found)

    def frame(
        self,
        job: JobReference,
        sensors: SensorChoice = None,
        *,
        layout: Layout | None = None,
        align: Align | None = None,
        every: str | None = None,
        after: Moment | None = None,
        before: Moment | None = None,
        tz: str | None = "UTC",
        progress: Callable[[int, int], object] | None = None,
    ) -> pd.DataFrame:
        """Several sensors of one job in one DataFrame, read in parallel within the machine's ``max_concurrency``.

        Every row has ``machine`` and ``job_id``. By default there is a row per value, as recorded: ``sensor``,
        ``timestamp``, ``value``, ``layer_index``, ``is_in_job``.

        ``frame.attrs["units"]`` has the unit by key, ``frame.attrs["missing"]`` the keys that this machine does not
        have, of those that were asked for.

        Args:
            job: a job or its id.
            sensors: keys or sensors; those that exist per laser or shutter without a number stand for all of them. By
                default all that record values.
            align: ``"time"``: one row per time, with the value of each sensor as of then, which is the last one
                recorded at or before it (machines record a value when it has changed). ``"layer"``: one row per layer,
                with mean, lowest and highest value of each sensor, of the values recorded in that layer or, where there
                are none, of the last one before; memory stays small, however many values there are.
            layout: ``"wide"``: a column per sensor (and ``.mean``, ``.min``, ``.max`` of it for layers); the default
                with ``align``. ``"long"``: a row per sensor; the default without. Wide without ``align`` leaves a
                sensor's column empty at times at which it recorded nothing.
            every: with ``align="time"``, regular times so far apart, such as ``"1s"``, instead of all that occur.
            after, before: only values of that time, both included.
            tz: the zone of ``timestamp``; ``None`` makes it UTC without saying so, as spreadsheets want it.
            progress: called with the number of sensors that are done and of all.

        Raises:
            NotFoundError: the machine has no such job.
            PartialError: some sensors could not be read; ``succeeded`` has the series (with ``align="layer"`` the
                :class:`~eosconnect.columns.layer_statistics.LayerStatistics`) of the others by key.
            ConfigurationError: pandas is not installed, or an argument means nothing.

        Source: ``GET /<area>/<data point>/{jobId}/values``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     job = machine.jobs.latest(result="Failed")
            ...     keys = ["processChamber.temperature", "filterSystem.turbine.power"]
            ...     frame = machine.sensors.frame(job, keys, align="layer")
            >>> list(frame.columns)[2:5]
            ['layer_index', 'processChamber.temperature.mean', 'processChamber.temperature.min']
        """
        from eosconnect.presentation.sensor_frames import check_arrangement, layers_frame, values_frame

        require("pandas", extra="pandas")
        check_arrangement(layout, align, every)
        several = SeveralSensors(self._connection, job, after, before)
        chosen, missing = several.chosen(sensors)
        machine, number = self._connection.settings.host, job_id(job)
        if align == "layer":
            statistics = several.by_layer(chosen, progress)
            frame = layers_frame(statistics.results, machine=machine, job_id=number, layout=layout)
            missing += statistics.missing
        else:
            read = several.read(chosen, lambda sensor: sensor.series(job, after, before), progress)
            series = list(read.results.values())
            frame = values_frame(series, machine=machine, job_id=number, layout=layout, align=align, every=every, tz=tz)
            missing += read.missing
        frame.attrs = {"units": {sensor.key: sensor.unit for sensor in chosen}, "missing": list(missing)}
        return frame

    def plot(
        self,
        job: JobReference,
        sensors: SensorChoice,
        *,
        after: Moment | None = None,
        before: Moment | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Figure:
        """Draw several sensors over the layers of a job, a panel per sensor: the mean of each layer in a band from the
        lowest to the highest value.

        They are read in parallel and summed up while they come, so memory stays small.

        Args:
            job: a job or its id.
            sensors: keys or sensors; those that exist per laser or shutter without a number stand for all of them.
            after, before: only values of that time, both included.
            progress: called with the number of sensors that are done and of all.

        Returns:
            The figure; ``figure.savefig("sensors.png")`` saves it. As the last line of a cell it is shown.

        Raises:
            NotFoundError: the machine has no such job.
            PartialError: some sensors could not be read.
            ConfigurationError: matplotlib is not installed, or there is no such sensor.

        Source: ``GET /<area>/<data point>/{jobId}/values``.

        Example:
            >>> with Machine.from_env() as machine:
            ...     job = machine.jobs.latest(result="Failed")
            ...     keys = ["processChamber.o2ConcentrationTop", "processChamber.temperature"]
            ...     figure = machine.sensors.plot(job, keys)
            >>> [axes.get_title(loc="left") for axes in figure.axes]
            ['Process chamber oxygen concentration, top', 'Process chamber temperature']
        """
        require("matplotlib", extra="plot")
        from eosconnect.presentation.plots.layers import plot_layers

        several = SeveralSensors(self._connection, job, after, before)
        chosen, missing = several.chosen(sensors)
        read = several.by_layer(chosen, progress)
        units = {sensor.key: sensor.unit for sensor in chosen}
        where = f"Job {job_id(job)}, machine {self._connection.settings.host}"
        return plot_layers(read.results, units, missing + read.missing, where)

    def _data_points(self) -> Iterator[DataPoint]:
        yield from DATA_POINTS.values()

    def _sensor(self, data_point: DataPoint, number: int | None) -> Sensor | LiveSensor | TextSensor:
        if data_point.kind == "text":
            return TextSensor(self._connection, data_point, number)
        if data_point.recorded:
            return Sensor(self._connection, data_point, number)
        return LiveSensor(self._connection, data_point, number)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} data points of {self._connection.settings.host}>"
