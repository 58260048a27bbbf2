"""``eosconnect compare``: where a build differs from good ones, sensor by sensor and layer by layer."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import RenderableType
from rich.text import Text

from eosconnect.cli.inputs import JOB, completing, sensor_key, sensor_keys
from eosconnect.cli.jobs import LIMIT
from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import Fields
from eosconnect.cli.sensors import shown_number
from eosconnect.cli.session import Session
from eosconnect.cli.streams import counting
from eosconnect.cli.tables import Column, table_of
from eosconnect.errors import ConfigurationError
from eosconnect.part_file import complete_or_not_at_all
from eosconnect.presentation.spreadsheets import check_spreadsheet, to_excel

if TYPE_CHECKING:
    import pandas as pd

    from eosconnect.analysis.comparison import Comparison

__all__ = ["compare"]

PICTURES: Final = (".png", ".svg", ".pdf")
FILES: Final = (*PICTURES, ".xlsx", ".csv", ".parquet")


class Align(StrEnum):
    """What is compared with what."""

    LAYER = "layer"
    HEIGHT = "height"


@on_machine
def compare(
    session: Session,
    job: Annotated[str, JOB],
    references: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REFERENCE]...",
            help="The jobs to hold it against; of another machine as NAME:JOB. By default the last good builds of the "
            "same task.",
            show_default=False,
        ),
    ] = None,
    *,
    sensors: Annotated[
        list[str] | None,
        typer.Option(
            "--sensor",
            "-s",
            help="Which sensor, all by default, which takes a while; several times for several.",
            autocompletion=completing(sensor_keys),
            show_default=False,
        ),
    ] = None,
    last: Annotated[
        int, typer.Option(min=1, help="Without references: how many good builds to hold it against at most.")
    ] = 3,
    align: Annotated[
        Align, typer.Option(help="Compare layers of the same number, or the same height above the plate.")
    ] = Align.LAYER,
    outside: Annotated[
        bool, typer.Option("--outside", help="The layers in which a sensor leaves its band, one by one.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Draw it (.png, .svg, .pdf), or write every sensor and layer (.xlsx, .csv, .parquet).",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int | None, LIMIT] = None,
) -> None:
    """Show where a build differs from good ones.

    What is compared is the mean of a sensor in a layer. The band is what the references had in that layer.

    [bold]eosconnect compare failed -s o2ConcentrationTop -o comparison.png[/]
    """
    from eosconnect.analysis.synchronous.compare import compare as compare_builds

    if output is not None and output.suffix.casefold() not in FILES:
        raise ConfigurationError(f"{output.name} is none of {', '.join(FILES)}", hint="the ending says what is written")
    if output is not None and output.suffix.casefold() == ".xlsx":
        check_spreadsheet(output)
    keys = [sensor_key(told) for told in sensors] if sensors else None
    builds = [session.build(told) for told in [job, *(references or [])]]
    try:
        with counting("Reading sensors") as more:
            comparison = compare_builds(builds, align=align.value, sensors=keys, last=last, progress=more.to)
    except ConfigurationError as error:
        if len(builds) == 1 and error.hint and "compare(" in error.hint:  # in the words of Python
            error.hint = f'name what to compare with, such as "eosconnect compare {job} successful"'
        raise
    if output is not None:
        save(comparison, output)
        session.done(output)
    elif outside:
        rows = rows_of(comparison.outside)
        fields: Fields = {name: operator.itemgetter(name) for name in comparison.frame.columns}
        session.rows(
            rows, row_columns(align), kind=dict, what="layers outside of their band", fields=fields, limit=limit
        )
    else:
        summarise(comparison, session)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def save(comparison: Comparison, path: Path) -> None:
    """A picture or a table, by the ending."""
    match path.suffix.casefold():
        case ".xlsx":
            to_excel({"Summary": comparison.summary, "Layers": comparison.frame}, path)
        case ".csv":
            with complete_or_not_at_all(path) as draft:
                comparison.frame.to_csv(draft, index=False, lineterminator="\n", encoding="utf-8")
        case ".parquet":
            from eosconnect.presentation.extras import require

            require("pyarrow", extra="arrow")
            with complete_or_not_at_all(path) as draft:
                comparison.frame.to_parquet(draft, index=False)
        case ending:
            figure = comparison.plot()
            with complete_or_not_at_all(path) as draft:
                figure.savefig(draft, format=ending[1:], dpi=150)


def summarise(comparison: Comparison, session: Session) -> None:
    """A line per sensor, those that leave their band most often first."""
    rows = rows_of(comparison.summary)
    record = {
        "machine": comparison.build.machine,
        "job": comparison.build.job.id,
        "references": [{"machine": reference.machine, "job": reference.job.id} for reference in comparison.references],
        "align": comparison.align,
        "sensors": rows,
        "missing": comparison.missing,
    }

    def show() -> Iterator[RenderableType]:
        job = comparison.build.job
        yield Text().append(job.task or job.id, style="heading").append(f"  {job.id}", style="key")
        names = ", ".join(reference.job.id for reference in comparison.references)
        yield Text(f"against {names}, by {comparison.align}\n", style="quiet")
        yield table_of(rows, summary_columns(comparison), session.console)
        for build, missing in comparison.missing.items():
            yield Text(f"\nnot measured in {build}: {', '.join(missing)}", style="quiet")

    if session.choices.as_csv or session.choices.excel:
        names = ("sensor", "unit", "layers", "outside", "share", "largest_deviation", "at")
        fields: Fields = {
            "machine": lambda row: comparison.build.machine,
            "job_id": lambda row: comparison.build.job.id,
            **{name: operator.itemgetter(name) for name in names},
        }
        session.write_table(rows, fields, what="sensors")
    else:
        session.record(record, show)


def summary_columns(comparison: Comparison) -> Sequence[Column[dict[str, Any]]]:
    where = "at height" if comparison.align == "height" else "in layer"

    def share(row: dict[str, Any]) -> Text:
        value = row["share"]
        if value != value:
            return Text("not comparable", style="quiet")
        return Text(f"{value:.1%}", style="bad" if value > 0.05 else "warn" if value > 0 else "good")

    def place(row: dict[str, Any]) -> str:
        return "" if row["at"] != row["at"] else f"{row['at']:.3f} mm" if where == "at height" else f"{row['at']:,.0f}"

    return (
        Column("sensor", lambda row: Text(row["sensor"], style="key")),
        Column("layers", lambda row: f"{row['layers']:,}", right=True, optional=3),
        Column("outside", lambda row: f"{row['outside']:,}", right=True, optional=2),
        Column("share", share, right=True),
        Column(
            "largest",
            lambda row: f"{shown_number(row['largest_deviation'])} {row['unit']}".strip(),
            right=True,
        ),
        Column(where, place, right=True, optional=1),
    )


def row_columns(align: Align) -> Sequence[Column[dict[str, Any]]]:
    def number(name: str, heading: str) -> Column[dict[str, Any]]:
        return Column(heading, lambda row: shown_number(row[name]), right=True)

    height = (Column[dict[str, Any]]("height", lambda row: f"{row['height']:.3f} mm", right=True),)
    return (
        Column("sensor", lambda row: Text(row["sensor"], style="key")),
        Column("layer", lambda row: f"{row['layer_index']:,}", right=True),
        *(height if align is Align.HEIGHT else ()),
        number("value", "value"),
        number("lower", "from"),
        number("upper", "to"),
        Column("unit", lambda row: row["unit"], style="quiet"),
    )
