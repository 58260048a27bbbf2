"""The state file: one writer, nothing lost, nothing repeated, and a clear word when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eosconnect.errors import ConfigurationError
from eosconnect.watching import ConnectionLost, Event
from eosconnect.watching.journal import LOOP, Delivery, Journal, JournalClosed
from eosconnect.watching.reducer import reduce
from tests.watching.events import failed
from tests.watching.history import Manners, histories, look, looks
from tests.watching.test_reducer import expected, fact_of, told_in


def event(number: int = 1) -> Event:
    return ConnectionLost(id=f"{number}", machine="si1716", time=datetime(2026, 11, 2, tzinfo=UTC), error="no answer")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "watch.db"


def test_what_was_written_is_there_after_a_restart_in_its_order(path: Path) -> None:
    first = Journal(path)
    first.write([event(1), event(2)], [LOOP])
    first.write([event(3)], [LOOP])
    first.done(first.take(LOOP))
    first.close()
    again = Journal(path)
    found = []
    while entry := again.take(LOOP):
        found.append(entry.event)
        again.done(entry)
    again.close()
    assert found == [event(2), event(3)]


@pytest.mark.parametrize(("delivery", "handed_out_again"), [("at_least_once", True), ("at_most_once", False)])
def test_the_event_in_hand_is_handed_out_again_only_at_least_once(
    path: Path, delivery: Delivery, handed_out_again: bool
) -> None:
    first = Journal(path, delivery)
    first.write([event(1), event(2)], [LOOP])
    assert first.take(LOOP).event == event(1)
    first.close()
    again = Journal(path, delivery)
    assert again.take(LOOP).event == event(1 if handed_out_again else 2)
    again.close()


def test_who_changes_to_at_least_once_gets_the_event_in_hand_again(path: Path) -> None:
    first = Journal(path, "at_most_once")
    first.write([event(1)], [LOOP])
    first.take(LOOP)
    first.close()
    again = Journal(path, "at_least_once")
    assert again.take(LOOP).event == event(1)
    again.close()


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.sampled_from(["at_least_once", "at_most_once"]))
def test_over_any_history_with_crashes_anywhere_the_guarantee_holds(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, delivery: Delivery
) -> None:
    history = data.draw(histories())
    times = data.draw(looks(history))
    path = tmp_path_factory.mktemp("journal") / "watch.db"
    journal = Journal(path, delivery)
    delivered: list[Event] = []
    in_hand_at_a_crash = set()
    noted = set()

    def crash(what: str) -> bool:
        """Perhaps: everything that is not in the file is gone."""
        nonlocal journal
        if data.draw(st.integers(0, 9), label=what) < 9:
            return False
        journal.close()
        journal = Journal(path, delivery)
        return True

    for each in times:
        memory = journal.memory()
        memory, events = reduce(memory, look(history, memory, each, Manners()))
        if crash("before the look was written"):
            memory, events = reduce(journal.memory(), look(history, journal.memory(), each, Manners()))
        journal.write(events, [LOOP], memory)
        crash("after the look was written")
        while entry := journal.take(LOOP):
            assert entry.position not in noted
            if delivery == "at_most_once" and crash("before the event was dealt with"):
                in_hand_at_a_crash.add(fact_of(entry.event))
                continue
            delivered.append(entry.event)
            if crash("before it was noted"):
                in_hand_at_a_crash.add(fact_of(entry.event))
                continue
            journal.done(entry)
            noted.add(entry.position)
    journal.close()

    count = Counter(map(fact_of, told_in([delivered])))
    for fact in expected(history, times[0]):
        if fact not in in_hand_at_a_crash:
            assert count[fact] == 1
        elif delivery == "at_least_once":
            assert count[fact] >= 1
        else:
            assert count[fact] <= 1
    assert set(count) <= set(expected(history, times[0]))


def test_a_second_watcher_is_refused_as_long_as_the_first_is_there(path: Path) -> None:
    first = Journal(path)
    with pytest.raises(ConfigurationError, match="another watcher uses it"):
        Journal(path)
    first.write([event()], [LOOP])
    first.close()
    second = Journal(path)
    assert second.take(LOOP).event == event()
    second.close()


def test_a_state_file_of_another_machine_is_refused(path: Path) -> None:
    first = Journal(path)
    first.belongs_to("SI1")
    first.close()
    again = Journal(path)
    again.belongs_to("SI1")
    with pytest.raises(ConfigurationError, match="belongs to machine SI1, and this is SI2"):
        again.belongs_to("SI2")
    again.close()


def test_a_database_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE invoices (number INTEGER)")
    other.commit()
    other.close()
    with pytest.raises(ConfigurationError, match="something else"):
        Journal(path)
    other = sqlite3.connect(path)
    assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["invoices"]
    other.close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("my shopping list " * 100, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="move it away"):
        Journal(path)
    assert path.read_text(encoding="utf-8").startswith("my shopping list")


def test_a_file_of_a_newer_version_is_refused(path: Path) -> None:
    Journal(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(ConfigurationError, match="newer version"):
        Journal(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        Journal(tmp_path / "nowhere" / "watch.db")


def test_an_unknown_guarantee_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="at_least_once, at_most_once"):
        Journal(None, "exactly_once")


@pytest.mark.skipif(os.name == "nt", reason="there the folder's own access list holds")
def test_nobody_but_its_owner_can_read_the_file(path: Path) -> None:
    journal = Journal(path)
    journal.write([event()], [LOOP])
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
    journal.close()


def test_a_closed_journal_says_so_and_can_be_closed_again(path: Path) -> None:
    journal = Journal(path)
    journal.close()
    journal.close()
    with pytest.raises(JournalClosed):
        journal.take(LOOP)
    path.unlink()  # on Windows this needs the file to be let go of


def test_a_failed_event_comes_after_the_others() -> None:
    journal = Journal()
    journal.write([event(1), event(2)], ["email"])
    journal.failed(journal.take("email"))
    assert [journal.take("email").event, len(journal.waiting()["email"])] == [event(2), 2]
    journal.close()


def test_the_next_event_costs_the_same_however_many_wait() -> None:
    """After a long absence they are thousands."""

    def steps(waiting: int) -> int:
        journal = Journal()
        journal.write([failed(number) for number in range(waiting)], (LOOP, "other"), None)
        assert journal._database is not None
        counted = []
        journal._database.set_progress_handler(lambda: counted.append(1) and None, 1)
        entry = journal.take(LOOP)
        assert entry is not None
        journal.done(entry)
        journal._database.set_progress_handler(None, 0)
        journal.close()
        return len(counted)

    assert steps(2_000) < 2 * steps(20)


def test_the_file_shrinks_again_when_its_events_have_been_dealt_with(path: Path) -> None:
    journal = Journal(path)
    journal.write([failed(number) for number in range(2000)], [LOOP])
    while entry := journal.take(LOOP):
        if entry.position == 1500:
            journal.write([failed(number) for number in range(2000, 2100)], [LOOP])
        journal.done(entry)
    journal.close()
    assert path.stat().st_size < 100_000
