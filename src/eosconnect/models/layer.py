"""Layers of a job, and what was done on them."""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs

from eosconnect.models.conversion import named
from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum

__all__ = ["Layer", "LayerDuration", "LayerOperationType"]


class LayerOperationType(OpenEnum):
    """What is done on a layer. Source: LayerOperationType."""

    HEATING = "Heating"
    EXPOSURE = "Exposure"
    RECOATING = "Recoating"
    DOSING = "Dosing"
    INTERRUPT = "Interrupt"
    MONITORING_OT = "Monitoring_OT"
    MONITORING_PB = "Monitoring_PB"
    MONITORING_MP = "Monitoring_MP"


@attrs.frozen(kw_only=True, repr=False)
class LayerDuration(Model):
    """One operation on a layer. Source: LayerDuration.

    Attributes:
        operation: what was done.
        started_at, ended_at: when.

    Example:
        >>> LayerDuration.from_json(
        ...     {"operationType": "Recoating", "startTime": "2026-11-02T08:15:00Z", "endTime": "2026-11-02T08:15:12Z"}
        ... ).duration.total_seconds()
        12.0
    """

    operation: LayerOperationType | None = attrs.field(default=None, metadata=named("operationType"))
    started_at: datetime | None = attrs.field(default=None, metadata=named("startTime"))
    ended_at: datetime | None = attrs.field(default=None, metadata=named("endTime"))

    @property
    def duration(self) -> timedelta | None:
        """From start to end; ``None`` while it goes on."""
        return self.ended_at - self.started_at if self.started_at and self.ended_at else None


def seconds_by_operation(durations: tuple[LayerDuration, ...]) -> dict[str, float]:
    """In frames, one column of seconds per operation; an operation that happened twice on a layer is added up."""
    seconds: dict[str, float] = {}
    for entry in durations:
        if entry.operation is not None and entry.duration is not None:
            name = str(entry.operation).casefold()
            seconds[name] = seconds.get(name, 0.0) + entry.duration.total_seconds()
    return seconds


@attrs.frozen(kw_only=True, repr=False)
class Layer(Model):
    """One layer of a job. Source: Layer.

    Attributes:
        job_id: the job it belongs to.
        index: its number, from 1.
        end_height: its upper height in mm.
        thickness: in mm.
        started_at, ended_at: when it was built.
        durations: the operations on it.
        dosage_factor: amount of powder that the data preparation asked for, in %.

    Example:
        >>> Layer.from_json({"jobId": "SI1716-1", "index": 3, "endHeight": 0.12, "thickness": 0.04})
        Layer(job_id='SI1716-1', index=3, end_height=0.12, thickness=0.04)
    """

    job_id: str | None = None
    index: int
    end_height: float | None = None
    thickness: float | None = None
    started_at: datetime | None = attrs.field(default=None, metadata=named("timeStarted"))
    ended_at: datetime | None = attrs.field(default=None, metadata=named("timeEnded"))
    durations: tuple[LayerDuration, ...] = attrs.field(
        default=(), repr=False, metadata={"columns": seconds_by_operation}
    )
    dosage_factor: float | None = attrs.field(default=None, repr=False)

    @property
    def duration(self) -> timedelta | None:
        """From start to end; ``None`` while it is being built."""
        return self.ended_at - self.started_at if self.started_at and self.ended_at else None

    def seconds(self, operation: LayerOperationType | str) -> float:
        """Seconds spent on one kind of operation, 0.0 if there was none.

        Example:
            >>> Layer.from_json({"index": 1}).seconds("Exposure")
            0.0
        """
        return seconds_by_operation(self.durations).get(operation.casefold(), 0.0)
