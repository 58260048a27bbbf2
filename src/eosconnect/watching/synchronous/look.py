# Generated from src/eosconnect/watching/asynchronous/look.py by "nox -s generate". Do not edit.
"""One look at the machine: the questions are put, the answers put together."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import attrs

from eosconnect.errors import BadRequestError, EosConnectError, NotFoundError, ServerError, UnexpectedResponseError
from eosconnect.models import JobDetail, Language, Layer, MachineState, UserMessage
from eosconnect.resources.synchronous.info import Info
from eosconnect.resources.synchronous.jobs import Jobs
from eosconnect.resources.synchronous.layers import Layers
from eosconnect.resources.synchronous.state import State
from eosconnect.resources.synchronous.user_messages import UserMessages
from eosconnect.transport.synchronous.connection import Connection
from eosconnect.watching.events import LayerReached, StateChanged, UserMessageRaised
from eosconnect.watching.memory import Memory
from eosconnect.watching.observation import JobStory, Observation
from eosconnect.watching.questions import JobQuestions, questions, windows
from eosconnect.watching.readings import advanced
from eosconnect.watching.selection import Selection

__all__ = ["Look"]

logger = logging.getLogger("eosconnect.watching")

#: Failures that may be about this one question: they do not keep us from the others.
ABOUT_THE_QUESTION: Final = (NotFoundError, BadRequestError, ServerError, UnexpectedResponseError)
#: A machine that keeps no states is asked again only now and then: they can be switched on.
STATES_AGAIN: Final = timedelta(hours=1)


class Look:
    """Looks at one machine, one request after the other.

    Args:
        connection: to the machine.
        selection: what is not told is not asked for.
        language: of the messages.
        clock: this computer's time.

    Attributes:
        identity: the serial number of the machine, or the host of one that tells none; ``None`` before the first look.
    """

    def __init__(
        self,
        connection: Connection,
        selection: Selection,
        language: Language | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._machine = connection.settings.host
        self._info = Info(connection)
        self._jobs = Jobs(connection)
        self._layers = Layers(connection)
        self._state = State(connection)
        self._user_messages = UserMessages(connection)
        self._selection = selection
        self._language = language
        self._clock = clock
        self.identity: str | None = None
        self._states_not_before: datetime | None = None

    def take(self, memory: Memory | None) -> Observation:
        """Look once.

        Raises:
            EosConnectError: the machine could not be read; nothing is lost, the next look shows it.
        """
        at = self._clock()
        self.identity = identity = self.identity or self._identify()
        asked = windows(memory, memory.latest if memory else self._latest(at))
        # What the lists show is read before the jobs, so that they hold nothing of a job that is not known yet.
        messages = self._messages_after(asked.messages_after)
        states = self._states_after(asked.states_after, memory, at)
        current, last = self._jobs.current(), self._jobs.last()
        listed = self._jobs.list(started_after=asked.jobs_after).to_list()
        seen = Observation(
            machine=self._machine,
            identity=identity,
            at=at,
            running=current.id if current else None,
            jobs=tuple(job for job in (current, last, *listed) if job),
            messages=messages,
            messages_after=asked.messages_after,
            language=self._language,
            states=states,
            states_after=asked.states_after,
            layers_followed=self._selection.follows(LayerReached),
        )
        stories = {job: self._story(job, asked) for job, asked in questions(memory, seen)}
        return attrs.evolve(seen, stories=stories)

    def _identify(self) -> str:
        try:
            return self._info.serial_number() or self._machine
        except NotFoundError:
            return self._machine

    def _latest(self, at: datetime) -> datetime | None:
        """The newest time of the machine's own clock, as far as its jobs tell."""
        jobs = [job for job in (self._jobs.current(), self._jobs.last()) if job]
        return advanced(None, [time for job in jobs for time in (job.started_at, job.ended_at)], at)

    def _messages_after(self, after: datetime | None) -> tuple[UserMessage, ...] | None:
        if not self._selection.follows(UserMessageRaised):
            return None
        return tuple(self._user_messages.list(raised_after=after, language=self._language).to_list())

    def _states_after(
        self, after: datetime | None, memory: Memory | None, at: datetime
    ) -> tuple[MachineState, ...] | None:
        if not self._selection.follows(StateChanged) or (self._states_not_before and at < self._states_not_before):
            return None
        try:
            states = self._state.history(after=after).to_list()
            if memory is None or memory.states is None:
                states += [state for state in [self._state.current()] if state]
        except (NotFoundError, BadRequestError) as error:
            if StateChanged in self._selection.types:
                raise  # it was asked for by name
            logger.info("the machine keeps no states: %s", type(error).__name__)
            self._states_not_before = at + STATES_AGAIN
            return None
        self._states_not_before = None
        return tuple(states)

    def _story(self, job: str, asked: JobQuestions) -> JobStory:
        """More about one job. What the machine does not give is left out, and said to be missing."""
        details: JobDetail | None = None
        messages: list[UserMessage] = []
        layers: list[Layer] | None = None
        incomplete = False
        if asked.end:
            try:
                details = self._jobs.get(job)
            except ABOUT_THE_QUESTION as error:
                incomplete |= is_missing(error)
            try:
                messages = self._user_messages.list(job=job, language=self._language).to_list()
            except ABOUT_THE_QUESTION as error:
                incomplete |= is_missing(error)
        if asked.layers_after is not None:
            try:
                layers = self._layers.list(job, first=asked.layers_after + 1).to_list()
            except ABOUT_THE_QUESTION as error:
                incomplete |= is_missing(error)
        return JobStory(
            details=details,
            messages=tuple(messages),
            layers=None if layers is None else tuple(layers),
            incomplete=incomplete,
        )


def is_missing(error: EosConnectError) -> bool:
    """Whether it may come yet: what the machine does not have, it does not get."""
    if isinstance(error, NotFoundError):
        return False
    logger.warning("a part of a job's story could not be read: %s", type(error).__name__)
    return True
