"""``eosconnect values``: what sensors measured during a job, as a table, a chart or a file."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TextIO

import typer
from rich.text import Text

from eosconnect.cli.inputs import JOB, completing, sensor_key, sensor_keys
from eosconnect.cli.jobs import AFTER, BEFORE, LIMIT
from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import write_json_list
from eosconnect.cli.sensors import shown_number
from eosconnect.cli.session import SCREENFUL, Session
from eosconnect.cli.streams import counting
from eosconnect.cli.tables import Column, facts, table_of
from eosconnect.cli.times import clock, zone_name
from eosconnect.errors import ConfigurationError
from eosconnect.part_file import complete_or_not_at_all
from eosconnect.presentation.sheets import Sheet, cell_of, heading
from eosconnect.presentation.spreadsheets import check_spreadsheet, write_spreadsheet

if TYPE_CHECKING:
    from eosconnect.resources.synchronous.sensor import Sensor
    from eosconnect.series import SensorSeries

__all__ = ["values"]

FILES: Final = (".csv", ".parquet", ".xlsx")
TEXT: Final = "inertGas.gasType"
COLUMNS: Final = ("machine", "job_id", "sensor", "unit", "timestamp", "value", "layer_index", "is_in_job")


@on_machine
def values(
    session: Session,
    job: Annotated[str, JOB],
    sensors: Annotated[
        list[str],
        typer.Argument(
            metavar="SENSOR...",
            help="Keys as in [bold]eosconnect sensors[/]; the last words are enough where they are clear.",
            show_default=False,
            autocompletion=completing(sensor_keys),
        ),
    ],
    *,
    after: Annotated[str | None, AFTER] = None,
    before: Annotated[str | None, BEFORE] = None,
    chart: Annotated[bool, typer.Option("--chart", help="Draw them in the terminal.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write a file: .csv, .parquet or .xlsx.", show_default=False)
    ] = None,
    limit: Annotated[int | None, LIMIT] = None,
) -> None:
    """Read what sensors measured during a job.

    [bold]eosconnect values failed o2ConcentrationTop --chart[/]

    [bold]eosconnect values latest processChamber.temperature -o chamber.parquet[/]
    """
    keys = [sensor_key(told) for told in sensors]
    if TEXT in keys:
        keys.remove(TEXT)
        if keys or output or chart:
            raise ConfigurationError(f"{TEXT} is a text, not a series of values", hint="ask for it alone")
        show_text(session, session.job(job))
        return
    if output is not None and output.suffix.casefold() not in FILES:
        raise ConfigurationError(f"{output.name} is none of {', '.join(FILES)}", hint="the ending says what is written")
    if output is not None and output.suffix.casefold() == ".xlsx":
        check_spreadsheet(output)
    window = session.window(after, before)
    job_id = session.job(job)
    read: list[SensorSeries] = []
    for key in keys:
        for sensor in found_sensors(session, key):
            with counting(f"Reading {sensor.key}"):
                read.append(sensor.series(job_id, window.after, window.before))
    if output is not None:
        write_file(session, read, output)
    elif session.choices.as_json:
        write_json_list((row for series in read for row in records(series, session)), sys.stdout, session.zone)
    elif session.choices.as_csv:
        write_series(read, sys.stdout, session)
    elif session.choices.excel is not None:
        count = sum(len(series) for series in read)
        session.write_excel(sheets(read, session, session.choices.excel), f"{count:,} values")
    elif chart:
        from eosconnect.cli.chart import draw

        for series in read:
            session.print(draw(series, session))
    else:
        for series in read:
            show(series, session, limit)


def show_text(session: Session, job_id: str) -> None:
    """The one data point whose value is a text."""
    value = session.machine.sensors.inert_gas.gas_type.values(job_id)
    record = {"machine": session.machine.host, "job_id": job_id, "sensor": TEXT, "value": value}
    session.record(record, lambda: [Text(value or "no value")])


def found_sensors(session: Session, key: str) -> Iterator[Sensor]:
    """The sensor with a key; one per laser or shutter where no number was given."""
    from eosconnect.decisions.data_points import DATA_POINTS
    from eosconnect.resources.synchronous.sensor import Sensor

    machine = session.machine
    counted = DATA_POINTS[key].counted if key in DATA_POINTS else None
    keys = [key]
    if counted:
        units = len(list(machine.sensors.exposure.laser))
        keys = [DATA_POINTS[key].numbered_key(number) for number in range(1, units + 1)]
    for name in keys:
        sensor = machine.sensors[name]
        if not isinstance(sensor, Sensor):
            raise ConfigurationError(
                f"the values of {name} are not recorded",
                hint=f'"eosconnect sensors {name} --current" tells the one now',
            )
        yield sensor


def moments(series: SensorSeries) -> list[datetime | None]:
    """The timestamps as aware datetimes, cut to microseconds."""
    return [moment and moment.replace(tzinfo=UTC) for moment in series.timestamps.astype("datetime64[us]").tolist()]


def records(series: SensorSeries, session: Session) -> Iterator[dict[str, Any]]:
    """The values one by one under the names of the frame's columns."""
    columns = zip(
        moments(series), series.values.tolist(), series.layer_index.tolist(), series.is_in_job.tolist(), strict=True
    )
    for moment, value, layer, is_in_job in columns:
        told = (series.machine, series.job_id, series.name, series.unit)
        yield dict(zip(COLUMNS, (*told, moment, value, None if layer < 0 else layer, is_in_job), strict=True))


def write_series(read: Sequence[SensorSeries], to: TextIO, session: Session) -> None:
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(COLUMNS)
    zone = session.zone
    for series in read:
        for row in records(series, session):
            moment = row["timestamp"]
            row["timestamp"] = moment and moment.astimezone(zone).isoformat().replace("+00:00", "Z")
            row["value"] = "" if row["value"] != row["value"] else row["value"]
            row["is_in_job"] = str(row["is_in_job"]).lower()
            writer.writerow(row.values())


def sheets(read: Sequence[SensorSeries], session: Session, path: Path) -> Iterator[Sheet]:
    """A tab per sensor; CSV has all below each other."""
    zone = zone_name(session.zone)
    tabs = [(one.name, one.unit, [one]) for one in read] if path.suffix.casefold() == ".xlsx" else [("", "", read)]
    for name, unit, several in tabs:
        marks = {"timestamp": zone, "value": unit}
        rows = (row for series in several for row in records(series, session))
        cells = ([cell_of(value, session.zone) for value in row.values()] for row in rows)
        yield Sheet(name, [heading(column, marks.get(column)) for column in COLUMNS], cells)


def write_file(session: Session, read: Sequence[SensorSeries], path: Path) -> None:
    """Everything in one file, complete or not at all."""
    if path.suffix.casefold() == ".xlsx":
        write_spreadsheet(sheets(read, session, path), path)
    else:
        with complete_or_not_at_all(path) as draft:
            if path.suffix.casefold() == ".csv":
                with draft.open("w", encoding="utf-8", newline="") as file:
                    write_series(read, file, session)
            else:
                write_parquet(read, draft, session.zone)
    count = sum(len(series) for series in read)
    session.note(f"{count:,} values in {path}")


def write_parquet(read: Sequence[SensorSeries], path: Path, zone: tzinfo) -> None:
    """The columns of the CSV; the texts are dictionaries, a few bytes per row."""
    from eosconnect.presentation.extras import require

    require("pyarrow", extra="arrow")
    import pyarrow as pa
    from pyarrow import parquet

    name = str(getattr(zone, "key", None) or datetime.now(zone).isoformat()[-6:]) if zone is not UTC else "UTC"
    tables = []
    for series in read:
        unit = pa.array([series.unit] * len(series), pa.string()).cast(pa.dictionary(pa.int8(), pa.string()))
        table = series.to_arrow(name).add_column(COLUMNS.index("unit"), "unit", unit)
        tables.append(table.cast(pa.schema([pa.field(field.name, field.type) for field in table.schema])))
    parquet.write_table(pa.concat_tables(tables).unify_dictionaries(), path)


def show(series: SensorSeries, session: Session, limit: int | None) -> None:
    """Statistics, then the first and last values."""
    import numpy as np

    session.print(Text().append(series.name, style="heading").append(f"  {series.unit}", style="quiet"))
    known = series.values[~np.isnan(series.values)]
    if not len(series):
        session.note("No values.")
        return
    times = moments(series)
    between = f"{clock(times[0], session.zone, seconds=True)} to {clock(times[-1], session.zone, seconds=True)}"
    statistics = [("values", f"{len(series):,}"), ("time", f"{between} {zone_name(session.zone)}")]
    if len(known):
        told = {"lowest": known.min(), "mean": known.mean(), "highest": known.max()}
        statistics += [(name, f"{shown_number(float(value))} {series.unit}".rstrip()) for name, value in told.items()]
    if len(known) < len(series):
        statistics.append(("without a value", f"{len(series) - len(known):,}"))
    session.print("", facts(statistics), "")
    rows = list(records(series, session))
    most = len(rows) if limit == 0 else limit or (SCREENFUL if session.console.is_terminal else len(rows))
    head = rows[: (most + 1) // 2] if most < len(rows) else rows
    tail = rows[len(rows) - most // 2 :] if most < len(rows) else []
    columns: Sequence[Column[dict[str, Any]]] = (
        Column(session.in_zone("time"), lambda row: precise(row["timestamp"], session)),
        Column(
            f"value{f' ({series.unit})' if series.unit else ''}", lambda row: shown_number(row["value"]), right=True
        ),
        Column("layer", lambda row: "" if row["layer_index"] is None else f"{row['layer_index']:,}", right=True),
        Column("in job", lambda row: "no" if row["is_in_job"] is False else "", style="quiet", optional=1),
    )
    gap: dict[str, Any] = dict.fromkeys(COLUMNS)
    session.print(table_of([*head, *([gap] if tail else []), *tail], columns, session.console))
    if tail:
        session.note(f"{most} of {len(rows):,} values; --limit 0, --csv or --output have all, --chart draws them")


def precise(moment: datetime | None, session: Session) -> str:
    if moment is None:
        return session.glyphs.ellipsis
    return f"{clock(moment, session.zone, seconds=True)}.{moment.microsecond // 1000:03d}"
