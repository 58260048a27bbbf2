"""Descriptions from ``wording.toml``. Whatever has none is an error: the document describes everything."""

from __future__ import annotations

from typing import Any

from openapi.derive.tables import table


def operation_words(name: str, path: str, point: str | None) -> dict[str, str]:
    """Summary and description; those of a data point's operations are phrased from its label and description."""
    words = table("wording")
    own = words["operations"].get(name, {})
    if point is None:
        return {part: found(own, part, name) for part in ("summary", "description")}
    phrases, about = words["data_point_operations"][path.rsplit("/", 1)[1]], words["data_points"][point]
    return {part: own.get(part) or phrases[part].format(**about).strip() for part in ("summary", "description")}


def response_words(name: str, status: str, path: str = "", point: str | None = None) -> str:
    """The operation's own words for a status, else those of its kind of data point operation, else the standard."""
    words = table("wording")
    phrases: dict[str, Any] = words["data_point_operations"][path.rsplit("/", 1)[1]] if point else {}
    own = words["operations"].get(name, {}).get("responses", {})
    return found({**words["responses"], **phrases.get("responses", {}), **own}, status, name)


def parameter_words(name: str, parameter: str) -> str:
    words = table("wording")["parameters"]
    return found({**words["*"], **words.get(name, {})}, parameter, name)


def found(words: dict[str, Any], key: str, name: str) -> str:
    if key not in words:
        raise ValueError(f"the wording of {name} lacks {key}")
    return str(words[key])
