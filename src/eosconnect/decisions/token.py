"""The life of an access token, as a pure state machine on a monotonic clock.

Whoever needs a token asks :meth:`TokenState.step` what to do, and reports what came of it; every report gives the next
state. Locks, waiting and the request itself are the business of the transport.
"""

from __future__ import annotations

import math
from enum import Enum

import attrs

__all__ = ["RENEWAL_PAUSE", "Step", "Token", "TokenState"]

#: A token is renewed this long before it ends, but not before half of its life is over.
RENEW_BEFORE_END = 60.0

#: After an early renewal that failed, the token at hand is served this long before the next attempt.
RENEWAL_PAUSE = 5.0


@attrs.frozen
class Token:
    """A bearer token.

    Attributes:
        value: what goes on the wire; never shown.
        issued_at, expires_at: on the monotonic clock, in seconds.
    """

    value: str = attrs.field(repr=False)
    issued_at: float
    expires_at: float

    @property
    def renew_at(self) -> float:
        """From here on the token is still good, and somebody should fetch the next one."""
        return self.expires_at - min(RENEW_BEFORE_END, (self.expires_at - self.issued_at) / 2)


class Step(Enum):
    """What the one who needs a token does next."""

    SERVE = "use the token at hand"
    RENEW = "fetch a token, then report"
    WAIT = "wait until the one who is fetching has reported, then ask again"


@attrs.frozen
class TokenState:
    """What is known about the token.

    Example:
        >>> state = TokenState()
        >>> state.step(now=0.0)
        <Step.RENEW: 'fetch a token, then report'>
        >>> state = state.renewing_started().renewed(Token("t", issued_at=0.0, expires_at=3600.0))
        >>> state.step(now=10.0)
        <Step.SERVE: 'use the token at hand'>
    """

    token: Token | None = None
    renewing: bool = False
    paused_until: float = -math.inf

    def usable(self, now: float) -> Token | None:
        """The token at hand while it has not ended."""
        return self.token if self.token is not None and now < self.token.expires_at else None

    def step(self, now: float, *, fresh: bool = False) -> Step:
        """What to do for a call that starts now.

        Args:
            now: the monotonic clock.
            fresh: for a call that is sent only once: a token that is due for renewal is renewed first rather than
                used while somebody else renews it.
        """
        token = self.usable(now)
        if token is not None and (now < token.renew_at or now < self.paused_until):
            return Step.SERVE
        if not self.renewing:
            return Step.RENEW
        return Step.SERVE if token is not None and not fresh else Step.WAIT

    def renewing_started(self) -> TokenState:
        """Somebody is fetching a token."""
        return attrs.evolve(self, renewing=True)

    def renewed(self, token: Token) -> TokenState:
        """A token came."""
        return TokenState(token)

    def renewal_failed(self, now: float) -> TokenState:
        """No token came; the one at hand, if it has not ended, is served for a while without another attempt."""
        return attrs.evolve(self, renewing=False, paused_until=now + RENEWAL_PAUSE)

    def renewal_abandoned(self) -> TokenState:
        """The one who was fetching went away (cancelled, interrupted); the next one in need takes over at once."""
        return attrs.evolve(self, renewing=False)

    def refused(self, value: str) -> TokenState:
        """The machine refused this token. A late refusal of an older one does not throw away the newer."""
        if self.token is None or self.token.value != value:
            return self
        return attrs.evolve(self, token=None, paused_until=-math.inf)
