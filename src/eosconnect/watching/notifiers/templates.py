"""The words of a notification. A template names fields of the event in braces and can do nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from difflib import get_close_matches
from string import Formatter
from typing import Any, Final

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.models import UserMessage
from eosconnect.settings.checks import checked_zone
from eosconnect.watching.events import Event, one_line

__all__ = ["FIELDS", "Template"]

#: What stands for a field that an event does not have.
ABSENT: Final = "–"


def of_job(name: str) -> Callable[[Event], Any]:
    return lambda event: getattr(event.job, name, None)


def of_message(name: str) -> Callable[[Event], Any]:
    return lambda event: getattr(getattr(event, "message", None), name, None)


def progress(event: Event) -> str | None:
    done = event.job.progress if event.job else None
    return None if done is None else f"{done:.0%}"


def layer(event: Event) -> int | None:
    """The layer of the event, or the one its job has reached."""
    reached: int | None = getattr(getattr(event, "layer", None), "index", None)
    reached = reached or of_message("layer_index")(event)
    return reached or (event.job.layer_count if event.job else None)


def state(name: str) -> Callable[[Event], Any]:
    return lambda event: getattr(getattr(event, name, None), "machine_state", None)


FIELDS: Final[Mapping[str, Callable[[Event], Any]]] = {
    "event": lambda event: event.headline,
    "kind": lambda event: event.kind,
    "id": lambda event: event.id,
    "machine": lambda event: event.machine,
    "time": lambda event: event.time,
    "job": of_job("id"),
    "task": of_job("task"),
    "material": of_job("material"),
    "result": of_job("result"),
    "started": of_job("started_at"),
    "ended": of_job("ended_at"),
    "duration": of_job("duration"),
    "starter": of_job("starter"),
    "order": of_job("order_id"),
    "layer": layer,
    "layers": of_job("layer_count_target"),
    "progress": progress,
    "severity": of_message("severity"),
    "message": lambda event: one_line(of_message("message")(event)) or None,
    "messages": lambda event: getattr(event, "messages", ()),
    "state": state("state"),
    "previous_state": state("previous"),
    "error": lambda event: getattr(event, "error", None),
}
"""The fields of templates. One that an event does not have is a dash."""


@attrs.frozen
class Template:
    """Subject and body of a notification, with the fields of the event in braces.

    A field may carry a format after a colon, as in ``{time:%d.%m. %H:%M}`` or ``{layer:04d}``. ``{messages}`` is a line
    for each message of a job that has ended. Nothing else can stand in the braces.

    Args:
        subject: one line; by default the machine and what happened.
        body: by default everything that is known, a line each.
        tz: the zone of times, such as "Europe/Berlin"; UTC by default.

    Raises:
        ConfigurationError: no such field, or a brace that is not closed.

    Example:
        >>> from eosconnect.watching import ConnectionLost
        >>> lost = ConnectionLost(id="1", machine="M1", time=datetime(2026, 11, 2, 8, tzinfo=UTC), error="no answer")
        >>> Template("{machine} at {time:%H:%M}: {error}", tz="Europe/Berlin").subject_of(lost)
        'M1 at 09:00: no answer'
    """

    subject: str = "{machine}: {event}"
    body: str | None = None
    tz: tzinfo | None = attrs.field(default=None, converter=checked_zone)

    def __attrs_post_init__(self) -> None:
        for text in (self.subject, self.body or ""):
            check(text)

    def subject_of(self, event: Event) -> str:
        """The subject, on one line."""
        return one_line(self.render(self.subject, event))

    def body_of(self, event: Event) -> str:
        return self.everything(event) if self.body is None else self.render(self.body, event)

    def render(self, text: str, event: Event) -> str:
        """Any text with the fields of the event filled in."""
        rendered = []
        for literal, name, specification, _ in Formatter().parse(text):
            rendered.append(literal)
            if name is not None:
                rendered.append(self.shown(FIELDS[name](event), specification or ""))
        return "".join(rendered)

    def shown(self, value: Any, specification: str = "") -> str:
        if value is None or value == ():
            return ABSENT
        if isinstance(value, tuple):
            return "\n".join(self.line_of(message) for message in value)
        if isinstance(value, datetime):
            return format(value.astimezone(self.tz or UTC), specification or "%Y-%m-%d %H:%M:%S %Z")
        if isinstance(value, timedelta):
            value = str(timedelta(seconds=round(value.total_seconds())))
        elif not isinstance(value, int | float):
            value = str(value)
        try:
            return format(value, specification)
        except ValueError:  # a notification in another format is better than none
            return str(value)

    def line_of(self, message: UserMessage) -> str:
        where = "" if message.layer_index is None else f", layer {message.layer_index}"
        return f"{self.shown(message.raised_at)}  {message.severity or ABSENT}{where}: {one_line(message.message)}"

    def everything(self, event: Event) -> str:
        """What is known, a line each, with the messages at the end."""
        lines = [event.headline, ""]
        for label, name in LABELS.items():
            value = FIELDS[name](event)
            if value is not None:
                lines.append(f"{label + ':':<12}{self.shown(value)}")
        messages = FIELDS["messages"](event)
        if messages:
            lines += ["", "Messages:", self.shown(messages)]
        return "\n".join(lines) + "\n"


LABELS: Final = {
    "Machine": "machine",
    "Time": "time",
    "Job": "job",
    "Task": "task",
    "Order": "order",
    "Material": "material",
    "Result": "result",
    "Layer": "layer",
    "Layers": "layers",
    "Started": "started",
    "Started by": "starter",
    "Ended": "ended",
    "Duration": "duration",
    "Severity": "severity",
    "Message": "message",
    "State": "state",
    "Before": "previous_state",
    "Error": "error",
}


def check(text: str) -> None:
    """Refuse a template before the first event does."""
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise ConfigurationError(
            f"the template {text!r} cannot be read: {error}", hint="a brace that is meant as such is written twice"
        ) from None
    for _, name, specification, conversion in parts:
        if name is None:
            continue
        if name not in FIELDS:
            close = get_close_matches(name, FIELDS, n=1)
            meant = f"did you mean {{{close[0]}}}? " if close else ""
            raise ConfigurationError(f"{{{name}}} is not a field of events", hint=f"{meant}there are {known}")
        if conversion or "{" in (specification or ""):
            raise ConfigurationError(f"{{{name}}} has more than a format", hint="as in {time:%H:%M}")
