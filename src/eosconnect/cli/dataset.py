"""``eosconnect dataset``: whole jobs as Parquet files, brought up to date with every call."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.text import Text

from eosconnect.cli.inputs import JOB_WORDS, close_to, completing, sensor_key, sensor_keys
from eosconnect.cli.jobs import AFTER, BEFORE
from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import Fields
from eosconnect.cli.session import Session
from eosconnect.cli.streams import counting
from eosconnect.cli.tables import Column, table_of
from eosconnect.cli.times import span
from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    from eosconnect.dataset import ExportedJob, ExportProgress, ExportResult, Table

__all__ = ["dataset"]

TABLES: Final = (
    *("jobs", "layers", "parts", "user_messages", "states"),
    *("calibrations", "laser_power_measurements", "sensors"),
)


@on_machine
def dataset(
    session: Session,
    jobs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[JOB]...",
            help="Ids, or [bold]latest[/], [bold]failed[/] and so on. None with --all, --after or --before.",
            show_default=False,
            autocompletion=completing(JOB_WORDS),
        ),
    ] = None,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder of the dataset; several machines may share it.")
    ] = Path("dataset"),
    everything: Annotated[bool, typer.Option("--all", help="All jobs of the machine.")] = False,
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            "-t",
            help=f"Which tables, all by default: {', '.join(TABLES)}. Several times for several.",
            autocompletion=completing(TABLES),
            show_default=False,
        ),
    ] = None,
    sensors: Annotated[
        list[str] | None,
        typer.Option(
            "--sensor",
            "-s",
            help="Which sensor, all by default; several times for several.",
            autocompletion=completing(sensor_keys),
            show_default=False,
        ),
    ] = None,
    after: Annotated[str | None, AFTER] = None,
    before: Annotated[str | None, BEFORE] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Fetch anew what is no longer the same on the machine.")
    ] = False,
) -> None:
    """Export jobs as Parquet files, or bring what is there up to date.

    Only what is missing is fetched: the same command again goes on where it was interrupted.

    [bold]eosconnect dataset failed -s o2ConcentrationTop -o builds[/]

    [bold]eosconnect dataset --all -o archive[/]
    """
    from eosconnect.dataset import export

    chosen = chosen_tables(tables)
    keys = [sensor_key(told) for told in sensors] if sensors else None
    window = session.window(after, before)
    if jobs and everything:
        raise ConfigurationError("--all and some jobs exclude each other", hint="leave one of them out")
    if not (jobs or everything or after or before):
        raise ConfigurationError("which jobs are meant?", hint="name them, such as latest, or pass --all or --after")
    wanted = [session.job(told) for told in jobs] if jobs else None
    with counting("Exporting", unit="rows") as more:

        def progress(told: ExportProgress) -> None:
            job = f"job {told.jobs_done + 1} of {told.jobs}, " if told.jobs > 1 else ""
            more.describe(f"{job}{told.table}" if told.table else "Exporting")
            more.to(told.rows, told.rows_expected)

        result = export(
            session.machine,
            wanted,
            output,
            tables=chosen,
            sensors=keys,
            after=window.after,
            before=window.before,
            replace=replace,
            progress=progress,
        )
    tell_result(result, session)


def chosen_tables(told: list[str] | None) -> list[Table] | None:
    """The tables that are meant, whatever the letter case."""
    if not told:
        return None
    chosen: list[Any] = []
    for word in (part for entry in told for part in entry.split(",")):
        folded = word.strip().casefold().replace("-", "_")
        if folded not in TABLES:
            near = close_to(folded, TABLES)
            question = f"; did you mean {near[0]}?" if near else ""
            raise ConfigurationError(f"there is no table {word!r}{question}", hint=f"one of {', '.join(TABLES)}")
        chosen.append(folded)
    return chosen


def tell_result(result: ExportResult, session: Session) -> None:
    if session.choices.as_json:
        record = {
            "machine": session.machine.host,
            "serial_number": result.machine,
            "folder": result.folder,
            "complete": result.complete,
            "new_rows": result.new_rows,
            "bytes_written": result.bytes_written,
            "seconds": result.seconds,
            "jobs": [
                {
                    "job_id": job.id,
                    "complete": job.complete,
                    "rows": job.rows,
                    "new_rows": job.new_rows,
                    "tables": job.tables,
                    "left_out": job.left_out,
                    "changed": job.changed,
                }
                for job in result
            ],
        }
        session.record(record, list)
        return
    if session.choices.as_csv or session.choices.excel:
        fields: Fields = {
            "machine": lambda job: session.machine.host,
            "job_id": lambda job: job.id,
            "complete": lambda job: job.complete,
            "rows": lambda job: job.rows,
            "new_rows": lambda job: job.new_rows,
            "left_out": lambda job: ", ".join(job.left_out),
            "changed": lambda job: ", ".join(job.changed),
        }
        session.write_table(result.jobs, fields, what="jobs")
        return
    if not result.jobs:
        session.note("No jobs.")
        return
    session.print(table_of(result.jobs, columns(), session.console))
    megabytes = f", {result.bytes_written / 1e6:,.1f} MB written" if result.bytes_written else ""
    session.note(f"\n{result.new_rows:,} new rows in {result.folder}{megabytes} in {span(result.seconds)}")


def columns() -> Sequence[Column[ExportedJob]]:
    def standing(job: ExportedJob) -> Text:
        if job.changed:
            return Text(f"changed on the machine: {', '.join(job.changed)}; --replace fetches it anew", style="warn")
        return Text("complete", style="good") if job.complete else Text("more to come", style="busy")

    return (
        Column("job", lambda job: Text(job.id, style="key")),
        Column("new rows", lambda job: f"{job.new_rows:,}", right=True),
        Column("rows", lambda job: f"{job.rows:,}", right=True, optional=2),
        Column("tables", lambda job: f"{len(job.tables):,}", right=True, optional=3),
        Column("", standing, wrap=True),
    )
