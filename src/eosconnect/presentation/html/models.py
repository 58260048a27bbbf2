"""One model, and several of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from eosconnect.models.point import Point, Point2D
from eosconnect.presentation.html.elements import facts, folded, heading, note, number, rows, view
from eosconnect.presentation.html.fields import label, words
from eosconnect.presentation.units import UNITS

__all__ = ["model_view", "rows_of"]


def model_view(model: Any) -> str:
    """A model: what is known of it, first what its repr has, the rest on a click."""
    shown = [(name, value) for name, value in known(model) if is_plain(value)]
    first = [(words(name), said(name, value)) for name, value in shown if name in names_of(type(model))]
    rest = [(words(name), said(name, value)) for name, value in shown if name not in names_of(type(model))]
    parts = [folded(words(name), nested(value)) for name, value in known(model) if not is_plain(value)]
    times = note("Times are UTC.") if any(isinstance(value, datetime) for _, value in shown) else ""
    return view(heading(words(type(model).__name__)), facts(first), *parts, folded("More", facts(rest)), times)


def known(model: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a model that say something, with the duration behind the end."""
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        if field.name != "raw" and value not in (None, "", ()):
            yield field.name, value
        if field.name == "ended_at" and getattr(model, "duration", None) is not None:
            yield "duration", model.duration


def names_of(kind: type[Any]) -> list[str]:
    """The fields that a list of such models shows: those of the repr, which leaves out what would crowd it."""
    names: list[str] = []
    for field in attrs.fields(kind):
        if field.repr and field.name != "raw":
            names.append(field.name)
        if field.name == "ended_at" and hasattr(kind, "duration"):
            names.append("duration")
    return names


def is_plain(value: Any) -> bool:
    """Whether it fits into a line of a table."""
    if isinstance(value, tuple):
        return not any(attrs.has(type(entry)) for entry in value)
    return isinstance(value, Point | Point2D) or not attrs.has(type(value))


def said(name: str, value: Any) -> Any:
    unit = UNITS.get(name)
    return number(value, unit) if unit and isinstance(value, int | float) else value


def nested(value: Any) -> str:
    if isinstance(value, tuple):
        return rows_of(type(value[0]), value)
    plain = [(words(name), said(name, entry)) for name, entry in known(value) if is_plain(entry)]
    inner = [f"{heading(words(name))}{nested(entry)}" for name, entry in known(value) if not is_plain(entry)]
    return facts(plain) + "".join(inner)


def rows_of(kind: type[Any], models: Sequence[Any], without: Iterable[str] = ()) -> str:
    """A table with a line per model; columns in which nothing is known are left out.

    Args:
        kind: the class of the models.
        models: that are shown.
        without: fields that say the same in every line.
    """
    hidden = set(without)
    columns = [
        (label(name), [getattr(model, name) for model in models])
        for name in (names_of(kind) if attrs.has(kind) else ())
        if name not in hidden
    ]
    columns += summaries_of(kind, models)
    columns = [(name, values) for name, values in columns if any(value not in (None, "", ()) for value in values)]
    return rows([name for name, _ in columns], list(zip(*(values for _, values in columns), strict=True)))


def rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 2)


def summaries_of(kind: type[Any], models: Sequence[Any]) -> list[tuple[str, list[float | None]]]:
    """The seconds of the operations on layers, as in a frame."""
    found: list[tuple[str, list[float | None]]] = []
    for field in attrs.fields(kind) if attrs.has(kind) else ():
        summarise: Callable[[Any], Mapping[str, float]] | None = field.metadata.get("columns")
        if summarise is not None:
            summaries = [summarise(getattr(model, field.name)) for model in models]
            for name in dict.fromkeys(name for summary in summaries for name in summary):
                found.append((f"{words(name)} (s)", [rounded(summary.get(name)) for summary in summaries]))
    return found
