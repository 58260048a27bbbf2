"""The load of the machine's OPC UA server."""

from __future__ import annotations

import attrs

from eosconnect.models.conversion import named
from eosconnect.models.model import Model

__all__ = ["DiagnosticsSummary", "Session", "SessionDiagnostics", "TcpConnectionSummary", "TcpDiagnostics"]


@attrs.frozen(kw_only=True, repr=False)
class TcpConnectionSummary(Model):
    """The TCP connections from one endpoint. Source: TcpConnectionSummary.

    Attributes:
        endpoint: name and port at the other side.
        connection_count: connections from there.
    """

    endpoint: str | None = None
    connection_count: int | None = attrs.field(default=None, metadata=named("connectionCountTotal"))


@attrs.frozen(kw_only=True, repr=False)
class TcpDiagnostics(Model):
    """The TCP connections to the OPC UA server. Source: TcpDiagnostics.

    Attributes:
        connection_count, connection_count_max: open now, and accepted at most.
        connections: by endpoint.
    """

    connection_count: int | None = attrs.field(default=None, metadata=named("connectionCountTotal"))
    connection_count_max: int | None = None
    connections: tuple[TcpConnectionSummary, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True, repr=False)
class Session(Model):
    """An open OPC UA session. Source: Session.

    Attributes:
        name: of the session.
        subscription_count: its active subscriptions.
    """

    name: str | None = attrs.field(default=None, metadata=named("sessionName"))
    subscription_count: int | None = attrs.field(default=None, metadata=named("subscriptionCountTotal"))


@attrs.frozen(kw_only=True, repr=False)
class SessionDiagnostics(Model):
    """The OPC UA sessions. Source: SessionDiagnostics.

    Attributes:
        session_count, session_count_max: open now, and accepted at most.
        subscription_count_per_session_max: subscriptions that one session may hold.
        sessions: the open ones.
    """

    session_count: int | None = attrs.field(default=None, metadata=named("sessionCountTotal"))
    session_count_max: int | None = None
    subscription_count_per_session_max: int | None = None
    sessions: tuple[Session, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True, repr=False)
class DiagnosticsSummary(Model):
    """The load of the OPC UA server at this moment. Source: DiagnosticsSummary.

    Attributes:
        tcp: TCP connections and their limit.
        sessions: OPC UA sessions and their limits.

    Example:
        >>> summary = DiagnosticsSummary.from_json(
        ...     {"sessionDiagnostics": {"sessionCountTotal": 2, "sessionCountMax": 15, "sessions": []}}
        ... )
        >>> summary.sessions.session_count_max - summary.sessions.session_count
        13
    """

    tcp: TcpDiagnostics | None = attrs.field(default=None, metadata=named("tcpDiagnostics"))
    sessions: SessionDiagnostics | None = attrs.field(default=None, metadata=named("sessionDiagnostics"))
