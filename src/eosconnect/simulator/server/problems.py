"""Error answers in the shape that the machine's framework gives them (RFC 9457 problem details)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus

import msgspec
from starlette.responses import Response

__all__ = ["invalid", "problem"]

#: Where RFC 9110 describes the class of the status, as the framework's ``type`` links do.
RFC_SECTIONS = {
    400: "15.5.1", 401: "15.5.2", 403: "15.5.4", 404: "15.5.5", 405: "15.5.6", 415: "15.5.16",
    500: "15.6.1", 501: "15.6.2", 503: "15.6.4",
}  # fmt: skip


def problem(
    status: int,
    detail: str | None = None,
    *,
    title: str | None = None,
    errors: Mapping[str, Sequence[str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An ``application/problem+json`` answer."""
    section = RFC_SECTIONS.get(status)
    content = {
        "type": f"https://tools.ietf.org/html/rfc9110#section-{section}" if section else "about:blank",
        "title": title or reason(status),
        "status": status,
        "detail": detail,
        "traceId": f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-00",
        "errors": errors,
    }
    return Response(
        msgspec.json.encode({name: value for name, value in content.items() if value is not None}),
        status_code=status,
        headers=dict(headers or {}),
        media_type="application/problem+json; charset=utf-8",
    )


def invalid(errors: Mapping[str, Sequence[str]]) -> Response:
    """400 for parameters that did not pass, by their names."""
    return problem(400, title="One or more validation errors occurred.", errors=errors)


def reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"
