"""The simulated machine that most tests share, and how to connect to one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypedDict

from eosconnect.simulator import Simulator

#: The simulated machine stands still here, so that what the tests read does not depend on the day they run.
NOW = datetime(2026, 11, 2, 15, 30, tzinfo=UTC)


class ConnectionSettings(TypedDict):
    host: str
    client_id: str
    client_secret: str
    ca: str


def connection_settings(simulator: Simulator) -> ConnectionSettings:
    return {
        "host": simulator.host,
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        "ca": simulator.ca,
    }
