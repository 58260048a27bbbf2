"""A comparison as a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from eosconnect.errors import ConfigurationError
from eosconnect.presentation.plots.style import BAD, BAND, INK, LINE, QUIET, dress, handed_out, headed, new_figure
from eosconnect.presentation.titles import title_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eosconnect.analysis.comparison import Comparison

__all__ = ["plot_comparison"]

PANELS = 6


def plot_comparison(comparison: Comparison, sensors: Iterable[str] | None) -> Figure:
    """Draw it, see :meth:`eosconnect.analysis.comparison.Comparison.plot`."""
    table = comparison.summary
    keys = list(table["sensor"][table["layers"] > 0][:PANELS]) if sensors is None else list(sensors)
    unknown = [key for key in keys if key not in set(table["sensor"])]
    if unknown:
        raise ConfigurationError(f"{', '.join(unknown)} was not compared", hint="the keys are in comparison.summary")
    figure = new_figure(10, 1.4 + 2.1 * max(len(keys), 1))
    panels = figure.subplots(max(len(keys), 1), 1, sharex=True, squeeze=False)[:, 0]
    by_height = comparison.align == "height"
    for axes, key in zip(panels, keys, strict=False):
        draw(axes, comparison.frame[comparison.frame["sensor"] == key], "height" if by_height else "layer_index")
        count = int(table["outside"][table["sensor"] == key].iloc[0])
        annotation = f"outside in {count} layer{'' if count == 1 else 's'}" if count else "within the band"
        headed(axes, title_of(key), annotation, loud=BAD if count else QUIET)
    if not keys:
        panels[0].text(0.5, 0.5, "nothing to compare", transform=panels[0].transAxes, ha="center", color=QUIET)
    panels[-1].set_xlabel("Height (mm)" if by_height else "Layer", color=QUIET)
    figure.align_ylabels(panels)
    count = len(comparison.references)
    references = comparison.references[0].job.id if count == 1 else f"{count} references"
    figure.suptitle(f"Job {comparison.build.job.id} against {references}", x=0.01, ha="left", fontsize=13, color=INK)
    handles, labels = panels[0].get_legend_handles_labels()
    if handles:
        figure.legend(
            handles, labels, loc="outside lower center", ncols=4, frameon=False, fontsize=9.5, labelcolor=QUIET
        )
    return handed_out(figure)


def draw(axes: Axes, rows: pd.DataFrame, along: str) -> None:
    rows = rows.sort_values(along)
    x = rows[along].to_numpy(np.float64)
    value = rows["value"].to_numpy()
    lower, upper = rows["lower"].to_numpy(), rows["upper"].to_numpy()
    outside = rows["outside"].to_numpy()
    axes.fill_between(x, lower, upper, color=BAND, linewidth=0, label="band of the references")
    axes.plot(x, rows["reference"].to_numpy(), color=QUIET, linewidth=1, label="mean of the references")
    axes.plot(x, value, color=LINE, linewidth=1.2, label="this build, mean of the layer")
    axes.plot(x[outside], value[outside], "o", color=BAD, markersize=3, label="outside the band")
    unit = str(rows["unit"].iloc[0])
    axes.set_ylabel(unit, color=QUIET)
    dress(axes)
    axes.ticklabel_format(axis="y", useOffset=False)
