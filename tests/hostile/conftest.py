"""Machines that mean ill, or are broken."""

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
