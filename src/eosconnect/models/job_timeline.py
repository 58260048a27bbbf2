"""The time of a job: its layers, where it stood still, and what the machine said meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from eosconnect.models.job import JobDetail
from eosconnect.models.layer import Layer, LayerOperationType
from eosconnect.models.user_message import Severity, UserMessage

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["Interruption", "JobTimeline"]


@attrs.frozen(kw_only=True)
class Interruption:
    """A time in which the job stood still.

    Attributes:
        layer_index: the layer that was being built.
        started_at, ended_at: when; one that goes on ends where the machine's knowledge does.
    """

    layer_index: int
    started_at: datetime
    ended_at: datetime

    @property
    def duration(self) -> timedelta:
        """From start to end."""
        return self.ended_at - self.started_at


@attrs.frozen(kw_only=True, repr=False)
class JobTimeline:
    """What a job spent its time on.

    Attributes:
        machine: the host that was asked.
        job: the job.
        layers: in the order of their index.
        messages: in the order of time.

    Example:
        >>> job = JobDetail.from_json({"id": "SI1716-1", "timeStarted": "2026-11-02T08:15:00Z"})
        >>> layer = Layer.from_json({"index": 1, "durations": [{"operationType": "Interrupt",
        ...     "startTime": "2026-11-02T09:00:00Z", "endTime": "2026-11-02T09:24:00Z"}]})
        >>> timeline = JobTimeline(machine="si1716", job=job, layers=(layer,))
        >>> timeline
        JobTimeline(machine='si1716', job='SI1716-1', layers=1, messages=0, interrupted 1 time for 0:24:00)
        >>> timeline.interruptions[0].layer_index
        1
    """

    machine: str
    job: JobDetail
    layers: tuple[Layer, ...] = ()
    messages: tuple[UserMessage, ...] = ()

    @property
    def interruptions(self) -> tuple[Interruption, ...]:
        """Where the job stood still, in the order of time."""
        last = self.span[1] if self.span else None
        found = [
            Interruption(layer_index=layer.index, started_at=entry.started_at, ended_at=end)
            for layer in self.layers
            for entry in layer.durations
            if entry.operation == LayerOperationType.INTERRUPT and entry.started_at is not None
            if (end := entry.ended_at or layer.ended_at or last) is not None and end >= entry.started_at
        ]
        return tuple(sorted(found, key=lambda one: one.started_at))

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """The first and the last moment that is known; ``None`` if there is none."""
        moments = [self.job.started_at, self.job.ended_at]
        moments += [moment for layer in self.layers for moment in (layer.started_at, layer.ended_at)]
        moments += [
            moment
            for layer in self.layers
            for entry in layer.durations
            for moment in (entry.started_at, entry.ended_at)
        ]
        moments += [message.raised_at for message in self.messages]
        known = [moment for moment in moments if moment is not None]
        return (min(known), max(known)) if known else None

    @property
    def interrupted(self) -> timedelta:
        """How long the job stood still in all."""
        return sum((one.duration for one in self.interruptions), timedelta())

    def seconds(self, operation: LayerOperationType | str) -> float:
        """Seconds spent on one kind of operation, over all layers; heating overlaps the others."""
        return sum(layer.seconds(operation) for layer in self.layers)

    def messages_from(self, severity: Severity) -> tuple[UserMessage, ...]:
        """The messages that are at least so serious."""
        order = [str(known) for known in Severity]
        least = order.index(str(severity))
        return tuple(
            message
            for message in self.messages
            if message.severity is not None
            and (str(message.severity) not in order or order.index(str(message.severity)) >= least)
        )

    def to_pandas(self, *, tz: str | None = "UTC") -> pd.DataFrame:
        """One row per layer with the seconds of each operation, as ``machine.layers.list(job).to_pandas()``.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        from eosconnect.presentation.frames import to_pandas

        return to_pandas(self.layers, kind=Layer, tz=tz, machine=self.machine, job_id=self.job.id)

    def plot(self, *, tz: str = "UTC") -> Figure:
        """Draw it: the seconds of each layer over time, interruptions shaded, messages pinned where they came up.

        Args:
            tz: the zone of the time axis.

        Returns:
            The figure; ``figure.savefig("timeline.png")`` saves it. As the last line of a cell it is shown.

        Raises:
            ConfigurationError: matplotlib is not installed.
        """
        from eosconnect.presentation.plots.timeline import plot_timeline

        return plot_timeline(self, tz)

    def _repr_html_(self) -> str:
        from eosconnect.presentation.html.timeline import timeline_view

        return timeline_view(self)

    def __repr__(self) -> str:
        count = len(self.interruptions)
        interrupted = f", interrupted {count} time{'' if count == 1 else 's'} for {self.interrupted}" if count else ""
        return (
            f"JobTimeline(machine={self.machine!r}, job={self.job.id!r}, layers={len(self.layers)}, "
            f"messages={len(self.messages)}{interrupted})"
        )
