"""What a look asks the machine, decided from what is remembered. No I/O."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import attrs

from eosconnect.watching.memory import Memory, Reading
from eosconnect.watching.observation import Observation
from eosconnect.watching.standing import Standing, standings

__all__ = ["BASELINE", "JobQuestions", "Windows", "questions", "windows"]

#: The first look reads the lists this far back, so that what was there before the watching is known as such.
BASELINE: Final = timedelta(days=1)


@attrs.frozen(kw_only=True)
class Windows:
    """From when on the lists are read; ``None``: from their beginning."""

    jobs_after: datetime | None
    messages_after: datetime | None
    states_after: datetime | None


def windows(memory: Memory | None, latest: datetime | None) -> Windows:
    """The windows of the next look.

    Args:
        memory: what is remembered; ``None`` at the first look.
        latest: the newest time that the machine has told. A list that is read for the first time is read from a day
            before that, and not from a day before this computer's time, which may be another one.
    """
    baseline = None if latest is None else latest - BASELINE

    def after(reading: Reading | None) -> datetime | None:
        return baseline if reading is None else reading.after

    memory_or_none = memory or Memory()
    return Windows(
        jobs_after=baseline if memory is None else memory.jobs_after,
        messages_after=after(memory_or_none.messages),
        states_after=after(memory_or_none.states),
    )


@attrs.frozen(kw_only=True)
class JobQuestions:
    """What to ask about one job.

    Attributes:
        end: it has ended, or seems to have: its details and all its messages.
        layers_after: its layers beyond this one; ``None``: no question about layers.
    """

    end: bool
    layers_after: int | None


def questions(memory: Memory | None, seen: Observation) -> Iterator[tuple[str, JobQuestions]]:
    """The jobs of which more has to be known than the lists have shown."""
    if memory is None:
        return  # of what is there at the first look is told only that it is there
    for entry in standings(memory, seen):
        layer = entry.known.layer if entry.known else 0
        end = entry.standing is not Standing.RUNNING
        layers_after = layer if seen.layers_followed else None
        if end or layers_after is not None:
            yield entry.job.id, JobQuestions(end=end, layers_after=layers_after)
