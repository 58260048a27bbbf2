"""Events of every kind, as they come from a machine."""

from __future__ import annotations

from datetime import UTC, datetime

from eosconnect.models import JobDetail, Layer, MachineState, UserMessage
from eosconnect.watching import (
    ConnectionLost,
    ConnectionRestored,
    Event,
    JobCancelled,
    JobDiscovered,
    JobEnded,
    JobFailed,
    JobFinished,
    JobStarted,
    LayerReached,
    StateChanged,
    UserMessageRaised,
)

AT = datetime(2026, 11, 2, 9, 30, 0, 250_000, tzinfo=UTC)

JOB = JobDetail.from_json(
    {
        "id": "SI1716_20261102061500",
        "timeStarted": "2026-11-02T06:15:00.1234567Z",
        "timeEnded": "2026-11-02T09:30:00.25Z",
        "task": "Bügel_Ti64",
        "material": "Ti64",
        "result": "Failed",
        "layerCount": 312,
        "layerCountTarget": 1200,
        "starter": "m.rossi",
        "isRunning": False,
        "unheardOf": {"kept": [1, 2]},
    }
)
MESSAGE = UserMessage.from_json(
    {
        "severity": "Error",
        "jobId": JOB.id,
        "timeRaised": "2026-11-02T09:29:58Z",
        "message": "Oxygen too high:\r\n1.2 %",
        "layerIndex": 312,
    }
)
STATE = MachineState.from_json(
    {"machineState": "PausedByMachine", "error": "Facility", "timestamp": "2026-11-02T09:29:58Z"}
)
LAYER = Layer.from_json({"jobId": JOB.id, "index": 311, "timeEnded": "2026-11-02T09:29:30Z"})


def every_kind() -> list[Event]:
    """One event of each class."""
    common = {"machine": "si1716", "time": AT}
    return [
        JobDiscovered(id="job-discovered-1", job=JOB, **common),
        JobStarted(id="job-started-1", job=JOB, **common),
        LayerReached(id="layer-reached-1", job=JOB, layer=LAYER, **common),
        StateChanged(id="state-changed-1", job=JOB, state=STATE, **common),
        UserMessageRaised(id="user-message-1", job=JOB, message=MESSAGE, **common),
        JobEnded(id="job-ended-1", job=JOB, messages=(MESSAGE,), **common),
        JobFinished(id="job-ended-2", job=JOB, **common),
        failed(),
        JobCancelled(id="job-ended-4", job=JOB, **common),
        ConnectionLost(id="connection-lost-1", error="no answer", **common),
        ConnectionRestored(id="connection-restored-1", lost_at=AT, **common),
    ]


def failed(number: int = 3) -> JobFailed:
    return JobFailed(id=f"job-ended-{number}", machine="si1716", time=AT, job=JOB, messages=(MESSAGE, MESSAGE))
