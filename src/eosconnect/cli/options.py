"""The options that every command about a machine has, and how a command gets what they stand for."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated, Any, Concatenate, Final, ParamSpec, overload

import attrs
import typer

from eosconnect.cli.failures import told_errors
from eosconnect.cli.inputs import completing
from eosconnect.cli.session import Choices, Session
from eosconnect.errors import ConfigurationError

__all__ = ["on_machine", "told"]

P = ParamSpec("P")

MACHINE: Final = "Which machine"
FORM: Final = "Output"


def machine_names() -> list[str]:
    from eosconnect.settings.machines_file import MachinesFile

    try:
        return list(MachinesFile.read().entries)
    except ConfigurationError:
        return []


def connection(*names: str, help: str, **more: Any) -> Any:
    return typer.Option(*names, help=help, rich_help_panel=MACHINE, show_default=False, **more)


def form(*names: str, help: str, **more: Any) -> Any:
    return typer.Option(*names, help=help, rich_help_panel=FORM, show_default=False, **more)


#: One per field of :class:`Choices`, in the order of the help.
SHARED: Final[dict[str, Any]] = {
    "machine": Annotated[
        str | None,
        connection(
            "--machine",
            "-m",
            help="A machine by its name, see [bold]eosconnect machines[/].",
            envvar="EOSCONNECT_MACHINE",
            autocompletion=completing(machine_names),
        ),
    ],
    "host": Annotated[str | None, connection("--host", help="Name or address of a machine, such as si1716.")],
    "client_id": Annotated[
        str | None,
        connection("--client-id", help="The secret comes from EOSCONNECT_CLIENT_SECRET, or is asked for."),
    ],
    "fingerprint": Annotated[
        str | None, connection("--fingerprint", help="SHA-256 of the certificate to trust, as browsers show it.")
    ],
    "ca": Annotated[
        Path | None, connection("--ca", help="PEM file of the authority that signed the machine's certificate.")
    ],
    "env_file": Annotated[
        Path | None, connection("--env-file", help="Settings as EOSCONNECT_ variables; .env is found by itself.")
    ],
    "api_version": Annotated[
        str | None, connection("--api-version", help="Insist on a Web API version, such as 6.1, or 'latest'.")
    ],
    "timeout": Annotated[
        float | None, connection("--timeout", help="Seconds for one call with all its repetitions.", metavar="SECONDS")
    ],
    "as_json": Annotated[bool, form("--json", help="JSON for scripts; times in UTC.")],
    "as_csv": Annotated[bool, form("--csv", help="CSV for scripts; times in UTC.")],
    "excel": Annotated[
        Path | None,
        form("--excel", help="A file for Excel: .xlsx, or .csv as Excel reads it.", metavar="FILE"),
    ],
    "local": Annotated[bool, form("--local", help="Times in the machine's zone instead of UTC, read and written.")],
    "verbose": Annotated[bool, form("--verbose", "-v", help="Tell every request, without its secrets, on stderr.")],
}


Command = Callable[Concatenate[Session, P], None]


@overload
def on_machine(command: Command[P]) -> Callable[..., None]: ...
@overload
def on_machine(*, without: Collection[str]) -> Callable[[Command[P]], Callable[..., None]]: ...
def on_machine(command: Command[P] | None = None, *, without: Collection[str] = ()) -> Any:
    """Give a command the shared options, and a :class:`Session` in place of them; its errors are told.

    Args:
        command: what it decorates.
        without: shared options that mean nothing for this command.
    """
    if command is None:
        return functools.partial(with_options, without=without)
    return with_options(command)


def with_options(command: Command[P], *, without: Collection[str] = ()) -> Callable[..., None]:
    own = inspect.signature(command, eval_str=True)
    parameters = [*own.parameters.values()][1:]
    shared = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=SHARED[field.name]
        )
        for field in attrs.fields(Choices)
        if field.name not in without
    ]

    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    wants_context = "context" in own.parameters
    if not wants_context:
        shared.append(context)

    @functools.wraps(command)
    def run(*arguments: Any, **named: Any) -> None:
        asked: typer.Context = named["context"] if wants_context else named.pop("context")
        told = {field.name: named.pop(field.name) for field in attrs.fields(Choices) if field.name in named}
        choices = Choices(**told)
        if isinstance(asked.obj, Choices):  # "tasks --machine M290-03 upload ..."
            choices = choices.over(asked.obj)
        asked.obj = choices
        with Session(choices) as session, told_errors(session.advice, traceback=choices.verbose):
            session.check()
            command(session, *arguments, **named)

    return with_signature(run, own.replace(parameters=[*parameters, *shared]))


def told(command: Callable[P, None]) -> Callable[P, None]:
    """A command that needs no machine; its errors are told."""

    @functools.wraps(command)
    def run(*arguments: P.args, **named: P.kwargs) -> None:
        with told_errors():
            command(*arguments, **named)

    return with_signature(run, inspect.signature(command, eval_str=True))


def with_signature(function: Callable[..., Any], signature: inspect.Signature) -> Callable[..., Any]:
    """Typer reads the options of a command from both places."""
    function.__signature__ = signature  # type: ignore[attr-defined]  # every function takes it
    function.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    return function
