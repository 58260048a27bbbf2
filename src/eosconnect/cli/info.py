"""``eosconnect info``, ``versions`` and ``state``: what the machine is, speaks and does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs
import typer
from rich.console import RenderableType
from rich.text import Text

from eosconnect.cli.jobs import AFTER, BEFORE, LIMIT, layers_of
from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import Fields, constant, fields_of, named_fields
from eosconnect.cli.session import Session
from eosconnect.cli.tables import Column, facts
from eosconnect.cli.times import span

if TYPE_CHECKING:
    from datetime import timedelta

    from eosconnect.models.job import JobDetail
    from eosconnect.models.machine_info import MachineInfo
    from eosconnect.models.state import MachineState

__all__ = ["info", "state", "versions"]

PROCESS_STYLES: Final = {"Idle": "quiet", "Processing": "busy", "Error": "bad"}
STATE_STYLES: Final = {
    "Running": "good",
    "PausedByUser": "warn",
    "PausedByMachine": "bad",
    "NoJob": "quiet",
    "PreProcessing": "busy",
    "PostProcessing": "busy",
    "Setup": "busy",
}


@on_machine
def info(session: Session) -> None:
    """Show what the machine is."""
    machine = session.machine
    told = machine.info.get()
    record = {"machine": machine.host, "api_version": str(machine.api_version), **named_fields(told)}

    def show() -> Iterator[RenderableType]:
        yield title(session, told)
        yield Text()
        state = str(told.process_state or "")
        finer = [str(finer) for finer in (told.process_state_am, told.process_state_eos) if finer not in (None, state)]
        shown = Text(state, style=PROCESS_STYLES.get(state, ""))
        if finer:
            shown.append(f"  {', '.join(dict.fromkeys(finer))}", style="quiet")
        yield facts(
            [
                ("serial number", told.serial_number),
                ("technical model", str(told.technical_model) if told.technical_model else None),
                ("type", str(told.type) if told.type else None),
                ("brand", told.brand),
                ("material", told.material),
                ("process state", shown),
                ("host", machine.host),
                ("host name", told.host_name),
                ("Web API", f"{machine.api_version}"),
            ]
        )

    session.record(record, show)


def title(session: Session, told: MachineInfo) -> Text:
    shown = Text().append(told.product_name or session.name, style="heading")
    return shown if session.name == told.product_name else shown.append(f"  {session.name}", style="key")


@on_machine
def versions(session: Session) -> None:
    """Show the Web API versions and the software modules."""
    from eosconnect.version import __version__
    from eosconnect.versions import KNOWN

    machine = session.machine
    record: dict[str, Any] = {
        "machine": machine.host,
        "spoken": str(machine.api_version),
        "offered": [str(version) for version in machine.supported_versions],
        "known": [str(version) for version in KNOWN],
        "sdk": __version__,
        "modules": machine.info.module_versions(),
    }

    def show() -> Iterator[RenderableType]:
        yield facts(
            [
                ("Web API spoken", Text(record["spoken"], style="heading")),
                ("offered", ", ".join(record["offered"])),
                ("known here", f"{', '.join(record['known'])} (eosconnect-sdk {__version__})"),
            ]
        )
        if modules := record["modules"]:
            yield Text("\nSoftware modules", style="heading")
            yield facts((name or "all", version) for name, version in sorted(modules.items()))

    if session.choices.as_csv or session.choices.excel:
        told = [("spoken", record["spoken"]), *(("offered", version) for version in record["offered"])]
        lines = [("Web API", *line) for line in [*told, *(("known", version) for version in record["known"])]]
        lines += [("SDK", "eosconnect-sdk", __version__)]
        lines += [("module", name, version) for name, version in sorted(record["modules"].items())]
        fields: Fields = {"machine": constant(machine.host), "kind": item(0), "name": item(1), "version": item(2)}
        session.write_table(lines, fields, what="versions")
        return
    session.record(record, show)


def item(place: int) -> Callable[[tuple[str, ...]], str]:
    return lambda line: line[place]


@on_machine
def state(
    session: Session,
    *,
    history: Annotated[bool, typer.Option("--history", help="The states of the past, the latest first.")] = False,
    job: Annotated[str | None, typer.Option(help="The states during one job.", show_default=False)] = None,
    after: Annotated[str | None, AFTER] = None,
    before: Annotated[str | None, BEFORE] = None,
    limit: Annotated[int | None, LIMIT] = None,
) -> None:
    """Show what the machine is doing, or what it did.

    --history, --job, --after and --before ask for the past."""
    if history or job or after or before:
        show_history(session, job, after, before, limit)
    else:
        show_now(session)


def show_now(session: Session) -> None:
    from eosconnect.errors import BadRequestError, NotSupportedOnMachineError

    machine = session.machine
    told = machine.info.get()
    try:
        current = machine.state.current()
    except (BadRequestError, NotSupportedOnMachineError):
        current = None  # switched off, or none on this model: the process state still tells something
    running = machine.jobs.current()
    layer = machine.layers.current() if running else None
    record = {
        "machine": machine.host,
        "process_state": told.process_state,
        "process_state_am": told.process_state_am,
        "process_state_eos": told.process_state_eos,
        "state": current,
        "job": running,
        "layer": layer,
    }

    def show() -> Iterator[RenderableType]:
        yield title(session, told)
        yield Text()
        yield facts(now(session, told, current, running))

    session.record(record, show, flat=flat_state(record, current, running))


def flat_state(record: dict[str, Any], current: MachineState | None, running: JobDetail | None) -> dict[str, Any]:
    from eosconnect.models.job import Job
    from eosconnect.models.state import MachineState

    flat = {name: value for name, value in record.items() if name not in ("state", "job", "layer")}
    flat |= {name: value(current) if current else None for name, value in fields_of(MachineState).items()}
    flat |= {f"job.{name}": value(running) if running else None for name, value in fields_of(Job).items()}
    return flat


def now(
    session: Session, told: MachineInfo, current: MachineState | None, running: JobDetail | None
) -> Iterator[tuple[str, str | Text | None]]:
    process = str(told.process_state_am or told.process_state or "")
    word = str(current.machine_state) if current and current.machine_state else process
    yield "state", Text(spaced(word), style=STATE_STYLES.get(word, PROCESS_STYLES.get(word, "")))
    if current:
        yield "since", session.moment(current.timestamp)
        error = str(current.error or "NoError")
        yield "error", None if error == "NoError" else Text(spaced(error), style="bad")
        maintenance = str(current.maintenance or "NoMaintenance")
        yield "maintenance", None if maintenance == "NoMaintenance" else Text(spaced(maintenance), style="warn")
        yield "purpose", spaced(str(current.build_job)) if current.build_job else None
        yield "comment", current.comment
    yield "process", spaced(str(told.process_state_eos)) if told.process_state_eos else process
    if running is None:
        return
    yield "building", Text(running.task or running.id)
    yield "job", Text(running.id, style="key")
    yield "started", session.moment(running.started_at)
    if running.progress is not None:
        glyphs = session.glyphs
        done = round(24 * running.progress)
        shown = Text().append(glyphs.full * done, style="busy").append(glyphs.track * (24 - done), style="quiet")
        yield "layers", shown.append(f"  {layers_of(running)}, {running.progress:.0%}")


def spaced(word: str) -> str:
    """``PausedByMachine`` as people write it."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).capitalize()
    return re.sub(r"\b(Pre|Post) ", r"\1-", words)


@attrs.frozen
class Held:
    """A state and how long it held."""

    state: MachineState
    duration: timedelta | None


def show_history(session: Session, job: str | None, after: str | None, before: str | None, limit: int | None) -> None:
    from eosconnect.models.state import MachineState

    window = session.window(after, before)
    states = session.machine.state
    listed = (
        states.history(after=window.after, before=window.before)
        if job is None
        else states.of_job(session.job(job), after=window.after, before=window.before)
    )
    told = sorted(
        (state for state in session.read(listed, "states") if state.timestamp),
        key=lambda state: state.timestamp or EPOCH,
    )
    ends = [state.timestamp for state in told[1:]]
    open_end = [datetime.now(UTC) if job is None and window.before is None else None]
    held = [
        Held(state, end - state.timestamp if end and state.timestamp and end >= state.timestamp else None)
        for state, end in zip(told, [*ends, *open_end], strict=False)
    ]
    fields = {
        **{name: of_state(value) for name, value in fields_of(MachineState, machine=session.machine.host).items()},
        "seconds": lambda row: row.duration,
    }
    session.rows(
        held[::-1],
        history_columns(session),
        kind=MachineState,
        what="states",
        fields=fields,
        record=lambda row: {**named_fields(row.state), "seconds": row.duration},
        limit=limit,
    )


EPOCH: Final = datetime.fromtimestamp(0, UTC)


def of_state(value: Any) -> Any:
    return lambda row: value(row.state)


def history_columns(session: Session) -> Sequence[Column[Held]]:
    def word(name: str, nothing: str, style: str = "") -> Column[Held]:
        def show(row: Held) -> Text:
            value = str(getattr(row.state, name) or "")
            return Text("" if value == nothing else spaced(value), style=style)

        return Column(name.replace("_", " "), show, optional=4)

    def shown_state(row: Held) -> Text:
        word = str(row.state.machine_state or "")
        return Text(spaced(word), style=STATE_STYLES.get(word, ""))

    return (
        Column(session.in_zone("since"), lambda row: session.clock(row.state.timestamp, seconds=True)),
        Column("", lambda row: session.ago(row.state.timestamp), style="quiet", optional=6),
        Column("for", lambda row: span(row.duration), right=True),
        Column("state", shown_state),
        word("error", "NoError", "bad"),
        word("maintenance", "NoMaintenance", "warn"),
        word("build_job", "NoBuildJob"),
        Column("comment", lambda row: row.state.comment, wrap=True, optional=5),
    )
