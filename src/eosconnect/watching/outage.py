"""The time during which the machine cannot be read: what is told of it, and which failures count as one."""

from __future__ import annotations

from datetime import datetime

import attrs

from eosconnect.decisions.repeating import may_pass
from eosconnect.errors import ApiError, ConfigurationError, EosConnectError
from eosconnect.watching.events import ConnectionLost, ConnectionRestored
from eosconnect.watching.telling import event_id

__all__ = ["Outage", "is_outage"]


def is_outage(error: EosConnectError, *, has_worked: bool, wait_for_machine: bool) -> bool:
    """Whether a failed look is waited out. Otherwise it ends the watching.

    Args:
        error: what the transport gave up with, after its own repetitions.
        has_worked: a look has succeeded before. Then whatever is wrong now, credentials and certificate included, was
            right and can become right again; a watcher that runs for months waits for that and says so.
        wait_for_machine: the caller wants to wait for a machine that is not there yet.
    """
    if isinstance(error, ConfigurationError):
        return False
    return has_worked or (wait_for_machine and may_pass(error))


@attrs.frozen
class Outage:
    """An outage that goes on.

    Attributes:
        since: this computer's time at the first failed look.
        failures: failed looks so far.
    """

    since: datetime
    failures: int = 1

    def lost(self, identity: str, machine: str, error: EosConnectError) -> ConnectionLost:
        return ConnectionLost(
            id=event_id(identity, ConnectionLost, self.since), machine=machine, time=self.since, error=str(error)
        )

    def restored(self, identity: str, machine: str, at: datetime) -> ConnectionRestored:
        return ConnectionRestored(
            id=event_id(identity, ConnectionRestored, self.since), machine=machine, time=at, lost_at=self.since
        )


def asked_to_wait(error: EosConnectError) -> float | None:
    return error.retry_after if isinstance(error, ApiError) else None
