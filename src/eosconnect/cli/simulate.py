"""``eosconnect simulate``: a simulated machine that others on this computer can talk to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from eosconnect.cli.naming import grouped
from eosconnect.cli.session import told_requests
from eosconnect.cli.streams import console
from eosconnect.cli.tables import facts
from eosconnect.errors import ConfigurationError
from eosconnect.timestamps import parse_moment

if TYPE_CHECKING:
    from eosconnect.simulator import Simulator

__all__ = ["run", "settings"]

UNITS: Final = {"": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}


def run(*, env_file: Path | None, tutorial_names: bool, log: bool, **chosen: Any) -> None:
    """Run a simulated machine until it is interrupted; tell how to reach it once it answers.

    Args:
        chosen: as :class:`~eosconnect.simulator.Simulator` takes it.
    """
    from eosconnect.simulator.server import serving

    shown = console()

    def ready(simulator: Simulator) -> None:
        shown.print(Text(f"A simulated {simulator.world.profile.model} answers", style="heading"))
        shown.print("", facts(how_to_reach(simulator, env_file)), "", sep="\n")
        shown.print("Ctrl-C stops it.", style="quiet")

    with told_requests() if log else nullcontext():
        serving.run(env_file=env_file, tutorial_names=tutorial_names, ready=ready, **chosen)
    shown.print("The simulated machine is off.")


def settings(
    *, now: str | None, faults: Iterable[str], licenses: Iterable[str], export_size: str | None
) -> dict[str, Any]:
    """What was written on the command line, as :class:`~eosconnect.simulator.Simulator` takes it.

    Raises:
        ConfigurationError: one of them cannot be understood.
    """
    from eosconnect.simulator import Fault

    return {
        "now": None if now is None else parse_moment(now),
        "faults": [Fault.parse(text) for text in faults],
        "licenses": dict(license_state(text) for text in licenses),
        "export_size": None if export_size is None else size(export_size),
    }


def license_state(text: str) -> tuple[int | str, str]:
    name, given, state = text.rpartition("=")
    if not given:
        raise ConfigurationError(f"the license {text!r} has no state", hint="such as: --license Reporting=missing")
    return int(name) if name.isdigit() else name, state


def size(text: str) -> int:
    """``2GB`` in bytes."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([kmg]i?b)?\s*", text, re.IGNORECASE)
    if found is None:
        raise ConfigurationError(f"{text!r} is no size", hint="such as: --export-size 500MB, or 2GB")
    return int(float(found[1]) * UNITS[(found[2] or "").lower()])


def how_to_reach(simulator: Simulator, env_file: Path | None) -> Iterator[tuple[str, str | Text]]:
    yield "URL", Text(simulator.url, style="key")
    yield "in a browser", Text(f"{simulator.url}/", style="key")
    yield "fingerprint", grouped(simulator.fingerprint.replace(":", ""), lines=2)
    if not simulator.auth:
        yield "authorization", "switched off: reading works, changing does not"
    elif env_file is None:
        yield "client id", simulator.client_id
        yield "client secret", simulator.client_secret
    if env_file is not None:
        yield "settings", f"{env_file}, removed when the machine stops"
        yield "in Python", f'Machine.from_env("{env_file}")'
        yield "here", f"eosconnect state --env-file {env_file}"
    else:
        yield "here", f"eosconnect trust {simulator.host}"
