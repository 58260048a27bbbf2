"""Ids of events, and their order among each other."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from enum import IntEnum

import attrs

from eosconnect.watching.events import Event

__all__ = ["Place", "Told", "digest", "event_id"]


class Place(IntEnum):
    """The order of what happens at the same time."""

    START = 0
    LAYER = 1
    STATE = 2
    MESSAGE = 3
    END = 4


@attrs.frozen
class Told:
    """An event and its place among the others.

    Attributes:
        time: what it is sorted by: its own time, except that a job's layers lie between its start and its end.
    """

    event: Event
    time: datetime
    place: Place


def event_id(identity: str, kind: type[Event], *parts: object) -> str:
    """Follows from the machine, the type of event and what it is about; not from when it was noticed."""
    return f"{kind.kind.replace('_', '-')}-{digest(identity, kind.kind, *parts)}"


def digest(*parts: object) -> str:
    written = json.dumps([None if part is None else str(part) for part in parts])
    return hashlib.sha256(written.encode()).hexdigest()[:20]
