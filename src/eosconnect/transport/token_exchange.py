"""The OAuth 2.0 client credentials exchange: Authlib writes the request and reads the answer, imported when needed."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from typing import Any, Final

from eosconnect.decisions.meaning import detail_of, error_for
from eosconnect.decisions.operations import operation
from eosconnect.decisions.repeating import REPEATED_STATUSES
from eosconnect.decisions.token import Token
from eosconnect.errors import AuthenticationError, EosConnectError, NotFoundError, UnexpectedResponseError
from eosconnect.settings import Settings
from eosconnect.transport.http import http
from eosconnect.transport.reply import kind_of

__all__ = ["TOKEN_PATH", "read_token", "token_form"]

TOKEN_PATH: Final = "/auth/connect/token"

#: The life of a token whose answer does not say: short, because a refused token only costs one request.
UNSTATED_LIFETIME: Final = 300.0

#: Longer lives are not believed.
LONGEST_LIFETIME: Final = 24 * 3600.0

IS_THIS_THE_MACHINE = "does this host belong to a machine with EOSCONNECT Core, and is authorization set up on it?"


def token_form(settings: Settings) -> tuple[dict[str, str], bytes]:
    """Headers and body of the token request, with the credentials in the body as the machine's tutorial sends them."""
    from authlib.oauth2.auth import ClientAuth
    from authlib.oauth2.rfc6749.parameters import prepare_token_request

    assert settings.client_secret is not None
    client = ClientAuth(settings.client_id, settings.client_secret.reveal(), "client_secret_post")
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    _, headers, body = client.prepare(
        "POST", settings.origin + TOKEN_PATH, headers, prepare_token_request("client_credentials")
    )
    return headers, body.encode("ascii")


def read_token(
    response: http.Response, settings: Settings, *, asked_at: float, retry_after: float | None = None
) -> Token:
    """The token in the answer of the token endpoint.

    Args:
        response: read to its end.
        asked_at: the monotonic clock when the request left; the token's life is counted from there.
        retry_after: seconds the machine asked to wait.

    Raises:
        AuthenticationError: the machine refuses the credentials.
        NotFoundError: there is no token endpoint.
        UnexpectedResponseError: the answer is no token.
        ApiError: any other error status.
    """
    status, content = response.status_code, response.content
    if status in REPEATED_STATUSES or 300 <= status < 400 or status == 403:
        raise error_for(
            operation("request_token"),
            status,
            path=TOKEN_PATH,
            detail=detail_of(content, response.headers.get("content-type", ""), secrets=secrets_of(settings)),
            retry_after=retry_after,
        )
    if status in (404, 405):
        raise located(
            NotFoundError(f"{settings.origin}{TOKEN_PATH} does not exist", status=status, hint=IS_THIS_THE_MACHINE)
        )
    answer = read_answer(response, settings)
    value, lifetime = answer.get("access_token"), lifetime_of(answer.get("expires_in"))
    if not isinstance(value, str) or not value or not value.isascii() or not value.isprintable() or " " in value:
        raise located(UnexpectedResponseError("the token answer has no usable access_token", hint=IS_THIS_THE_MACHINE))
    if str(answer.get("token_type", "bearer")).lower() != "bearer":
        raise located(UnexpectedResponseError("the token answer has another token_type than Bearer"))
    return Token(value, asked_at, asked_at + lifetime)


def read_answer(response: http.Response, settings: Settings) -> dict[str, Any]:
    from authlib.oauth2.base import OAuth2Error
    from authlib.oauth2.client import OAuth2Client

    status, content = response.status_code, response.content
    answer, kind = None, kind_of(content)
    with suppress(ValueError, RecursionError):
        answer, kind = response.json(), "JSON of another shape"
    if not isinstance(answer, dict):
        if status in (400, 401):
            raise refused(status, None)
        raise located(
            UnexpectedResponseError(
                f"{settings.origin}{TOKEN_PATH} answered {status} with {kind} instead of a token",
                hint=IS_THIS_THE_MACHINE,
            )
        )
    # Its life is counted on our monotonic clock, so the wall clock's part in Authlib is left out.
    times = {name: answer.pop(name, None) for name in ("expires_in", "expires_at")}
    plain = http.Response(status if status < 500 else 400, json=answer)
    token: dict[str, Any] | None = None
    with suppress(OAuth2Error, ValueError):  # ValueError: a description with characters that Authlib does not allow
        token = OAuth2Client(session=None).parse_response_token(plain)
    # Raised outside of the handler: Authlib's error holds what the machine wrote, unscrubbed.
    if token is None or status >= 400:
        raise refused(status, answer, settings)
    return {**token, **times}


def refused(status: int, answer: dict[str, Any] | None, settings: Settings | None = None) -> EosConnectError:
    """The error for an answer that says no."""
    code = str((answer or {}).get("error") or "")
    if code in ("", "invalid_client", "unauthorized_client", "invalid_grant"):
        what = "the machine does not know these credentials"
        step = (
            "check client_id and client_secret (EOSCONNECT_CLIENT_ID, EOSCONNECT_CLIENT_SECRET) against the machine's "
            "authorization settings; a secret is shown there only once"
        )
    else:
        what = "the machine refuses to give a token"
        step = IS_THIS_THE_MACHINE
    detail = None
    if answer and settings:
        detail = detail_of(json.dumps(answer).encode(), secrets=secrets_of(settings))
    return located(
        AuthenticationError(
            f"{what} (status {status})" + (f"; the machine says: {detail}" if detail else ""),
            status=status,
            detail=detail,
            hint=step,
        )
    )


def lifetime_of(stated: Any) -> float:
    """Seconds from ``expires_in``, which may be absent, or a number written as text."""
    if stated is None:
        return UNSTATED_LIFETIME
    try:
        seconds = math.nan if isinstance(stated, bool) else float(stated)
    except (TypeError, ValueError):
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise located(UnexpectedResponseError("the token answer has an expires_in that is not a number of seconds"))
    return min(seconds, LONGEST_LIFETIME)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """What must not come out in a text, whatever a machine echoes."""
    return (settings.client_secret.reveal(),) if settings.client_secret else ()


def located(error: EosConnectError) -> EosConnectError:
    error.method, error.path = "POST", TOKEN_PATH
    return error
