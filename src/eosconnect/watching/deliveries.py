"""Getting notifications out: one queue and one thread per notifier, so that none waits for another."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence

import attrs

from eosconnect.watching.events import Event
from eosconnect.watching.journal import Entry, Journal, JournalClosed
from eosconnect.watching.notifiers.notifier import NotificationError, Notifier, Retry

__all__ = ["Deliveries", "Undelivered"]

logger = logging.getLogger("eosconnect.watching")

#: An old notification is not given up before it has had a fair chance, for the watching may have been off.
LEAST_ATTEMPTS = 3


@attrs.frozen
class Undelivered:
    """A notification that did not get out.

    Attributes:
        event: what should have been told.
        notifier: name of the notifier.
        reason: why it was given up.
    """

    event: Event
    notifier: str
    reason: str


class Deliveries:
    """The notifiers at work, from :meth:`start` to :meth:`close`.

    Args:
        journal: holds the queues.
        notifiers: with different names.
        retry: how failures are repeated.
        on_undelivered: called for every notification that is given up.
    """

    def __init__(
        self,
        journal: Journal,
        notifiers: Sequence[Notifier],
        *,
        retry: Retry,
        on_undelivered: Callable[[Undelivered], object] | None = None,
    ) -> None:
        self._journal = journal
        self._retry = retry
        self._on_undelivered = on_undelivered
        self._undelivered: list[Undelivered] = []
        self._couriers = [Courier(journal, notifier, retry, self._give_up) for notifier in notifiers]

    @property
    def undelivered(self) -> tuple[Undelivered, ...]:
        """What was given up so far, and after the end what is left over for good."""
        return tuple(self._undelivered)

    def start(self) -> None:
        """Begin to deliver what waits."""
        known = {courier.notifier.name for courier in self._couriers}
        for name, events in self._journal.waiting().items():
            if name not in known:
                logger.warning("%d notifications wait for the notifier %r, which is not there", len(events), name)
        for courier in self._couriers:
            courier.start()

    def wake(self) -> None:
        """There may be something new."""
        for courier in self._couriers:
            courier.wake()

    def close(self) -> None:
        """Let the notifiers send what gets through at once, for as long as the grace lasts."""
        for courier in self._couriers:
            courier.stop()
        end = time.monotonic() + self._retry.grace
        for courier in self._couriers:
            courier.join(max(end - time.monotonic(), 0.0))
        left = self._journal.waiting()
        for courier in self._couriers:
            events = left.get(courier.notifier.name, [])
            if events and self._journal.path is not None:
                logger.warning("%d notifications wait in the state file for the next start", len(events))
            elif events:
                for event in events:
                    self._give_up(Undelivered(event, courier.notifier.name, "the watching ended"))

    def _give_up(self, undelivered: Undelivered) -> None:
        self._undelivered.append(undelivered)
        logger.error("%s was not delivered by %s: %s", undelivered.event.id, undelivered.notifier, undelivered.reason)
        if self._on_undelivered is not None:
            try:
                self._on_undelivered(undelivered)
            except Exception:
                logger.exception("on_undelivered failed")


class Courier:
    """Empties the queue of one notifier."""

    def __init__(
        self, journal: Journal, notifier: Notifier, retry: Retry, give_up: Callable[[Undelivered], None]
    ) -> None:
        self.notifier = notifier
        self._journal = journal
        self._retry = retry
        self._give_up = give_up
        self._news = threading.Event()
        self._stopped = threading.Event()
        # What hangs in a socket when the watching ends must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name=f"eosconnect notifier {notifier.name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._news.set()

    def stop(self) -> None:
        self._stopped.set()
        self._news.set()

    def join(self, timeout: float) -> None:
        self._thread.join(timeout)

    def _run(self) -> None:
        failures = 0
        try:
            while True:
                self._news.clear()
                entry = self._journal.take(self.notifier.name)
                if entry is None:
                    if self._stopped.is_set():
                        return
                    self._news.wait()
                    continue
                try:
                    self.notifier.send(entry.event)
                except Exception as error:
                    failures += 1
                    self._failed(entry, error)
                    if self._stopped.wait(self._pause(failures, error)):
                        return
                else:
                    failures = 0
                    self._journal.done(entry)
        except JournalClosed:
            pass
        except Exception:
            logger.exception("the notifier %s has stopped", self.notifier.name)

    def _failed(self, entry: Entry, error: Exception) -> None:
        may_pass = error.may_pass if isinstance(error, NotificationError) else True
        too_old = time.time() - entry.since > self._retry.give_up_after and entry.attempts + 1 >= LEAST_ATTEMPTS
        reason = f"{type(error).__name__}: {error}"
        if may_pass and not too_old:
            logger.warning("%s failed and is tried again: %s", self.notifier.name, type(error).__name__)
            self._journal.failed(entry)
            return
        self._journal.done(entry)
        self._give_up(Undelivered(entry.event, self.notifier.name, reason))

    def _pause(self, failures: int, error: Exception) -> float:
        asked = error.retry_after if isinstance(error, NotificationError) else None
        pause = self._retry.pause(failures) * (1.0 - random.random() / 5)
        return max(pause, min(asked or 0.0, self._retry.longest_pause))
