"""The pictures of the pages, drawn by the facade from a simulated machine, once for light and once for dark pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from eosconnect import Machine

__all__ = ["pictures"]

#: The simulated machine stands still here, so that a picture changes only when the code does.
NOW: Final = datetime(2026, 11, 2, 15, 30, tzinfo=UTC)

#: Titles; black is not written into the file, so that nothing could replace it.
INK: Final = "#1d2a30"

STYLE: Final = {
    "text.color": INK,
    "font.family": "sans-serif",
    "svg.fonttype": "none",
    "svg.hashsalt": "eosconnect",
}

#: The colours of the SDK's plots, which are made for white paper, and what they become on dark pages.
ON_DARK: Final = {
    INK: "#d5dde1",
    "#5f6b73": "#9fb0b8",
    "#0b6e8f": "#4fc1e0",
    "#cfd8dd": "#3c4a52",
    "#c8371f": "#ff8a73",
    "#b9c2c8": "#4a565d",
    "#e3e8eb": "#3a444b",
}


def oxygen(machine: Machine) -> Figure:
    """The oxygen concentration of the last failed job."""
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    series = machine.sensors.process_chamber.o2_concentration_top.series(job)
    return figure_of(attrs.evolve(series, machine=None).plot)  # its address is another one at every start


def comparison(machine: Machine) -> Figure:
    """The last failed job held against the last good one."""
    from eosconnect import compare

    jobs = [machine.jobs.latest(result=result) for result in ("Failed", "Successful")]
    sensors = [machine.sensors.process_chamber.o2_concentration_top, machine.sensors.process_chamber.temperature]
    return compare([job for job in jobs if job], machine=machine, sensors=sensors).plot()


def figure_of(draw: Callable[..., object]) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.8), layout="constrained")
    draw(ax=figure.subplots())
    return figure


PICTURES: Final[Mapping[str, Callable[[Machine], Figure]]] = {"oxygen": oxygen, "comparison": comparison}


def pictures() -> dict[str, str]:
    """SVG texts by file name: ``oxygen-light.svg``, ``oxygen-dark.svg``, ..."""
    import matplotlib

    with simulated_machine() as machine, matplotlib.rc_context(STYLE):
        drawn = {name: svg(draw(machine)) for name, draw in PICTURES.items()}
    return {
        file: text
        for name, light in drawn.items()
        for file, text in ((f"{name}-light.svg", light), (f"{name}-dark.svg", on_dark(light)))
    }


def on_dark(text: str) -> str:
    """An SVG text in the colours for dark pages."""
    return re.sub("#[0-9a-f]{6}", lambda colour: ON_DARK.get(colour[0], colour[0]), text)


@contextmanager
def simulated_machine() -> Iterator[Machine]:
    from eosconnect import Machine
    from eosconnect.simulator import Simulator

    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as simulator:
        settings = {
            "client_id": simulator.client_id,
            "client_secret": simulator.client_secret,
            "ca": simulator.ca,
        }
        with Machine(simulator.host, **settings) as machine:
            yield machine


def svg(figure: Figure) -> str:
    """The figure without a background of its own."""
    file = StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    return file.getvalue()
