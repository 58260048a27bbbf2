"""What all models share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Self

import attrs

from eosconnect.models.conversion import read_one

__all__ = ["Model", "Row"]


@attrs.frozen(kw_only=True, repr=False)
class Row:
    """One thing that the machine told, unchangeable. Absent is ``None``; times are aware and in UTC."""

    @classmethod
    def from_json(cls, data: object) -> Self:
        """The model in a JSON object, as the Web API answers it.

        Raises:
            UnexpectedResponseError: not an object, or one without its identity.
        """
        return read_one(cls, data)

    def __repr__(self) -> str:
        """What is known, in the order of the fields; details that would crowd it are left to attribute access."""
        known = (
            f"{field.name}={shown(value)}"
            for field in attrs.fields(type(self))
            if field.repr and (value := getattr(self, field.name)) not in (None, ())
        )
        return f"{type(self).__name__}({', '.join(known)})"

    def _repr_html_(self) -> str:
        from eosconnect.presentation.html.models import model_view

        return model_view(self)


@attrs.frozen(kw_only=True, repr=False)
class Model(Row):
    """A row that keeps the JSON it came from.

    Attributes:
        raw: the JSON object as it came, with the fields that this SDK does not know. Not part of comparisons.
    """

    raw: Mapping[str, Any] = attrs.field(factory=dict, repr=False, eq=False)


def shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").replace("+00:00", "Z")
    return str(value) if isinstance(value, Enum) else repr(value)
