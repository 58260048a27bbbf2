"""Arguments that name one or some of the values that the document lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from eosconnect.errors import ConfigurationError
from eosconnect.models.open_enum import OpenEnum

__all__ = ["one_of", "some_of"]

E = TypeVar("E", bound=OpenEnum)


def one_of(kind: type[E], value: E | str) -> E:
    """The value, whatever its letter case; the document's text and our name for it are both understood.

    Raises:
        ConfigurationError: the document does not list it.

    Example:
        >>> from eosconnect.models.image import ImageFileType
        >>> one_of(ImageFileType, "PNG").value
        'png'
    """
    folded = str(value).casefold()
    for known in kind:
        if folded in (known.value.casefold(), known.name.casefold()):
            return known
    raise ConfigurationError(
        f"{value!r} is no {kind.__name__}", hint=f"one of {', '.join(known.value for known in kind)}"
    )


def some_of(kind: type[E], values: E | str | Iterable[E | str]) -> list[E]:
    """One value or several, each once, in the order given.

    Raises:
        ConfigurationError: none, or one that the document does not list.

    Example:
        >>> from eosconnect.models.image import ImageFileType
        >>> [kind.value for kind in some_of(ImageFileType, ["PNG", "tiff", "png"])]
        ['png', 'tiff']
    """
    chosen = [one_of(kind, value) for value in ([values] if isinstance(values, str) else values)]
    if not chosen:
        raise ConfigurationError(
            f"no {kind.__name__} was chosen", hint=f"one or some of {', '.join(known.value for known in kind)}"
        )
    return list(dict.fromkeys(chosen))
