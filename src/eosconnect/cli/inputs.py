"""What people type: jobs, sensors, choices, and what they may have meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import tzinfo
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

import typer

from eosconnect.cli.failures import NothingFound
from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    from eosconnect.machine.synchronous import Machine
    from eosconnect.models.job import Job

__all__ = [
    "JOB",
    "JOB_WORDS",
    "choice",
    "close_to",
    "completing",
    "job_id",
    "machine_zone",
    "sensor_key",
    "sensor_keys",
    "similar_job",
]

E = TypeVar("E", bound=Enum)


def completing(words: Iterable[str] | Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """For the shell's completion: the words that begin so, whatever the letter case."""

    def complete(incomplete: str) -> list[str]:
        known = words() if callable(words) else words
        return [word for word in known if word.casefold().startswith(incomplete.casefold())]

    return complete


#: In place of a job's id.
JOB_WORDS: Final = ("latest", "current", "first", "failed", "successful")

JOB: Final = typer.Argument(
    metavar="JOB",
    help="A job's id, or [bold]latest[/], [bold]current[/], [bold]first[/], [bold]failed[/] or [bold]successful[/] "
    "(the latest that ended so).",
    show_default=False,
    autocompletion=completing(JOB_WORDS),
)


def close_to(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> list[str]:
    """What may have been meant, nearest first, whatever the letter case."""
    names = {name.casefold(): name for name in known}
    return [names[found] for found in get_close_matches(word.casefold(), names, n=3, cutoff=cutoff)]


def did_you_mean(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    near = close_to(word, known, cutoff=cutoff)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def choice(kind: type[E], told: str | None, what: str) -> E | None:
    """A member of an enumeration, whatever the letter case.

    Raises:
        ConfigurationError: there is no such member.
    """
    if told is None:
        return None
    for member in kind:
        if told.casefold() in (
            str(member.value).casefold(),
            member.name.casefold(),
            member.name.casefold().replace("_", "-"),
        ):
            return member
    known = [str(member.value) for member in kind]
    raise ConfigurationError(f"{told!r} is not a {what}{did_you_mean(told, known)}", hint=f"one of {', '.join(known)}")


def job_id(machine: Machine, told: str) -> str:
    """The id of the job that is meant, see :data:`JOB_WORDS`; an id is taken as it is.

    Raises:
        NothingFound: there is no such job.
        ConfigurationError: nothing was told.
    """
    word = told.strip().casefold()
    if not word:
        raise ConfigurationError("the job's id is empty", hint='"eosconnect jobs" lists the ids')
    if word not in JOB_WORDS:
        return told.strip()
    found: Job | None
    if word == "current":
        found = machine.jobs.current()
    elif word == "first":
        found = machine.jobs.first()
    else:
        found = machine.jobs.latest(None if word == "latest" else word)
    if found is None:
        raise NothingFound(
            {"current": "no job is running", "latest": "the machine has no job", "first": "the machine has no job"}.get(
                word, f"no job is {word}"
            ),
            hint='"eosconnect jobs" lists the jobs',
        )
    return found.id


def similar_job(machine: Machine, mistyped: str) -> str:
    """What to do about a job that the machine does not have."""
    from eosconnect.errors import EosConnectError

    lists = '"eosconnect jobs" lists the jobs, and latest, current and failed stand for one'
    if words := close_to(mistyped, JOB_WORDS, cutoff=0.7):
        return f"did you mean {words[0]}? {lists}"
    try:
        near = close_to(mistyped, (job.id for job in machine.jobs.list()), cutoff=0.9)
    except EosConnectError:
        return lists
    return f"did you mean {' or '.join(near)}? {lists}" if near else lists


def machine_zone(machine: Machine, told: tzinfo | None) -> tzinfo:
    """The zone the machine stands in: as the settings say, or as its jobs do.

    Raises:
        NothingFound: neither says it.
    """
    if told is not None:
        return told
    job = machine.jobs.list().first()
    zone = job.time_zone.tzinfo if job and job.time_zone else None
    if zone is None:
        raise NothingFound(
            "the machine does not tell its time zone", hint='write tz = "Europe/Berlin" for it into the machines file'
        )
    return zone


def sensor_keys() -> tuple[str, ...]:
    """The keys of the catalogue."""
    from eosconnect.decisions.data_points import DATA_POINTS

    return tuple(DATA_POINTS)


def sensor_key(told: str) -> str:
    """The key of a sensor, whatever the letter case, also in snake case, or by its last words if only one has them.

    Raises:
        ConfigurationError: no such sensor, or several.

    Example:
        >>> sensor_key("process_chamber.o2_concentration_top"), sensor_key("exposure.laser[2].temperature")
        ('processChamber.o2ConcentrationTop', 'exposure.laser[2].temperature')
    """
    word, bracket, rest = folded(told).partition("[")
    number, _, rest = rest.partition("]")
    known = {folded(key): key for key in sensor_keys()}
    name = word + rest
    found = [known[name]] if name in known else [key for short, key in known.items() if short.endswith(f".{name}")]
    if len(found) > 1:
        raise ConfigurationError(f"{told!r} can be {' or '.join(found)}", hint="write the whole key")
    if not found:
        parts = {part: key for key in known.values() for part in (key, key.rpartition(".")[2])}
        near = " or ".join(dict.fromkeys(parts[part] for part in close_to(told.replace("_", ""), parts)))
        question = f"; did you mean {near}?" if near else ""
        raise ConfigurationError(f"there is no sensor {told!r}{question}", hint='"eosconnect sensors" lists them')
    return numbered(found[0], number) if bracket else found[0]


def numbered(key: str, number: str) -> str:
    for counted in ("laser", "shutter"):
        if f".{counted}." in key and number.isdigit() and int(number) > 0:
            return key.replace(f".{counted}.", f".{counted}[{int(number)}].")
    raise ConfigurationError(
        f"{key} has no number {number!r}",
        hint="lasers and shutters are counted from 1, such as exposure.laser[2].temperature",
    )


def folded(key: str) -> str:
    return key.strip().replace("_", "").casefold()
