"""The values of one sensor as columns: what a job of forty hours needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import TYPE_CHECKING, Any

import attrs

from eosconnect.models.sensor import SensorValue
from eosconnect.presentation.extras import require

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike, NDArray

__all__ = ["SensorSeries"]

NO_LAYER = -1


def as_timestamps(values: ArrayLike) -> NDArray[np.datetime64]:
    import numpy as np

    return np.asarray(values, dtype="datetime64[ns]")


def as_values(values: ArrayLike) -> NDArray[np.float64]:
    import numpy as np

    return np.asarray(values, dtype=np.float64)


def as_layers(values: ArrayLike) -> NDArray[np.int32]:
    import numpy as np

    return np.asarray(values, dtype=np.int32)


def as_flags(values: ArrayLike) -> NDArray[np.bool_]:
    import numpy as np

    return np.asarray(values, dtype=np.bool_)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SensorSeries:
    """All values of one sensor in a job, as columns of one length. Frames share their memory where they can.

    Attributes:
        name: key of the sensor, such as ``processChamber.temperature``.
        unit: of the values, empty where there is none.
        machine: host of the machine.
        job_id: the job, ``None`` outside jobs.
        timestamps: ``datetime64[ns]``, UTC; NaT where the machine gave none.
        values: ``float64``; NaN where the sensor reports an error.
        layer_index: ``int32``, -1 where no layer was being built.
        is_in_job: ``bool``, whether the value belongs to a job.

    Example:
        >>> series = SensorSeries(
        ...     name="processChamber.temperature", unit="°C", machine="si1716", job_id="SI1716-1",
        ...     timestamps=["2026-11-02T08:15", "2026-11-02T08:16"], values=[38.5, 38.7],
        ...     layer_index=[1, 1], is_in_job=[True, True],
        ... )
        >>> len(series), float(series.values.max())
        (2, 38.7)
    """

    name: str
    unit: str
    machine: str | None = None
    job_id: str | None = None
    timestamps: NDArray[np.datetime64] = attrs.field(converter=as_timestamps)
    values: NDArray[np.float64] = attrs.field(converter=as_values)
    layer_index: NDArray[np.int32] = attrs.field(converter=as_layers)
    is_in_job: NDArray[np.bool_] = attrs.field(converter=as_flags)

    def __attrs_post_init__(self) -> None:
        lengths = {len(column) for column in (self.timestamps, self.values, self.layer_index, self.is_in_job)}
        if len(lengths) != 1:
            raise ValueError(f"the columns of a series have one length, not {sorted(lengths)}")

    @classmethod
    def from_values(
        cls,
        values: Iterable[SensorValue],
        *,
        name: str,
        unit: str,
        machine: str | None = None,
        job_id: str | None = None,
    ) -> SensorSeries:
        """The columns of values that were read one by one.

        Example:
            >>> SensorSeries.from_values([SensorValue(value=38.5)], name="processChamber.temperature", unit="°C")
            SensorSeries('processChamber.temperature', 1 value in °C)
        """
        import numpy as np

        rows = list(values)
        times = [row.timestamp and row.timestamp.astimezone(UTC).replace(tzinfo=None) for row in rows]
        return cls(
            name=name,
            unit=unit,
            machine=machine,
            job_id=job_id,
            timestamps=np.array(times, dtype="datetime64[us]").astype("datetime64[ns]"),
            values=np.array([row.value for row in rows], dtype=np.float64),  # None becomes NaN
            layer_index=[NO_LAYER if row.layer_index is None else row.layer_index for row in rows],
            is_in_job=[bool(row.is_in_job) for row in rows],
        )

    def __len__(self) -> int:
        return len(self.values)

    def __repr__(self) -> str:
        parts = [repr(self.name), f"{len(self):,} value{'' if len(self) == 1 else 's'}"]
        parts[-1] += f" in {self.unit}" if self.unit else ""
        if len(self) and str(first := self.timestamps.min()) != "NaT":
            begin, end = (
                str(moment.astype("datetime64[s]")).replace("T", " ") for moment in (first, self.timestamps.max())
            )
            parts.append(f"{begin} to {end} UTC")
        parts += [f"job {self.job_id}"] if self.job_id else []
        parts += [f"machine {self.machine}"] if self.machine else []
        return f"SensorSeries({', '.join(parts)})"

    def to_pandas(self, tz: str | None = "UTC") -> pd.DataFrame:
        """A frame: ``machine``, ``job_id``, ``sensor``, ``timestamp``, ``value``, ``layer_index``, ``is_in_job``.

        The first three are categorical, a byte per row; a missing layer is ``<NA>``; ``frame.attrs["unit"]`` has the
        unit.

        Args:
            tz: the zone of the timestamps; ``None`` makes them UTC without saying so, as spreadsheets want them.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        require("pandas", extra="pandas")
        import numpy as np
        import pandas as pd

        times = pd.DatetimeIndex(self.timestamps, copy=False)
        if tz is not None:
            # Nanoseconds since 1970 are UTC by themselves: nothing is copied, as it would be for a zone put on later.
            moments = self.timestamps.view("int64")
            times = pd.DatetimeIndex(moments, dtype="datetime64[ns, UTC]", copy=False).tz_convert(tz)

        def constant(value: str | None) -> pd.Categorical[str]:
            codes = np.full(len(self), 0 if value else -1, dtype=np.int8)
            return pd.Categorical.from_codes(codes, categories=pd.Index([value or ""]))

        columns: dict[str, Any] = {
            "machine": constant(self.machine),
            "job_id": constant(self.job_id),
            "sensor": constant(self.name),
            "timestamp": times,
            "value": self.values,
            "layer_index": pd.arrays.IntegerArray(self.layer_index, self.layer_index == NO_LAYER),
            "is_in_job": self.is_in_job,
        }
        frame = pd.DataFrame(columns, copy=False)
        frame.attrs["unit"] = self.unit
        return frame

    def to_arrow(self, tz: str | None = "UTC") -> pa.Table:
        """An Arrow table with the columns of :meth:`to_pandas`; the unit is in the metadata of ``value``.

        Raises:
            ConfigurationError: pyarrow is not installed.
        """
        require("pyarrow", extra="arrow")
        import numpy as np
        import pyarrow as pa

        first = pa.array(np.zeros(len(self), dtype=np.int8))
        columns = {
            name: pa.DictionaryArray.from_arrays(first, pa.array([value], pa.string()))
            for name, value in (("machine", self.machine), ("job_id", self.job_id), ("sensor", self.name))
        }
        columns |= {
            "timestamp": pa.array(self.timestamps).cast(pa.timestamp("ns", tz)),
            "value": pa.array(self.values, from_pandas=True),
            "layer_index": pa.array(self.layer_index, mask=self.layer_index == NO_LAYER),
            "is_in_job": pa.array(self.is_in_job),
        }
        unit = {"value": {"unit": self.unit}}
        schema = pa.schema([pa.field(name, column.type, metadata=unit.get(name)) for name, column in columns.items()])
        return pa.Table.from_arrays(list(columns.values()), schema=schema)

    def to_polars(self, tz: str | None = "UTC") -> pl.DataFrame:
        """A Polars frame with the columns of :meth:`to_pandas`.

        Raises:
            ConfigurationError: polars is not installed.
        """
        require("polars", extra="polars")
        import polars as pl

        times = pl.col("timestamp")
        if tz is not None:
            times = times.dt.replace_time_zone("UTC").dt.convert_time_zone(tz)
        frame = pl.DataFrame(
            {
                "timestamp": self.timestamps,
                "value": self.values,
                "layer_index": self.layer_index,
                "is_in_job": self.is_in_job,
            }
        )
        constant = {"machine": self.machine, "job_id": self.job_id, "sensor": self.name}
        return frame.select(
            *(pl.lit(value, pl.String).cast(pl.Categorical).alias(name) for name, value in constant.items()),
            times,
            pl.col("value").fill_nan(None),
            pl.col("layer_index").replace(NO_LAYER, None),
            "is_in_job",
        )

    def plot(self, ax: Axes | None = None, *, tz: str = "UTC") -> Axes:
        """Draw the values over time.

        Args:
            ax: axes to draw into; a new figure by default.
            tz: the zone of the time axis.

        Returns:
            The axes; ``.figure.savefig("o2.png")`` saves the picture.

        Raises:
            ConfigurationError: matplotlib is not installed.
        """
        from eosconnect.presentation.plots.series import plot_series

        return plot_series(self, ax, tz)

    def _repr_html_(self) -> str:
        from eosconnect.presentation.html.sensors import series_view

        return series_view(self)
