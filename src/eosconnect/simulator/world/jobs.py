"""A job in time, and what has become of it at a given moment."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np

from eosconnect.simulator.world.design import Design
from eosconnect.simulator.world.timeline import Timeline, timeline_of

__all__ = ["Idle", "Job", "Wear"]


@attrs.frozen(kw_only=True)
class Idle:
    """The time before a job, in ticks since 1970.

    Attributes:
        begin: end of the job before.
        setup: when the operator begins to set the machine up.
        maintenance: beginning and end of a maintenance, or ``None``.
        filter_changed: the filter was changed during that maintenance.
    """

    begin: int
    setup: int
    maintenance: tuple[int, int] | None
    filter_changed: bool


@attrs.frozen(kw_only=True)
class Wear:
    """The traces that the jobs before have left when a job starts.

    Attributes:
        laser_hours: operating hours of the lasers.
        cleanings: filter cleanings since the filter was changed.
        filter_hours: hours of exposure since the filter was changed.
        disk_free: free space on the data disk, in GB.
    """

    laser_hours: float
    cleanings: int
    filter_hours: float
    disk_free: float


@attrs.frozen(eq=False, slots=False, kw_only=True)
class Job:
    """One job.

    Attributes:
        number: 0 ran when the world began, those before it have negative numbers.
        id: serial number of the machine and time of the start.
        start, end: ticks since 1970; the end is in the future for a job that runs.
        idle: the time before it.
        wear: state of the machine at its start.
        deleted, corrupt: nothing but the head of the job is left, or can be read.
    """

    number: int
    id: str
    design: Design
    start: int
    end: int
    idle: Idle
    wear: Wear
    deleted: bool = False
    corrupt: bool = False

    @property
    def timeline(self) -> Timeline:
        return timeline_of(self.design)

    @property
    def readable(self) -> bool:
        return not (self.deleted or self.corrupt)

    @cached_property
    def layers(self) -> int:
        """The layers that are begun before it ends."""
        return self.design.layers if self.design.mishap is None else self.design.mishap.layer

    def is_running(self, now: int) -> bool:
        return self.start <= now < self.end

    def result(self, now: int) -> str:
        if now < self.end:
            return "Pending"
        return "Successful" if self.design.mishap is None else self.design.mishap.kind.result

    def layers_built(self, now: int) -> int:
        """The layers that have ended by ``now``."""
        if now >= self.end:
            return self.layers
        return int(np.searchsorted(self.timeline.end, now - self.start, side="right"))

    def layer_in_progress(self, now: int) -> int | None:
        """The index, from 1, of the layer being built at ``now``."""
        built = self.layers_built(now)
        if not self.is_running(now) or built == self.layers or now - self.start < int(self.timeline.begin[0]):
            return None
        return built + 1

    def height(self, layers: int) -> float:
        """Upper height of a layer in mm."""
        return round(layers * self.design.thickness, 4)
