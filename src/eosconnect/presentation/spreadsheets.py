"""Tables as files that Excel opens without a question: workbooks, and CSV in Excel's own dialect."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.part_file import complete_or_not_at_all
from eosconnect.presentation.extras import require
from eosconnect.presentation.sheets import Cell, Sheet, sheets_of
from eosconnect.version import __version__

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["DECIMALS", "check_spreadsheet", "to_excel", "write_spreadsheet"]

ENDINGS: Final = (".xlsx", ".csv")

#: How numbers are written, with what parts the columns then.
DECIMALS: Final = {".": ",", ",": ";"}

#: What a sheet holds at most, with its heading; what a cell holds at most; digits of a number that Excel keeps.
MOST_ROWS: Final = 1_048_576
MOST_LETTERS: Final = 32_767
LARGEST_NUMBER: Final = 10**15

#: A cell that begins so is a formula when it is opened from CSV, or edited.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

#: Rows that tell how wide a column has to be, and whether its times have fractions of a second.
TELLING: Final = 200
NARROWEST, WIDEST = 8, 60

SECONDS: Final = "yyyy-mm-dd hh:mm:ss"
MIDNIGHT: Final = time()
MILLISECONDS: Final = "yyyy-mm-dd hh:mm:ss.000"


def to_excel(table: Any, file: str | os.PathLike[str], *, tz: tzinfo | str | None = None, decimal: str = ".") -> Path:
    """Write a table as a file that Excel opens without an error or a wrong time. A file that exists is replaced.

    Times become real dates of Excel, which knows no zones: the heading says it, as in ``started_at (UTC)``. Units are
    in the headings, too; those of several sensors below each other are on a sheet of their own. A text stays a text,
    whatever it looks like, and never becomes a formula. What does not fit on a sheet goes on on the next.

    Args:
        table: a DataFrame of pandas or Polars; a list of the machine such as ``machine.jobs.list()``; a sensor series;
            an Arrow table; models; or several of these in a dictionary by the name of their tab.
        file: ends in ``.xlsx``, or in ``.csv`` for UTF-8 with a byte order mark and times as ``2026-11-02 08:15:00``.
        tz: the zone of times, such as ``"Europe/Berlin"``; by default that of the frame, which is UTC unless it was
            asked for in another.
        decimal: in CSV, ``","`` for an Excel that writes 1,5, as in Germany; columns are parted by semicolons then.

    Returns:
        The file.

    Raises:
        ConfigurationError: XlsxWriter (the extra ``excel``) or pandas is not installed, another ending, no table.
        LocalFileError: the file cannot be written; on Windows also if it is open in Excel.

    Example:
        >>> import eosconnect
        >>> with Machine.from_env() as machine:
        ...     eosconnect.to_excel(machine.jobs.list(), "jobs.xlsx").name
        'jobs.xlsx'
    """
    from eosconnect.settings.checks import checked_zone

    path = check_spreadsheet(file)
    zone = checked_zone(tz)
    if decimal not in DECIMALS:
        raise ConfigurationError(f"decimal={decimal!r} is not a decimal mark", hint='it is "." or ","')
    return write_spreadsheet(sheets_of(table, zone), path, decimal=decimal)


def check_spreadsheet(file: str | os.PathLike[str]) -> Path:
    """The path of a spreadsheet, before anything is read for it.

    Raises:
        ConfigurationError: it ends otherwise, or what writes it is not installed.
    """
    path = Path(file).expanduser()
    if path.suffix.casefold() not in ENDINGS:
        raise ConfigurationError(f"{path.name} is neither .xlsx nor .csv", hint="the ending says what is written")
    if path.suffix.casefold() == ".xlsx":
        require("xlsxwriter", extra="excel")
    return path


def write_spreadsheet(sheets: Iterable[Sheet], path: Path, *, decimal: str = ".") -> Path:
    """Write sheets into a file as :func:`check_spreadsheet` gives it, complete or not at all."""
    write = write_workbook if path.suffix.casefold() == ".xlsx" else write_csv
    with complete_or_not_at_all(path) as draft:
        write(sheets, draft, decimal)
    return path


# CSV


def write_csv(sheets: Iterable[Sheet], path: Path, decimal: str) -> None:
    (sheet, *others) = sheets
    if others and not others[0].name.casefold().endswith("units"):
        raise ConfigurationError("a CSV file holds one table", hint="write .xlsx, or one file for each")
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file, delimiter=DECIMALS[decimal], lineterminator="\r\n")
        writer.writerow(map(harmless, sheet.headings))
        writer.writerows([csv_cell(cell, decimal) for cell in row] for row in sheet.rows)


def csv_cell(cell: Cell, decimal: str) -> object:
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return repr(cell).replace(".", decimal)
        case datetime():
            return cell.isoformat(" ", "milliseconds" if cell.microsecond else "seconds").replace(".", decimal)
        case date():
            return cell.isoformat()
        case str():
            return harmless(cell)
    return cell


def harmless(text: str) -> str:
    """An apostrophe keeps Excel from taking a text for a formula.

    Example:
        >>> harmless("=1+1"), harmless("Gear")
        ("'=1+1", 'Gear')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


# Workbooks


def write_workbook(sheets: Iterable[Sheet], path: Path, decimal: str) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    plain_texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with Workbook(str(path), {"constant_memory": True, **plain_texts}) as workbook:
            workbook.set_properties(
                {"comments": f"Written by eosconnect-sdk {__version__} on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"}
            )
            writer = WorkbookWriter.of(workbook)
            for sheet in sheets:
                writer.write(sheet)
    except FileCreateError as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))
        raise cause from None


@attrs.frozen
class WorkbookWriter:
    """Writes sheets into one workbook."""

    workbook: Workbook
    bold: Format
    text: Format
    seconds: Format
    milliseconds: Format
    day: Format
    taken: set[str] = attrs.field(factory=set)

    @classmethod
    def of(cls, workbook: Workbook) -> WorkbookWriter:
        return cls(
            workbook,
            bold=workbook.add_format({"bold": True, "bottom": 1}),
            text=workbook.add_format({"quote_prefix": True}),
            seconds=workbook.add_format({"num_format": SECONDS}),
            milliseconds=workbook.add_format({"num_format": MILLISECONDS}),
            day=workbook.add_format({"num_format": "yyyy-mm-dd"}),
        )

    def write(self, sheet: Sheet) -> None:
        """Write a table, on as many sheets as it needs."""
        rows = iter(sheet.rows)
        first = list(islice(rows, TELLING))
        rows = chain(first, rows)
        widths = [width_of(name, [row[at] for row in first]) for at, name in enumerate(sheet.headings)]
        width = range(len(widths))
        times = [self.milliseconds if any(is_fine(row[at]) for row in first) else self.seconds for at in width]
        left: Sequence[Cell] | None = next(rows, None)
        while True:
            page = self.page(sheet, widths)
            count = 0
            while left is not None and count < MOST_ROWS - 1:
                count += 1
                for column, cell in enumerate(left):
                    self.put(page, count, column, cell, times[column])
                left = next(rows, None)
            if sheet.headings:
                page.autofilter(0, 0, count, len(sheet.headings) - 1)
            if left is None:
                return

    def page(self, sheet: Sheet, widths: Sequence[int]) -> Worksheet:
        page = self.workbook.add_worksheet(self.tab(sheet.name))
        page.freeze_panes(1, 0)
        for column, (name, width) in enumerate(zip(sheet.headings, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, written(name), self.bold)
        return page

    def tab(self, name: str) -> str:
        """A name that Excel takes, and that no other sheet has."""
        wanted = "".join("_" if letter in "[]:*?/\\" or not letter.isprintable() else letter for letter in name)
        wanted = wanted.strip("' ") or "Data"
        number, tab = 1, wanted[:31]
        while tab.casefold() in (*self.taken, "history"):
            number += 1
            end = f" ({number})"
            tab = wanted[: 31 - len(end)] + end
        self.taken.add(tab.casefold())
        return tab

    def put(self, page: Worksheet, row: int, column: int, cell: Cell, moment: Format) -> None:
        match cell:
            case None:
                return
            case bool():
                page.write_boolean(row, column, cell)
            case int() | float():
                if abs(cell) < LARGEST_NUMBER or isinstance(cell, float):
                    page.write_number(row, column, cell)
                else:  # a number with more digits than Excel keeps is an id
                    page.write_string(row, column, str(cell))
            case date() if cell.year <= 1900:  # before the calendar of Excel, or where programs differ by a day
                page.write_string(row, column, cell.isoformat())
            case datetime():
                page.write_datetime(row, column, cell, moment)
            case date():
                page.write_datetime(row, column, datetime.combine(cell, MIDNIGHT), self.day)
            case _:
                page.write_string(row, column, written(cell), self.text if cell.startswith(FORMULA) else None)


def is_fine(cell: Cell) -> bool:
    """Whether it has fractions of a second."""
    return isinstance(cell, datetime) and cell.microsecond > 0


def written(text: str) -> str:
    """What fits into a cell; that something is missing stands where it is missing."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a letter would make the file unreadable
    if len(text) <= MOST_LETTERS:
        return text
    note = f" ... ({len(text):,} characters, cut to what a cell of Excel holds)"
    return text[: MOST_LETTERS - len(note)] + note


def width_of(name: str, cells: Iterable[Cell]) -> int:
    """In letters, with room for the button of the filter."""

    def letters(cell: Cell) -> int:
        if isinstance(cell, datetime):
            return len(MILLISECONDS if is_fine(cell) else SECONDS)
        return 0 if cell is None else max(map(len, str(cell).splitlines()), default=0)

    widest = max((len(name) + 3, *map(letters, cells)), default=0)
    return min(max(widest + 1, NARROWEST), WIDEST)
