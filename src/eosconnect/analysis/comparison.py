"""How a build differs from others: the result of :func:`eosconnect.compare`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

import attrs

from eosconnect.analysis.builds import Build

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["Align", "Comparison"]

Align = Literal["layer", "height"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Comparison:
    """One build against one or more references.

    Attributes:
        build: the build that is looked at.
        references: what it is held against.
        align: ``"layer"`` or ``"height"``.
        frame: a row per sensor and layer: ``machine``, ``job_id``, ``sensor``, ``unit``, ``layer_index`` (and
            ``height`` in mm, if builds are aligned by it), ``value`` (the mean in that layer), ``reference`` (the
            mean of the references), the band from ``lower`` to ``upper``, ``deviation`` (value minus reference) and
            ``outside`` (whether the value leaves the band). NaN where no reference got to.
    """

    build: Build
    references: tuple[Build, ...]
    align: Align
    frame: pd.DataFrame

    @property
    def outside(self) -> pd.DataFrame:
        """The rows of :attr:`frame` in which the value leaves the band."""
        return self.frame[self.frame["outside"]].reset_index(drop=True)

    @property
    def summary(self) -> pd.DataFrame:
        """A row per sensor, those that leave their band most often first.

        ``layers`` that could be compared, how many of them are ``outside``, the ``share`` of those, and the
        ``largest_deviation`` with the layer (or the height in mm) ``at`` which it occurs.
        """
        import numpy as np
        import pandas as pd

        where = "height" if self.align == "height" else "layer_index"
        rows = []
        for (sensor, unit), group in self.frame.groupby(["sensor", "unit"], observed=True, sort=False):
            known = group[group["deviation"].notna()]
            deviations = known["deviation"].to_numpy(np.float64)
            layers, outside = len(known), int(known["outside"].sum())
            largest, at, share = np.nan, np.nan, np.nan
            if layers:
                worst = int(np.abs(deviations).argmax())
                largest, at, share = deviations[worst], known[where].to_numpy(np.float64)[worst], outside / layers
            rows.append((sensor, unit, layers, outside, share, largest, at))
        columns = ["sensor", "unit", "layers", "outside", "share", "largest_deviation", "at"]
        table = pd.DataFrame(rows, columns=columns)
        return table.sort_values(["share", "sensor"], ascending=[False, True], ignore_index=True)

    @property
    def missing(self) -> Mapping[str, tuple[str, ...]]:
        """By job, the sensors of the comparison that its machine does not have."""
        return {build.job.id: build.missing for build in (self.build, *self.references) if build.missing}

    def plot(self, sensors: Iterable[str] | str | None = None) -> Figure:
        """Draw the build over the band of its references, a panel per sensor.

        Args:
            sensors: keys; by default up to six, those that leave their band most often.

        Returns:
            The figure; ``figure.savefig("comparison.png")`` saves it.

        Raises:
            ConfigurationError: matplotlib is not installed, or a sensor was not compared.
        """
        from eosconnect.analysis.comparison_plot import plot_comparison

        return plot_comparison(self, [sensors] if isinstance(sensors, str) else sensors)

    def __repr__(self) -> str:
        table = self.summary
        leaving = table[table["outside"] > 0]
        count = len(self.references)
        text = f"job {self.build.job.id} against {count} reference{'' if count == 1 else 's'} by {self.align}: "
        text += f"{len(leaving)} of {len(table)} sensors leave their band"
        if len(leaving):
            first = leaving.iloc[0]
            text += f", most of all {first['sensor']} in {first['outside']} of {first['layers']} layers"
        return f"<Comparison of {text}>"

    def _repr_html_(self) -> str:
        from eosconnect.presentation.html.elements import heading, note, rows, view

        where = "Height (mm)" if self.align == "height" else "Layer"
        columns = ("Sensor", "Unit", "Layers", "Outside", "Share", "Largest deviation", f"At {where.lower()}")
        lines = [
            (sensor, unit, layers, outside, *known(share, deviation, at))
            for sensor, unit, layers, outside, share, deviation, at in self.summary.to_numpy().tolist()
        ]
        references = ", ".join(build.job.id for build in self.references)
        return view(
            heading(f"Job {self.build.job.id}", f"against {references}, by {self.align}"),
            rows(columns, lines),
            note(".plot() draws it; .outside has the layers that leave the band."),
        )


def known(share: float, deviation: float, at: float) -> tuple[str | None, float | None, float | None]:
    """For people; nothing where nothing could be compared."""
    if share != share:
        return None, None, None
    return f"{share:.1%}", float(f"{deviation:.4g}"), float(f"{at:.6g}")
