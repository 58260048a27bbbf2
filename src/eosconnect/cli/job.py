"""``eosconnect job``: one job with its build record, as a screen, JSON, or a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eosconnect.cli.inputs import JOB
from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import fields_of
from eosconnect.cli.session import Session
from eosconnect.cli.streams import counting
from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    from eosconnect.models.build_record import BuildRecord
    from eosconnect.models.layer import Layer

__all__ = ["job"]

RECORD_FILES = (".html", ".json", ".csv", ".xlsx")


@on_machine
def job(
    session: Session,
    job: Annotated[str, JOB] = "latest",
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write the build record to a file: .html, .json, .csv or .xlsx.", show_default=False
        ),
    ] = None,
) -> None:
    """Show one job: details, timeline, messages, parts.

    With --output the build record for traceability goes into a file.
    """
    from eosconnect.errors import NotFoundError

    if output is not None and output.suffix.casefold() not in RECORD_FILES:
        raise ConfigurationError(
            f"{output.name} is none of {', '.join(RECORD_FILES)}", hint="the ending says what is written"
        )
    machine = session.machine
    job_id = session.job(job)
    with counting("Reading the build record"):
        record = machine.jobs.build_record(job_id)
    if output is not None:
        session.done(record.save(output))
        return
    layers: list[Layer] = []
    with suppress(NotFoundError):  # of a deleted job the machine keeps the overview
        layers = session.read(machine.layers.list(job_id), "layers")

    def show() -> Any:
        from eosconnect.cli.job_view import view

        return view(session, record, layers)

    session.record(parts_of(record, summary(layers)), show, flat=line_of(record, summary(layers)))


def parts_of(record: BuildRecord, layers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "machine": record.machine,
        "job": record.job,
        "layers": layers,
        "messages": record.messages,
        "parts": record.parts,
        "calibrations": record.calibrations,
        "laser_power": record.laser_power,
        "info": record.info,
        "not_available": record.not_available,
    }


def line_of(record: BuildRecord, layers: Mapping[str, Any]) -> dict[str, Any]:
    """The job in one line; of what there are several, their number."""
    return {
        **{name: value(record.job) for name, value in fields_of(type(record.job), machine=record.machine).items()},
        **{f"layers.{name}": value for name, value in layers.items()},
        **{name: len(getattr(record, name)) for name in ("messages", "parts", "calibrations", "laser_power")},
    }


def summary(layers: Sequence[Layer]) -> dict[str, Any]:
    """What the layers add up to: their number, and seconds of each operation."""
    from eosconnect.models.layer import LayerOperationType

    seconds = {
        f"{operation.value.lower()}_seconds": round(sum(layer.seconds(operation) for layer in layers), 3)
        for operation in LayerOperationType
    }
    return {"count": len(layers), **seconds}
