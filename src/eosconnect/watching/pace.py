"""How long to wait before the next look: gentle when nothing happens, close by when a job ends."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import Any

import attrs

from eosconnect.decisions.repeating import LONGEST_RETRY_AFTER
from eosconnect.errors import ConfigurationError
from eosconnect.models import Job, JobDetail, JobResult, Layer
from eosconnect.watching.memory import Memory
from eosconnect.watching.observation import Observation

__all__ = ["Pace"]


def positive(_: object, attribute: attrs.Attribute[Any], value: float) -> None:
    if not 0 < value < float("inf"):
        raise ConfigurationError(f"{attribute.name}={value} is not a number of seconds above 0")


@attrs.frozen(kw_only=True)
class Pace:
    """The bounds of the time between two looks, in seconds. A look takes three to seven small requests.

    Attributes:
        shortest: while a job is about to end, or has ended and the machine does not say how yet.
        longest: while the machine is idle. While it builds, the pause is about the time of a layer, within these two.
        longest_outage: while the machine cannot be read, the pause grows up to this.

    Raises:
        ConfigurationError: not a number of seconds, or bounds the wrong way round.

    Example:
        >>> Pace(longest=20).while_building(layer_time=34.0, layers_left=1000)
        20.0
        >>> Pace().while_building(layer_time=34.0, layers_left=1)
        5.0
    """

    shortest: float = attrs.field(default=5.0, converter=float, validator=positive)
    longest: float = attrs.field(default=60.0, converter=float, validator=positive)
    longest_outage: float = attrs.field(default=300.0, converter=float, validator=positive)

    def __attrs_post_init__(self) -> None:
        if self.shortest > self.longest:
            raise ConfigurationError(f"shortest={self.shortest} is longer than longest={self.longest}")

    def after(self, seen: Observation, memory: Memory) -> float:
        """The pause after a look."""
        open_jobs = [known for known in memory.jobs.values() if known.is_open]
        if any(known.unsettled for known in open_jobs):
            return self.shortest
        if not open_jobs:
            return self.longest
        job = max((known.job for known in open_jobs), key=lambda job: job.id == seen.running)
        layers = seen.stories[job.id].layers if job.id in seen.stories else None
        return self.while_building(layer_time=layer_time(job, layers or ()), layers_left=layers_left(job))

    def while_building(self, *, layer_time: float | None, layers_left: int | None) -> float:
        """The time of a layer, and no more than is left of the job; without either, in between."""
        if layers_left is not None and layers_left <= 1:
            return self.shortest
        if layer_time is None:
            return self.within((self.shortest * self.longest) ** 0.5)
        # The last layer is reserved for the close look.
        return self.within(layer_time if layers_left is None else min(layer_time, layer_time * (layers_left - 1)))

    def in_outage(self, failures: int, asked_to_wait: float | None = None) -> float:
        """The pause after so many failed looks in a row: doubling, and no shorter than the machine asks for."""
        pause = min(self.shortest * 2.0 ** min(failures - 1, 30), max(self.longest_outage, self.shortest))
        return max(pause, min(asked_to_wait or 0.0, LONGEST_RETRY_AFTER))

    def within(self, seconds: float) -> float:
        return min(max(seconds, self.shortest), self.longest)


def spread(pause: float, random: float) -> float:
    """A pause made up to a fifth shorter, so that many watchers do not come at the same moment."""
    return pause * (1.0 - random / 5)


def layer_time(job: Job, layers: Iterable[Layer]) -> float | None:
    """Seconds per layer: of the newest layers, or on average as far as the machine tells."""
    recent = [layer.duration.total_seconds() for layer in list(layers)[-9:] if layer.duration]
    if recent:
        return median(recent)
    if isinstance(job, JobDetail) and job.durations and job.layer_count:
        spent = (job.durations.recoating or 0.0) + (job.durations.exposure or 0.0)
        return spent / job.layer_count or None
    return None


def layers_left(job: Job) -> int | None:
    if job.result not in (None, JobResult.PENDING) or job.layer_count is None or not job.layer_count_target:
        return None
    return max(job.layer_count_target - job.layer_count, 0)
