"""The access token: fetched inside the HTTP client's auth flow, shared by everybody who talks to the machine.

The token request is yielded from the flow, so it goes through the same pool, trust, proxy and timeouts as every other
request. One task or thread fetches; the others use the token that is still good, or wait.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

from eosconnect.decisions.operations import Operation
from eosconnect.decisions.repeating import Deadline, retry_after
from eosconnect.decisions.token import Step, Token, TokenState
from eosconnect.errors import EosConnectError, MachineTimeoutError
from eosconnect.settings import Settings
from eosconnect.transport.asynchronous import waiting
from eosconnect.transport.asynchronous.waiting import Flight
from eosconnect.transport.bodies import bounded
from eosconnect.transport.failures import without_frames
from eosconnect.transport.http import http
from eosconnect.transport.requests import USER_AGENT
from eosconnect.transport.token_exchange import TOKEN_PATH, read_token, secrets_of, token_form

__all__ = ["AsyncTokenFlow", "AsyncTokenKeeper", "AsyncTokenRequest"]


class AsyncTokenKeeper:
    """The one token of a connection."""

    def __init__(self, settings: Settings, token: Token | None = None) -> None:
        self._settings = settings
        self._state = TokenState(token)
        self._flight = Flight()
        self._lock = threading.Lock()  # held for a moment only, never while waiting

    @property
    def token(self) -> Token | None:
        """The token at hand, good or not."""
        return self._state.token

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be shown anywhere, whatever a machine echoes."""
        return (*secrets_of(self._settings), *((self._state.token.value,) if self._state.token else ()))

    async def turn(self, *, fresh: bool, deadline: Deadline) -> Token | AsyncTokenRequest:
        """A token that is good, or the task to fetch one.

        Args:
            fresh: do not make do with a token that is due for renewal.
            deadline: of the call that needs it.

        Raises:
            EosConnectError: what the one who was fetching failed with.
        """
        failure: EosConnectError | None = None
        while True:
            with self._lock:
                now = waiting.now()
                token = self._state.usable(now)
                step = self._state.step(now, fresh=fresh)
                if token is not None and (step is Step.SERVE or failure is not None):
                    return token
                if failure is not None:
                    raise copy.copy(failure)
                if step is Step.RENEW:
                    self._state = self._state.renewing_started()
                    self._flight = Flight()
                    return AsyncTokenRequest(self, self._settings, now)
                flight = self._flight
            if not await flight.wait(deadline.remaining(now)):
                raise MachineTimeoutError(f"no token within {deadline.total:g} s", method="POST", path=TOKEN_PATH)
            failure = flight.error

    def renewed(self, token: Token) -> None:
        """The token came."""
        with self._lock:
            self._state = self._state.renewed(token)
            self._flight.land()

    def failed(self, error: EosConnectError | None) -> bool:
        """No token came; ``None``: the one who was fetching went away. Says whether the token at hand is still good."""
        with self._lock:
            now = waiting.now()
            self._state = self._state.renewal_abandoned() if error is None else self._state.renewal_failed(now)
            self._flight.land(error)
            return self._state.usable(now) is not None

    def refused(self, token: Token) -> None:
        """The machine answered 401 to this token."""
        with self._lock:
            self._state = self._state.refused(token.value)


class AsyncTokenRequest:
    """The task to fetch a token. Whoever got it has to end it, in one way or another."""

    def __init__(self, keeper: AsyncTokenKeeper, settings: Settings, asked_at: float) -> None:
        self._keeper = keeper
        self._settings = settings
        self._asked_at = asked_at

    def built(self, like: http.Request) -> http.Request:
        """The request itself, as patient as the one that needs the token."""
        headers, body = token_form(self._settings)
        return http.Request(
            "POST",
            self._settings.origin + TOKEN_PATH,
            headers={**headers, "User-Agent": USER_AGENT},
            content=body,
            extensions={**like.extensions, "trace": waiting.Told()},
        )

    def answered(self, response: http.Response) -> Token | None:
        """The token in a response that was read to its end; ``None`` if there is none, and the one at hand still good.

        Raises:
            EosConnectError: there is none in it, and the token at hand is not good any more.
        """
        try:
            pause = retry_after(response.headers, datetime.now(UTC))
            token = read_token(response, self._settings, asked_at=self._asked_at, retry_after=pause)
        except EosConnectError as error:
            if not self.failed(without_frames(error, self._keeper.secrets)):
                raise error from None
            return None
        self._keeper.renewed(token)
        return token

    def failed(self, error: EosConnectError | None) -> bool:
        """There was no answer; says whether the token at hand is still good."""
        return self._keeper.failed(error)


class AsyncTokenFlow(http.Auth):
    """The authentication of one call.

    Whoever sends with it reports a failure of the sending with :meth:`interrupted`, because the HTTP client does not
    tell the flow.

    Attributes:
        holding: the call's own request has not been passed on, because there was no token yet.
    """

    def __init__(self, keeper: AsyncTokenKeeper, operation: Operation, deadline: Deadline, origin: http.URL) -> None:
        self._keeper = keeper
        self._deadline = deadline
        self._origin = origin
        self._replayable = operation.repeatable and not operation.changes_machine
        self._fresh = operation.changes_machine
        self._renewal: AsyncTokenRequest | None = None
        self.holding = True

    @property
    def fetching(self) -> bool:
        """The token request is under way."""
        return self._renewal is not None

    def interrupted(self, error: EosConnectError | None) -> bool:
        """Sending has failed with ``error``, or was given up (``None``).

        Says whether that concerned no more than an early renewal, so that the call can go on with the token at hand.
        """
        renewal, self._renewal = self._renewal, None
        return renewal is not None and renewal.failed(error)

    async def async_auth_flow(self, request: http.Request) -> AsyncGenerator[http.Request, http.Response]:
        """Put a token on the request; fetch one first where needed; after a 401 do so once more."""
        if origin_of(request.url) != origin_of(self._origin):
            self.holding = False
            yield request  # the token is for the machine alone
            return
        for last in (False, True) if self._replayable else (True,):
            token: Token | None = None
            while token is None:
                turn = await self._keeper.turn(fresh=self._fresh, deadline=self._deadline)
                if isinstance(turn, Token):
                    token = turn
                else:
                    self._renewal = turn
                    response = yield turn.built(like=request)
                    bounded(response, method="POST", path=TOKEN_PATH)
                    await response.aread()
                    self._renewal = None
                    # Used once even if it has ended already: asking again and again would not make it live longer.
                    token = turn.answered(response)
            request.headers["Authorization"] = f"Bearer {token.value}"
            self.holding = False
            response = yield request
            if response.status_code != 401:
                return
            self._keeper.refused(token)
            if last:
                return
            # The HTTP client reads it before it goes on.
            bounded(response, method=request.method, path=request.url.raw_path.decode("ascii").partition("?")[0])


def origin_of(url: http.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
