# Generated from src/eosconnect/watching/asynchronous/watcher.py by "nox -s generate". Do not edit.
"""The watching itself: look, tell, wait, look again."""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import attrs

from eosconnect.errors import EosConnectError
from eosconnect.models import Language, Severity
from eosconnect.transport.synchronous.connection import Connection
from eosconnect.watching.deliveries import Deliveries, Undelivered
from eosconnect.watching.events import Event
from eosconnect.watching.journal import LOOP, Delivery, Entry, Journal, JournalClosed
from eosconnect.watching.memory import Memory
from eosconnect.watching.notifiers.notifier import Notifier, Retry, notifier_of, with_different_names
from eosconnect.watching.outage import Outage, asked_to_wait, is_outage
from eosconnect.watching.pace import Pace, spread
from eosconnect.watching.reducer import reduce
from eosconnect.watching.selection import EventTypes, Selection
from eosconnect.watching.synchronous.look import Look
from eosconnect.watching.synchronous.waiting import Rest, callable_by_threads, in_thread

__all__ = ["Watcher"]

logger = logging.getLogger("eosconnect.watching")


def now() -> datetime:
    return datetime.now(UTC)


class Watcher:
    """What happens on one machine, as it happens. Made by ``machine.watch()``, which explains the arguments.

    It is iterated, or it notifies. Leaving a loop over ``machine.watch()`` closes it; a watcher that has a name of its
    own is closed by ``with`` or :meth:`close`. A cancelled ``next`` loses nothing and may be repeated.

    Example:
        >>> with Machine.from_env() as machine, machine.watch(only="discovered") as watch:
        ...     for event in watch:
        ...         print(event.kind, event.job.result)
        ...         break
        job_discovered Pending
    """

    def __init__(
        self,
        connection: Connection,
        *,
        only: EventTypes | None = None,
        severity: Severity | str | None = None,
        language: Language | str | None = None,
        state_file: str | os.PathLike[str] | None = None,
        delivery: Delivery = "at_least_once",
        pace: Pace | None = None,
        wait_for_machine: bool = False,
        clock: Callable[[], datetime] | None = None,
        sleep: Callable[[float], Any] | None = None,
    ) -> None:
        self._machine = connection.settings.host
        self._selection = Selection.of(only, severity)
        self._clock = clock or now
        spoken = None if language is None else Language(language)
        self._look = Look(connection, self._selection, spoken, self._clock)
        self._pace = pace or Pace()
        self._wait_for_machine = wait_for_machine
        self._rest = Rest()
        self._sleep = sleep or self._rest.sleep
        self._journal = Journal(state_file, delivery)
        self._memory = self._journal.memory()
        self._recipients: tuple[str, ...] = (LOOP,)
        self._in_hand: Entry | None = None
        self._has_worked = False
        self._outage: Outage | None = None
        self._pause = 0.0
        self._notifying = False
        self._closed = False

    # Iterating

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        """The next event, as soon as there is one. Asking for it says that the one before has been dealt with.

        Raises:
            EosConnectError: the machine cannot be read at all; see ``wait_for_machine``.
            ConfigurationError: the state file cannot be written, or belongs to another machine.
        """
        try:
            self.acknowledge()
            while (entry := self._journal.take(LOOP)) is None:
                self._advance()
        except JournalClosed:
            raise StopIteration from None
        except Exception:
            self._close()
            raise
        self._in_hand = entry
        return entry.event

    def acknowledge(self) -> None:
        """The event that was handed out last has been dealt with, and need not be told again after a restart.

        Asking for the next event says the same, and so does leaving a ``with`` block without an error; call it before
        leaving a bare loop with ``break``.
        """
        entry, self._in_hand = self._in_hand, None
        if entry is not None:
            self._journal.done(entry)

    # Notifying

    def notify(
        self,
        *notifiers: Notifier | Callable[[Event], Any],
        retry: Retry | None = None,
        on_undelivered: Callable[[Undelivered], object] | None = None,
    ) -> tuple[Undelivered, ...]:
        """Watch until :meth:`close`, Ctrl-C or cancellation, and send every event to every notifier.

        Each notifier has its own queue and its own thread, which ends with this call. One that fails is tried again
        with growing pauses and delays neither the watching nor the others. With a state file, the queues survive
        restarts, and ``delivery`` holds for each notification.

        Args:
            notifiers: :class:`~eosconnect.watching.Email`, :class:`~eosconnect.watching.Webhook`, anything with a
                ``name`` and a ``send(event)``, or any function of an event, also a coroutine function.
            retry: how often, and for how long.
            on_undelivered: called for every notification that was given up. It is logged besides.

        Returns:
            What was not delivered: given up, or left in a queue that no state file keeps.

        Raises:
            EosConnectError: as iterating.
            ConfigurationError: no notifier, or two of the same name.

        Example:
            >>> def note(event):
            ...     print(event.kind)
            ...     watch.close()
            >>> with Machine.from_env() as machine:
            ...     watch = machine.watch(only="discovered")
            ...     watch.notify(note)
            job_discovered
            ()
        """
        named = with_different_names(notifier_of(notifier, callable_by_threads) for notifier in notifiers)
        self.acknowledge()
        self._recipients = tuple(notifier.name for notifier in named)
        self._journal.readdress(LOOP, self._recipients)
        tell = callable_by_threads(on_undelivered) if on_undelivered else None
        deliveries = Deliveries(self._journal, named, retry=retry or Retry(), on_undelivered=tell)
        self._notifying = True
        deliveries.start()
        try:
            while not self._closed:
                self._advance()
                deliveries.wake()
        except JournalClosed:
            pass
        finally:
            in_thread(deliveries.close)
            self._notifying = False
            self._close()
        return deliveries.undelivered

    # Looking

    def _advance(self) -> None:
        """Wait for the next look, look, and write down what it has brought."""
        if self._pause:
            self._sleep(self._pause)
            self._pause = 0.0
        if self._closed:
            raise JournalClosed
        try:
            seen = self._look.take(self._memory)
        except EosConnectError as error:
            if not is_outage(error, has_worked=self._has_worked, wait_for_machine=self._wait_for_machine):
                raise
            self._lose(error)
            return
        if not self._has_worked:
            self._journal.belongs_to(seen.identity)
            self._has_worked = True
        memory, events = reduce(self._memory, seen)
        if self._outage is not None:
            events = (self._outage.restored(seen.identity, self._machine, self._clock()), *events)
            logger.warning("the machine can be read again after %d failed looks", self._outage.failures)
        self._write(events, None if memory == self._memory else memory)
        self._memory, self._outage = memory, None
        self._pause = spread(self._pace.after(seen, memory), random.random())

    def _lose(self, error: EosConnectError) -> None:
        """A look has failed: tell it if it is the first one, and wait longer from time to time."""
        if self._outage is None:
            self._outage = Outage(since=self._clock())
            logger.warning("the machine cannot be read: %s", type(error).__name__)
            self._write((self._outage.lost(self._look.identity or self._machine, self._machine, error),), None)
        else:
            self._outage = attrs.evolve(self._outage, failures=self._outage.failures + 1)
        self._pause = spread(self._pace.in_outage(self._outage.failures, asked_to_wait(error)), random.random())

    def _write(self, events: Iterable[Event], memory: Memory | None) -> None:
        wanted = [event for event in events if self._selection.wants(event)]
        self._journal.write(wanted, self._recipients, memory)

    # Closing

    def close(self) -> None:
        """End the watching and let go of the state file. Closing twice is fine."""
        self._close()

    def _close(self) -> None:
        self._closed = True
        self._rest.end()
        if not self._notifying:  # otherwise the notifiers have to note yet what they have delivered
            self._journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None:
            with suppress(JournalClosed):
                self.acknowledge()
        self.close()

    def __del__(self) -> None:
        journal = getattr(self, "_journal", None)
        if journal is not None:
            journal.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._machine}{', closed' if self._closed else ''}>"
