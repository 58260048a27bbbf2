"""What ends a job early, and how long before the end it begins to show."""

from __future__ import annotations

import attrs

from eosconnect.simulator.world.noise import Dice
from eosconnect.simulator.world.profiles import MachineProfile

__all__ = ["KINDS", "Mishap", "MishapKind", "draw_mishap", "possible"]


@attrs.frozen(kw_only=True)
class MishapKind:
    """A way for a job to end early.

    Attributes:
        name: what happens.
        result: the job's result.
        oee_error: the error flag of the machine state while nobody has acknowledged it.
        operation: the operation of the last layer that is broken off.
        warning: the message that comes while it builds up, or ``None`` when it comes without notice.
        error: the message of the moment itself.
        onset: seconds before the end at which the signals begin to move, shortest and longest.
        standstill: seconds from the stop to the end of the job, shortest and longest.
    """

    name: str
    result: str
    oee_error: str
    operation: str
    warning: str | None
    error: str
    onset: tuple[float, float]
    standstill: tuple[float, float]

    def happens_on(self, profile: MachineProfile) -> bool:
        if self.name == "oxygen leak":
            return profile.metal or profile.model == "EOS P 500"
        if self.name in {"filter clogged", "laser too hot"}:
            return profile.metal
        if self.name == "chamber too cold":
            return not profile.metal
        return True


KINDS = {
    kind.name: kind
    for kind in (
        MishapKind(
            name="oxygen leak",
            result="Failed",
            oee_error="MachineError",
            operation="Exposure",
            warning="oxygen rising",
            error="oxygen too high",
            onset=(1500.0, 3600.0),
            standstill=(600.0, 1500.0),
        ),
        MishapKind(
            name="recoater collision",
            result="Failed",
            oee_error="BuildCrash",
            operation="Recoating",
            warning="recoater torque high",
            error="recoater blocked",
            onset=(900.0, 3000.0),
            standstill=(900.0, 2700.0),
        ),
        MishapKind(
            name="filter clogged",
            result="Failed",
            oee_error="ConsumableMissing",
            operation="Exposure",
            warning="filter loaded",
            error="gas flow too low",
            onset=(3600.0, 9000.0),
            standstill=(600.0, 1800.0),
        ),
        MishapKind(
            name="laser too hot",
            result="Failed",
            oee_error="Facility",
            operation="Exposure",
            warning="laser temperature high",
            error="laser too hot",
            onset=(600.0, 1500.0),
            standstill=(300.0, 1200.0),
        ),
        MishapKind(
            name="powder short",
            result="Failed",
            oee_error="ConsumableMissing",
            operation="Recoating",
            warning="powder low",
            error="powder empty",
            onset=(2400.0, 7200.0),
            standstill=(1800.0, 3600.0),
        ),
        MishapKind(
            name="chamber too cold",
            result="Failed",
            oee_error="MachineError",
            operation="Exposure",
            warning="chamber temperature falling",
            error="chamber too cold",
            onset=(500.0, 1300.0),
            standstill=(300.0, 900.0),
        ),
        MishapKind(
            name="emergency stop",
            result="Failed",
            oee_error="EmergencyStop",
            operation="Exposure",
            warning=None,
            error="emergency stop",
            onset=(1.0, 2.0),
            standstill=(300.0, 1800.0),
        ),
        MishapKind(
            name="canceled",
            result="UserCanceled",
            oee_error="NoError",
            operation="Exposure",
            warning=None,
            error="job canceled",
            onset=(1.0, 2.0),
            standstill=(2.0, 6.0),
        ),
    )
}


@attrs.frozen(kw_only=True)
class Mishap:
    """One early end.

    Attributes:
        kind: what happens.
        layer: index of the last layer, from 1.
        progress: how far the operation of that layer is when it is broken off.
        onset, standstill: as in :class:`MishapKind`, in seconds.
    """

    kind: MishapKind
    layer: int
    progress: float
    onset: float
    standstill: float


def possible(profile: MachineProfile) -> tuple[str, ...]:
    """The failures that can happen on this machine model."""
    return tuple(name for name, kind in KINDS.items() if kind.result == "Failed" and kind.happens_on(profile))


def draw_mishap(dice: Dice, name: str, *, layers: int) -> Mishap:
    kind = KINDS[name]
    return Mishap(
        kind=kind,
        layer=max(2, min(layers - 1, round(layers * dice.uniform("how far", 0.25, 0.92)))),
        progress=dice.uniform("progress", 0.25, 0.75),
        onset=dice.uniform("onset", *kind.onset),
        standstill=dice.uniform("standstill", *kind.standstill),
    )
