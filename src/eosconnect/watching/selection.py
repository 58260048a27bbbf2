"""Which events are wanted, as people say it: classes, names of classes, or words such as ``"failed"``."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.models import Severity
from eosconnect.watching.events import (
    EVENT_TYPES,
    ConnectionLost,
    ConnectionRestored,
    Event,
    JobCancelled,
    JobDiscovered,
    JobEnded,
    JobFailed,
    JobFinished,
    JobStarted,
    LayerReached,
    StateChanged,
    UserMessageRaised,
)

__all__ = ["EventTypes", "Selection"]

EventTypes = type[Event] | str | Iterable[type[Event] | str]
"""Event classes, or words that mean them; several words may stand in one text, with commas."""

WORDS: Final[dict[str, tuple[type[Event], ...]]] = {
    "all": (Event,),
    "discovered": (JobDiscovered,),
    "started": (JobStarted,),
    "layer": (LayerReached,),
    "state": (StateChanged,),
    "message": (UserMessageRaised,),
    "ended": (JobEnded,),
    "finished": (JobFinished,),
    "failed": (JobFailed,),
    "cancelled": (JobCancelled,),
    "canceled": (JobCancelled,),
    "connection": (ConnectionLost, ConnectionRestored),
    "lost": (ConnectionLost,),
    "restored": (ConnectionRestored,),
}
NAMES: Final = {
    **WORDS,
    **{name.casefold(): (kind,) for kind in EVENT_TYPES for name in (kind.kind, kind.__name__)},
}

SEVERITIES: Final = (Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.FATAL_ERROR)


@attrs.frozen
class Selection:
    """Which events are told.

    Attributes:
        types: events of these classes and of those below them.
        severity: user messages from this severity on.

    Example:
        >>> selection = Selection.of("failed, cancelled")
        >>> selection.follows(JobFailed), selection.follows(LayerReached)
        (True, False)
    """

    types: tuple[type[Event], ...] = (Event,)
    severity: Severity | None = None

    @classmethod
    def of(cls, types: EventTypes | None = None, severity: Severity | str | None = None) -> Selection:
        """The selection that a caller gave; ``None`` is everything.

        Raises:
            ConfigurationError: no such type or severity.
        """
        wanted = (Event,) if types is None else tuple(dict.fromkeys(found for word in entries(types) for found in word))
        if not wanted:
            raise ConfigurationError("no type of event is given, so nothing would ever be told", hint=WRITE_TYPES)
        if severity is None:
            return cls(wanted)
        least = Severity(severity)
        if least is Severity.ALL:
            return cls(wanted)
        if least not in SEVERITIES:
            known = ", ".join(known.value for known in SEVERITIES)
            raise ConfigurationError(f"{severity!r} is not a severity", hint=f"one of {known}")
        return cls(wanted, least)

    def follows(self, kind: type[Event]) -> bool:
        """Whether any event of a class can be wanted, so that it is worth asking the machine."""
        return any(issubclass(kind, wanted) for wanted in self.types)

    def wants(self, event: Event) -> bool:
        """Whether an event is told. A severity that is not listed may be anything, and is."""
        if not isinstance(event, self.types):
            return False
        if self.severity is None or not isinstance(event, UserMessageRaised):
            return True
        severity = event.message.severity
        return severity not in SEVERITIES or SEVERITIES.index(severity) >= SEVERITIES.index(self.severity)


WRITE_TYPES: Final = f"one or several of {', '.join(WORDS)}, or classes of eosconnect.watching"


def entries(types: EventTypes) -> Iterable[tuple[type[Event], ...]]:
    if isinstance(types, str):
        return [named(word) for word in types.split(",") if word.strip()]
    if isinstance(types, type):
        return [(checked(types),)]
    try:
        return [found for entry in types for found in entries(entry)]
    except TypeError:
        raise ConfigurationError(f"{types!r} is not a type of event", hint=WRITE_TYPES) from None


def named(word: str) -> tuple[type[Event], ...]:
    name = word.strip().casefold().replace("-", "_").replace(" ", "_")
    found = NAMES.get(name) or NAMES.get(name.removesuffix("s"))
    if found is None:
        close = get_close_matches(name, NAMES, n=1)
        meant = f"did you mean {close[0]!r}? " if close else ""
        raise ConfigurationError(f"{word.strip()!r} is not a type of event", hint=f"{meant}{WRITE_TYPES}")
    return found


def checked(kind: type[Event]) -> type[Event]:
    if not issubclass(kind, Event):
        raise ConfigurationError(f"{kind.__name__} is not a type of event", hint=WRITE_TYPES)
    return kind
