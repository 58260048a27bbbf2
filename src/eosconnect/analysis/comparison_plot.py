"""A comparison as a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from eosconnect.errors import ConfigurationError
from eosconnect.presentation.extras import require
from eosconnect.presentation.plots import LINE, QUIET, title_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eosconnect.analysis.comparison import Comparison

__all__ = ["plot_comparison"]

PANELS = 6
BAND = "#cfd8dd"
OUTSIDE = "#c8371f"


def plot_comparison(comparison: Comparison, sensors: Iterable[str] | None) -> Figure:
    """Draw it, see :meth:`eosconnect.analysis.comparison.Comparison.plot`."""
    require("matplotlib", extra="plot")
    from matplotlib import pyplot

    table = comparison.summary
    keys = list(table["sensor"][table["layers"] > 0][:PANELS]) if sensors is None else list(sensors)
    unknown = [key for key in keys if key not in set(table["sensor"])]
    if unknown:
        raise ConfigurationError(f"{', '.join(unknown)} was not compared", hint="the keys are in comparison.summary")
    figure = pyplot.figure(figsize=(10, 1.4 + 2.1 * max(len(keys), 1)), layout="constrained")
    panels = figure.subplots(max(len(keys), 1), 1, sharex=True, squeeze=False)[:, 0]
    by_height = comparison.align == "height"
    for axes, key in zip(panels, keys, strict=False):
        draw(axes, comparison.frame[comparison.frame["sensor"] == key], "height" if by_height else "layer_index")
        count = int(table["outside"][table["sensor"] == key].iloc[0])
        annotation = f"outside in {count} layer{'' if count == 1 else 's'}" if count else "within the band"
        axes.set_title(title_of(key), loc="left", fontsize=10.5, fontweight="bold")
        axes.set_title(annotation, loc="right", fontsize=9.5, color=OUTSIDE if count else QUIET)
    if not keys:
        panels[0].text(0.5, 0.5, "nothing to compare", transform=panels[0].transAxes, ha="center", color=QUIET)
    panels[-1].set_xlabel("Height (mm)" if by_height else "Layer", color=QUIET)
    figure.align_ylabels(panels)
    count = len(comparison.references)
    references = comparison.references[0].job.id if count == 1 else f"{count} references"
    figure.suptitle(f"Job {comparison.build.job.id} against {references}", x=0.01, ha="left", fontsize=13)
    handles, labels = panels[0].get_legend_handles_labels()
    if handles:
        figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False, fontsize=9.5)
    return figure


def draw(axes: Axes, rows: pd.DataFrame, along: str) -> None:
    rows = rows.sort_values(along)
    x = rows[along].to_numpy(np.float64)
    value = rows["value"].to_numpy()
    lower, upper = rows["lower"].to_numpy(), rows["upper"].to_numpy()
    outside = rows["outside"].to_numpy()
    axes.fill_between(x, lower, upper, color=BAND, linewidth=0, label="band of the references")
    axes.plot(x, rows["reference"].to_numpy(), color=QUIET, linewidth=1, label="mean of the references")
    axes.plot(x, value, color=LINE, linewidth=1.2, label="this build, mean of the layer")
    axes.plot(x[outside], value[outside], "o", color=OUTSIDE, markersize=3, label="outside the band")
    unit = str(rows["unit"].iloc[0])
    axes.set_ylabel(unit, color=QUIET)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color("#b9c2c8")
    axes.tick_params(colors=QUIET)
    axes.grid(visible=True, axis="y", color="#e3e8eb", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.margins(x=0.01)
    axes.ticklabel_format(axis="y", useOffset=False)
