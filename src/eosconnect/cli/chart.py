"""A sensor series drawn with letters."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from eosconnect.cli.times import zone_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from eosconnect.cli.session import Session
    from eosconnect.series import SensorSeries

__all__ = ["draw"]

HEIGHT: Final = 16
NARROWEST, WIDEST = 30, 110
BOX: Final = str.maketrans("┌┐└┘─│┼├┤┬┴", "++++-|+++++")


def draw(series: SensorSeries, session: Session) -> Text:
    """The values over time; as many points as there are letters, with each one's lowest and highest value."""
    import numpy as np
    from uniplot import plot_to_string

    from eosconnect.presentation.plots import in_order, outline, title_of

    title = Text().append(title_of(series.name), style="heading")
    title.append(
        f"  {series.unit}  {zone_name(session.zone)}" if series.unit else f"  {zone_name(session.zone)}", style="quiet"
    )
    times, values = outline(*in_order(series.timestamps, series.values))
    known = ~np.isnan(values)
    if not known.any():
        return title.append("\nNo values.\n", style="quiet")
    plain = session.console.options.ascii_only
    drawn = plot_to_string(
        xs=local(times[known], session),
        ys=values[known],
        lines=True,
        width=min(max(session.console.width - 16, NARROWEST), WIDEST),
        height=HEIGHT,
        character_set="ascii" if plain else "braille",
        y_unit=f" {series.unit}" if series.unit else "",
    )
    text = "\n".join(line.rstrip() for line in drawn.splitlines())
    chart = Text(text.translate(BOX) if plain else text, style="quiet")
    chart.highlight_regex("[\u2800-\u28ff]+", "busy")
    return title.append("\n").append(chart).append("\n")


def local(times: NDArray[Any], session: Session) -> NDArray[Any]:
    """The times as the clock on the wall shows them, without a zone, as the axis wants them."""
    import numpy as np

    if session.zone is UTC or not len(times):
        return times
    moments = [
        moment.replace(tzinfo=UTC).astimezone(session.zone) for moment in times.astype("datetime64[us]").tolist()
    ]
    return np.array([moment.replace(tzinfo=None) for moment in moments], dtype="datetime64[us]")
