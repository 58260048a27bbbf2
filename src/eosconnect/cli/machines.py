"""``eosconnect machines``: the machines that are known by name."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from eosconnect.cli.choosing import arguments, ask_secret
from eosconnect.cli.inputs import completing
from eosconnect.cli.options import machine_names, told
from eosconnect.cli.plain import write_csv, write_json_list
from eosconnect.cli.streams import console, error_console, tell
from eosconnect.cli.tables import Column, table_of
from eosconnect.cli.trust import confirmed, quoted
from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    from eosconnect.settings.machines_file import MachinesFile

__all__ = ["machines"]

machines = typer.Typer(
    name="machines", help="List, add and remove the machines known by name.", rich_markup_mode="rich"
)

Name = Annotated[
    str,
    typer.Argument(help="The machine's name.", show_default=False, autocompletion=completing(machine_names)),
]


@machines.callback(invoke_without_command=True)
@told
def listed(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="JSON for scripts.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV for scripts.")] = False,
) -> None:
    """List the machines that are known by name. Secrets are never shown."""
    if context.invoked_subcommand:
        return
    from eosconnect.settings.machines_file import MachinesFile

    file = MachinesFile.read()
    rows = [row_of(name, file) for name in file.entries]
    if as_json:
        write_json_list(rows, sys.stdout)
    elif as_csv:
        write_csv(rows, {column: value_of(column) for column in ROW}, sys.stdout)
    elif not rows:
        console().print('No machine is known yet. "eosconnect trust HOST" gets to know one.', style="quiet")
    else:
        shown = console()
        shown.print(table_of(rows, columns(), shown))
        shown.print(Text(f"\n{file.path}", style="quiet"))


ROW = ("name", "host", "default", "trust", "client_id", "secret_in", "api_version", "tz")


def value_of(column: str) -> Any:
    return lambda row: row[column]


def row_of(name: str, file: MachinesFile) -> dict[str, Any]:
    entry = file.entry(name)
    if entry.get("fingerprint"):
        trusted = f"fingerprint {entry['fingerprint']}"
    elif entry.get("ca"):
        trusted = "ca"
    else:
        trusted = "nothing is checked" if entry.get("insecure") else "the system's authorities"
    return {
        "name": name,
        "host": entry.get("host"),
        "default": name == file.default,
        "trust": trusted,
        "client_id": entry.get("client_id"),
        "secret_in": place_of(entry.get("client_secret")),
        "api_version": entry.get("api_version"),
        "tz": entry.get("tz"),
    }


def place_of(reference: Any) -> str | None:
    if reference is None:
        return None
    if isinstance(reference, Mapping):
        return f"${reference['env']}" if "env" in reference else "keyring"
    return "file"


def columns() -> Sequence[Column[dict[str, Any]]]:
    def trusted(row: dict[str, Any]) -> Text:
        kind, _, pin = str(row["trust"]).partition(" ")
        if kind == "fingerprint":
            return Text("pinned ").append(pin[:11], style="quiet")
        return Text(str(row["trust"]), style="bad" if row["trust"].startswith("nothing") else "")

    return (
        Column("name", lambda row: Text(row["name"], style="key")),
        Column("", lambda row: "default" if row["default"] else "", style="quiet", optional=3),
        Column("host", lambda row: row["host"]),
        Column("certificate", trusted, optional=2),
        Column("client id", lambda row: row["client_id"] or Text("none", style="quiet")),
        Column("secret", lambda row: row["secret_in"], optional=1),
        Column("version", lambda row: row["api_version"], optional=4),
        Column("zone", lambda row: row["tz"], optional=5),
    )


@machines.command()
@told
def add(
    name: Annotated[str, typer.Argument(help="What to call it.", show_default=False)],
    *,
    host: Annotated[str, typer.Option(help="Name or address of the machine.", show_default=False)],
    fingerprint: Annotated[
        str | None, typer.Option(help="SHA-256 of the certificate to trust, as browsers show it.", show_default=False)
    ] = None,
    ca: Annotated[Path | None, typer.Option(help="PEM file of the authority to trust.", show_default=False)] = None,
    client_id: Annotated[str | None, typer.Option(help="Then the secret is asked for.", show_default=False)] = None,
    secret_env: Annotated[
        str | None,
        typer.Option(help="Take the secret from this environment variable, now and always.", show_default=False),
    ] = None,
    keyring: Annotated[
        bool | None,
        typer.Option("--keyring/--no-keyring", help="Keep the secret in the system keyring.", show_default=False),
    ] = None,
    api_version: Annotated[
        str | None, typer.Option(help="Insist on a version of the Web API.", show_default=False)
    ] = None,
    tz: Annotated[
        str | None, typer.Option(help="Zone of the machine, such as Europe/Berlin.", show_default=False)
    ] = None,
) -> None:
    """Write a machine into the machines file, without asking the machine. `eosconnect trust` is the easier way."""
    from eosconnect.cli.remembering import remember
    from eosconnect.settings import Settings
    from eosconnect.settings.machines_file import MachinesFile

    file = MachinesFile.read()
    if name in file.entries:
        raise ConfigurationError(
            f"there is a machine {name} already",
            hint=f'"eosconnect machines remove {quoted(name)}" first, or edit {file.path}',
        )
    if not name.strip() or not name.isprintable():
        raise ConfigurationError(f"{name!r} is not a name for a machine")
    if secret_env and not client_id:
        raise ConfigurationError("client_id is missing: there is a secret without it", hint="pass --client-id")
    secret = (
        None
        if not client_id or secret_env
        else os.environ.get("EOSCONNECT_CLIENT_SECRET") or ask_secret(client_id, host)
    )
    checked = Settings.of(
        host,
        fingerprint=fingerprint,
        ca=ca,
        client_id=client_id,
        client_secret=secret or secret_env,
        api_version=api_version,
        tz=tz,
    )
    told = {
        "host": arguments(checked)["host"] if checked.scheme == "http" else checked.host,
        "fingerprint": fingerprint,
        "ca": checked.ca,
        "client_id": checked.client_id,
        "client_secret": reference_to(secret, secret_env, checked.client_id, checked.host, keyring),
        "api_version": api_version,
        "tz": tz,
    }
    remember(file, name, {setting: value for setting, value in told.items() if value is not None})
    console().print(Text(f"Remembered as {name} in {file.path}."))


@machines.command()
@told
def login(
    name: Name,
    *,
    client_id: Annotated[str | None, typer.Option(help="Asked for if it is left out.", show_default=False)] = None,
    secret_env: Annotated[
        str | None,
        typer.Option(help="Take the secret from this environment variable, now and always.", show_default=False),
    ] = None,
    secret_stdin: Annotated[bool, typer.Option("--secret-stdin", help="Read the secret from standard input.")] = False,
    keyring: Annotated[
        bool | None,
        typer.Option("--keyring/--no-keyring", help="Keep the secret in the system keyring.", show_default=False),
    ] = None,
) -> None:
    """Give a machine a client id and secret, after trying them on it.

    They come from the machine's own page, under Authorization Settings.
    """
    from eosconnect.cli.remembering import forget_secret, remember
    from eosconnect.machine.synchronous import Machine
    from eosconnect.settings.machines_file import MachinesFile

    file = MachinesFile.read()
    entry = file.entry(name)
    host = str(entry.get("host"))
    who = client_id or ask_client_id(name, entry.get("client_id"))
    if secret_env:
        secret = file.secret_in_environment(name, secret_env).reveal()
    elif secret_stdin:
        secret = sys.stdin.readline().strip()
    else:
        secret = ask_secret(who, host)
    without = {setting: value for setting, value in entry.items() if setting not in ("client_id", "client_secret")}
    settings = type(file)(file.path, {name: without}).settings(name)
    with Machine(**{**arguments(settings), "client_id": who, "client_secret": secret}) as machine:
        product = machine.info.get().product_name
    reference = reference_to(None if secret_env else secret, secret_env, who, settings.host, keyring)
    if reference != entry.get("client_secret"):
        forget_secret(entry.get("client_secret"))
    remember(file, name, {"client_id": who, "client_secret": reference})
    console().print(Text(f"{name} ({product}) accepts them. Remembered."))


def ask_client_id(name: str, usual: Any) -> str:
    if not sys.stdin.isatty():
        raise ConfigurationError("client_id is missing, and there is nobody to ask", hint="pass --client-id")
    error_console().print(f"Client id on {name}{f' [quiet]({usual})[/]' if usual else ''}: ", end="")
    answer = input().strip() or str(usual or "")
    if not answer:
        raise ConfigurationError("client_id is missing: nothing was typed")
    return answer


def reference_to(secret: str | None, variable: str | None, who: str | None, host: str, keyring: bool | None) -> Any:
    """What the machines file says about a secret; the secret itself only where nothing better is at hand."""
    from eosconnect.cli.remembering import keep_secret

    if variable:
        return {"env": variable}
    if secret is None or who is None:
        return None
    why: str | None = "as you wish"
    if keyring is not False:
        reference, why = keep_secret(who, host, secret)
        if why is None:
            return reference
        if keyring:
            raise ConfigurationError(f"the secret cannot be kept in the keyring: {why}", hint="leave --keyring out")
    tell(
        ("[caution]Warning:[/]", f"the secret is written into the machines file, readable by you only: {why}."),
        ("[hint]Hint:[/]", "with --secret-env NAME only the name of an environment variable is written"),
    )
    return secret


@machines.command()
@told
def remove(name: Name, *, yes: Annotated[bool, typer.Option("--yes", "-y", help="Without asking.")] = False) -> None:
    """Forget a machine: its certificate, its client id and its secret."""
    from eosconnect.cli.remembering import remove as take_out
    from eosconnect.settings.machines_file import MachinesFile

    file = MachinesFile.read()
    entry = file.entry(name)
    if not yes and not confirmed(f"Forget {name} ({entry.get('host')})?", option="--yes"):
        console().print(Text("Nothing was changed.", style="quiet"))
        return
    take_out(file, name)
    console().print(Text(f"{name} is forgotten."))


@machines.command()
@told
def default(name: Name) -> None:
    """Make a machine the one that is meant when none is named."""
    from eosconnect.cli.remembering import make_default
    from eosconnect.settings.machines_file import MachinesFile

    file = MachinesFile.read()
    file.entry(name)
    make_default(file, name)
    console().print(Text(f"{name} is meant from now on when no machine is named."))
