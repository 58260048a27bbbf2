"""Enumerations that a firmware update cannot break."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = ["OpenEnum"]


class OpenEnum(StrEnum):
    """Values as texts. Letter case does not matter when reading, and a value that is not listed survives.

    An unlisted value is a member without a name of its own: it equals its text, has ``is_known`` false, can be a key,
    and pickles.

    Example:
        >>> class Colour(OpenEnum):
        ...     RED = "Red"
        >>> Colour("red") is Colour.RED, Colour.RED == "Red"
        (True, True)
        >>> Colour("Ultraviolet") == "Ultraviolet", Colour("Ultraviolet").is_known
        (True, False)
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        folded = value.casefold()
        for member in cls:
            if member.value.casefold() == folded:
                return member
        unlisted = str.__new__(cls, value)
        unlisted._name_ = value
        unlisted._value_ = value
        return unlisted

    @property
    def is_known(self) -> bool:
        """Whether the document lists this value."""
        return self._value_ in type(self)._value2member_map_
