"""What people open in Excel: the rows that scripts get, as a workbook or in Excel's dialect of CSV."""

from __future__ import annotations

import json
import locale
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo
from enum import Enum
from pathlib import Path
from typing import Any

from eosconnect.cli.plain import Fields, plain
from eosconnect.cli.times import zone_name
from eosconnect.presentation.sheets import Cell, Sheet, cell_of, heading

__all__ = ["decimal_mark", "sheet_of", "write_sheets"]


def sheet_of(name: str, rows: Iterable[Any], fields: Fields, zone: tzinfo, units: Mapping[str, str]) -> Sheet:
    """Rows as a sheet; the units are by column, as :func:`~eosconnect.presentation.units.units_of` gives them."""
    listed = list(rows)
    headings: list[str] = []
    columns: list[list[Cell]] = []
    for column, value in fields.items():
        values = [value(row) for row in listed]
        headings.append(heading(column, mark_of(values, zone) or units.get(column.replace(".", "_"))))
        columns.append([cell(value, zone) for value in values])
    return Sheet(name, headings, list(zip(*columns, strict=True)))


def mark_of(values: list[Any], zone: tzinfo) -> str | None:
    if any(isinstance(value, datetime) for value in values):
        return zone_name(zone)
    return "s" if any(isinstance(value, timedelta) for value in values) else None


def cell(value: Any, zone: tzinfo) -> Cell:
    if value is None or isinstance(value, str | int | float | datetime | timedelta | Enum):
        return cell_of(value, zone)
    told = plain(value, zone)
    return json.dumps(told, ensure_ascii=False) if isinstance(told, dict | list) else told


def write_sheets(sheets: Iterable[Sheet], path: Path) -> None:
    """Write a file that has been checked; CSV as Excel on this computer reads numbers."""
    from eosconnect.presentation.spreadsheets import write_spreadsheet

    write_spreadsheet(sheets, path, decimal=decimal_mark())


def decimal_mark() -> str:
    """The comma where this computer's regional settings write 1,5."""
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return "," if locale.localeconv()["decimal_point"] == "," else "."
    except locale.Error:
        return "."
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)
