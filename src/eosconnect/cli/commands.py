"""All commands of ``eosconnect``, family by family."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer

from eosconnect.cli.compare import compare
from eosconnect.cli.dataset import dataset
from eosconnect.cli.failures import EXIT_CODES
from eosconnect.cli.images import images
from eosconnect.cli.info import info, state, versions
from eosconnect.cli.job import job
from eosconnect.cli.jobs import jobs
from eosconnect.cli.layers import layers
from eosconnect.cli.licenses import licenses
from eosconnect.cli.machines import machines
from eosconnect.cli.messages import messages
from eosconnect.cli.options import told
from eosconnect.cli.reports import reports
from eosconnect.cli.sensors import sensors
from eosconnect.cli.streams import console
from eosconnect.cli.tasks import tasks
from eosconnect.cli.trust import trust
from eosconnect.cli.values import values
from eosconnect.cli.watch import watch
from eosconnect.version import __version__

__all__ = ["app"]

CODES: Final = ", ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items())

app = typer.Typer(
    name="eosconnect",
    help="Industrial 3D printers that run EOSCONNECT Core, from the command line. Unofficial.",
    epilog=f"Exit codes: {CODES}.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def show_version(wanted: bool) -> None:
    if wanted:
        console().print(f"eosconnect-sdk {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Industrial 3D printers that run EOSCONNECT Core, from the command line. Unofficial."""


FAMILIES: Final[dict[str, tuple[Callable[..., None] | typer.Typer, ...]]] = {
    "Getting to know a machine": (trust, machines),
    "What it is and does": (info, versions, state, watch, licenses),
    "What it builds": (jobs, job, layers, messages, images, reports, tasks),
    "What it has measured": (sensors, values, compare, dataset),
}

for family, commands in FAMILIES.items():
    for command in commands:
        if isinstance(command, typer.Typer):
            app.add_typer(command, rich_help_panel=family)
        else:
            app.command(rich_help_panel=family)(command)

WITHOUT: Final = "Without a machine"


@app.command(rich_help_panel=WITHOUT)
@told
def demo(
    output: Annotated[Path, typer.Option(help="Folder for the plot.")] = Path("demo-output"),
    seed: Annotated[int, typer.Option(help="Another seed, another machine history.")] = 1,
) -> None:
    """Watch the SDK do its main job on a simulated machine."""
    from eosconnect.cli.demo import run

    run(output, seed=seed)


@app.command(rich_help_panel=WITHOUT)
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
