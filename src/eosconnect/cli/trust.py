"""``eosconnect trust``: get to know a machine by its certificate, and remember it, as ssh does."""

from __future__ import annotations

import operator
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from eosconnect.cli.naming import grouped, short
from eosconnect.cli.options import told
from eosconnect.cli.plain import write_csv, write_json
from eosconnect.cli.streams import console, error_console
from eosconnect.cli.tables import facts
from eosconnect.cli.times import ago, clock
from eosconnect.errors import CertificateError, ConfigurationError

if TYPE_CHECKING:
    from eosconnect.cli.certificates import ShownCertificate
    from eosconnect.settings.machines_file import MachinesFile

__all__ = ["confirmed", "quoted", "trust"]


@told
def trust(
    host: Annotated[
        str, typer.Argument(help="Name or address of the machine, such as si1716 or si1716:8443.", show_default=False)
    ],
    *,
    name: Annotated[
        str | None, typer.Option("--name", help="What to call it; by default its host name.", show_default=False)
    ] = None,
    fingerprint: Annotated[
        str | None,
        typer.Option(help="Trust the certificate if it has this one, without asking; for scripts.", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Trust a machine that is new without asking.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Trust a certificate that has changed without asking.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Show the certificate and remember nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The certificate as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The certificate as CSV.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for the machine.")] = 10.0,
) -> None:
    """Get to know a machine by its certificate, as with ssh.

    Fetches it, shows it, asks, and remembers it in the machines file. Nothing but the TLS handshake is sent. From then
    on the machine must show this very certificate.
    """
    from eosconnect.cli.certificates import fetch_certificate
    from eosconnect.settings.checks import checked_fingerprint, checked_host
    from eosconnect.settings.machines_file import MachinesFile

    if as_json and as_csv:
        raise ConfigurationError("--json and --csv exclude each other", hint="leave one of them out")
    scheme, checked = checked_host(host)
    if scheme != "https":
        raise ConfigurationError("a machine has a certificate only where it speaks https", hint="leave http:// out")
    expected = checked_fingerprint(fingerprint)
    file = MachinesFile.read()
    known = name_of(checked, name, file)
    before = checked_fingerprint(file.entries.get(known, {}).get("fingerprint"))
    seen = fetch_certificate(checked, timeout=timeout)

    for_scripts = as_json or as_csv
    if for_scripts:
        record = {
            "host": checked,
            "name": known if known in file.entries else None,
            **as_record(seen),
            "remembered": before,
        }
        if as_json:
            write_json(record, sys.stdout)
        else:
            write_csv([record], {name: operator.itemgetter(name) for name in record}, sys.stdout)
    else:
        console().print(*view(checked, seen), sep="\n")
    if show:
        return
    if expected is not None and expected != seen.fingerprint:
        raise CertificateError(
            f"{checked} shows another certificate than the expected one; nothing was remembered\n"
            f"  expected {grouped(expected)}\n  seen     {grouped(seen.fingerprint)}",
            hint="ask whoever runs the machine which of the two is right",
        )
    if before == seen.fingerprint:
        said(f"It is the remembered one, of {known}.", quiet=for_scripts)
        return
    if before is not None:
        tell_change(checked, before, seen.fingerprint)
    accepted = replace if before is not None else yes
    if (
        expected is None
        and not accepted
        and not confirmed(
            question(known, before), option="--replace" if before else "--yes", safer=", or --fingerprint to be safe"
        )
    ):
        raise CertificateError(f"{checked} is not trusted; nothing was remembered")
    remember_machine(file, known, checked, seen.fingerprint)
    said(f"Remembered as {known} in {file.path}.", quiet=for_scripts)
    if "client_id" not in file.entries.get(known, {}):
        said(
            f"Next: eosconnect machines login {quoted(known)}, then eosconnect info -m {quoted(known)}",
            quiet=for_scripts,
        )


def name_of(host: str, told: str | None, file: MachinesFile) -> str:
    """The name under which a host is remembered, or will be."""
    from eosconnect.cli.choosing import same_host

    if told is not None:
        if not told.strip() or not told.isprintable():
            raise ConfigurationError(f"{told!r} is not a name for a machine")
        other = file.entries.get(told, {}).get("host")
        if other is not None and not same_host(other, host):
            raise ConfigurationError(
                f"{told} is another machine already: {other}",
                hint=f'choose another --name, or "eosconnect machines remove {quoted(told)}" first',
            )
        return told
    for name, entry in file.entries.items():
        if same_host(entry.get("host"), host):
            return name
    name = short(host)
    return host if name in file.entries else name


def as_record(seen: ShownCertificate) -> dict[str, object]:
    return {
        "fingerprint": seen.fingerprint,
        "subject": seen.subject,
        "issuer": seen.issuer,
        "names": seen.names,
        "valid_from": seen.valid_from,
        "valid_until": seen.valid_until,
        "self_signed": seen.self_signed,
    }


def view(host: str, seen: ShownCertificate) -> Iterator[RenderableType]:
    yield Text(f"{host} shows this certificate", style="heading")
    yield Text()
    now = datetime.now(UTC)
    until = Text(clock(seen.valid_until)[:10])
    if seen.valid_until < now:
        until.append(f"  expired {ago(seen.valid_until)}", style="bad")
    else:
        until.append(f"  {ago(seen.valid_until)}", style="quiet" if (seen.valid_until - now).days > 30 else "warn")
    since = Text(clock(seen.valid_from)[:10])
    if seen.valid_from > now:
        since.append("  not valid yet", style="bad")
    yield facts(
        [
            ("SHA-256", Text(grouped(seen.fingerprint, lines=2), style="key")),
            ("made out to", seen.subject),
            ("for", ", ".join(seen.names)),
            ("signed by", "itself" if seen.self_signed else seen.issuer),
            ("valid from", since),
            ("valid until", until),
        ]
    )
    yield Text()


def tell_change(host: str, before: str, seen: str) -> None:
    def halves(fingerprint: str) -> str:
        return grouped(fingerprint, lines=2).replace("\n", "\n" + 14 * " ")

    loud = error_console()
    width = min(loud.width, 79)
    loud.print(f" THE CERTIFICATE OF {host.upper()} HAS CHANGED ".center(width, " "), style="danger")
    loud.print(
        f"\n  remembered  {halves(before)}\n  shown now   {halves(seen)}\n\n"
        "Either the machine has got a new certificate, or something between you and the machine\n"
        "answers in its place. Find out which before you go on: the SHA-256 fingerprint is in the\n"
        "certificate's details when you open the machine's page at the machine itself.\n",
        soft_wrap=True,
    )


def question(name: str, before: str | None) -> str:
    if before is not None:
        return f"Trust the new certificate of {name} from now on?"
    return f"Is that the fingerprint shown at the machine? Trust it, and remember it as {name}?"


def confirmed(text: str, *, option: str, safer: str = "") -> bool:
    """Ask a question whose usual answer is no.

    Args:
        text: the question.
        option: what says yes where nobody can be asked.
        safer: what else does.

    Raises:
        ConfigurationError: nobody is there to answer.
    """
    if not sys.stdin.isatty():
        raise ConfigurationError("there is nobody to ask", hint=f"pass {option}{safer}; or run it in a terminal")
    error_console().print(f"{text} [quiet]\\[y/N][/] ", end="")
    try:
        return input().strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def remember_machine(file: MachinesFile, name: str, host: str, fingerprint: str) -> None:
    from eosconnect.cli.remembering import remember

    remember(file, name, {"host": host, "fingerprint": grouped(fingerprint), "insecure": None})


def said(text: str, *, quiet: bool) -> None:
    if not quiet:
        console().print(Text(text))


def quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
