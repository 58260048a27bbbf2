"""All commands of ``eosconnect``, family by family."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Final

import typer

from eosconnect.cli.failures import EXIT_CODES
from eosconnect.cli.streams import console
from eosconnect.version import __version__

__all__ = ["program"]

CODES: Final = ", ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items())

#: Where each command is.
FAMILIES: Final[dict[str, dict[str, str]]] = {
    "Getting to know a machine": {"trust": "trust", "machines": "machines"},
    "What it is and does": {
        "info": "info",
        "versions": "info",
        "state": "info",
        "watch": "watch",
        "licenses": "licenses",
    },
    "What it builds": {
        "jobs": "jobs",
        "job": "job",
        "layers": "layers",
        "messages": "messages",
        "images": "images",
        "reports": "reports",
        "tasks": "tasks",
    },
    "What it has measured": {"sensors": "sensors", "values": "values", "compare": "compare", "dataset": "dataset"},
    "Without a machine": {"demo": "unconnected", "simulate": "unconnected"},
}


def program(wanted: str | None = None) -> typer.Typer:
    """The command line.

    Args:
        wanted: the command that is going to be run, so that no other one is loaded; with any other text, or without
            one, all of them are there.
    """
    app = typer.Typer(
        name="eosconnect",
        help="Industrial 3D printers that run EOSCONNECT Core, from the command line. Unofficial.",
        epilog=f"Exit codes: {CODES}.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(root)
    known = any(wanted in commands for commands in FAMILIES.values())
    for family, commands in FAMILIES.items():
        for name, module in commands.items():
            if not known or name == wanted:
                add(app, family, getattr(import_module(f"eosconnect.cli.{module}"), name))
    return app


def add(app: typer.Typer, family: str, command: Callable[..., None] | typer.Typer) -> None:
    if isinstance(command, typer.Typer):
        app.add_typer(command, rich_help_panel=family)
    else:
        app.command(rich_help_panel=family)(command)


def show_version(wanted: bool) -> None:
    if wanted:
        console().print(f"eosconnect-sdk {__version__}")
        raise typer.Exit


def root(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Industrial 3D printers that run EOSCONNECT Core, from the command line. Unofficial."""
