"""Models: objects with their properties and types, enums with their values."""

from __future__ import annotations

import re
from typing import Any

SCALARS = ("string", "integer", "double", "float", "boolean")


def read(lines: list[str]) -> dict[str, Any]:
    """The section is a list of models: a name, a description, then a list in braces (object) or in brackets (enum)."""
    models: dict[str, Any] = {}
    name, inside = "", ""
    body: list[str] = []
    for line in (line.strip() for line in lines[1:]):
        if not inside and line in ("{", "["):
            inside, body = line, []
        elif inside and line in ("}", "]"):
            models[name] = {"body": body, "enum": inside == "["}
            name, inside = "", ""
        elif inside and line:
            body.append(line)
        elif not name and line:
            name = line
    types = "|".join((*SCALARS, *models))
    # The gap between a long name and its type can be lost.
    row = re.compile(rf"([a-z]\w*?) ?({types})( \(Array\))?")
    return {
        name: {"values": [value.rstrip(",") for value in model["body"]]}
        if model["enum"]
        else {"properties": properties_of(model["body"], row)}
        for name, model in models.items()
    }


def properties_of(body: list[str], row: re.Pattern[str]) -> dict[str, Any]:
    found = (row.fullmatch(line) for line in body)
    return {match[1]: {"type": match[2], "array": bool(match[3])} for match in found if match}
