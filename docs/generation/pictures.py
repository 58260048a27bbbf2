"""The pictures of the pages, drawn by the facade from a simulated machine, once for light and once for dark pages."""

from __future__ import annotations

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

INK: Final = {"light": "#1d2a30", "dark": "#d5dde1"}
QUIET: Final = {"light": "#5f6b73", "dark": "#9fb0b8"}
LINE: Final = {"light": "#0b6e8f", "dark": "#4fc1e0"}
GRID: Final = {"light": "#e3e8eb", "dark": "#3a444b"}


def oxygen(machine: Machine) -> Figure:
    """The oxygen concentration of the last failed job."""
    job = machine.jobs.latest(result="Failed")
    assert job is not None
    series = machine.sensors.process_chamber.o2_concentration_top.series(job)
    return figure_of(attrs.evolve(series, machine=None).plot)  # its address is another one at every start


def figure_of(draw: Callable[..., object]) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.8), layout="constrained")
    draw(ax=figure.subplots())
    return figure


PICTURES: Final[Mapping[str, Callable[[Machine], Figure]]] = {"oxygen": oxygen}


def pictures() -> dict[str, str]:
    """SVG texts by file name: ``oxygen-light.svg``, ``oxygen-dark.svg``, ..."""
    with simulated_machine() as machine:
        figures = {name: draw(machine) for name, draw in PICTURES.items()}
    return {f"{name}-{shade}.svg": svg(figure, shade) for name, figure in figures.items() for shade in INK}


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


def svg(figure: Figure, shade: str) -> str:
    """The figure in the colours of the page around it."""
    import matplotlib

    recolour(figure, shade)
    file = StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "eosconnect", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    return file.getvalue()


def recolour(figure: Figure, shade: str) -> None:
    for axes in figure.axes:
        axes.title.set_color(INK[shade])
        axes._left_title.set_color(INK[shade])  # type: ignore[attr-defined]  # a title on the left has no public name
        for text in [axes.xaxis.label, axes.yaxis.label, *axes.texts]:
            text.set_color(QUIET[shade])
        axes.tick_params(colors=QUIET[shade])
        axes.grid(visible=True, axis="y", color=GRID[shade], linewidth=0.8)
        for spine in axes.spines.values():
            spine.set_color(GRID[shade])
        for line in axes.lines:
            line.set_color(LINE[shade])
