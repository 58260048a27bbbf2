"""Watching a machine: what happens on it as typed events, for a loop, for people and for other programs.

``machine.watch()`` gives the events; here are their classes and those who tell others about them.

Example:
    >>> from eosconnect.watching import JobFailed
    >>> with Machine.from_env() as machine, machine.watch(only="discovered") as watch:
    ...     for event in watch:
    ...         print(event.headline.startswith("job "), isinstance(event, JobFailed))
    ...         break
    True False
"""

from __future__ import annotations

from eosconnect.watching.deliveries import Undelivered
from eosconnect.watching.event_json import event_from_json, event_to_json
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
from eosconnect.watching.notifiers.notifier import NotificationError, Notifier, Retry
from eosconnect.watching.notifiers.smtp import Email
from eosconnect.watching.notifiers.templates import Template
from eosconnect.watching.notifiers.webhook import Webhook
from eosconnect.watching.pace import Pace

__all__ = [
    "EVENT_TYPES",
    "ConnectionLost",
    "ConnectionRestored",
    "Email",
    "Event",
    "JobCancelled",
    "JobDiscovered",
    "JobEnded",
    "JobFailed",
    "JobFinished",
    "JobStarted",
    "LayerReached",
    "NotificationError",
    "Notifier",
    "Pace",
    "Retry",
    "StateChanged",
    "Template",
    "Undelivered",
    "UserMessageRaised",
    "Webhook",
    "event_from_json",
    "event_to_json",
]
