"""Models as a pandas DataFrame, one row each."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import attrs

from eosconnect.presentation.extras import require

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["to_pandas"]


@attrs.frozen
class Column:
    """One column: the attributes that lead to its values, and their type."""

    path: tuple[str, ...]
    kind: Any

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def value(self, model: object) -> object:
        value: object = model
        for attribute in self.path:
            value = getattr(value, attribute, None)
        return value


def to_pandas(
    models: Iterable[object],
    *,
    machine: str | None = None,
    kind: type[Any] | None = None,
    tz: str | None = "UTC",
    **columns: object,
) -> pd.DataFrame:
    """A frame with one row per model.

    Columns are the fields of the model, without ``raw``; those of a model inside it follow with a dot
    (``time_zone.linux_id``); the operations of a layer become seconds (``durations.exposure``); other lists are left
    out. Whole numbers and booleans that may be absent are pandas' nullable types.

    Args:
        models: all of one kind.
        machine: a first column with this value in every row.
        kind: the class of the models, so that an empty frame has its columns, too.
        tz: the zone of times; ``None`` makes them UTC without saying so, as spreadsheets want them.
        columns: further columns with one value in every row; one that is named like a field takes its place.

    Raises:
        ConfigurationError: pandas is not installed.

    Example:
        >>> from eosconnect.models import Job
        >>> frame = to_pandas([Job.from_json({"id": "SI1716-1", "layerCount": 12})], machine="si1716")
        >>> frame[["machine", "id", "layer_count"]].to_dict("records")
        [{'machine': 'si1716', 'id': 'SI1716-1', 'layer_count': 12}]
    """
    require("pandas", extra="pandas")
    import pandas as pd

    from eosconnect.presentation.units import units_of

    rows = list(models)
    kind = kind or (type(rows[0]) if rows else None)
    constant = {"machine": machine, **columns} if machine is not None else columns
    series: dict[str, pd.Series[Any]] = {
        name: typed([value] * len(rows), type(value), tz) for name, value in constant.items()
    }
    if kind is not None:
        for column in columns_of(kind):
            if column.name not in series:
                series[column.name] = typed([column.value(row) for row in rows], column.kind, tz)
        for name, values in summaries_of(kind, rows):
            series[name] = typed(values, float, tz)
    frame = pd.DataFrame(series)
    units = units_of(kind) if kind is not None else {}
    frame.attrs["units"] = {name: unit for name in series if (unit := units.get(name.replace(".", "_")))}
    return frame


def columns_of(kind: type[Any], path: tuple[str, ...] = ()) -> Iterator[Column]:
    hints = get_type_hints(kind)
    for field in attrs.fields(kind):
        hint = hints[field.name]
        if get_origin(hint) in (Union, types.UnionType):
            (hint,) = (member for member in get_args(hint) if member is not type(None))
        if field.name == "raw" or get_origin(hint) is tuple:
            continue
        if attrs.has(hint):
            yield from columns_of(hint, (*path, field.name))
        else:
            yield Column((*path, field.name), hint)


def summaries_of(kind: type[Any], rows: list[Any]) -> Iterator[tuple[str, list[float | None]]]:
    """The columns into which a field's metadata sums up its list, in the order in which they first occur."""
    for field in attrs.fields(kind):
        summarise: Callable[[Any], Mapping[str, float]] | None = field.metadata.get("columns")
        if summarise is not None:
            summaries = [summarise(getattr(row, field.name)) for row in rows]
            for name in dict.fromkeys(name for summary in summaries for name in summary):
                yield f"{field.name}.{name}", [summary.get(name) for summary in summaries]


def typed(values: list[Any], kind: Any, tz: str | None) -> pd.Series[Any]:
    """A column whose type depends on the field, never on the values that happen to be in it."""
    import pandas as pd

    if kind is datetime:
        return pd.Series(pd.DatetimeIndex(values, dtype="datetime64[us, UTC]").tz_convert(tz))
    if kind is float:
        return pd.Series(values, dtype="float64")
    if kind in (int, bool):
        return pd.Series(values, dtype="Int64" if kind is int else "boolean")
    if issubclass(kind, str):
        texts = [None if value is None else str(value) for value in values]
        return pd.Series(texts, dtype=pd.Series([""]).dtype)  # object before pandas 3, str from then on
    return pd.Series(values, dtype=object)
