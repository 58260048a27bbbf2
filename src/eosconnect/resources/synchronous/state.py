# Generated from src/eosconnect/resources/asynchronous/state.py by "nox -s generate". Do not edit.
"""State: what the machine is doing, in the four aspects it reports (job, error, machine, maintenance)."""

from __future__ import annotations

from eosconnect.models.state import MachineState
from eosconnect.resources.references import JobReference, job_id
from eosconnect.resources.synchronous.pager import Pager
from eosconnect.resources.synchronous.reading import one_or_none, paged
from eosconnect.timestamps import Moment, Window
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["State"]


class State:
    """The state of one machine, reached as ``machine.state``.

    Example:
        >>> with Machine.from_env() as machine:
        ...     state = machine.state.current()
        ...     print(state.machine_state, state.error)
        Running NoError
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> MachineState | None:
        """The state of the machine now, or ``None`` if it has none yet.

        Raises:
            BadRequestError: the state feature is switched off on the machine.
            NotSupportedOnMachineError: this machine model does not report states.

        Source: ``GET /info/state/current``.
        """
        return one_or_none(self._connection, "get_current_state", MachineState)

    def history(self, *, after: Moment | None = None, before: Moment | None = None) -> Pager[MachineState]:
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
    ) -> Pager[MachineState]:
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
