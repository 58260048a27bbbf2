"""``eosconnect reports``: the PDF files that the machine writes about a job."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eosconnect.cli.inputs import JOB
from eosconnect.cli.options import on_machine
from eosconnect.cli.session import Session
from eosconnect.cli.streams import counting
from eosconnect.errors import ConfigurationError

__all__ = ["reports"]


class Kind(StrEnum):
    """Which report."""

    JOB = "job"
    EVENTS = "events"
    PARTS = "parts"


@on_machine
def reports(
    session: Session,
    job: Annotated[str, JOB],
    kind: Annotated[Kind, typer.Argument(help="The quality report of the job, its events, or some parts.")] = Kind.JOB,
    *,
    part: Annotated[
        list[int] | None,
        typer.Option("--part", "-p", help="Part of a parts report, by its id; all by default.", show_default=False),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A PDF file, or a folder for it.", show_default="here")
    ] = Path(),
) -> None:
    """Have the machine write a report about a job that has ended.

    Needs the Reporting license (40001) on the machine.

    [bold]eosconnect reports successful job -o quality.pdf[/]
    """
    if part and kind is not Kind.PARTS:
        raise ConfigurationError(f"--part belongs to a parts report, not to one of {kind}", hint="leave it out")
    machine = session.machine
    job_id = session.job(job)
    with counting("The machine writes the report", unit="bytes") as more:
        if kind is Kind.PARTS:
            chosen = part or [entry.id for entry in machine.parts.list(job_id)]
            if not chosen:
                raise ConfigurationError("this job has no parts", hint="the other reports are job and events")
            file = machine.reports.parts(job_id, output, chosen, progress=more.to)
        elif kind is Kind.EVENTS:
            file = machine.reports.events(job_id, output, progress=more.to)
        else:
            file = machine.reports.job(job_id, output, progress=more.to)
    session.done(file)
