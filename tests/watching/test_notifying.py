"""Notifiers get every event, each at its own speed; one that fails is repeated, holds nobody up, and is told of."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.watching import (
    Email,
    Event,
    JobDiscovered,
    JobEnded,
    JobFailed,
    NotificationError,
    Retry,
    Undelivered,
    Webhook,
)
from eosconnect.watching.deliveries import Deliveries
from eosconnect.watching.journal import Delivery, Journal
from eosconnect.watching.notifiers.notifier import CallableNotifier
from tests.watching.conftest import Plant
from tests.watching.events import every_kind, failed
from tests.watching.mail_server import mail_server
from tests.watching.web_server import web_server

AT_ONCE = Retry(first_pause=0.001, longest_pause=0.002)
QUIET = "discovered, started, message, state, ended"


@attrs.define
class Recorder:
    """A notifier that remembers, and fails as often as it is told."""

    name: str = "recorder"
    failures: int = 0
    error: Exception = attrs.field(factory=lambda: ConnectionError("the line is busy"))
    wanted: int = 1
    sent: list[Event] = attrs.field(factory=list)
    attempts: list[str] = attrs.field(factory=list)
    complete: threading.Event = attrs.field(factory=threading.Event)

    def send(self, event: Event) -> None:
        self.attempts.append(event.id)
        if self.failures:
            self.failures -= 1
            raise self.error
        self.sent.append(event)
        if len(self.sent) >= self.wanted:
            self.complete.set()


def closing(plant: Plant, watch: Any, *when: threading.Event) -> Callable[[Event], None]:
    """A notifier that ends the watching when the job has ended and all of ``when`` have come true."""

    def close_after(event: Event) -> None:
        if isinstance(event, JobEnded):
            assert all(each.wait(30) for each in when)
            watch.close()

    return close_after


def test_mail_and_webhook_tell_the_same_story_of_a_job_that_failed(plant: Plant) -> None:
    with mail_server() as mails, web_server() as web:
        email = Email(
            "127.0.0.1",
            port=mails.port,
            to="quality@example.com",
            sender="machines@example.com",
            ca=mails.certificate.pem,
        )
        webhook = Webhook(web.url(), ca=web.certificate.pem)
        watch = plant.watch(only="failed")

        def close_when_told(event: Event) -> None:
            watch.close()

        assert watch.notify(email, webhook, close_when_told) == ()
    ((_, mail, _),), ((_, _, posted),) = mails.mails, web.posts
    assert posted["kind"] == "job_failed"
    assert mail["Message-ID"] == f"<{posted['id']}@example.com>"
    assert [message["severity"] for message in posted["messages"]][-2:] == ["FatalError", "Error"]
    assert "The emergency stop was pressed." in mail.get_content()


def test_a_failing_notifier_neither_stops_nor_delays_the_watching_and_the_others(plant: Plant) -> None:
    hopeless = Recorder("hopeless", failures=10**9)
    patient = Recorder("patient", wanted=10)
    watch = plant.watch(only=QUIET)
    left = watch.notify(hopeless, patient, closing(plant, watch, patient.complete), retry=AT_ONCE)
    assert len(patient.sent) >= 10
    assert hopeless.sent == []
    assert len(hopeless.attempts) > 1
    assert {undelivered.event.id for undelivered in left} == {event.id for event in patient.sent}
    assert {undelivered.notifier for undelivered in left} == {"hopeless"}


def test_a_notifier_that_hangs_holds_up_nobody_and_not_the_end_either(plant: Plant) -> None:
    released = threading.Event()
    quick = Recorder("quick", wanted=5)
    watch = plant.watch(only=QUIET)

    def hang(event: Event) -> None:
        released.wait(30)

    left = watch.notify(hang, quick, closing(plant, watch, quick.complete), retry=attrs.evolve(AT_ONCE, grace=0.05))
    assert len(quick.sent) >= 5
    assert len(left) == len(quick.sent)
    released.set()


def test_what_failed_is_repeated_until_it_gets_through_and_comes_once(plant: Plant) -> None:
    shaky = Recorder("shaky", failures=7, wanted=10)
    watch = plant.watch(only=QUIET)
    assert watch.notify(shaky, closing(plant, watch, shaky.complete), retry=AT_ONCE) == ()
    assert len(shaky.attempts) == len(shaky.sent) + 7
    assert len({event.id for event in shaky.sent}) == len(shaky.sent)


def deliver(notifier: Recorder, *events: Event, journal: Journal | None = None, **retry: float) -> list[Undelivered]:
    """Put events into a queue and deliver them until nothing is left."""
    told: list[Undelivered] = []
    settled = threading.Event()
    journal = journal or Journal()
    journal.write(events, [notifier.name])

    def on_undelivered(undelivered: Undelivered) -> None:
        told.append(undelivered)
        settled.set()

    deliveries = Deliveries(journal, [notifier], retry=attrs.evolve(AT_ONCE, **retry), on_undelivered=on_undelivered)
    deliveries.start()
    while not (settled.wait(0.001) or notifier.complete.is_set()):
        pass
    deliveries.close()
    assert deliveries.undelivered == tuple(told)
    journal.close()
    return told


def test_what_can_never_be_delivered_is_told_at_once(caplog: pytest.LogCaptureFixture) -> None:
    refused = NotificationError("nobody of that name here", may_pass=False)
    (told,) = deliver(Recorder(failures=1, error=refused), failed())
    assert (told.event, told.notifier) == (failed(), "recorder")
    assert "nobody of that name here" in told.reason
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "job-ended-3 was not delivered by recorder" in record.getMessage()


def test_what_is_too_old_is_given_up_but_not_before_three_attempts() -> None:
    notifier = Recorder(failures=10)
    (told,) = deliver(notifier, failed(), give_up_after=0.0)
    assert len(notifier.attempts) == 3
    assert "the line is busy" in told.reason


def test_a_notification_that_always_fails_does_not_block_those_after_it() -> None:
    @attrs.define
    class Picky(Recorder):
        def send(self, event: Event) -> None:
            if event.id == "job-ended-1":
                raise ValueError("not this one")
            super().send(event)

    told = deliver(Picky(wanted=2), failed(1), failed(2), failed(3))
    assert [undelivered.event.id for undelivered in told] == ["job-ended-1"]


def test_an_error_in_on_undelivered_does_no_harm(caplog: pytest.LogCaptureFixture) -> None:
    journal = Journal()
    notifier = Recorder(failures=1, error=NotificationError("no", may_pass=False))
    journal.write([failed(1), failed(2)], [notifier.name])

    def fail(undelivered: Undelivered) -> None:
        raise LookupError("nobody to tell")

    deliveries = Deliveries(journal, [notifier], retry=AT_ONCE, on_undelivered=fail)
    deliveries.start()
    assert notifier.complete.wait(30)
    deliveries.close()
    journal.close()
    assert [event.id for event in notifier.sent] == ["job-ended-2"]
    assert "on_undelivered failed" in caplog.text


@pytest.mark.parametrize(("delivery", "again"), [("at_least_once", True), ("at_most_once", False)])
def test_notifications_in_the_state_file_survive_and_the_one_under_way_follows_the_guarantee(
    tmp_path: Path, delivery: Delivery, again: bool
) -> None:
    path = tmp_path / "watch.db"
    journal = Journal(path, delivery)
    journal.write([failed(1), failed(2)], ["recorder"])
    assert journal.take("recorder").event == failed(1)  # and now the process is killed
    journal.close()
    notifier = Recorder(wanted=2 if again else 1)
    assert deliver(notifier, journal=Journal(path, delivery)) == []
    assert [event.id for event in notifier.sent] == (["job-ended-1", "job-ended-2"] if again else ["job-ended-2"])


def test_over_restarts_every_notifier_is_told_everything_once(plant: Plant, tmp_path: Path) -> None:
    sent: dict[str, list[str]] = {"steady": [], "shaky": []}
    for round in range(4):
        steady = Recorder("steady", wanted=3)
        shaky = Recorder("shaky", failures=10**9 if round < 3 else 0, wanted=10)
        watch = plant.watch(only=QUIET, state_file=tmp_path / "watch.db")
        ready = shaky if round == 3 else steady

        def close_when_ready(event: Event, watch: Any = watch, ready: Recorder = ready) -> None:
            if ready.complete.is_set():
                watch.close()

        close_when_ready.__qualname__ = "closing"
        assert watch.notify(steady, shaky, close_when_ready, retry=AT_ONCE) == ()
        sent["steady"] += [event.id for event in steady.sent]
        sent["shaky"] += [event.id for event in shaky.sent]
    assert len(set(sent["steady"])) == len(sent["steady"]) >= 12
    assert sorted(sent["shaky"]) == sorted(sent["steady"])


def test_what_a_loop_left_in_the_state_file_goes_to_the_notifiers(plant: Plant, tmp_path: Path) -> None:
    first = plant.watch(state_file=tmp_path / "watch.db", only="discovered")
    assert isinstance(next(first), JobDiscovered)
    first.close()
    notifier = Recorder()
    watch = plant.watch(state_file=tmp_path / "watch.db", only="discovered")

    def close(event: Event) -> None:
        watch.close()

    watch.notify(notifier, close)
    assert [type(event) for event in notifier.sent] == [JobDiscovered]


async def test_coroutines_notify_too_and_cancelling_ends_everything(plant: Plant) -> None:
    told = []
    failed_at_last = asyncio.Event()

    async def note(event: Event) -> None:
        await asyncio.sleep(0)
        told.append((event, threading.current_thread() is threading.main_thread()))
        if isinstance(event, JobFailed):
            failed_at_last.set()

    async with plant.async_machine:
        watch = plant.async_watch(only=QUIET)
        task = asyncio.create_task(watch.notify(note))
        async with asyncio.timeout(60):
            await failed_at_last.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert isinstance(told[0][0], JobDiscovered)
    assert all(in_loop for _, in_loop in told)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("eosconnect notifier")]


async def test_everything_that_can_be_awaited_is(plant: Plant) -> None:
    told = []

    class Callable:
        async def __call__(self, event: Event) -> None:
            told.append("called")

    class Sender:
        name = "sender"

        async def send(self, event: Event) -> None:
            told.append("sent")
            await watch.aclose()

    async def first(event: Event) -> None:
        told.append("first")

    async def second(plant: str, event: Event) -> None:
        told.append(plant)

    async with plant.async_machine:
        watch = plant.async_watch(only="discovered")
        assert await watch.notify(first, partial(second, "north"), Callable(), Sender()) == ()
    assert sorted(told) == ["called", "first", "north", "sent"]


async def test_a_coroutine_can_end_the_watching_and_is_noted_as_done(plant: Plant, tmp_path: Path) -> None:
    path = tmp_path / "watch.db"

    async def close_at_once(event: Event) -> None:
        await watch.aclose()

    async with plant.async_machine:
        watch = plant.async_watch(only="discovered", state_file=path)
        assert await watch.notify(close_at_once) == ()
    journal = Journal(path)
    assert journal.waiting() == {}
    journal.close()


def test_no_thread_outlives_the_notifying(plant: Plant) -> None:
    notifier = Recorder()
    watch = plant.watch(only=QUIET)
    watch.notify(notifier, closing(plant, watch))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("eosconnect notifier")]


async def coroutine(event: Event) -> None: ...


@pytest.mark.parametrize(
    ("notifiers", "words"),
    [
        ([], "there is no notifier"),
        ([Recorder("a"), Recorder("a")], "2 notifiers are called 'a'"),
        ([Recorder("")], "called ''"),
        ([7], "not a notifier"),
        ([coroutine], "no event loop"),
    ],
)
def test_notifiers_that_cannot_be_right_are_refused_at_once(plant: Plant, notifiers: list[Any], words: str) -> None:
    with plant.watch() as watch, pytest.raises(ConfigurationError, match=words):
        watch.notify(*notifiers)
    assert len(plant.simulator.requests) == 0


def test_a_notification_for_a_notifier_that_is_gone_is_kept_and_mentioned(caplog: pytest.LogCaptureFixture) -> None:
    journal = Journal()
    journal.write(every_kind(), ["pager"])
    deliveries = Deliveries(journal, [CallableNotifier(print, "email")], retry=AT_ONCE)
    deliveries.start()
    deliveries.close()
    assert "11 notifications wait for the notifier 'pager', which is not there" in caplog.text
    assert len(journal.waiting()["pager"]) == 11
    journal.close()
