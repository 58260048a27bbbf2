"""``eosconnect simulate``: a simulated machine that others on this computer can talk to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from eosconnect.cli.naming import grouped
from eosconnect.cli.streams import console
from eosconnect.cli.tables import facts

if TYPE_CHECKING:
    from eosconnect.simulator import Simulator

__all__ = ["run"]


def run(
    *, model: str, port: int, seed: int, speed: float, env_file: Path | None, tutorial_names: bool, auth: bool
) -> None:
    """Run a simulated machine until it is interrupted; tell how to reach it once it answers."""
    from eosconnect.simulator.server import serving

    shown = console()

    def ready(simulator: Simulator) -> None:
        shown.print(Text(f"A simulated {simulator.world.profile.model} answers", style="heading"))
        shown.print("", facts(how_to_reach(simulator, env_file, auth=auth)), "", sep="\n")
        shown.print("Ctrl-C stops it.", style="quiet")

    serving.run(
        model,
        env_file=env_file,
        tutorial_names=tutorial_names,
        ready=ready,
        port=port,
        seed=seed,
        speed=speed,
        auth=auth,
    )
    shown.print("The simulated machine is off.")


def how_to_reach(simulator: Simulator, env_file: Path | None, *, auth: bool) -> Iterator[tuple[str, str | Text]]:
    yield "URL", Text(simulator.url, style="key")
    yield "fingerprint", grouped(simulator.fingerprint.replace(":", ""), lines=2)
    if not auth:
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
