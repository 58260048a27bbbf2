"""What a job spent its time on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from eosconnect.models.user_message import Severity, UserMessage
from eosconnect.presentation.html.elements import facts, heading, note, rows, section, view
from eosconnect.presentation.html.models import rows_of

if TYPE_CHECKING:
    from eosconnect.models.job_timeline import JobTimeline

__all__ = ["timeline_view"]

#: Interruptions and messages that are listed.
MOST: Final = 10


def timeline_view(timeline: JobTimeline) -> str:
    """Sums over the layers, the longest interruptions, the serious messages."""
    job = timeline.job
    operations = dict.fromkeys(
        str(entry.operation) for layer in timeline.layers for entry in layer.durations if entry.operation
    )
    times = [(name, timedelta(seconds=timeline.seconds(name))) for name in operations]
    longest = sorted(timeline.interruptions, key=lambda one: one.duration, reverse=True)
    serious = timeline.messages_from(Severity.WARNING)
    return view(
        heading(job.task or job.id, f"job {job.id}, machine {timeline.machine}"),
        facts(
            [
                ("Result", job.result),
                ("Started", job.started_at),
                ("Ended", job.ended_at),
                ("Layers", len(timeline.layers)),
            ]
        ),
        section(
            "Time over all layers", rows(("Operation", "Time"), sorted(times, key=lambda pair: pair[1], reverse=True))
        ),
        section(
            f"Interruptions ({len(longest)})" if longest else "",
            rows(
                ("Layer", "From", "To", "Duration"),
                [(one.layer_index, one.started_at, one.ended_at, one.duration) for one in longest[:MOST]],
            ),
        ),
        section(
            f"Warnings and errors ({len(serious)})" if serious else "",
            rows_of(UserMessage, serious[:MOST], without=("job_id",)) if serious else "",
        ),
        note("Times are UTC; heating overlaps the other operations. .plot() draws it."),
    )
