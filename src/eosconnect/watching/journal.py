"""What has to survive a restart: the memory, and the events that are not dealt with yet. One SQLite file.

The memory and the events that follow from a look are written in one transaction, before any of them is handed out. So
whatever happens to the process, an event is either in the file still or has been dealt with.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Literal, get_args

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.watching.event_json import event_from_json, event_to_json
from eosconnect.watching.events import Event
from eosconnect.watching.memory import Memory

__all__ = ["LOOP", "Delivery", "Entry", "Journal", "JournalClosed"]

Delivery = Literal["at_least_once", "at_most_once"]

#: The recipient that is the caller's own loop.
LOOP: Final = ""

APPLICATION: Final = 0x454F5357  # "EOSW", so that another program's database is not mistaken for ours
SCHEMA: Final = 1
#: When this computer loses its power, what was not forced to the disk may be gone, and the last few events repeated.
#: "at_least_once" allows that, and so need not wait for the disk with every event. Killing a process loses nothing.
FORCED_TO_DISK: Final[dict[str, str]] = {"at_least_once": "NORMAL", "at_most_once": "FULL"}
TABLES: Final = (
    "CREATE TABLE watched (only INTEGER PRIMARY KEY CHECK (only = 1), machine TEXT, memory TEXT)",
    "INSERT INTO watched VALUES (1, NULL, NULL)",
    "CREATE TABLE waiting (position INTEGER PRIMARY KEY AUTOINCREMENT, recipient TEXT NOT NULL, event TEXT NOT NULL,"
    " since REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, taken INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX turn ON waiting (recipient, taken, attempts, position)",
)

logger = logging.getLogger("eosconnect.watching")


class JournalClosed(Exception):
    """It has been closed, perhaps by another thread."""


@attrs.frozen
class Entry:
    """One event that waits for one recipient.

    Attributes:
        position: its place in the file.
        recipient: whom it is for.
        event: the event.
        since: Unix time at which it began to wait.
        attempts: how often its delivery has failed.
    """

    position: int
    recipient: str
    event: Event
    since: float
    attempts: int


class Journal:
    """The file, or the same in memory. May be used by several threads.

    Args:
        path: the file, made if there is none; ``None`` keeps all in memory.
        delivery: ``"at_least_once"``: an event leaves the file when it has been dealt with. ``"at_most_once"``: it is
            marked before it is handed out, and what is found marked at the next start is not handed out again.

    Raises:
        ConfigurationError: the file is in use by another watcher, is not a state file, is of a newer version, or
            cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None, delivery: Delivery = "at_least_once") -> None:
        if delivery not in get_args(Delivery):
            raise ConfigurationError(
                f"delivery={delivery!r} is not a guarantee", hint=f"one of {', '.join(get_args(Delivery))}"
            )
        self.path = None if path is None else Path(path)
        self.delivery = delivery
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        with self._explained():
            self._database = self._opened()
            try:
                self._prepare(self._database)
            except BaseException:
                self.close()
                raise

    # Opening

    def _opened(self) -> sqlite3.Connection:
        if self.path is not None:
            # Made by us, because it tells what is built here: nobody but its owner reads it.
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        target = ":memory:" if self.path is None else str(self.path)
        return sqlite3.connect(target, timeout=0, isolation_level=None, check_same_thread=False)

    def _prepare(self, database: sqlite3.Connection) -> None:
        def pragma(name: str) -> int:
            return int(database.execute(f"PRAGMA {name}").fetchone()[0])

        # The lock is held as long as the file is open and goes with the process, however that ends.
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA auto_vacuum = FULL")  # the file shrinks again; only counts for a new one
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(f"PRAGMA synchronous = {FORCED_TO_DISK[self.delivery]}")
        database.execute("BEGIN EXCLUSIVE")
        if pragma("user_version") == 0 and not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in TABLES:
                database.execute(statement)
            database.execute(f"PRAGMA application_id = {APPLICATION}")
            database.execute(f"PRAGMA user_version = {SCHEMA}")
        elif pragma("application_id") != APPLICATION:
            raise ConfigurationError(
                f"{self.path} is a database of something else", hint="give the watcher its own file"
            )
        elif pragma("user_version") > SCHEMA:
            raise ConfigurationError(
                f"{self.path} was written by a newer version of this SDK", hint="update, or give another file"
            )
        if self.delivery == "at_most_once":
            taken = database.execute("DELETE FROM waiting WHERE taken").rowcount
            if taken:
                logger.warning("%d events were handed out when the watching ended; they are not repeated", taken)
        database.execute("UPDATE waiting SET taken = 0")
        database.execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's errors in words that help."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ConfigurationError(f"the state file {self.path}: {error}", hint=remedy(error)) from None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            database = self._database
            if database is None:
                raise JournalClosed
            with self._explained():
                database.execute("BEGIN IMMEDIATE")
                try:
                    yield database
                    database.execute("COMMIT")
                except BaseException:
                    with suppress(sqlite3.Error):
                        database.execute("ROLLBACK")
                    raise

    # The memory

    def memory(self) -> Memory | None:
        """What was remembered; ``None`` before the first look."""
        with self._transaction() as database:
            (written,) = database.execute("SELECT memory FROM watched").fetchone()
        return None if written is None else Memory.from_json(json.loads(written))

    def belongs_to(self, machine: str) -> None:
        """Note which machine this is about.

        Raises:
            ConfigurationError: it is about another one.
        """
        with self._transaction() as database:
            (known,) = database.execute("SELECT machine FROM watched").fetchone()
            if known not in (None, machine):
                raise ConfigurationError(
                    f"the state file {self.path} belongs to machine {known}, and this is {machine}",
                    hint="give every machine its own state file",
                )
            database.execute("UPDATE watched SET machine = ?", (machine,))

    # The events

    def write(self, events: Iterable[Event], recipients: Sequence[str], memory: Memory | None = None) -> None:
        """What a look has brought: events that wait for each of the recipients, and the new memory, at once."""
        told = tuple(events)
        if not told and memory is None:
            return
        now = time.time()
        # One after the other: after a long absence they are thousands.
        written = (json.dumps(event_to_json(event)) for event in told)
        rows = ((recipient, event, now) for event in written for recipient in recipients)
        with self._transaction() as database:
            if memory is not None:
                database.execute("UPDATE watched SET memory = ?", (json.dumps(memory.to_json()),))
            database.executemany("INSERT INTO waiting (recipient, event, since) VALUES (?, ?, ?)", rows)

    def take(self, recipient: str) -> Entry | None:
        """The event whose turn it is: those that failed before come after the others. ``None`` if none waits."""
        with self._transaction() as database:
            row = database.execute(
                "SELECT position, recipient, event, since, attempts FROM waiting WHERE recipient = ? AND taken = 0"
                " ORDER BY attempts, position LIMIT 1",
                (recipient,),
            ).fetchone()
            if row is None:
                return None
            if self.delivery == "at_most_once":
                database.execute("UPDATE waiting SET taken = 1 WHERE position = ?", (row[0],))
        position, recipient, event, since, attempts = row
        return Entry(position, recipient, event_from_json(json.loads(event)), since, attempts)

    def done(self, entry: Entry) -> None:
        """An event has been dealt with."""
        with self._transaction() as database:
            database.execute("DELETE FROM waiting WHERE position = ?", (entry.position,))

    def failed(self, entry: Entry) -> None:
        """An event has not been delivered and waits for another attempt."""
        with self._transaction() as database:
            database.execute(
                "UPDATE waiting SET taken = 0, attempts = attempts + 1 WHERE position = ?", (entry.position,)
            )

    def readdress(self, sender: str, recipients: Sequence[str]) -> None:
        """What waits for one recipient waits for others instead."""
        with self._transaction() as database:
            rows = database.execute(
                "SELECT event, since FROM waiting WHERE recipient = ? ORDER BY position", (sender,)
            ).fetchall()
            database.execute("DELETE FROM waiting WHERE recipient = ?", (sender,))
            database.executemany(
                "INSERT INTO waiting (recipient, event, since) VALUES (?, ?, ?)",
                [(recipient, event, since) for event, since in rows for recipient in recipients],
            )

    def waiting(self) -> dict[str, list[Event]]:
        """All events that wait, by recipient."""
        with self._transaction() as database:
            rows = database.execute("SELECT recipient, event FROM waiting ORDER BY position").fetchall()
        found: dict[str, list[Event]] = {}
        for recipient, event in rows:
            found.setdefault(recipient, []).append(event_from_json(json.loads(event)))
        return found

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        with self._lock:
            database, self._database = self._database, None
        if database is not None:
            database.close()


def remedy(error: Exception) -> str:
    words = str(error)
    if "locked" in words:
        return "another watcher uses it: give each its own file, or stop the other one"
    if "not a database" in words or "malformed" in words:
        return "it is damaged or something else; move it away, and the watching begins anew"
    if "full" in words:
        return "make room on the disk; nothing that was written is lost"
    return "is the folder there, and may this user write to it?"
