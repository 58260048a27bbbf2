"""Several sensors of one job in one pandas frame: one below the other, side by side, or layer by layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from eosconnect.errors import ConfigurationError
from eosconnect.series import NO_LAYER, SensorSeries

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from eosconnect.columns.layer_statistics import LayerStatistics

__all__ = ["Align", "Layout", "check_arrangement", "layers_frame", "values_frame"]

Layout = Literal["long", "wide"]
Align = Literal["time", "layer"]


def check_arrangement(layout: Layout | None, align: Align | None, every: str | None) -> None:
    """Raises: ConfigurationError: these do not mean anything, or not together."""
    if layout not in (None, "long", "wide"):
        raise ConfigurationError(f"layout={layout!r} is not a layout", hint='it is "long" or "wide"')
    if align not in (None, "time", "layer"):
        raise ConfigurationError(f"align={align!r} is not an alignment", hint='it is "time" or "layer"')
    if every is not None and align != "time":
        raise ConfigurationError("every= is for regular times", hint='it goes with align="time"')
    if every is not None:
        step_of(every)


def values_frame(
    series: Sequence[SensorSeries],
    *,
    machine: str,
    job_id: str,
    layout: Layout | None = None,
    align: Align | None = None,
    every: str | None = None,
    tz: str | None = "UTC",
) -> pd.DataFrame:
    """The values of several sensors, see :meth:`eosconnect.resources.synchronous.sensors.Sensors.frame`."""
    if align is None and layout != "wide":
        return as_recorded(series, machine, job_id, tz)
    times = common_times(series)
    if align is None:
        columns = {one.name: only_then(times, one) for one in series}
    else:
        times = times if every is None else regular(times, step_of(every))
        columns = {one.name: as_of(times, *in_order(one.timestamps, one.values), np.nan) for one in series}
    return at_times(series, times, columns, machine, job_id, tz, long=layout == "long")


def layers_frame(
    statistics: Mapping[str, LayerStatistics], *, machine: str, job_id: str, layout: Layout | None = None
) -> pd.DataFrame:
    """One row per layer in which any of the sensors recorded a value; in the long layout, one per sensor and layer."""
    import pandas as pd

    layers = np.unique(together([one.layers for one in statistics.values()], np.int32))
    tables = {name: one.table(layers) for name, one in statistics.items()}
    if layout == "long":
        each = list(tables.values())
        columns: dict[str, Any] = {
            **origin(machine, job_id, len(layers) * len(each)),
            "sensor": named(list(tables), np.repeat(np.arange(len(each)), len(layers))),
            "layer_index": np.tile(layers, len(each)),
            "mean": together([table.mean for table in each], np.float64),
            "min": together([table.min for table in each], np.float64),
            "max": together([table.max for table in each], np.float64),
            "count": together([table.count for table in each], np.int64),
        }
    else:
        columns = {**origin(machine, job_id, len(layers)), "layer_index": layers}
        for name, table in tables.items():
            columns |= {f"{name}.mean": table.mean, f"{name}.min": table.min, f"{name}.max": table.max}
    return pd.DataFrame(columns, copy=False)


def as_recorded(series: Sequence[SensorSeries], machine: str, job_id: str, tz: str | None) -> pd.DataFrame:
    import pandas as pd

    lengths = [len(one) for one in series]
    layers = together([one.layer_index for one in series], np.int32)
    return pd.DataFrame(
        {
            **origin(machine, job_id, sum(lengths)),
            "sensor": named([one.name for one in series], np.repeat(np.arange(len(series)), lengths)),
            "timestamp": times_in(together([one.timestamps for one in series], "datetime64[ns]"), tz),
            "value": together([one.values for one in series], np.float64),
            "layer_index": pd.arrays.IntegerArray(layers, layers == NO_LAYER),
            "is_in_job": together([one.is_in_job for one in series], np.bool_),
        },
        copy=False,
    )


def at_times(
    series: Sequence[SensorSeries],
    times: NDArray[np.datetime64],
    columns: Mapping[str, NDArray[np.float64]],
    machine: str,
    job_id: str,
    tz: str | None,
    *,
    long: bool,
) -> pd.DataFrame:
    import pandas as pd

    repeated = len(columns) if long else 1
    # The layer of a time is the one that any of the sensors told last.
    told = together([one.timestamps for one in series], "datetime64[ns]")
    layers = as_of(times, *in_order(told, together([one.layer_index for one in series], np.int32)), NO_LAYER)
    in_job = as_of(times, *in_order(told, together([one.is_in_job for one in series], np.bool_)), False)
    layers = np.tile(layers, repeated)
    values: dict[str, Any] = dict(columns)
    if long:
        values = {"value": together(list(columns.values()), np.float64)}
    return pd.DataFrame(
        {
            **origin(machine, job_id, len(layers)),
            **({"sensor": named(list(columns), np.repeat(np.arange(repeated), len(times)))} if long else {}),
            "timestamp": times_in(np.tile(times, repeated), tz),
            **({"value": values.pop("value")} if long else {}),
            "layer_index": pd.arrays.IntegerArray(layers, layers == NO_LAYER),
            "is_in_job": np.tile(in_job, repeated),
            **values,
        },
        copy=False,
    )


def only_then(times: NDArray[np.datetime64], one: SensorSeries) -> NDArray[np.float64]:
    known = ~np.isnat(one.timestamps)
    column = np.full(len(times), np.nan)
    column[np.searchsorted(times, one.timestamps[known])] = one.values[known]
    return column


def step_of(every: str) -> int:
    """Nanoseconds."""
    import pandas as pd

    try:
        step = int(pd.Timedelta(every).value)
    except ValueError:
        step = 0
    if step <= 0:
        raise ConfigurationError(f"every={every!r} is not a span of time", hint='write it as "1s" or "100ms"')
    return step


def regular(times: NDArray[np.datetime64], step: int) -> NDArray[np.datetime64]:
    """Times so far apart, from the last whole step before the first to the first one behind the last."""
    if not len(times):
        return times
    first, last = (int(time) for time in times[[0, -1]].astype(np.int64))
    return (np.arange(first // step, -(-last // step) + 1, dtype=np.int64) * step).view("datetime64[ns]")


def common_times(series: Iterable[SensorSeries]) -> NDArray[np.datetime64]:
    times = together([one.timestamps for one in series], "datetime64[ns]")
    return np.unique(times[~np.isnat(times)])


def in_order(times: NDArray[np.datetime64], values: NDArray[Any]) -> tuple[NDArray[np.datetime64], NDArray[Any]]:
    """By time, without what has none."""
    known = ~np.isnat(times)
    times, values = times[known], values[known]
    order = np.argsort(times, kind="stable")
    return times[order], values[order]


def as_of(
    timeline: NDArray[np.datetime64], times: NDArray[np.datetime64], values: NDArray[Any], nothing: Any
) -> NDArray[Any]:
    """The last of ``values`` at or before each time."""
    places = np.searchsorted(times, timeline, side="right")
    return np.append(np.array([nothing], values.dtype), values)[places]


def together(arrays: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def times_in(times: NDArray[np.datetime64], tz: str | None) -> Any:
    import pandas as pd

    index = pd.DatetimeIndex(times)
    return index if tz is None else index.tz_localize("UTC").tz_convert(tz)


def origin(machine: str, job_id: str, rows: int) -> dict[str, Any]:
    first = np.zeros(rows, np.int8)
    return {"machine": named([machine], first), "job_id": named([job_id], first)}


def named(names: Sequence[str], codes: NDArray[Any]) -> Any:
    import pandas as pd

    kind = np.int8 if len(names) < 128 else np.int32
    return pd.Categorical.from_codes(codes.astype(kind, copy=False), categories=pd.Index(list(names)))
