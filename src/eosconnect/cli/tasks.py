"""``eosconnect tasks``: what the machine can build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import attrs
import typer
from rich.text import Text

from eosconnect.cli.failures import NothingFound
from eosconnect.cli.inputs import close_to
from eosconnect.cli.options import on_machine
from eosconnect.cli.session import Session
from eosconnect.cli.streams import counting
from eosconnect.cli.tables import Column
from eosconnect.cli.trust import confirmed

if TYPE_CHECKING:
    from eosconnect.models.change import UploadedFile

__all__ = ["tasks"]

tasks = typer.Typer(name="tasks", help="List, upload and delete the tasks that the machine can build.")


@attrs.frozen
class Task:
    """A task by its name."""

    name: str


@tasks.callback(invoke_without_command=True)
@on_machine
def listed(session: Session, context: typer.Context) -> None:
    """List the tasks that are on the machine."""
    if context.invoked_subcommand:
        return
    rows = [Task(name) for name in session.machine.tasks.list()]
    session.rows(rows, (Column("task", lambda task: Text(task.name, style="key")),), kind=Task, what="tasks", limit=0)


@tasks.command()
@on_machine
def upload(
    session: Session,
    folder: Annotated[Path, typer.Argument(help="The folder into which EOSPRINT wrote the task.", show_default=False)],
    *,
    task: Annotated[
        str | None, typer.Option(help="The task's name, if the folder holds several.", show_default=False)
    ] = None,
    stream: Annotated[
        bool, typer.Option("--stream", help="EOSPRINT is still writing: upload each file as it is finished.")
    ] = False,
    repeat: Annotated[int, typer.Option(min=0, help="How often a broken transfer of a file is begun anew.")] = 0,
) -> None:
    """Upload a task that EOSPRINT has written.

    What the machine has already is passed over, so that the same command goes on after an interruption.
    """
    from eosconnect.models.change import UploadedFile

    machine = session.machine
    if stream:
        finished = told_uploads(session, machine.tasks.stream(folder, task=task, repeat_broken=repeat))
    else:
        with counting("Uploading", unit="bytes") as more:
            files = machine.tasks.upload(folder, task=task, repeat_broken=repeat, progress=more.to)
        finished = told_uploads(session, files)
    if not session.for_people:
        session.rows(finished, (), kind=UploadedFile, what="files", limit=0)


def told_uploads(session: Session, files: Iterable[UploadedFile]) -> list[UploadedFile]:
    """Tell people of each file as soon as it is on the machine."""
    finished = []
    for file in files:
        finished.append(file)
        if session.for_people:
            outcome = Text().append(f"{file.outcome!s:14}", style="good" if file.outcome == "uploaded" else "quiet")
            session.print(outcome.append(f"{file.name}  {file.size:,} bytes"))
    return finished


@tasks.command()
@on_machine
def delete(
    session: Session,
    task: Annotated[str, typer.Argument(help="The task's name, with its time stamp.", show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Without asking.")] = False,
) -> None:
    """Delete a task from the machine."""
    machine = session.machine
    known = machine.tasks.list()
    if task not in known:
        near = " or ".join(close_to(task, known, cutoff=0.8))
        raise NothingFound(
            f"the machine has no task {task}{f'; did you mean {near}?' if near else ''}",
            hint='"eosconnect tasks" lists them',
        )
    if not yes and not confirmed(f"Delete {task} from {session.name}?", option="--yes"):
        session.unchanged()
        return
    machine.tasks.delete(task)
    session.record({"machine": machine.host, "deleted": task}, lambda: [Text(f"{task} is deleted.")])


@tasks.command()
@on_machine
def configuration(
    session: Session,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A file, or a folder for it.", show_default="here")
    ] = Path(),
) -> None:
    """Save the .eoscnx file that a remote EOSPRINT needs to make tasks for this machine."""
    with counting("Saving the configuration", unit="bytes") as more:
        file = session.machine.tasks.download_configuration(output, progress=more.to)
    session.done(file)
