"""A scripted machine on a real TLS socket, and a connection of either kind to it."""

from __future__ import annotations

from tests.scripted_fixtures import (
    answer,
    certificates,
    clock,
    connect,
    kind,
    link,
    own_client,
    secret,
    serve,
    server,
    waiters,
)

__all__ = [
    "answer",
    "certificates",
    "clock",
    "connect",
    "kind",
    "link",
    "own_client",
    "secret",
    "serve",
    "server",
    "waiters",
]
