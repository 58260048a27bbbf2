"""Writes the two tables of floor 1: what the facade has to know of each operation and data point, as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from textwrap import fill
from typing import Any

from openapi.generation.document import Operation, data_points, operations
from openapi.generation.output import SOURCE, Made, banner

OPERATIONS = "src/eosconnect/decisions/operation_table.py"
DATA_POINTS = "src/eosconnect/decisions/data_point_table.py"

OPERATION_MODULE = '''"""The operations as plain data, quick to import; ``operations.py`` makes objects of them."""

# fmt: off
# ruff: noqa: E501

from __future__ import annotations

from typing import Literal

__all__ = ["MACHINES", "TABLE", "OperationId"]

OperationId = Literal[
{ids}
]

# Groups of machine models; a row names its group by position.
MACHINES: tuple[tuple[str, ...], ...] = (
{machines}
)

# tag, method, path, may be repeated, changes the machine, (default, maximum) of a page, machines, filter system,
# data point, statuses
Row = tuple[str, str, str, bool, bool, tuple[int, int | None] | None, int, str | None, str | None, tuple[int, ...]]

TABLE: dict[OperationId, Row] = {{
{rows}
}}
'''

DATA_POINT_MODULE = '''"""The data points as plain data; ``data_points.py`` makes objects of them."""

# fmt: off
# ruff: noqa: E501

from __future__ import annotations

from typing import Literal

from eosconnect.decisions.operation_table import OperationId

__all__ = ["TABLE", "DataPointKey", "Kind"]

Kind = Literal["number", "integer", "boolean", "text"]

DataPointKey = Literal[
{keys}
]

# label, explanation, unit, kind, interval (s), threshold, one value per layer, counted by, operations for values,
# current value and description, filter system, name in OPC UA, name in MQTT
Row = tuple[
    str, str, str, Kind, float | None, float | None, bool | None, str | None,
    OperationId | None, OperationId | None, OperationId | None, str | None, str | None, str | None,
]

TABLE: dict[DataPointKey, Row] = {{
{rows}
}}
'''


def make() -> Made:
    return Made({OPERATIONS: operation_table(), DATA_POINTS: data_point_table()})


def existing() -> list[str]:
    return [OPERATIONS, DATA_POINTS]


def operation_table() -> str:
    groups = sorted({operation.machines for operation in operations()}, key=lambda group: (len(group), group))
    return banner(SOURCE) + OPERATION_MODULE.format(
        ids=listed(operation.id for operation in operations()),
        machines="".join(f"    {literal(group)},\n" for group in groups).rstrip(),
        rows=rows(
            {operation.id: operation_row(operation, groups.index(operation.machines)) for operation in operations()}
        ),
    )


def operation_row(operation: Operation, machines: int) -> tuple[Any, ...]:
    page = operation.extension("page")
    return (
        operation.tag,
        operation.method,
        operation.path,
        bool(operation.extension("repeatable")),
        bool(operation.extension("changes-machine")),
        (page["default"], page["maximum"]) if page else None,
        machines,
        operation.extension("filter-system"),
        operation.extension("data-point"),
        tuple(sorted(int(status) for status in operation.content["responses"])),
    )


def data_point_table() -> str:
    return banner(SOURCE) + DATA_POINT_MODULE.format(
        keys=listed(point.key for point in data_points()),
        rows=rows(
            {
                point.key: (
                    point.content["displayName"],
                    point.explanation,
                    point.unit,
                    point.content["kind"],
                    point.content["interval"],
                    point.content["threshold"],
                    point.content["layerBased"],
                    point.counted,
                    point.operation("values"),
                    point.operation("current"),
                    point.operation("description"),
                    point.content["filterSystem"],
                    point.content["opcUa"],
                    point.content["mqtt"],
                )
                for point in data_points()
            }
        ),
    )


def rows(table: Mapping[str, tuple[Any, ...]]) -> str:
    return "\n".join(f"    {literal(key)}: {literal(row)}," for key, row in table.items())


def listed(names: Iterable[str]) -> str:
    """Names in quotes, as many on a line as it takes."""
    return fill(", ".join(map(literal, names)) + ",", 120, initial_indent="    ", subsequent_indent="    ")


def literal(value: Any) -> str:
    """A Python literal, with double quotes."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        inside = ", ".join(map(literal, value))
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return repr(value)
