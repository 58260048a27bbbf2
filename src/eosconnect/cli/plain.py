"""What scripts read: JSON and CSV with names that stay. Times are in UTC unless another zone was asked for."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum
from os import PathLike, fspath
from typing import Any, TextIO

import attrs

from eosconnect.presentation.frames import columns_of

__all__ = ["Fields", "constant", "fields_of", "named_fields", "plain", "write_csv", "write_json", "write_json_list"]

Fields = Mapping[str, Callable[[Any], object]]
"""The columns of a table for scripts: their names, and how to get their values from a row."""


def plain(value: Any, zone: tzinfo = UTC) -> Any:
    """A model, or whatever stands in one, as JSON knows it. The names are those of the SDK; ``raw`` is left out.

    Example:
        >>> from eosconnect.models import LayerDuration
        >>> plain(LayerDuration.from_json({"operationType": "Dosing", "startTime": "2026-11-02T08:15:00Z"}))
        {'operation': 'Dosing', 'started_at': '2026-11-02T08:15:00Z', 'ended_at': None}
    """
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case datetime():
            return value.astimezone(zone).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Mapping():
            return {str(name): plain(entry, zone) for name, entry in value.items()}
        case PathLike():
            return fspath(value)
    if attrs.has(type(value)):
        return {name: plain(entry, zone) for name, entry in named_fields(value).items()}
    if isinstance(value, Iterable):
        return [plain(entry, zone) for entry in value]
    return str(value)


def fields_of(kind: type[Any], **first: object) -> Fields:
    """The columns of a model, as in its DataFrame; ``first`` are columns before them with one value in every row."""
    columns: dict[str, Callable[[Any], object]] = {name: constant(value) for name, value in first.items()}
    for column in columns_of(kind):
        columns.setdefault(column.name, column.value)
    return columns


def named_fields(model: Any) -> dict[str, Any]:
    """The fields of a model by name, without ``raw``."""
    return {field.name: getattr(model, field.name) for field in attrs.fields(type(model)) if field.name != "raw"}


def constant(value: object) -> Callable[[Any], object]:
    return lambda row: value


def write_csv(rows: Iterable[Any], fields: Fields, to: TextIO, zone: tzinfo = UTC) -> None:
    """A heading and a line per row; what is absent is empty."""
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([cell(value(row), zone) for value in fields.values()])


def cell(value: object, zone: tzinfo) -> object:
    shown = plain(value, zone)
    if isinstance(shown, bool):
        return str(shown).lower()
    return json.dumps(shown, ensure_ascii=False) if isinstance(shown, dict | list) else shown


def write_json(value: Any, to: TextIO, zone: tzinfo = UTC) -> None:
    to.write(json.dumps(plain(value, zone), indent=2, ensure_ascii=not takes_unicode(to)) + "\n")


def write_json_list(rows: Iterable[Any], to: TextIO, zone: tzinfo = UTC) -> None:
    """A list with one row per line, written as the rows come."""
    ascii_only = not takes_unicode(to)
    before = "["
    for row in rows:
        to.write(f"{before}\n{json.dumps(plain(row, zone), ensure_ascii=ascii_only)}")
        before = ","
    to.write("[]\n" if before == "[" else "\n]\n")


def takes_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").startswith("utf")
