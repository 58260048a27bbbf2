"""``eosconnect jobs``: what the machine has built."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.text import Text

from eosconnect.cli.inputs import choice, completing
from eosconnect.cli.options import on_machine
from eosconnect.cli.session import Session
from eosconnect.cli.tables import Column
from eosconnect.cli.times import span

if TYPE_CHECKING:
    from eosconnect.models.job import Job

__all__ = ["AFTER", "BEFORE", "LIMIT", "jobs", "layers_of", "shown_result"]

AFTER: Final = typer.Option(
    "--after", help="From then on: 2026-11-01, '2 days ago', 'yesterday 14:00'.", metavar="TIME", show_default=False
)
BEFORE: Final = typer.Option(
    "--before", help="Until then; a bare date includes its whole day.", metavar="TIME", show_default=False
)
LIMIT: Final = typer.Option(
    "--limit",
    "-n",
    min=0,
    help="Rows at most, 0 for all. By default a screenful in a terminal, and all for scripts.",
    show_default=False,
)

STYLES: Final = {"Successful": "good", "Failed": "bad", "UserCanceled": "warn", "Pending": "busy"}
WORDS: Final = {"UserCanceled": "canceled", "Pending": "running"}


@on_machine
def jobs(
    session: Session,
    *,
    result: Annotated[
        str | None,
        typer.Option(
            help="Only those that ended so: Successful, Failed, UserCanceled; Pending for the running one.",
            autocompletion=completing(STYLES),
            show_default=False,
        ),
    ] = None,
    after: Annotated[str | None, AFTER] = None,
    before: Annotated[str | None, BEFORE] = None,
    limit: Annotated[int | None, LIMIT] = None,
) -> None:
    """List the build jobs, the latest first.

    [bold]eosconnect jobs --result failed --after "2 weeks ago"[/]
    """
    from eosconnect.models.job import Job, JobResult

    wanted = choice(JobResult, result, "job result")
    window = session.window(after, before)
    listed = session.machine.jobs.list(started_after=window.after, started_before=window.before, result=wanted)
    latest_first = sorted(
        session.read(listed, "jobs"), key=lambda job: job.started_at.timestamp() if job.started_at else 0, reverse=True
    )
    session.rows(latest_first, columns(session), kind=Job, what="jobs", limit=limit)


def columns(session: Session) -> Sequence[Column[Job]]:
    return (
        Column(session.in_zone("started"), lambda job: session.clock(job.started_at)),
        Column("", lambda job: session.ago(job.started_at), style="quiet", optional=5),
        Column("took", lambda job: span(job.duration), right=True, optional=4),
        Column("result", lambda job: shown_result(job)),
        Column("layers", layers_of, right=True, optional=3),
        Column("material", lambda job: job.material, optional=6),
        Column("task", lambda job: job.task, optional=7),
        Column("job", lambda job: Text(job.id, style="key")),
    )


def shown_result(job: Job) -> Text:
    """How the job ended, in colour."""
    result = str(job.result or "")
    return Text(WORDS.get(result, result.lower()), style=STYLES.get(result, ""))


def layers_of(job: Job) -> str:
    """Layers reached, and planned if these are others."""
    if job.layer_count is None:
        return ""
    if job.layer_count_target in (None, job.layer_count):
        return f"{job.layer_count:,}"
    return f"{job.layer_count:,}/{job.layer_count_target:,}"
