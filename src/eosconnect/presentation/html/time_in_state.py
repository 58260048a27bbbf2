"""How long a machine was in which state, as bars."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from eosconnect.presentation.html.elements import Markup, heading, note, rows, text, view
from eosconnect.presentation.html.fields import words

if TYPE_CHECKING:
    from eosconnect.models.time_in_state import TimeInState

__all__ = ["time_in_state_view"]

BAR: Final = 12
"""Width of a whole bar, in em."""


def time_in_state_view(spent: TimeInState) -> str:
    """A line per aspect and state, the longest first."""
    lines = []
    for aspect, times in spent.by_aspect().items():
        told: dict[str, timedelta] = {str(state): time for state, time in times.items()}
        if spent.unknown:
            told["unknown"] = told.get("unknown", timedelta()) + spent.unknown
        for position, (state, time) in enumerate(told.items()):
            share = time / spent.length if spent.length else 0.0
            lines.append((words(aspect) if position == 0 else "", state, time, f"{share:.1%}", bar(share)))
    window = f"{text(spent.after)} to {text(spent.before)} UTC"
    return view(
        heading("Time in state", window),
        rows(("Aspect", "State", "Time", "Share", ""), lines),
        note("The times of an aspect add up to the window. This is not OEE."),
    )


def bar(share: float) -> Markup:
    return Markup(
        f'<span style="display:inline-block;height:.7em;width:{share * BAR:.2f}em;background:#2b8cb0;'
        'border-radius:.15em"></span>'
    )
