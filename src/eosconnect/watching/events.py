"""What can happen on a machine, as the watching tells it.

Every event has an id that follows from what happened and not from when it was noticed: told twice, it has the same id.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

import attrs

from eosconnect.models import Job, Layer, MachineState, UserMessage
from eosconnect.models.model import shown

__all__ = [
    "EVENT_TYPES",
    "ConnectionLost",
    "ConnectionRestored",
    "Event",
    "JobCancelled",
    "JobDiscovered",
    "JobEnded",
    "JobFailed",
    "JobFinished",
    "JobStarted",
    "LayerReached",
    "StateChanged",
    "UserMessageRaised",
]


@attrs.frozen(kw_only=True, repr=False)
class Event:
    """Something that happened.

    Attributes:
        kind: the type in snake case, such as ``job_failed``.
        id: the same whenever the same thing is told; an idempotency key for whoever acts on it.
        machine: the host that is watched.
        time: when it happened by the machine's clock, aware and in UTC; by this computer's clock for what only the
            watcher knows (:class:`JobDiscovered`, :class:`ConnectionLost`, :class:`ConnectionRestored`) and for what
            the machine gives no time.
        job: the job it belongs to, as far as the machine had told about it then; ``None`` between jobs.
    """

    kind: ClassVar[str] = "event"

    id: str
    machine: str
    time: datetime
    job: Job | None = None

    @property
    def headline(self) -> str:
        """What happened, in a few words."""
        return self.kind.replace("_", " ")

    def __str__(self) -> str:
        return f"{self.time:%Y-%m-%d %H:%M:%S}Z {self.machine}: {self.headline}"

    def __repr__(self) -> str:
        known = (
            f"{field.name}={shown(value)}"
            for field in attrs.fields(type(self))
            if field.name != "id" and (value := getattr(self, field.name)) not in (None, ())
        )
        return f"{type(self).__name__}({', '.join(known)})"


@attrs.frozen(kw_only=True, repr=False)
class JobDiscovered(Event):
    """A job was running already when the watching began."""

    kind: ClassVar[str] = "job_discovered"

    @property
    def headline(self) -> str:
        return f"{name_of(self.job)} is running{layers_of(self.job)}"


@attrs.frozen(kw_only=True, repr=False)
class JobStarted(Event):
    """A job was started."""

    kind: ClassVar[str] = "job_started"

    @property
    def headline(self) -> str:
        return f"{name_of(self.job)} started"


@attrs.frozen(kw_only=True, repr=False)
class LayerReached(Event):
    """A layer has been built; every layer is told. ``time`` is its end.

    Attributes:
        layer: the layer with its operations; the one at which a job broke off may lack its end.
    """

    kind: ClassVar[str] = "layer_reached"

    layer: Layer

    @property
    def headline(self) -> str:
        target = self.job.layer_count_target if self.job else None
        return f"layer {self.layer.index}{f' of {target}' if target else ''} of {name_of(self.job)}"


@attrs.frozen(kw_only=True, repr=False)
class StateChanged(Event):
    """The machine does something else, or something is wrong or right again; from machines that keep states.

    Attributes:
        state: since ``time``.
        previous: the state before, ``None`` if the machine had none.
    """

    kind: ClassVar[str] = "state_changed"

    state: MachineState
    previous: MachineState | None = None

    @property
    def headline(self) -> str:
        quiet = (None, "NoError", "NoMaintenance")
        aspects = (self.state.error, self.state.maintenance)
        told = [str(self.state.machine_state or "unknown"), *(str(value) for value in aspects if value not in quiet)]
        return f"state {', '.join(told)}"


@attrs.frozen(kw_only=True, repr=False)
class UserMessageRaised(Event):
    """The machine told its operator something.

    Attributes:
        message: what it told.
    """

    kind: ClassVar[str] = "user_message"

    message: UserMessage

    @property
    def headline(self) -> str:
        return f"{self.message.severity or 'Message'}: {one_line(self.message.message)}"


@attrs.frozen(kw_only=True, repr=False)
class JobEnded(Event):
    """A job has ended. Of this very class if the machine does not say how, or in a way that is not listed.

    Attributes:
        messages: all user messages of the job, oldest first.
    """

    kind: ClassVar[str] = "job_ended"

    messages: tuple[UserMessage, ...] = ()

    @property
    def headline(self) -> str:
        return f"{name_of(self.job)} ended{layers_of(self.job)}"


@attrs.frozen(kw_only=True, repr=False)
class JobFinished(JobEnded):
    """A job was built to its end."""

    kind: ClassVar[str] = "job_finished"

    @property
    def headline(self) -> str:
        return f"{name_of(self.job)} finished{layers_of(self.job)}"


@attrs.frozen(kw_only=True, repr=False)
class JobFailed(JobEnded):
    """A job has failed."""

    kind: ClassVar[str] = "job_failed"

    @property
    def headline(self) -> str:
        return f"{name_of(self.job)} failed{layers_of(self.job)}"


@attrs.frozen(kw_only=True, repr=False)
class JobCancelled(JobEnded):
    """A job was cancelled by a user."""

    kind: ClassVar[str] = "job_cancelled"

    @property
    def headline(self) -> str:
        return f"{name_of(self.job)} was cancelled{layers_of(self.job)}"


@attrs.frozen(kw_only=True, repr=False)
class ConnectionLost(Event):
    """The machine cannot be read just now. The watching goes on trying, ever more seldom.

    Attributes:
        error: why.
    """

    kind: ClassVar[str] = "connection_lost"

    error: str

    @property
    def headline(self) -> str:
        return f"connection lost: {one_line(self.error)}"


@attrs.frozen(kw_only=True, repr=False)
class ConnectionRestored(Event):
    """The machine can be read again; what happened meanwhile is told next.

    Attributes:
        lost_at: since when it could not be read.
    """

    kind: ClassVar[str] = "connection_restored"

    lost_at: datetime

    @property
    def headline(self) -> str:
        return f"connection restored, lost since {self.lost_at:%Y-%m-%d %H:%M:%S}Z"


EVENT_TYPES: Final[tuple[type[Event], ...]] = (
    JobDiscovered,
    JobStarted,
    LayerReached,
    StateChanged,
    UserMessageRaised,
    JobEnded,
    JobFinished,
    JobFailed,
    JobCancelled,
    ConnectionLost,
    ConnectionRestored,
)
"""Every class of which there are events."""


def name_of(job: Job | None) -> str:
    """The name that people gave it; its id where there is none."""
    return "a job" if job is None else f"job {job.task or job.id}"


def layers_of(job: Job | None) -> str:
    if job is None or job.layer_count is None:
        return ""
    target = f" of {job.layer_count_target}" if job.layer_count_target else ""
    return f" at layer {job.layer_count}{target}"


def one_line(text: str | None) -> str:
    return " ".join((text or "").split())
