"""Building requests: the generated operations know path, query and body; here they get their version and host."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import Any, Final, cast

import attrs

from eosconnect.decisions.dialect import extra_query
from eosconnect.decisions.operations import Operation, OperationId
from eosconnect.errors import ConfigurationError
from eosconnect.transport.http import http
from eosconnect.version import __version__
from eosconnect.versions import ApiVersion

__all__ = ["BuiltRequest", "build_free_request", "build_request"]

USER_AGENT: Final = f"eosconnect-sdk/{__version__} (Python {sys.version_info.major}.{sys.version_info.minor})"

#: These lie beside the versioned API.
UNVERSIONED: Final = ("/api/", "/auth/")


@attrs.frozen
class BuiltRequest:
    """A request before it knows its host.

    Attributes:
        operation: what it asks.
        path: below ``/api/vX.Y``, or below the machine's origin if it begins with ``/api/`` or ``/auth/``.
        options: query and body, as ``httpx2`` takes them; never shown.
    """

    operation: Operation
    path: str
    options: dict[str, Any] = attrs.field(repr=False)

    @property
    def versioned(self) -> bool:
        """Whether the path lies below ``/api/vX.Y``."""
        return not self.path.startswith(UNVERSIONED)

    def full_path(self, version: ApiVersion | None) -> str:
        """The path below the machine's origin."""
        return f"/api/{version}{self.path}" if self.versioned else self.path

    def target(self, version: ApiVersion | None, *, whole: bool) -> tuple[str, dict[str, Any]]:
        """The path as this version wants it, and what else there is to send.

        Args:
            version: that is spoken.
            whole: with the query in the path. The HTTP client takes its time to read an address, and would read it
                anew for a query that is given apart; but a client with a query of its own would forget ours.
        """
        path = self.full_path(version)
        options = dict(self.options)
        query = options.get("params")
        if version is not None and isinstance(query, dict):
            query = options["params"] = {**query, **extra_query(self.operation.id, version, query)}
        if whole and query and "?" not in path and "#" not in path:
            path += f"?{http.QueryParams(options.pop('params'))}"
        return path, options


def build_request(operation: Operation, **arguments: Any) -> BuiltRequest:
    """The request of an operation, built by the generated client; arguments that are ``None`` are left out.

    Raises:
        TypeError: the operation has no such parameter, or one is missing.

    Example:
        >>> from eosconnect.decisions.operations import operation
        >>> build_request(operation("get_job"), job_id="J 1").path
        '/jobs/J%201'
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    options = dict(builder(operation.tag, operation.id)(**given))
    del options["method"]
    return BuiltRequest(operation, options.pop("url"), options)


@cache
def builder(tag: str, id: str) -> Any:
    return import_module(f"eosconnect_api.api.{tag}.{id}")._get_kwargs


def build_free_request(method: str, path: str, *, params: Any = None, json: Any = None) -> BuiltRequest:
    """A request to any path below the machine's origin. Only reading methods are repeated.

    Raises:
        ConfigurationError: ``path`` is not a path; tokens go to the machine's own origin only.
    """
    if not path.startswith("/") or path.startswith("//"):
        raise ConfigurationError(
            f"{path!r} is not a path of the machine", hint='begin with one slash, such as "/jobs" or "/api/v6.1/jobs"'
        )
    method = method.upper()
    reading = method in ("GET", "HEAD", "OPTIONS")
    operation = Operation(
        id=cast(OperationId, "request"),
        tag="",
        method=method,
        path="(free path)",
        repeatable=reading,
        changes_machine=not reading,
        page=None,
        machines=(),
        filter_system=None,
        data_point=None,
        statuses=(),
    )
    options = {name: value for name, value in (("params", params), ("json", json)) if value is not None}
    return BuiltRequest(operation, path, options)
