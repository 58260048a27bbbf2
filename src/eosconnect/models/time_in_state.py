"""How long the machine was in which state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import attrs

from eosconnect.models.model import shown
from eosconnect.models.open_enum import OpenEnum
from eosconnect.models.state import MachineState, StateBuildJob, StateError, StateMachineState, StateMaintenance

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["StateSpan", "TimeInState", "time_in_state"]

ASPECTS: Final[Mapping[str, type[OpenEnum]]] = {
    "machine_state": StateMachineState,
    "build_job": StateBuildJob,
    "error": StateError,
    "maintenance": StateMaintenance,
}

ZERO: Final = timedelta()


@attrs.frozen(kw_only=True)
class StateSpan:
    """A time in which the state did not change.

    Attributes:
        started_at, ended_at: when, within the window.
        state: what the machine reported; ``None`` where nothing is known.
    """

    started_at: datetime
    ended_at: datetime
    state: MachineState | None

    @property
    def duration(self) -> timedelta:
        """From start to end."""
        return self.ended_at - self.started_at


@attrs.frozen(kw_only=True)
class TimeInState:
    """The time a machine spent in each state, within a window.

    A state holds from its timestamp until the timestamp of the next one. The last state before the window holds at its
    beginning and counts from there; the last state of the window counts until its end. What lies before the first
    state that the machine knows, and the time in which the state feature was switched off, is ``unknown``. For each of
    the four aspects, the times of its states and ``unknown`` add up to the length of the window.

    This is not OEE, which also needs performance and quality.

    Attributes:
        after, before: the window.
        machine_state, build_job, error, maintenance: time by state, the longest first; states that did not occur are
            absent.
        unknown: time of which nothing is known.
        spans: the window cut where the state changes, in the order of time, without gaps.

    Example:
        >>> from datetime import UTC
        >>> day = datetime(2026, 11, 2, tzinfo=UTC)
        >>> running = MachineState.from_json({"machineState": "Running", "timestamp": "2026-11-01T22:00:00Z"})
        >>> idle = MachineState.from_json({"machineState": "NoJob", "timestamp": "2026-11-02T18:00:00Z"})
        >>> spent = time_in_state([running, idle], day, day + timedelta(days=1))
        >>> spent.share("Running"), spent.machine_state["NoJob"]
        (0.75, datetime.timedelta(seconds=21600))
    """

    after: datetime
    before: datetime
    machine_state: Mapping[StateMachineState, timedelta]
    build_job: Mapping[StateBuildJob, timedelta]
    error: Mapping[StateError, timedelta]
    maintenance: Mapping[StateMaintenance, timedelta]
    unknown: timedelta
    spans: tuple[StateSpan, ...] = attrs.field(default=(), repr=False)

    @property
    def length(self) -> timedelta:
        """Of the window."""
        return self.before - self.after

    def share(self, state: OpenEnum | str) -> float:
        """The share of the window that was spent in one state, of whichever aspect, from 0 to 1.

        Args:
            state: such as ``"Running"``, ``StateError.NO_ERROR``.
        """
        spent = sum((times.get(state, ZERO) for times in self.by_aspect().values()), ZERO)
        return spent / self.length if self.length else 0.0

    def by_aspect(self) -> dict[str, Mapping[OpenEnum | str, timedelta]]:
        """The four aspects by name."""
        return {aspect: dict(getattr(self, aspect)) for aspect in ASPECTS}

    def to_pandas(self) -> pd.DataFrame:
        """One row per aspect and state, and one per aspect for what is unknown: ``aspect, state, seconds, share``.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        from eosconnect.presentation.extras import require

        require("pandas", extra="pandas")
        import pandas as pd

        rows = [
            (aspect, str(state), spent.total_seconds(), spent / self.length if self.length else 0.0)
            for aspect, times in self.by_aspect().items()
            for state, spent in {**times, "unknown": times.get("unknown", ZERO) + self.unknown}.items()
        ]
        return pd.DataFrame(rows, columns=["aspect", "state", "seconds", "share"])

    def plot(self, *, tz: str = "UTC") -> Figure:
        """Draw the states of the window as ribbons, one per aspect, with the share of each state.

        Args:
            tz: the zone of the time axis.

        Returns:
            The figure; ``figure.savefig("states.png")`` saves it. As the last line of a cell it is shown.

        Raises:
            ConfigurationError: matplotlib is not installed.
        """
        from eosconnect.presentation.plots.states import plot_states

        return plot_states(self, tz)

    def _repr_html_(self) -> str:
        from eosconnect.presentation.html.time_in_state import time_in_state_view

        return time_in_state_view(self)

    def __repr__(self) -> str:
        states = ", ".join(f"{state} {spent}" for state, spent in self.machine_state.items())
        unknown = f", unknown {self.unknown}" if self.unknown else ""
        return f"TimeInState({shown(self.after)} to {shown(self.before)}: {states or 'nothing'}{unknown})"


def time_in_state(states: Iterable[MachineState], after: datetime, before: datetime) -> TimeInState:
    """Add up; see :class:`TimeInState` for what is counted how.

    Args:
        states: in any order, with the last one before the window; what lies outside changes nothing.
        after, before: the window, aware.
    """
    spans = tuple(spans_of(states, after, before))
    times: dict[str, dict[OpenEnum, timedelta]] = {aspect: defaultdict(timedelta) for aspect in ASPECTS}
    unknown = ZERO
    for span in spans:
        if span.state is None:
            unknown += span.duration
            continue
        for aspect, kind in ASPECTS.items():
            times[aspect][getattr(span.state, aspect) or kind("unknown")] += span.duration
    ordered = {aspect: dict(sorted(spent.items(), key=lambda item: -item[1])) for aspect, spent in times.items()}
    return TimeInState(after=after, before=before, unknown=unknown, spans=spans, **ordered)  # type: ignore[arg-type]  # by aspect


def spans_of(states: Iterable[MachineState], after: datetime, before: datetime) -> Iterator[StateSpan]:
    """The window cut where the state changes; while the state feature is switched off nothing is known."""
    known = sorted((state for state in states if state.timestamp is not None), key=since)
    reached = after
    state: MachineState | None = None
    for follows in known:
        start = min(max(since(follows), after), before)
        if start > reached:
            yield StateSpan(started_at=reached, ended_at=start, state=state)
            reached = start
        state = None if follows.is_enabled is False else follows
    if reached < before:
        yield StateSpan(started_at=reached, ended_at=before, state=state)


def since(state: MachineState) -> datetime:
    assert state.timestamp is not None
    return state.timestamp
