"""The token request: OAuth 2.0 client credentials (RFC 6749, sections 4.4 and 5)."""

from __future__ import annotations

import hmac
from base64 import b64decode
from urllib.parse import parse_qsl, unquote_plus

import attrs
import msgspec
from starlette.requests import Request
from starlette.responses import Response

from eosconnect.simulator.server.tokens import TokenStore

__all__ = ["Credentials", "answer_token_request"]

NEVER_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}


@attrs.frozen
class Credentials:
    """The one client that the simulated machine knows."""

    client_id: str
    client_secret: str = attrs.field(repr=False)

    def match(self, client_id: str, client_secret: str) -> bool:
        # Both are compared in full, and in constant time.
        same_id = hmac.compare_digest(client_id.encode(), self.client_id.encode())
        same_secret = hmac.compare_digest(client_secret.encode(), self.client_secret.encode())
        return same_id and same_secret


class OAuthError(Exception):
    def __init__(self, error: str, description: str, *, challenge: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.description = description
        self.challenge = challenge


async def answer_token_request(
    request: Request, credentials: Credentials, tokens: TokenStore, *, lifetime: float | None = None
) -> Response:
    """A new token, good for ``lifetime`` seconds (the store's own, unless given), or the error as OAuth names it."""
    try:
        form = _form(request.headers.get("content-type", ""), await request.body())
        _authenticate(request.headers.get("authorization", ""), form, credentials)
        grant_type = form.get("grant_type")
        if not grant_type:
            raise OAuthError("invalid_request", "grant_type is missing")
        if grant_type != "client_credentials":
            raise OAuthError("unsupported_grant_type", "only client_credentials is supported")
    except OAuthError as refused:
        return Response(
            msgspec.json.encode({"error": refused.error, "error_description": refused.description}),
            status_code=401 if refused.challenge else 400,
            headers=NEVER_STORED | ({"WWW-Authenticate": 'Basic realm="EOSCONNECT"'} if refused.challenge else {}),
            media_type="application/json",
        )
    good_for = tokens.lifetime if lifetime is None else lifetime
    return Response(
        msgspec.json.encode(
            {
                "access_token": tokens.issue(good_for),
                "expires_in": int(good_for),  # whole seconds, and never more than it is worth
                "token_type": "Bearer",
            }
        ),
        headers=NEVER_STORED,
        media_type="application/json",
    )


def _form(content_type: str, body: bytes) -> dict[str, str]:
    if content_type.split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise OAuthError("invalid_request", "the body must be application/x-www-form-urlencoded")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100)
    except ValueError:
        raise OAuthError("invalid_request", "the body is not a form") from None
    if len(dict(pairs)) != len(pairs):
        raise OAuthError("invalid_request", "a parameter is repeated")
    return dict(pairs)


def _authenticate(authorization: str, form: dict[str, str], credentials: Credentials) -> None:
    """``client_secret_post`` or ``client_secret_basic``, never both at once."""
    scheme, _, encoded = authorization.partition(" ")
    in_form = "client_secret" in form
    if scheme.lower() == "basic":
        if in_form:
            raise OAuthError("invalid_request", "the client authenticates in two ways at once")
        if not credentials.match(*_decode_basic(encoded.strip())):
            raise OAuthError("invalid_client", "unknown client or wrong secret", challenge=True)
    elif not in_form or not form.get("client_id"):
        raise OAuthError("invalid_client", "client_id and client_secret are needed")
    elif not credentials.match(form["client_id"], form["client_secret"]):
        raise OAuthError("invalid_client", "unknown client or wrong secret")


def _decode_basic(encoded: str) -> tuple[str, str]:
    try:
        client_id, _, client_secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:  # neither base64 nor UTF-8
        raise OAuthError("invalid_client", "not a Basic authorization", challenge=True) from None
    return unquote_plus(client_id), unquote_plus(client_secret)
