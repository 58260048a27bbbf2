"""State: what the machine is doing, in the four aspects it reports (job, error, machine, maintenance)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from eosconnect.errors import ConfigurationError
from eosconnect.models.state import MachineState
from eosconnect.models.time_in_state import TimeInState, time_in_state
from eosconnect.resources.asynchronous.pager import AsyncPager
from eosconnect.resources.asynchronous.reading import one_or_none, paged
from eosconnect.resources.references import JobReference, job_id
from eosconnect.timestamps import Moment, Window
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["AsyncState"]

#: How many days before a window the state at its beginning is looked for, further and further; ``None``: everywhere.
LOOKBACK: Final = (1, 14, 180, None)


class AsyncState:
    """The state of one machine, reached as ``machine.state``.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     state = await machine.state.current()
        ...     print(state.machine_state, state.error)
        Running NoError
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self) -> MachineState | None:
        """The state of the machine now, or ``None`` if it has none yet.

        Raises:
            BadRequestError: the state feature is switched off on the machine.
            NotSupportedOnMachineError: this machine model does not report states.

        Source: ``GET /info/state/current``.
        """
        return await one_or_none(self._connection, "get_current_state", MachineState)

    def history(self, *, after: Moment | None = None, before: Moment | None = None) -> AsyncPager[MachineState]:
        """The states in a window; each holds from its timestamp until the next one.

        Args:
            after, before: both included; a datetime, a date, an ISO text or "2 days ago".

        Source: ``GET /info/state``.
        """
        window = Window.of(after, before, tz=self._connection.settings.tz)
        return paged(
            self._connection,
            "list_states",
            MachineState,
            describe=f"states of {self._connection.settings.host}",
            keep=lambda state: window.contains(state.timestamp),
            from_date=window.after,
            to_date=window.asked_before,
        )

    def of_job(
        self, job: JobReference, *, after: Moment | None = None, before: Moment | None = None
    ) -> AsyncPager[MachineState]:
        """The states during one job.

        Raises:
            NotFoundError: the machine has no such job (raised while reading).

        Source: ``GET /info/state/{jobId}``.
        """
        window = Window.of(after, before, tz=self._connection.settings.tz)
        number = job_id(job)
        return paged(
            self._connection,
            "list_job_states",
            MachineState,
            describe=f"states of job {number}",
            keep=lambda state: window.contains(state.timestamp),
            job=number,
            job_id=number,
            from_date=window.after,
            to_date=window.asked_before,
        )

    async def time_in_state(self, *, after: Moment, before: Moment | None = None) -> TimeInState:
        """How long the machine was in which state, within a window.

        A state holds from its timestamp until the timestamp of the next one. The last state before the window holds at
        its beginning and counts from there; the last one in the window counts until its end, at most until now. What
        lies before the first state that the machine knows, and the time in which the state feature was switched off,
        is ``unknown``. For each of the four aspects, the times of its states and ``unknown`` add up to the window.

        This is not OEE, which also needs performance and quality.

        Args:
            after: where the window begins; a datetime, a date, an ISO text or "7 days ago".
            before: where it ends; now by default, and never later.

        Raises:
            BadRequestError: there are no states because the state feature is switched off on the machine.
            NotSupportedOnMachineError: this machine model does not report states.
            ConfigurationError: a time that cannot be read, or a window that lies in the future.

        Source: ``GET /info/state``.

        Example:
            >>> async with AsyncMachine.from_env() as machine:
            ...     spent = await machine.state.time_in_state(after="2026-10-01", before="2026-10-31")
            >>> sum(spent.machine_state.values(), spent.unknown) == spent.length
            True
        """
        now = datetime.now(UTC)
        window = Window.of(after, now if before is None else before, tz=self._connection.settings.tz, now=now)
        assert window.after is not None
        assert window.before is not None
        end = min(window.before, now)
        if window.after >= end:
            raise ConfigurationError("the window lies in the future", hint="choose one that has begun")
        states = [state async for state in self.history(after=window.after, before=end)]
        earlier = await self._in_force(window.after)
        if earlier is not None:
            states.append(earlier)
        elif not states:
            await self.current()  # says why, if the feature is switched off
        return time_in_state(states, window.after, end)

    async def _in_force(self, moment: datetime) -> MachineState | None:
        """The last state before a moment. Most machines change theirs every day, so the search begins nearby."""
        latest: MachineState | None = None
        end = moment
        for days in LOOKBACK:
            start = None if days is None else moment - timedelta(days=days)
            async for state in self.history(after=start, before=end):
                if state.timestamp is not None and (
                    latest is None or latest.timestamp is None or state.timestamp > latest.timestamp
                ):
                    latest = state
            if latest is not None or start is None:
                return latest
            end = start
        return latest
