"""What a soak does, and how it ended."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

import attrs

__all__ = ["Plan", "duration"]

SENSORS: Final = (
    "processChamber.temperature",
    "filterSystem.o2Concentration",
    "exposure.laser[1].temperature",
    "buildingPlatform.speedSetPoint",
)


@attrs.frozen(kw_only=True)
class Plan:
    """How long, how fast, how rough.

    Attributes:
        seconds: of real time.
        speed: machine seconds per real second.
        seed: of the faults, and of the machine.
        model: of the machine.
        token_lifetime: real seconds.
        disturbances: the average of them a second.
        restarts: real seconds between two restarts of the watcher.
        sensors: that are exported.
        layers: whether the layers, the bulk of what happens, are told and exported, too.
    """

    seconds: float
    speed: float
    seed: int = 1
    model: str = "EOS M 290"
    token_lifetime: float = 60.0
    disturbances: float = 2.0
    restarts: float = 20.0
    sensors: tuple[str, ...] = attrs.field(default=SENSORS, converter=tuple)
    layers: bool = True

    @property
    def simulated(self) -> timedelta:
        """Time that passes on the machine."""
        return timedelta(seconds=self.seconds * self.speed)


UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}


def duration(text: str) -> float:
    """Seconds from ``"90"``, ``"90s"``, ``"10m"`` or ``"1.5h"``.

    Example:
        >>> duration("10m")
        600.0
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not a duration such as 90s, 10m or 1.5h")
    return float(found[1]) * UNITS[found[2]]
