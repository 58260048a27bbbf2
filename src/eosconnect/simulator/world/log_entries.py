"""What the modules of the machine have written to their logs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from eosconnect.simulator.world.noise import key_of
from eosconnect.simulator.world.ticks import DAY, MILLISECOND, MINUTE, SECOND

if TYPE_CHECKING:
    from eosconnect.simulator.world import World

__all__ = ["KEPT_FOR", "LEVELS", "SOURCES", "LogEntry", "log_entries"]

KEPT_FOR = 14 * DAY

# The numbers are those of the logging framework that the machine's software uses.
LEVELS = {"DEBUG": 30_000, "INFO": 40_000, "WARN": 60_000, "ERROR": 70_000, "FATAL": 110_000}

_SIGNS_OF_LIFE = {
    "BtDistributionService": "Waiting for build tasks",
    "EosConnect": "{count} requests answered",
    "Hcs": "Cycle time {milliseconds} ms",
    "HcsService": "Hcs is alive",
    "PowderBedService": "Camera temperature {temperature} °C",
    "TransferService": "Nothing to transfer",
    "MachineDb": "Checkpoint written in {milliseconds} ms",
    "ProductSetupCenter": "No change of the setup",
}
SOURCES = tuple(_SIGNS_OF_LIFE)
_EVERY = 10 * MINUTE

_SEVERITIES = {"Info": "INFO", "Warning": "WARN", "Error": "ERROR", "FatalError": "FATAL"}


@attrs.frozen(kw_only=True)
class LogEntry:
    """One line of a log.

    Attributes:
        at: ticks since 1970.
        level: a key of :data:`LEVELS`.
    """

    source: str
    at: int
    level: str
    message: str

    @property
    def thread(self) -> int:
        return 4 + key_of(self.source, self.at // MINUTE) % 28


def log_entries(
    world: World, sources: Sequence[str], *, minimum: str, first: int, last: int, now: int
) -> list[LogEntry]:
    """The entries of these sources between two moments (both included), oldest first.

    Logs are kept for two weeks.
    """
    first, last = max(first, now - KEPT_FOR), min(last, now)
    lowest = LEVELS[minimum]
    found = [
        entry
        for entry in _events(world, now)
        if first <= entry.at <= last and entry.source in sources and LEVELS[entry.level] >= lowest
    ]
    if lowest <= LEVELS["DEBUG"]:
        found += [entry for source in sources for entry in _life(source, first, last)]
    return sorted(found, key=lambda entry: (entry.at, entry.source))


def _life(source: str, first: int, last: int) -> Iterator[LogEntry]:
    """Every few minutes a module says that it is there."""
    shift = key_of(source) % (_EVERY // MILLISECOND) * MILLISECOND
    beat = -((shift - first) // _EVERY)
    while (at := beat * _EVERY + shift) <= last:
        chance = key_of(source, beat)
        text = _SIGNS_OF_LIFE[source].format(
            count=40 + chance % 900, milliseconds=2 + chance % 17, temperature=31 + chance % 6
        )
        yield LogEntry(source=source, at=at, level="DEBUG", message=text)
        beat += 1


def _events(world: World, now: int) -> Iterator[LogEntry]:
    """What happened to the machine, from the eyes of its modules."""
    for message in world.messages(now):
        level = _SEVERITIES[message.wording.severity]
        text = f"{message.wording.id}: {message.wording.text('en', message.values)}"
        yield LogEntry(source="Hcs", at=message.at, level=level, message=text)
    for change in world.states(now):
        text = f"State {change.machine}, {change.build_job}, {change.error}, {change.maintenance}"
        yield LogEntry(source="MachineDb", at=change.at, level="INFO", message=text)
    for job in world.jobs_until(now):
        design = job.design
        yield LogEntry(
            source="ProductSetupCenter",
            at=job.idle.setup + 3 * SECOND,
            level="INFO",
            message=f"{design.material_set} is set up",
        )
        yield LogEntry(
            source="BtDistributionService",
            at=job.start - 2 * SECOND,
            level="INFO",
            message=f"Task {design.task} with {len(design.parts)} parts is distributed",
        )
        yield LogEntry(source="HcsService", at=job.start + SECOND, level="INFO", message=f"Job {job.id} is running")
        if design.profile.powder_bed_camera:
            yield LogEntry(
                source="PowderBedService",
                at=job.start + 5 * SECOND,
                level="INFO",
                message=f"Taking images of {job.id}",
            )
        if job.end <= now:
            failed = job.result(now) == "Failed"
            text = f"Job {job.id} has ended: {job.result(now)}"
            yield LogEntry(source="HcsService", at=job.end, level="ERROR" if failed else "INFO", message=text)
            text = f"Database of {job.id} is closed"
            yield LogEntry(source="TransferService", at=job.end + 20 * SECOND, level="INFO", message=text)
            text = f"Subscribers are told about the end of {job.id}"
            yield LogEntry(source="EosConnect", at=job.end + SECOND, level="INFO", message=text)
