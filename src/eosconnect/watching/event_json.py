"""Events as JSON and back: for the state file, for webhooks and for scripts.

What came from the machine keeps the document's spelling, with the fields that this SDK does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Final

import attrs

from eosconnect.models import Job, JobDetail, Layer, MachineState, Row, UserMessage
from eosconnect.models.conversion import json_name, read_one
from eosconnect.watching.events import EVENT_TYPES, Event

__all__ = ["event_from_json", "event_to_json", "job_from_json", "model_to_json"]

KINDS: Final = {kind.kind: kind for kind in EVENT_TYPES}
MODELS: Final[Mapping[str, type[Row]]] = {
    "layer": Layer,
    "state": MachineState,
    "previous": MachineState,
    "message": UserMessage,
    "messages": UserMessage,
}
#: What only the details of a job have.
DETAILS: Final = {json_name(field) for field in attrs.fields(JobDetail)} - {
    json_name(field) for field in attrs.fields(Job)
}


def event_to_json(event: Event) -> dict[str, Any]:
    """An event as a JSON object: ``kind``, ``headline``, then its attributes.

    Example:
        >>> from datetime import UTC
        >>> from eosconnect.watching import ConnectionLost
        >>> lost = ConnectionLost(id="1", machine="si1716", time=datetime(2026, 11, 2, tzinfo=UTC), error="no answer")
        >>> event_to_json(lost)["kind"], event_from_json(event_to_json(lost)) == lost
        ('connection_lost', True)
    """
    values = {field.name: to_json(getattr(event, field.name)) for field in attrs.fields(type(event))}
    return {"kind": event.kind, "headline": event.headline, **values}


def event_from_json(data: Mapping[str, Any]) -> Event:
    """The event that was written."""
    kind = KINDS[data["kind"]]
    return kind(**{field.name: from_json(field.name, data.get(field.name)) for field in attrs.fields(kind)})


def to_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Row):
        return model_to_json(value)
    return [to_json(entry) for entry in value] if isinstance(value, tuple) else value


def from_json(name: str, value: Any) -> Any:
    if name == "messages":
        return tuple(read_one(UserMessage, entry) for entry in value or ())
    if value is None:
        return None
    if name in ("time", "lost_at"):
        return datetime.fromisoformat(value)
    if name == "job":
        return job_from_json(value)
    return read_one(MODELS[name], value) if name in MODELS else value


def job_from_json(data: Mapping[str, Any]) -> Job:
    """A job, with its details where they are there."""
    return read_one(JobDetail if DETAILS & data.keys() else Job, data)


def model_to_json(model: Row) -> dict[str, Any]:
    """The JSON that a model came from, or would have come from."""
    raw = getattr(model, "raw", None)
    if raw:
        return dict(raw)
    values: dict[str, Any] = {}
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        if field.name != "raw" and value not in (None, ()):
            values[json_name(field)] = str(value) if isinstance(value, Enum) else to_json(value)
    return values
