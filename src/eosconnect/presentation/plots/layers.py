"""Several sensors over the layers of a job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from eosconnect.presentation.plots.style import (
    BAND,
    INK,
    LINE,
    QUIET,
    dress,
    handed_out,
    headed,
    new_figure,
    nothing,
)
from eosconnect.presentation.titles import title_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eosconnect.columns.layer_statistics import LayerStatistics

__all__ = ["plot_layers"]


def plot_layers(
    statistics: Mapping[str, LayerStatistics], units: Mapping[str, str], missing: Sequence[str], where: str
) -> Figure:
    """A panel per sensor.

    Args:
        statistics: by key of the sensor.
        units: by key of the sensor.
        missing: keys of those that the machine does not have.
        where: job and machine, for the title.
    """
    keys = [*statistics, *missing]
    figure = new_figure(10, 1.3 + 1.9 * max(len(keys), 1))
    panels = figure.subplots(max(len(keys), 1), 1, sharex=True, squeeze=False)[:, 0]
    recorded = [one.layers for one in statistics.values() if len(one.layers)]
    layers = np.unique(np.concatenate(recorded)) if recorded else np.zeros(0, np.int32)
    layers = layers[layers > 0]
    for axes, key in zip(panels, keys, strict=False):
        headed(axes, title_of(key))
        dress(axes)
        if key in statistics:
            draw(axes, statistics[key], layers, units.get(key, ""))
        else:
            nothing(axes, "this machine does not have it")
    if not keys:
        nothing(panels[0], "no sensor was chosen")
    panels[-1].set_xlabel("Layer", color=QUIET)
    panels[-1].tick_params(labelbottom=bool(len(layers)))
    figure.align_ylabels(panels)
    figure.suptitle(where, x=0.01, ha="left", fontsize=13, color=INK)
    handles, labels = next((found for axes in panels if (found := axes.get_legend_handles_labels())[0]), ([], []))
    if handles:
        figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False, labelcolor=QUIET)
    return handed_out(figure)


def draw(
    axes: Axes, statistics: LayerStatistics, layers: np.ndarray[tuple[int], np.dtype[np.int32]], unit: str
) -> None:
    table = statistics.table(layers)
    if not len(table) or np.isnan(table.mean).all():
        nothing(axes, "no values")
        return
    axes.fill_between(table.layers, table.min, table.max, color=BAND, linewidth=0, label="lowest to highest")
    axes.plot(table.layers, table.mean, color=LINE, linewidth=1.2, label="mean of the layer")
    axes.set_ylabel(unit, color=QUIET)
    axes.ticklabel_format(axis="y", useOffset=False)
