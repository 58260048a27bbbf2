"""What one look at the machine has shown. The parts of a look are read one after the other, not in one instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from eosconnect.models import Job, JobDetail, Layer, MachineState, UserMessage

__all__ = ["JobStory", "Observation"]


@attrs.frozen(kw_only=True)
class JobStory:
    """What was asked about one job.

    Attributes:
        details: the job itself, if it was asked for and is there.
        messages: all its user messages.
        layers: its layers beyond those that are known; ``None`` if they were not asked for.
        incomplete: some of it could not be read this time.
    """

    details: JobDetail | None = None
    messages: tuple[UserMessage, ...] = ()
    layers: tuple[Layer, ...] | None = None
    incomplete: bool = False


@attrs.frozen(kw_only=True)
class Observation:
    """One look.

    Attributes:
        machine: the host.
        identity: what tells this machine from all others: its serial number, or its host if it tells none.
        at: this computer's time when the look began.
        running: id of the job that the machine calls the current one.
        jobs: every job that it told about, oldest answer first; a job may be among them several times.
        messages, messages_after: user messages from a moment on; ``None`` if they are not followed.
        language: of their texts.
        states, states_after: states from a moment on; ``None`` if they are not followed.
        layers_followed: whether layers are of interest.
        stories: more about single jobs, by id.
    """

    machine: str
    identity: str
    at: datetime
    running: str | None = None
    jobs: tuple[Job, ...] = ()
    messages: tuple[UserMessage, ...] | None = None
    messages_after: datetime | None = None
    language: str | None = None
    states: tuple[MachineState, ...] | None = None
    states_after: datetime | None = None
    layers_followed: bool = True
    stories: Mapping[str, JobStory] = attrs.field(factory=dict)
