"""Tables as spreadsheets want them: headings that tell unit and zone, and values that a cell can hold."""

from __future__ import annotations

import inspect
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import attrs

from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Cell", "Sheet", "cell_of", "heading", "sheets_of"]

Cell = str | float | int | bool | date | datetime | None
"""What a cell can hold. Times have no zone; the heading of their column says it."""

#: Rows of a frame that are objects at the same time.
ROWS_AT_ONCE: Final = 10_000


@attrs.frozen
class Sheet:
    """One table.

    Attributes:
        name: what the tab is called.
        headings: one per column.
        rows: the cells, row by row; read once.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def heading(name: str, mark: str | None = None) -> str:
    """A column's name with its unit or the zone of its times.

    Example:
        >>> heading("height", "mm"), heading("started_at", "UTC"), heading("task")
        ('height (mm)', 'started_at (UTC)', 'task')
    """
    return f"{name} ({mark})" if mark else name


def cell_of(value: Any, zone: tzinfo | None = None) -> Cell:
    """What a cell holds of a value: times without their zone, durations in seconds, lists as JSON, enums as texts.

    Args:
        value: whatever stands in a table.
        zone: the zone of times; as they come if there is none.

    Example:
        >>> from datetime import UTC
        >>> cell_of(datetime(2026, 11, 2, 8, tzinfo=UTC)), cell_of(timedelta(minutes=2)), cell_of(float("nan"))
        (datetime.datetime(2026, 11, 2, 8, 0), 120.0, None)
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return cell_of(value.value)
        case int() | str():
            return value
        case float():
            return None if math.isnan(value) else value if math.isfinite(value) else str(value)
        case datetime():
            if value != value:  # pandas' NaT
                return None
            aware = value.astimezone(zone) if zone is not None and value.tzinfo is not None else value
            return aware.replace(tzinfo=None)
        case date():
            return value
        case timedelta():
            return None if value != value else value.total_seconds()
        case Mapping() | list() | tuple() | set():
            return json.dumps(list(value) if isinstance(value, set) else value, ensure_ascii=False, default=str)
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:  # a number of NumPy
        return cell_of(value.item(), zone)
    text = str(value)
    return None if text in ("NaT", "<NA>") else text


def sheets_of(table: Any, zone: tzinfo | None = None, name: str = "Data") -> Iterator[Sheet]:
    """The sheets of whatever is a table, or of several by name.

    Raises:
        ConfigurationError: it is none.
    """
    if isinstance(table, Mapping):
        for tab, one in table.items():
            yield from sheets_of(one, zone, str(tab))
        return
    library = type(table).__module__.partition(".")[0]
    if library == "polars" and hasattr(table, "iter_rows"):
        yield polars_sheet(table, zone, name)
        return
    if library != "pandas":
        table = framed(table, zone)
    if not hasattr(table, "iloc") or not hasattr(table, "columns"):
        raise ConfigurationError(f"{type(table).__name__} is not a table", hint=GIVE_A_TABLE)
    yield from pandas_sheets(table, zone, name)


GIVE_A_TABLE: Final = "give a DataFrame of pandas or Polars, a list of the machine, a series, or several by name"


def framed(table: Any, zone: tzinfo | None) -> Any:
    """The frame of a list of the machine, of a series, of models, of an Arrow table."""
    if hasattr(table, "to_pandas"):
        frame = table.to_pandas()
        if inspect.iscoroutine(frame):
            frame.close()
            raise ConfigurationError(
                "this list is read with await", hint="give its frame: to_excel(await jobs.to_pandas(), ...)"
            )
        return frame
    if isinstance(table, Iterable) and not isinstance(table, str | bytes):
        rows = list(table)
        if rows and all(attrs.has(type(row)) for row in rows):
            from eosconnect.presentation.frames import to_pandas

            return to_pandas(rows)
    return table


def pandas_sheets(frame: pd.DataFrame, zone: tzinfo | None, name: str) -> Iterator[Sheet]:
    """The frame, and a sheet with the units that its headings cannot hold."""
    units = {**frame.attrs.get("units", {}), **({"value": frame.attrs["unit"]} if frame.attrs.get("unit") else {})}
    if any(name is not None for name in frame.index.names) or not is_plain(frame.index):
        frame = frame.reset_index()
    names = [".".join(map(str, name if isinstance(name, tuple) else (name,))) for name in list[Any](frame.columns)]
    marks = [mark_of(name, kind, units, zone) for name, kind in zip(names, frame.dtypes, strict=True)]
    yield Sheet(name, list(map(heading, names, marks)), pandas_rows(frame, zone))
    elsewhere = {key: unit for key, unit in units.items() if not any(unit_of(name, {key: unit}) for name in names)}
    if elsewhere:
        yield Sheet(f"{name} units" if name != "Data" else "Units", ["name", "unit"], list(elsewhere.items()))


def is_plain(index: Any) -> bool:
    """0, 1, 2, ...: it says nothing."""
    import numpy as np

    return bool(len(index) == 0 or (index == np.arange(len(index))).all())


def unit_of(name: str, units: Mapping[str, str]) -> str | None:
    """The unit of a column; ``processChamber.temperature.mean`` has that of its sensor."""
    return units.get(name) or units.get(name.rpartition(".")[0])


def mark_of(name: str, kind: Any, units: Mapping[str, str], zone: tzinfo | None) -> str | None:
    own = getattr(kind, "tz", None)
    if own is not None:
        return zone_name(zone or own)
    return "s" if getattr(kind, "kind", "") == "m" else unit_of(name, units)


def zone_name(zone: tzinfo) -> str:
    """ "UTC", "Europe/Berlin"."""
    return str(getattr(zone, "key", None) or zone)


def pandas_rows(frame: pd.DataFrame, zone: tzinfo | None) -> Iterator[Sequence[Cell]]:
    for start in range(0, len(frame), ROWS_AT_ONCE):
        piece = frame.iloc[start : start + ROWS_AT_ONCE]
        columns = [[cell_of(value, zone) for value in piece.iloc[:, at].tolist()] for at in range(piece.shape[1])]
        yield from zip(*columns, strict=True)


def polars_sheet(frame: pl.DataFrame, zone: tzinfo | None, name: str) -> Sheet:
    def mark(kind: Any) -> str | None:
        own = getattr(kind, "time_zone", None)
        if own is not None:
            return zone_name(zone) if zone else str(own)
        return "s" if str(kind).startswith("Duration") else None

    headings = [heading(column, mark(kind)) for column, kind in frame.schema.items()]
    return Sheet(name, headings, ([cell_of(value, zone) for value in row] for row in frame.iter_rows()))
