"""The build record of a job: everything that a part's traceability asks for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from eosconnect.models.exposure import Calibration, LaserPowerMeasurement
from eosconnect.models.job import JobDetail
from eosconnect.models.machine_info import MachineInfo
from eosconnect.models.part import Part
from eosconnect.models.user_message import UserMessage

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BuildRecord"]


@attrs.frozen(kw_only=True, repr=False)
class BuildRecord:
    """A job as it was built.

    Attributes:
        machine: the host that was asked.
        read_at: when, by this computer's clock.
        info: the machine.
        job: starter, order, material set (version, guid, whether the customer changed it), scaling, beam offset,
            module versions, inert gas, durations.
        parts: with order, item and exposure.
        calibrations: of the scanners during the job.
        laser_power: what laser power management measured.
        messages: what the machine told its operator.
        not_available: what the machine could not give, with its reason; everything else is complete.

    Example:
        >>> from datetime import UTC
        >>> job = JobDetail.from_json({"id": "SI1716-1", "orderId": "4500123", "starter": "Miller"})
        >>> record = BuildRecord(machine="si1716", read_at=datetime(2026, 11, 2, tzinfo=UTC), job=job)
        >>> record
        BuildRecord(machine='si1716', job='SI1716-1', parts=0, messages=0)
        >>> record.to_pandas()[["machine", "job.id", "job.order_id"]].to_dict("records")
        [{'machine': 'si1716', 'job.id': 'SI1716-1', 'job.order_id': '4500123'}]
    """

    machine: str
    read_at: datetime
    job: JobDetail
    info: MachineInfo | None = None
    parts: tuple[Part, ...] = ()
    calibrations: tuple[Calibration, ...] = ()
    laser_power: tuple[LaserPowerMeasurement, ...] = ()
    messages: tuple[UserMessage, ...] = ()
    not_available: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether the machine could give everything."""
        return not self.not_available

    def to_pandas(self, *, tz: str | None = "UTC") -> pd.DataFrame:
        """One row per part (one in all for a job without parts): who, what, on what, of what, how.

        The columns of the job begin with ``job.``, those of the part with ``part.``; ``calibrations.failed``,
        ``messages.errors`` and the like count. Frames of several jobs can be put below each other.

        Args:
            tz: the zone of times; ``None`` makes them UTC without saying so, as spreadsheets want them.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        from eosconnect.presentation.build_record import record_frame

        return record_frame(self, tz)

    def to_json(self) -> str:
        """The record as JSON: the names of our fields, times as ISO texts in UTC, lengths in mm, durations in s."""
        from eosconnect.presentation.build_record import record_json

        return record_json(self)

    def to_html(self) -> str:
        """A page to look at or to print; it needs nothing but itself."""
        from eosconnect.presentation.build_record_page import record_page

        return record_page(self)

    def save(self, file: str | os.PathLike[str]) -> Path:
        """Write the record into a file: ``.html``, ``.json``, ``.csv`` or ``.xlsx``. One that exists is replaced.

        ``.csv`` is a line per part as Excel reads it, ``.xlsx`` has tabs for job, parts, messages and measurements.

        The file appears under its name when it is complete.

        Raises:
            ConfigurationError: another ending.
            LocalFileError: the file cannot be written.
        """
        from eosconnect.presentation.build_record import save_record

        return save_record(self, Path(file).expanduser())

    def _repr_html_(self) -> str:
        from eosconnect.presentation.build_record_page import record_body

        return record_body(self)

    def __repr__(self) -> str:
        missing = f", not available: {', '.join(self.not_available)}" if self.not_available else ""
        return (
            f"BuildRecord(machine={self.machine!r}, job={self.job.id!r}, "
            f"parts={len(self.parts)}, messages={len(self.messages)}{missing})"
        )
