"""What the watching remembers from one look to the next, and over restarts: enough to know what has been told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import attrs

from eosconnect.models import Job, MachineState
from eosconnect.watching.event_json import job_from_json, model_to_json

__all__ = ["OVERLAP", "KnownJob", "Memory", "Reading"]

#: Lists are read again this far behind what is known: an entry may show up late, and the machine's clock be set back.
OVERLAP: Final = timedelta(hours=1)


@attrs.frozen(kw_only=True)
class KnownJob:
    """A job whose start has been told, or lay before the watching.

    Attributes:
        job: as last seen.
        is_open: its end has not been told.
        layer: the last layer that has been told; ``None`` if its layers are not followed.
        unsettled: the looks in a row at which the machine did not make clear how it ended.
    """

    job: Job
    is_open: bool
    layer: int | None = None
    unsettled: int = 0


@attrs.frozen(kw_only=True)
class Reading:
    """How far a list that grows has been read.

    Attributes:
        since: nothing before this is told; ``None``: the list was empty.
        read_to: the newest entry, but not in this computer's future: the machine's clock may have been wrong.
        seen: keys and times of the entries that the next look will show again.
        language: of the texts in it.
    """

    since: datetime | None
    read_to: datetime | None
    seen: Mapping[str, datetime]
    language: str | None = None

    @property
    def after(self) -> datetime | None:
        """From where to read on."""
        if self.read_to is None:
            return self.since
        return max(self.read_to - OVERLAP, self.since) if self.since else self.read_to - OVERLAP


@attrs.frozen(kw_only=True)
class Memory:
    """Everything that is remembered.

    Attributes:
        latest: the newest time that the machine has told, but not in this computer's future.
        jobs_read_to: the latest start of a job, likewise.
        jobs_past: unknown jobs that started before this are none of ours.
        jobs: open jobs, and those that the next look may show again.
        messages, states: how far they have been read; ``None`` if they are not followed.
        state: the state that was told last.
    """

    latest: datetime | None = None
    jobs_read_to: datetime | None = None
    jobs_past: datetime | None = None
    jobs: Mapping[str, KnownJob] = attrs.field(factory=dict)
    messages: Reading | None = None
    states: Reading | None = None
    state: MachineState | None = None

    @property
    def jobs_after(self) -> datetime | None:
        """From which start on the list of jobs is read."""
        starts = [known.job.started_at for known in self.jobs.values() if known.is_open and known.job.started_at]
        bound = min([*starts, self.jobs_read_to] if self.jobs_read_to else starts, default=None)
        return None if bound is None else bound - OVERLAP

    def to_json(self) -> dict[str, Any]:
        return {
            "latest": text(self.latest),
            "jobs_read_to": text(self.jobs_read_to),
            "jobs_past": text(self.jobs_past),
            "jobs": [
                {**attrs.asdict(known, filter=not_job), "job": model_to_json(known.job)} for known in self.jobs.values()
            ],
            "messages": reading_to_json(self.messages),
            "states": reading_to_json(self.states),
            "state": model_to_json(self.state) if self.state else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Memory:
        known = [KnownJob(**{**entry, "job": job_from_json(entry["job"])}) for entry in data["jobs"]]
        return cls(
            latest=moment(data["latest"]),
            jobs_read_to=moment(data["jobs_read_to"]),
            jobs_past=moment(data["jobs_past"]),
            jobs={entry.job.id: entry for entry in known},
            messages=reading_from_json(data["messages"]),
            states=reading_from_json(data["states"]),
            state=MachineState.from_json(data["state"]) if data["state"] else None,
        )


def not_job(field: attrs.Attribute[Any], value: Any) -> bool:
    return field.name != "job"


def reading_to_json(reading: Reading | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {
        "since": text(reading.since),
        "read_to": text(reading.read_to),
        "seen": {key: text(time) for key, time in reading.seen.items()},
        "language": reading.language,
    }


def reading_from_json(data: Mapping[str, Any] | None) -> Reading | None:
    if data is None:
        return None
    return Reading(
        since=moment(data["since"]),
        read_to=moment(data["read_to"]),
        seen={key: datetime.fromisoformat(time) for key, time in data["seen"].items()},
        language=data["language"],
    )


def text(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)
