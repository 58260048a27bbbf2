"""Who is connected to the OPC UA server of the machine."""

from __future__ import annotations

import attrs

from eosconnect.simulator.world.noise import Dice
from eosconnect.simulator.world.ticks import HOUR

__all__ = ["CONNECTIONS_MAX", "SESSIONS_MAX", "SUBSCRIPTIONS_MAX", "OpcClient", "opc_clients"]

CONNECTIONS_MAX, SESSIONS_MAX, SUBSCRIPTIONS_MAX = 100, 50, 20

_CLIENTS = ("mes-gateway", "shopfloor-historian", "quality-db", "dashboard-hall-2")


@attrs.frozen(kw_only=True)
class OpcClient:
    """One client with its connections and its session."""

    endpoint: str
    connections: int
    session: str
    subscriptions: int


def opc_clients(dice: Dice, now: int) -> list[OpcClient]:
    """Those that are connected; from hour to hour one comes or goes."""
    hour = now // HOUR
    return [
        OpcClient(
            endpoint=f"{name}:{dice.part(name, hour // 6).integer('port', 49_152, 65_535)}",
            connections=dice.part(name, hour).integer("connections", 1, 2),
            session=f"{name}-session",
            subscriptions=dice.part(name).integer("subscriptions", 1, 6),
        )
        for number, name in enumerate(_CLIENTS)
        if number == 0 or dice.part(name, hour // 3).chance("there", 0.7)
    ]
