"""What an export can hold: its tables, where they come from, and how many rows to expect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

import attrs

from eosconnect.decisions.data_points import DataPoint
from eosconnect.decisions.operations import OperationId, operation
from eosconnect.errors import ConfigurationError
from eosconnect.models.exposure import Calibration, LaserPowerMeasurement
from eosconnect.models.job import Job, JobDetail
from eosconnect.models.layer import Layer
from eosconnect.models.model import Model
from eosconnect.models.part import Part
from eosconnect.models.state import MachineState
from eosconnect.models.user_message import UserMessage

__all__ = ["MODELS", "SENSORS", "TABLES", "ModelTable", "Table", "chosen_tables", "expected_rows", "source_of"]

Table = Literal[
    "jobs",
    "layers",
    "parts",
    "user_messages",
    "states",
    "calibrations",
    "laser_power_measurements",
    "sensors",
]
"""A table of a dataset."""

TABLES: Final[tuple[Table, ...]] = get_args(Table)
SENSORS: Final = "sensors"


@attrs.frozen
class ModelTable:
    """A table whose rows are models.

    Attributes:
        kind: of the models.
        operation: that lists them.
        order: the field that they are sorted by, since the machine promises no order.
    """

    kind: type[Model]
    operation: OperationId
    order: str

    def in_order(self, rows: Iterable[Any]) -> list[Any]:
        """Sorted; those whose place is unknown come first."""

        def place(row: Any) -> tuple[bool, Any]:
            value = getattr(row, self.order)
            return value is not None, 0 if value is None else value

        return sorted(rows, key=place)


MODELS: Final[Mapping[str, ModelTable]] = MappingProxyType(
    {
        "jobs": ModelTable(JobDetail, "get_job", "id"),
        "layers": ModelTable(Layer, "list_layers", "index"),
        "parts": ModelTable(Part, "list_parts", "id"),
        "user_messages": ModelTable(UserMessage, "list_user_messages", "raised_at"),
        "states": ModelTable(MachineState, "list_job_states", "timestamp"),
        "calibrations": ModelTable(Calibration, "list_calibrations", "timestamp"),
        "laser_power_measurements": ModelTable(LaserPowerMeasurement, "list_laser_power_measurements", "timestamp"),
    }
)


def chosen_tables(tables: Iterable[str] | str | None) -> tuple[str, ...]:
    """The tables that were asked for, in the order of :data:`TABLES`; all of them by default.

    Raises:
        ConfigurationError: none, or one that there is not.
    """
    chosen = set(TABLES if tables is None else [tables] if isinstance(tables, str) else tables)
    unknown = sorted(chosen - set(TABLES))
    if unknown or not chosen:
        what = f"{unknown[0]!r} is no table" if unknown else "no table was chosen"
        raise ConfigurationError(what, hint=f"one or some of {', '.join(TABLES)}")
    return tuple(table for table in TABLES if table in chosen)


def source_of(operation_id: OperationId) -> str:
    """The operation as the document writes it.

    Example:
        >>> source_of("list_layers")
        'GET /layers/{jobId}'
    """
    asked = operation(operation_id)
    return f"{asked.method} {asked.path}"


def expected_rows(data_point: DataPoint, job: Job) -> float:
    """A guess: a value per layer, or one per interval; fewer come where only changes are recorded."""
    if data_point.layer_based or not data_point.interval:
        return job.layer_count or 0.0
    if job.started_at is None:
        return 0.0
    return max(((job.ended_at or datetime.now(UTC)) - job.started_at).total_seconds() / data_point.interval, 0.0)
