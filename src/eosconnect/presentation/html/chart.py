"""A small picture of a series in a view: inline SVG, in the colour of the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from eosconnect.presentation.html.elements import text

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["chart"]

WIDTH: Final = 640
HEIGHT: Final = 120
LEFT: Final = 64
BOTTOM: Final = 18
TOP: Final = 8
LINE: Final = "#2b8cb0"  # stands out from white and from black


def chart(times: NDArray[Any], values: NDArray[Any], *, unit: str) -> str:
    """A line over time, with the bounds of both axes; nothing without values.

    Args:
        times: ``datetime64``, UTC, in order and known.
        values: NaN interrupts the line.
        unit: of the values.
    """
    import numpy as np

    from eosconnect.presentation.outline import outline

    known = ~np.isnan(values)
    if not known.any():
        return ""
    low, high = float(values[known].min()), float(values[known].max())
    times, values = outline(times, values, bins=WIDTH - LEFT)
    seconds = (times - times[0]) / np.timedelta64(1, "s")
    span = float(seconds[-1]) or 1.0
    x = LEFT + seconds / span * (WIDTH - LEFT - 2)
    y = TOP + (high - values) / ((high - low) or 1.0) * (HEIGHT - TOP - BOTTOM - 4)
    lines = "".join(f'<path d="{path}"/>' for path in paths(x, y))
    base = HEIGHT - BOTTOM
    labels = [
        (LEFT - 6, TOP + 6, "end", f"{high:.4g}"),
        (LEFT - 6, base - 2, "end", f"{low:.4g}" if high > low else ""),
        (LEFT - 6, (TOP + base) / 2 + 4, "end", unit),
        (LEFT, HEIGHT - 4, "start", moment(times[0])),
        (WIDTH, HEIGHT - 4, "end", f"{moment(times[-1])} UTC"),
    ]
    words = "".join(
        f'<text x="{left:g}" y="{top:g}" text-anchor="{anchor}">{text(word)}</text>'
        for left, top, anchor, word in labels
        if word
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="from {low:.4g} to {high:.4g} {text(unit)}">'
        f'<path d="M{LEFT} {TOP}V{base}H{WIDTH}" fill="none" stroke="currentColor" stroke-opacity=".35"/>'
        f'<g fill="none" stroke="{LINE}" stroke-width="1.3" stroke-linejoin="round" stroke-linecap="round">{lines}</g>'
        f'<g font-size="11" fill="currentColor" fill-opacity=".75">{words}</g></svg>'
    )


def moment(time: Any) -> str:
    return str(time.astype("datetime64[m]")).replace("T", " ")


def paths(x: NDArray[Any], y: NDArray[Any]) -> list[str]:
    """One path per stretch of values that are known."""
    import numpy as np

    known = np.concatenate([[False], ~np.isnan(y), [False]])
    edges = np.flatnonzero(known[1:] != known[:-1]).reshape(-1, 2)
    found = []
    for begin, end in edges:
        points = [f"{left:.1f} {top:.1f}" for left, top in zip(x[begin:end], y[begin:end], strict=True)]
        found.append("M" + "L".join(points if len(points) > 1 else points * 2))
    return found
