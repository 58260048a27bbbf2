"""``eosconnect licenses``: what the machine is licensed for, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import fields_of, named_fields
from eosconnect.cli.session import Session
from eosconnect.cli.tables import Column
from eosconnect.cli.trust import confirmed
from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    from eosconnect.models.license import License

__all__ = ["licenses"]

licenses = typer.Typer(name="licenses", help="List the licenses of the machine, request and install new ones.")

SOON = 30


@licenses.callback(invoke_without_command=True)
@on_machine
def listed(session: Session, context: typer.Context) -> None:
    """List the licenses with the days that are left."""
    if context.invoked_subcommand:
        return
    from eosconnect.models.license import License

    rows = session.machine.maintenance.licenses()
    fields = {**fields_of(License, machine=session.machine.host), "days_left": lambda license: license.days_left()}
    session.rows(
        rows,
        columns(session),
        kind=License,
        what="licenses",
        fields=fields,
        record=lambda license: {**named_fields(license), "days_left": license.days_left()},
        limit=0,
    )


def columns(session: Session) -> Sequence[Column[License]]:
    def left(license: License) -> Text:
        days = license.days_left()
        if days is None:
            return Text("forever", style="good")
        if days < 0:
            return Text("expired", style="bad")
        return Text(f"{days:,} days", style="warn" if days < SOON else "")

    return (
        Column("product", lambda license: license.product_name),
        Column("code", lambda license: str(license.product_code or ""), right=True),
        Column("left", left, right=True),
        Column(session.in_zone("expires"), lambda license: session.clock(license.expires_at), optional=2),
        Column("quantity", lambda license: str(license.quantity or ""), right=True, optional=3),
        Column("container", lambda license: license.container_id, style="quiet", optional=4),
        Column("company", lambda license: license.company, style="quiet", optional=5),
    )


@licenses.command()
@on_machine
def request(
    session: Session,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A file, or a folder for it.", show_default="here")
    ] = Path(),
) -> None:
    """Save the file with which licenses for this machine are requested."""
    session.done(session.machine.maintenance.download_license_request(output))


@licenses.command()
@on_machine
def update(
    session: Session,
    file: Annotated[Path, typer.Argument(help="The *.WinCmRaU file with the new licenses.", show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Without asking.")] = False,
) -> None:
    """Install licenses on the machine; they become active when it has been restarted."""
    machine = session.machine
    if not file.is_file():
        raise ConfigurationError(f"there is no file {file}", hint="the machine takes *.WinCmRaU files")
    if not yes and not confirmed(f"Install {file.name} on {session.name}?", option="--yes"):
        session.unchanged()
        return
    installed = machine.maintenance.update_licenses(file)
    told = Text(f"{installed.file} is installed; restart the machine to make it active.")
    session.record({"machine": machine.host, **named_fields(installed)}, lambda: [told])
