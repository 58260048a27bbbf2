"""The logs of the machine, and who is connected to its OPC UA server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from eosconnect.simulator.answers.answer import Answer, File, Nothing, Query, Record, Refusal
from eosconnect.simulator.artifacts.log_archive import log_archive
from eosconnect.simulator.world import World
from eosconnect.simulator.world.log_entries import KEPT_FOR, LEVELS, SOURCES, LogEntry, log_entries
from eosconnect.simulator.world.opc import CONNECTIONS_MAX, SESSIONS_MAX, SUBSCRIPTIONS_MAX, opc_clients
from eosconnect.simulator.world.ticks import from_datetime, texts

__all__ = ["DIAGNOSTIC_ANSWERS"]


def download_log_files(world: World, query: Query) -> Answer:
    """For one client at a time."""
    now = world.ticks()
    if not world.log_files.take():
        return Refusal(423, "Another client is fetching the log files.")
    try:
        entries = log_entries(world, SOURCES, minimum="DEBUG", first=now - KEPT_FOR, last=now, now=now)
    except BaseException:
        world.log_files.give_back()
        raise
    return File(
        media_type="application/zip",
        filename=f"{world.serial_number}_logs.zip",
        chunks=lambda: log_archive(entries, now),
        done=world.log_files.give_back,
    )


def list_log_entries(world: World, query: Query) -> Answer:
    """Oldest first."""
    arguments = query.arguments
    asked = arguments["loggingSources"]
    found = log_entries(
        world,
        SOURCES if "All" in asked else [source for source in SOURCES if source in asked],
        minimum=arguments["minimumLogLevel"],
        first=from_datetime(arguments["fromDate"]),
        last=from_datetime(arguments["toDate"]),
        now=world.ticks(),
    )
    times = texts(np.array([entry.at for entry in found], dtype=np.int64))
    return Record([_as_json(entry, time) for entry, time in zip(found, times, strict=True)]) if found else Nothing()


def _as_json(entry: LogEntry, time: str) -> dict[str, Any]:
    return {
        "sourceName": entry.source,
        "date": time,
        "threadId": str(entry.thread),
        "message": entry.message,
        "severity": entry.level,
        "logLevel": LEVELS[entry.level],
    }


def get_opc_diagnostics(world: World, query: Query) -> Answer:
    clients = opc_clients(world.dice.part("opc"), world.ticks())
    return Record(
        {
            "tcpDiagnostics": {
                "connectionCountMax": CONNECTIONS_MAX,
                "connectionCountTotal": sum(client.connections for client in clients),
                "connections": [
                    {"endpoint": client.endpoint, "connectionCountTotal": client.connections} for client in clients
                ],
            },
            "sessionDiagnostics": {
                "sessionCountMax": SESSIONS_MAX,
                "sessionCountTotal": len(clients),
                "subscriptionCountPerSessionMax": SUBSCRIPTIONS_MAX,
                "sessions": [
                    {"sessionName": client.session, "subscriptionCountTotal": client.subscriptions}
                    for client in clients
                ],
            },
        }
    )


DIAGNOSTIC_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "download_log_files": download_log_files,
    "list_log_entries": list_log_entries,
    "get_opc_diagnostics": get_opc_diagnostics,
}
