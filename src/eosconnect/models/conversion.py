"""From JSON to models: one converter that forgives what a machine may do and refuses only another shape.

A model is an attrs class. A field ``layer_count`` is read from ``layerCount``; where the document spells it
differently, the field's metadata says so (:func:`named`). The field's type says how to read it. A value that does not
fit its field becomes ``None`` (the JSON stays in ``.raw``), so that one odd value does not take the page with it; a
field without a default is the model's identity, and its absence is an error. A field whose unit differs from the
document's names its own reader in its metadata (:func:`in_millimetres`).
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from eosconnect.errors import UnexpectedResponseError
from eosconnect.timestamps import parse_timestamp

__all__ = [
    "in_millimetres",
    "json_name",
    "millimetres",
    "named",
    "read_integer",
    "read_list",
    "read_number",
    "read_one",
    "read_page",
]

T = TypeVar("T")

Reader = Callable[[Any], Any]


def named(json: str) -> dict[str, str]:
    """Metadata of a field whose JSON name is not its own name in camel case."""
    return {"json": json}


def in_millimetres(json: str) -> dict[str, Any]:
    """Metadata of a length in mm that the document states in µm."""
    return {"json": json, "read": millimetres}


def millimetres(micrometres: Any) -> float | None:
    """A length in mm that was given in µm."""
    number = read_number(micrometres)
    return None if number is None else number / 1000


def json_name(field: attrs.Attribute[Any]) -> str:
    """The name of a field in the document.

    Example:
        >>> from eosconnect.models.job import Job
        >>> json_name(attrs.fields(Job).started_at), json_name(attrs.fields(Job).layer_count)
        ('timeStarted', 'layerCount')
    """
    name = field.metadata.get("json")
    return name if isinstance(name, str) else re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), field.name)


def read_one(kind: type[T], data: object) -> T:
    """The model in a JSON object.

    Raises:
        UnexpectedResponseError: not an object, or one without its identity (such as a job without an id).

    Example:
        >>> from eosconnect.models.job import Job
        >>> read_one(Job, {"id": "SI1716-1", "layerCount": 12.0}).layer_count
        12
    """
    if not isinstance(data, dict):
        raise UnexpectedResponseError(f"a {kind.__name__} object was expected, not {shape_of(data)}")
    values: dict[str, Any] = {}
    plan = plan_of(kind)
    for field, name, read, required in plan.fields:
        value = data.get(name)
        if value is not None:
            value = read(value)
        if value is not None:
            values[field] = value
        elif required:
            raise UnexpectedResponseError(f"a {kind.__name__} object came without a readable {name!r}")
    if plan.keeps_raw:
        values["raw"] = data
    return kind(**values)


def read_list(kind: type[T], data: object) -> list[T]:
    """The models in a JSON list; ``null`` among them is passed over.

    Raises:
        UnexpectedResponseError: not a list, or an entry is not such an object.

    Example:
        >>> from eosconnect.models.job import Job
        >>> [job.id for job in read_list(Job, [{"id": "SI1716-1"}, {"id": "SI1716-2"}])]
        ['SI1716-1', 'SI1716-2']
    """
    return [model for model in read_page(kind, data) if model is not None]


def read_page(kind: type[T], data: object) -> list[T | None]:
    """The models in one page of a longer list; a ``null`` keeps its place, because places are what paging counts.

    Raises:
        UnexpectedResponseError: as :func:`read_list`.
    """
    if not isinstance(data, list):
        raise UnexpectedResponseError(f"a list of {kind.__name__} objects was expected, not {shape_of(data)}")
    return [None if entry is None else read_one(kind, entry) for entry in data]


def shape_of(data: object) -> str:
    """What ``data`` is in JSON's words, without its content."""
    if data is None:
        return "null"
    names: dict[type, str] = {bool: "a boolean", dict: "an object", list: "a list", str: "a text"}
    return names.get(type(data), "a number")


@attrs.frozen
class Plan:
    """How to read one kind of model: of every field its name, its JSON name, its reader, and whether it is required."""

    fields: tuple[tuple[str, str, Reader, bool], ...]
    keeps_raw: bool


def plan_of(kind: Any) -> Plan:
    plan = PLANS.get(kind)
    if plan is None:
        hints = get_type_hints(kind)
        fields = attrs.fields(kind)
        plan = PLANS[kind] = Plan(
            fields=tuple(
                (
                    field.name,
                    json_name(field),
                    field.metadata.get("read") or reader_of(hints[field.name]),
                    field.default is attrs.NOTHING,
                )
                for field in fields
                if field.name != "raw"
            ),
            keeps_raw=hasattr(fields, "raw"),
        )
    return plan


PLANS: dict[Any, Plan] = {}


def reader_of(hint: Any) -> Reader:
    """The reader for a field's type."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (member for member in get_args(hint) if member is not type(None))
    if get_origin(hint) is tuple:
        return tuple_reader(reader_of(get_args(hint)[0]))
    if attrs.has(hint):
        return object_reader(hint)
    if issubclass(hint, Enum):
        return enum_reader(hint)
    return READERS[hint]


def tuple_reader(read: Reader) -> Reader:
    def read_tuple(value: Any) -> tuple[Any, ...] | None:
        entries = value if isinstance(value, list) else [value]
        return tuple(entry for entry in map(read, entries) if entry is not None)

    return read_tuple


def object_reader(kind: type[T]) -> Reader:
    def read_object(value: Any) -> T | None:
        try:
            return read_one(kind, value)
        except UnexpectedResponseError:
            return None

    return read_object


def enum_reader(kind: type[Enum]) -> Reader:
    def read_enum(value: Any) -> Enum | None:
        text = read_text(value)
        return kind(text) if text else None

    return read_enum


def read_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    return str(value) if is_number(value) else None


def read_integer(value: Any) -> int | None:
    """Whole numbers, also as ``3.0`` or ``"3"``; 3.5 is none."""
    if isinstance(value, str):
        value = read_number(value)
    if is_number(value) and (isinstance(value, int) or value.is_integer()):
        return int(value)
    return None


def read_number(value: Any) -> float | None:
    """Numbers, also as text; ``"NaN"`` and ``"Infinity"`` are numbers in the JSON of .NET."""
    try:
        return float(value) if is_number(value) or isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def read_boolean(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False, "1": True, "0": False}.get(str(value).casefold())


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


READERS: dict[Any, Reader] = {
    str: read_text,
    int: read_integer,
    float: read_number,
    bool: read_boolean,
    datetime: parse_timestamp,
}
