"""The access tokens that the simulated machine has given out, and what has become of them."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from enum import Enum

__all__ = ["TokenState", "TokenStore"]

#: How many tokens are remembered; the oldest are forgotten first, and then count as unknown.
REMEMBERED = 10_000


class TokenState(Enum):
    """What a token is worth now."""

    VALID = "valid"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"


class TokenStore:
    """Opaque random tokens with a lifetime in real seconds: a machine clock that runs faster does not age them.

    Args:
        lifetime: seconds that a token is good for.
        clock: tells seconds; for tests.
    """

    def __init__(self, lifetime: float = 3600, *, clock: Callable[[], float] = time.monotonic) -> None:
        if lifetime <= 0:
            raise ValueError(f"a token needs a lifetime above 0 seconds, not {lifetime}")
        self.lifetime = lifetime
        self._clock = clock
        self._expiry: dict[str, float] = {}  # token to clock time; minus infinity once it is revoked
        self._lock = threading.Lock()

    def issue(self, lifetime: float | None = None) -> str:
        """A new token, good for ``lifetime`` seconds (the store's own, unless given)."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._expiry[token] = self._clock() + (self.lifetime if lifetime is None else lifetime)
            while len(self._expiry) > REMEMBERED:
                del self._expiry[next(iter(self._expiry))]
        return token

    def state(self, token: str) -> TokenState:
        with self._lock:
            expiry = self._expiry.get(token)
        if expiry is None:
            return TokenState.UNKNOWN
        if expiry == float("-inf"):
            return TokenState.REVOKED
        return TokenState.VALID if self._clock() < expiry else TokenState.EXPIRED

    def revoke_all(self) -> None:
        """Make every token that is out worthless now."""
        with self._lock:
            self._expiry = dict.fromkeys(self._expiry, float("-inf"))
