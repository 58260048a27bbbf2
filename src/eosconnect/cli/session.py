"""One run of a command: the machine it talks to, the zone of its times, and the form of what it prints."""

from __future__ import annotations

import logging
import operator
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from rich.console import Console, RenderableType
from rich.logging import RichHandler
from rich.text import Text

from eosconnect.cli.choosing import Choices, Chosen, arguments, chosen
from eosconnect.cli.naming import short
from eosconnect.cli.plain import Fields, fields_of, write_csv, write_json, write_json_list
from eosconnect.cli.streams import Glyphs, console, counting, error_console, glyphs
from eosconnect.cli.tables import Column, table_of
from eosconnect.cli.times import ago, clock, zone_name
from eosconnect.errors import (
    AuthenticationError,
    CertificateError,
    ConfigurationError,
    EosConnectError,
    NotFoundError,
    NotSupportedOnMachineError,
)

if TYPE_CHECKING:
    from eosconnect.machine.synchronous import Machine
    from eosconnect.presentation.sheets import Sheet
    from eosconnect.resources.synchronous.pager import Pager
    from eosconnect.timestamps import Window

__all__ = ["Choices", "Session"]

T = TypeVar("T")

#: Rows of a table in a terminal, where a limit is not given. Scripts always get everything.
SCREENFUL = 20


class Session:
    """What a command works with. Nothing is sent before the machine is asked for something."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.console: Console = console()
        self.asked_job: str | None = None
        self._opened = ExitStack()
        if choices.verbose:
            self._opened.enter_context(told_requests())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._opened.close()

    def check(self) -> None:
        """Refuse options that contradict each other."""
        forms = {"--json": self.choices.as_json, "--csv": self.choices.as_csv, "--excel": self.choices.excel}
        told = [option for option, value in forms.items() if value]
        if len(told) > 1:
            raise ConfigurationError(f"{' and '.join(told)} exclude each other", hint="leave one of them out")
        if self.choices.excel is not None:
            from eosconnect.presentation.spreadsheets import check_spreadsheet

            check_spreadsheet(self.choices.excel)

    # The machine

    @cached_property
    def chosen(self) -> Chosen:
        return chosen(self.choices)

    @cached_property
    def machine(self) -> Machine:
        from eosconnect.machine.synchronous import Machine

        return self._opened.enter_context(Machine(**arguments(self.chosen.settings)))

    @property
    def name(self) -> str:
        """The machine's name as people gave it, or its host."""
        return self.chosen.name or self.chosen.settings.host

    def job(self, told: str) -> str:
        """The id of the job that is meant: an id, "latest", "current", "first", "failed" or "successful".

        Raises:
            NothingFound: no such job.
        """
        from eosconnect.cli.inputs import job_id

        self.asked_job = job_id(self.machine, told)
        return self.asked_job

    def build(self, told: str) -> tuple[Machine, str]:
        """A machine and a job of it: "failed", or "M290-04:failed" of another machine that is known by name.

        Raises:
            NothingFound: no such job.
            ConfigurationError: no such machine.
        """
        name, colon, job = told.partition(":")
        if not colon or name == self.chosen.name:
            return self.machine, self.job(job if colon else told)
        from eosconnect.cli.inputs import job_id
        from eosconnect.machine.synchronous import Machine

        settings = chosen(Choices(machine=name, timeout=self.choices.timeout)).settings
        other = self._opened.enter_context(Machine(**arguments(settings)))
        return other, job_id(other, job)

    def advice(self, error: EosConnectError) -> str | None:
        """The next step after a failure, in the words of the command line."""
        from eosconnect.cli.inputs import similar_job

        if isinstance(error, NotFoundError) and not isinstance(error, NotSupportedOnMachineError) and self.asked_job:
            return similar_job(self.machine, self.asked_job)
        if isinstance(error, CertificateError):
            told, host = self.chosen.name, self.chosen.settings.host
            command = f"eosconnect trust {host}" + (
                f" --name {told}" if told and told not in (host, short(host)) else ""
            )
            if self.chosen.settings.fingerprint:
                return f'has the machine got a new certificate? "{command}" shows it and asks whether to trust it'
            return f'"{command}" shows the certificate and remembers it'
        if isinstance(error, AuthenticationError) and self.chosen.name:
            return f'"eosconnect machines login {self.chosen.name}" asks for a client id and secret'
        return None

    # Times

    @cached_property
    def zone(self) -> tzinfo:
        """The zone of the times that are printed."""
        if not self.choices.local:
            return UTC
        from eosconnect.cli.inputs import machine_zone

        return machine_zone(self.machine, self.chosen.settings.tz)

    def window(self, after: str | None, before: str | None) -> Window:
        """The window between two times as people type them."""
        from eosconnect.timestamps import Window

        return Window.of(after, before, tz=self.zone if self.choices.local else self.chosen.settings.tz)

    def clock(self, moment: datetime | None, *, seconds: bool = False) -> str:
        return clock(moment, self.zone, seconds=seconds)

    def moment(self, moment: datetime | None, remark: str | None = None) -> Text | None:
        """A time with its zone, and how long ago it was or another remark."""
        if moment is None:
            return None
        shown = Text(f"{self.clock(moment)} {zone_name(self.zone)}")
        remark = self.ago(moment) if remark is None else remark
        return shown.append(f"  {remark}", style="quiet") if remark else shown

    def ago(self, moment: datetime | None) -> str:
        return ago(moment, zone=self.zone)

    def in_zone(self, heading: str) -> str:
        """The heading of a column of times: "started (UTC)"."""
        return f"{heading} ({zone_name(self.zone)})"

    # Printing

    @property
    def for_people(self) -> bool:
        return not (self.choices.as_json or self.choices.as_csv)

    @property
    def on_screen(self) -> bool:
        """Whether what was asked for is shown, rather than written for a script or into a file."""
        return self.for_people and not self.choices.excel

    @cached_property
    def glyphs(self) -> Glyphs:
        return glyphs(self.console)

    def read(self, pager: Pager[T], what: str) -> list[T]:
        """All items of a list, with a count while it is read."""
        items: list[T] = []
        with counting(f"Reading {what}", unit=what) as more:
            for page in pager.pages():
                items += page
                more.add(len(page))
        return items

    def print(self, *shown: RenderableType) -> None:
        for part in shown:
            self.console.print(part)

    def note(self, text: str) -> None:
        """A remark beside the answer: on the same stream for people, and nowhere for scripts."""
        if self.for_people:
            self.console.print(text, style="quiet")

    def rows(
        self,
        rows: Sequence[T],
        columns: Sequence[Column[T]],
        *,
        kind: type[Any],
        what: str,
        fields: Fields | None = None,
        record: Callable[[T], Any] | None = None,
        limit: int | None = None,
        last: bool = False,
    ) -> None:
        """Print a list: a table for people, or every row for scripts.

        Args:
            rows: what was read.
            columns: of the table for people.
            kind: the model of the rows, for the columns of the CSV.
            what: what the rows are, in the plural.
            fields: the columns of the CSV where they are not the model's.
            record: what JSON shows of a row, where that is not the row itself.
            limit: rows at most, 0 for all; ``None`` is all for scripts, and a screenful in a terminal.
            last: the limit leaves the last rows rather than the first.
        """
        shown = self.limited(rows, limit, last=last)
        if self.choices.as_json:
            write_json_list(map(record, shown) if record else shown, sys.stdout, self.zone)
        elif self.choices.as_csv or self.choices.excel:
            columns_for_scripts = fields or fields_of(kind, machine=self.machine.host)
            self.write_table(shown, columns_for_scripts, what=what, kind=kind)
        elif not rows:
            self.console.print(f"No {what}.", style="quiet")
        else:
            self.console.print(table_of(shown, columns, self.console))
            if len(shown) < len(rows):
                self.note(f"{len(shown):,} of {len(rows):,} {what}; --limit 0 shows all")

    def write_table(self, rows: Sequence[Any], fields: Fields, *, what: str, kind: type[Any] | None = None) -> None:
        """The rows for scripts, as CSV or for Excel.

        Args:
            rows: whatever the columns take their values from.
            fields: the columns.
            what: what the rows are, in the plural.
            kind: of the rows; if it is a model, its units go into the headings.
        """
        if self.choices.excel is None:
            write_csv(rows, fields, sys.stdout, self.zone)
            return
        from eosconnect.cli.spreadsheets import sheet_of
        from eosconnect.models.model import Row
        from eosconnect.presentation.units import units_of

        units = units_of(kind) if kind is not None and issubclass(kind, Row) else {}
        counted = f"{len(rows):,} {what.removesuffix('s') if len(rows) == 1 else what}"
        self.write_excel([sheet_of(what.capitalize(), rows, fields, self.zone, units)], counted)

    def write_excel(self, sheets: Iterable[Sheet], what: str) -> None:
        """Write the file that --excel names."""
        from eosconnect.cli.spreadsheets import write_sheets

        assert self.choices.excel is not None
        write_sheets(sheets, self.choices.excel)
        self.note(f"{what} in {self.choices.excel}")

    def limited(self, rows: Sequence[T], limit: int | None, *, last: bool = False) -> Sequence[T]:
        if limit is None:
            limit = SCREENFUL if self.on_screen and self.console.is_terminal else 0
        if not limit:
            return rows
        return rows[-limit:] if last else rows[:limit]

    def record(self, record: Any, show: Callable[[], Iterable[RenderableType]], *, flat: Any = None) -> None:
        """Print one thing: in words for people, or as JSON or a CSV of one line for scripts.

        Args:
            record: a model, or names and values, for JSON.
            show: what people see.
            flat: names and values for the CSV where the record has several parts.
        """
        if self.choices.as_json:
            write_json(record, sys.stdout, self.zone)
        elif self.choices.as_csv or self.choices.excel:
            line = record if flat is None else flat
            fields: Fields = (
                {name: operator.itemgetter(name) for name in line}
                if isinstance(line, dict)
                else fields_of(type(line), machine=self.machine.host)
            )
            self.write_table([line], fields, what="rows", kind=type(line))
        else:
            self.print(*show())

    def done(self, *files: Path, what: str = "files", folder: Path | None = None) -> None:
        """Tell which files have been saved."""
        sizes = [{"file": file, "bytes": file.stat().st_size} for file in files]
        if self.choices.as_json:
            write_json({"machine": self.machine.host, "files": sizes}, sys.stdout)
        elif self.choices.as_csv or self.choices.excel:
            self.write_table(sizes, {name: operator.itemgetter(name) for name in ("file", "bytes")}, what="files")
        elif folder is not None:
            self.console.print(Text(f"{len(files):,} {what} in {folder}"))
        else:
            for file in files:
                self.console.print(Text(str(file)))

    def unchanged(self) -> None:
        """Somebody was asked and said no."""
        self.note("Nothing was changed.")


@contextmanager
def told_requests() -> Iterator[None]:
    """Every request as a line on stderr; the log holds no secrets."""
    handler = RichHandler(console=error_console(), show_path=False, log_time_format="%H:%M:%S", markup=False)
    logger = logging.getLogger("eosconnect")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield
    logger.removeHandler(handler)
    logger.setLevel(before)
