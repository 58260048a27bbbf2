"""A text that must not be shown."""

from __future__ import annotations

import hmac

__all__ = ["Secret"]


class Secret:
    """A text that is never shown: its repr, str and format are asterisks. ``reveal`` gives the text.

    Pickling and copying keep the text, so that worker processes can connect.

    Example:
        >>> secret = Secret("correct horse")
        >>> print(secret, f"{secret:>12}", secret.reveal())
        **********   ********** correct horse
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The text itself."""
        return self._value

    def __repr__(self) -> str:
        return "**********"

    def __format__(self, specification: str) -> str:
        return format(str(self), specification)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash((Secret, self._value))
