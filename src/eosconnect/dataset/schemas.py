"""The columns of the tables: which, of which type, and how models become rows."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

from eosconnect.models.layer import Layer, LayerOperationType
from eosconnect.presentation.frames import columns_of
from eosconnect.presentation.units import units_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["SENSOR_COLUMNS", "model_schema", "model_table", "sensor_schema"]

SENSOR_COLUMNS: Final = ("timestamp", "value", "layer_index", "is_in_job")

#: The partition says it already.
IN_PARTITION: Final = "job_id"


@attrs.frozen
class TableColumn:
    """A column of a model's table.

    Attributes:
        name: its path in the model, with underscores, so that SQL needs no quotes.
        kind: the type that the model states.
        value: the value of one model.
    """

    name: str
    kind: Any
    value: Callable[[Any], Any]


def sensor_schema(unit: str, metadata: Mapping[str, str]) -> pa.Schema:
    """The columns of sensor values; the unit is in the metadata of ``value``."""
    import pyarrow as pa

    columns = (
        pa.field("timestamp", pa.timestamp("ns", "UTC")),
        pa.field("value", pa.float64(), metadata={"unit": unit}),
        pa.field("layer_index", pa.int32()),
        pa.field("is_in_job", pa.bool_()),
    )
    return pa.schema(columns, metadata=dict(metadata))


def model_schema(kind: type[Any], metadata: Mapping[str, str]) -> pa.Schema:
    """The columns of a model's table: the same for every file, whatever is in it."""
    import pyarrow as pa

    units = units_of(kind)
    fields = []
    for column in table_columns(kind):
        unit = units.get(column.name)
        of_type = pa.int32() if column.name == "index" or column.name.endswith("_index") else arrow_type(column.kind)
        fields.append(pa.field(column.name, of_type, metadata={"unit": unit} if unit else None))
    return pa.schema(fields, metadata=dict(metadata))


def model_table(rows: Sequence[Any], kind: type[Any], schema: pa.Schema) -> pa.Table:
    """The rows of some models."""
    import pyarrow as pa

    columns = zip(table_columns(kind), schema, strict=True)
    arrays = [pa.array([column.value(row) for row in rows], field.type, from_pandas=True) for column, field in columns]
    return pa.Table.from_arrays(arrays, schema=schema)


def table_columns(kind: type[Any]) -> Iterator[TableColumn]:
    """The columns of frames, and the lists in the model, which Parquet can hold."""
    for column in columns_of(kind):
        if column.name != IN_PARTITION:
            yield TableColumn("_".join(column.path), column.kind, column.value)
    if kind is Layer:
        for operation in LayerOperationType:
            yield TableColumn(f"durations_{operation.value.casefold()}", float, seconds_of(operation))
    hints = get_type_hints(kind)
    for field in attrs.fields(kind):
        if get_origin(hints[field.name]) is tuple:
            yield TableColumn(field.name, hints[field.name], nested_in(field.name))


def seconds_of(operation: LayerOperationType) -> Callable[[Layer], float]:
    return lambda layer: layer.seconds(operation)


def nested_in(name: str) -> Callable[[Any], Any]:
    return lambda model: [plain(entry) for entry in getattr(model, name)]


def plain(value: Any) -> Any:
    """A model as a dictionary, as Arrow takes it for a struct."""
    if not attrs.has(type(value)):
        return value
    return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value)) if field.name != "raw"}


def arrow_type(kind: Any) -> pa.DataType:
    import pyarrow as pa

    if get_origin(kind) in (Union, types.UnionType):
        (kind,) = (member for member in get_args(kind) if member is not type(None))
    if get_origin(kind) is tuple:
        return pa.list_(arrow_type(get_args(kind)[0]))
    if attrs.has(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in attrs.fields(kind) if field.name != "raw"]
        return pa.struct([(name, arrow_type(hints[name])) for name in names])
    if issubclass(kind, str):
        return pa.string()
    return {
        datetime: pa.timestamp("us", "UTC"),
        float: pa.float64(),
        int: pa.int64(),
        bool: pa.bool_(),
    }[kind]
