"""The commands that need no machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eosconnect.cli.options import told

__all__ = ["demo", "simulate"]


@told
def demo(
    output: Annotated[Path, typer.Option(help="Folder for the plot.")] = Path("demo-output"),
    seed: Annotated[int, typer.Option(help="Another seed, another machine history.")] = 1,
) -> None:
    """Watch the SDK do its main job on a simulated machine."""
    from eosconnect.cli.demo import run

    run(output, seed=seed)


@told
def simulate(
    model: Annotated[str, typer.Option(help="Machine model, such as 'EOS M 290'.")] = "EOS M 290",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this computer; 0 takes a free one.")] = 8443,
    seed: Annotated[int, typer.Option(help="The same seed makes the same machine history.")] = 1,
    speed: Annotated[float, typer.Option(min=0, help="How much faster than real time the running job advances.")] = 1.0,
    env_file: Annotated[
        Path | None, typer.Option("--env-file", help="Write the connection settings here once the machine answers.")
    ] = None,
    tutorial_names: Annotated[
        bool, typer.Option(help="Write the variable names of the vendor's tutorial as well.")
    ] = False,
    auth: Annotated[bool, typer.Option(help="Whether the machine asks for a token.")] = True,
    now: Annotated[
        str | None,
        typer.Option(help="The machine's time at the start; with the same seed, two runs are then the same."),
    ] = None,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            help="What goes wrong, such as 'list_jobs status=503 retry_after=2 times=3', 'latency=0.2 jitter=0.3 "
            "times=always' or 'reset_at=0.5 probability=0.05'. Can be given several times."
        ),
    ] = None,
    license: Annotated[
        list[str] | None,
        typer.Option(help="A license that is not valid: Reporting=missing or Reporting=expired. Several times too."),
    ] = None,
    export_size: Annotated[
        str | None, typer.Option(help="How large every exported job is, such as 500MB or 2GB.", show_default=False)
    ] = None,
    token_lifetime: Annotated[float, typer.Option(min=1, help="Seconds that a token is good for.")] = 3600,
    log: Annotated[bool, typer.Option("--log", help="Show every request.")] = False,
) -> None:
    """Run a simulated machine on this computer until interrupted."""
    from eosconnect.cli.simulate import run, settings

    chosen = settings(now=now, faults=fault or (), licenses=license or (), export_size=export_size)
    chosen |= {"model": model, "port": port, "seed": seed, "speed": speed, "auth": auth}
    run(**chosen, token_lifetime=token_lifetime, env_file=env_file, tutorial_names=tutorial_names, log=log)
