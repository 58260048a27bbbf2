"""``eosconnect demo``: the main job of the SDK, step by step, against a simulated machine over real HTTPS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape
from rich.text import Text

from eosconnect.cli.jobs import layers_of, shown_result
from eosconnect.cli.messages import shown_severity
from eosconnect.cli.streams import console, counting, glyphs
from eosconnect.cli.tables import Column, table_of
from eosconnect.cli.times import clock
from eosconnect.errors import ConfigurationError
from eosconnect.machine.synchronous import Machine
from eosconnect.models.job import Job
from eosconnect.models.user_message import UserMessage
from eosconnect.part_file import clear_errors, complete_or_not_at_all
from eosconnect.series import SensorSeries

__all__ = ["run"]


def run(output: Path, *, seed: int = 1) -> Path:
    """Run the demonstration; the plot it saves is returned."""
    with clear_errors("create the folder", output):
        output.mkdir(parents=True, exist_ok=True)
    shown = console()

    def step(text: str) -> None:
        shown.print(f"[key]{glyphs(shown).step}[/] {escape(text)}", soft_wrap=True)

    from eosconnect.simulator import Simulator

    step("Starting a simulated EOS M 290 with a self-signed certificate")
    with Simulator("EOS M 290", seed=seed) as simulator:
        step(f"Trusting it by its fingerprint {simulator.fingerprint[:23]}{glyphs(shown).ellipsis}")
        with Machine(
            simulator.host,
            client_id=simulator.client_id,
            client_secret=simulator.client_secret,
            fingerprint=simulator.fingerprint,
        ) as machine:
            versions = ", ".join(str(version) for version in machine.supported_versions)
            step(f"The machine offers {versions}; speaking {machine.api_version}")
            info = machine.info.get()
            step(f"Connected to {info.product_name}, serial number {info.serial_number}")

            jobs = machine.jobs.list().to_list()
            step(f"It has {len(jobs)} jobs; the latest:")
            latest = sorted(jobs, key=lambda job: str(job.started_at), reverse=True)[:8]
            shown.print("", table_of(latest, JOB_COLUMNS, shown), "", sep="\n")

            failed = machine.jobs.latest(result="Failed")
            if failed is None:
                raise ConfigurationError("this machine history has no failed job", hint="try another --seed")
            step(f"The last failed job is {failed.id}; its user messages:")
            messages = machine.user_messages.list(job=failed).to_list()
            shown.print("", table_of(messages, MESSAGE_COLUMNS, shown), "", sep="\n")

            layers = machine.layers.list(failed).to_pandas()
            step(f"Its {len(layers):,} layers as a DataFrame:")
            columns = ["index", "end_height", "started_at", "ended_at"]
            shown.print(Text(f"\n{layers[columns].tail(3).to_string(index=False)}\n"))

            series = read_with_progress(machine, failed)
            frame = series.to_pandas()
            step(f"{len(frame):,} values of {series.name} as a DataFrame:")
            columns = ["timestamp", "value", "layer_index", "is_in_job"]
            shown.print(Text(f"\n{frame[columns].tail(3).to_string(index=False)}\n"))

            plot = save_plot(series, output)
    step(f"The plot is at {plot}")
    return plot


JOB_COLUMNS: Sequence[Column[Job]] = (
    Column("started (UTC)", lambda job: clock(job.started_at)),
    Column("result", shown_result),
    Column("layers", layers_of, right=True),
    Column("task", lambda job: job.task),
)
MESSAGE_COLUMNS: Sequence[Column[UserMessage]] = (
    Column("raised (UTC)", lambda message: clock(message.raised_at)),
    Column("severity", shown_severity),
    Column("layer", lambda message: str(message.layer_index or ""), right=True),
    Column("message", lambda message: message.message, wrap=True),
)


def read_with_progress(machine: Machine, job: Job) -> SensorSeries:
    """The oxygen concentration of a job, page by page, with a count of the values."""
    sensor = machine.sensors.process_chamber.o2_concentration_top
    values = []
    with counting(f"Reading {sensor.label}", unit="values") as more:
        for page in sensor.values(job).pages():
            values.extend(page)
            more.add(len(page))
    return SensorSeries.from_values(values, name=sensor.key, unit=sensor.unit, machine=machine.host, job_id=job.id)


def save_plot(series: SensorSeries, folder: Path) -> Path:
    from matplotlib.figure import Figure

    path = (folder / f"{series.name}.png").resolve()
    figure = Figure(figsize=(10, 4.5), layout="constrained")  # not pyplot's: a file is wanted, no window
    series.plot(ax=figure.subplots())
    with complete_or_not_at_all(path) as draft:
        figure.savefig(draft, format="png", dpi=150)
    return path
