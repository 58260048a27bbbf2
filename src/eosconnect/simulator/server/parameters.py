"""Reading the parameters of a request as the document describes them; what it does not describe is ignored."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from eosconnect.simulator.server.endpoints import Endpoint, Parameter, Place

__all__ = ["InvalidArguments", "read_arguments"]

#: From this version on the machine also understands the names that the vendor's tutorial for v6.8 uses.
SECOND_DIALECT_SINCE = (6, 2)
SECOND_DIALECT = {"fromDate": "from", "toDate": "to", "take": "limit"}

INT32 = range(-(2**31), 2**31)
TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})?)?", re.ASCII)


class InvalidArguments(Exception):
    """Some parameters did not pass.

    Attributes:
        errors: messages by parameter name.
        names_nothing: the path itself names nothing that could exist, such as a laser number ``x``.
    """

    def __init__(self, errors: Mapping[str, Sequence[str]], *, names_nothing: bool) -> None:
        super().__init__(str(dict(errors)))
        self.errors = errors
        self.names_nothing = names_nothing


def read_arguments(endpoint: Endpoint, place: Place, query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The arguments that were sent, by the document's names and as Python values.

    Query names are matched without regard to letter case, an empty value counts as not sent, and of a repeated name
    the first value counts unless the parameter takes several.

    Raises:
        InvalidArguments: something required is missing, of the wrong kind, or out of bounds.
    """
    sent: dict[str, list[str]] = {}
    for name, value in query:
        if value:
            sent.setdefault(name.lower(), []).append(value)
    in_path = place.path_values(endpoint)
    documented = {parameter.name.lower() for parameter in endpoint.parameters}
    arguments: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for parameter in endpoint.parameters:
        if parameter.place == "path":
            texts = [in_path[parameter.name]]
        elif parameter.place == "query":
            texts = sent.get(parameter.name.lower(), [])
            other_name = SECOND_DIALECT.get(parameter.name)
            if not texts and other_name and other_name not in documented and _speaks_second_dialect(place):
                texts = sent.get(other_name, [])
        else:
            continue
        try:
            if texts:
                arguments[parameter.name] = _read(parameter, texts)
            elif parameter.required:
                raise ValueError(f"The {parameter.name} field is required.")
        except ValueError as reason:
            errors[parameter.name] = [str(reason)]
    if errors:
        raise InvalidArguments(errors, names_nothing=not errors.keys().isdisjoint(in_path))
    return arguments


def _speaks_second_dialect(place: Place) -> bool:
    return place.version is not None and place.version >= SECOND_DIALECT_SINCE


def _read(parameter: Parameter, texts: Sequence[str]) -> Any:
    if parameter.several:
        return [_read_one(parameter, text) for sent in texts for text in sent.split(",") if text]
    value = _read_one(parameter, texts[0])
    if parameter.name in ("skip", "take") and value < 0:
        raise ValueError(f"The field {parameter.name} must not be negative.")
    return value


def _read_one(parameter: Parameter, text: str) -> Any:
    value: Any
    match parameter.kind:
        case "integer":
            value = _integer(text)
        case "number":
            value = _number(text)
        case "boolean":
            value = {"true": True, "false": False}.get(text.lower())
        case "timestamp":
            value = _timestamp(text)
        case "text":
            value = _choice(text, parameter.choices) if parameter.choices else text
    if value is None:
        raise ValueError(f"The value '{text[:100]}' is not valid for {parameter.name}.")
    if parameter.minimum is not None and value < parameter.minimum:
        raise ValueError(f"The field {parameter.name} must be at least {parameter.minimum}.")
    if parameter.maximum is not None and value > parameter.maximum:
        raise ValueError(f"The field {parameter.name} must be at most {parameter.maximum}.")
    return value


def _integer(text: str) -> int | None:
    if re.fullmatch(r"[+-]?\d{1,10}", text, re.ASCII) and int(text) in INT32:
        return int(text)
    return None


def _number(text: str) -> float | None:
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text, re.ASCII) and math.isfinite(float(text)):
        return float(text)
    return None


def _timestamp(text: str) -> datetime | None:
    """ISO 8601, down to a bare date; without an offset it is UTC. A plus sign that was not encoded arrives as a space
    and is refused, as the machine's framework refuses it."""
    if not TIMESTAMP.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text.upper())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _choice(text: str, choices: Sequence[str]) -> str | None:
    return next((choice for choice in choices if choice.lower() == text.lower()), None)
