"""The first reading: the documentation's text, section by section, into facts."""

from __future__ import annotations

import re
from typing import Any

from openapi.derive import read_data_points, read_models, read_operations

HEADINGS = {
    "opc_ua": re.compile(r"OPC UA - Data Points"),
    "operations": re.compile(r"Web API \(v\d+\.\d+\)"),
    "models": re.compile(r"Models"),
    "connection": re.compile(r"Web API - Connection"),
    "mqtt": re.compile(r"MQTT - Data Points"),
    "topics": re.compile(r"MQTT - Default Configuration"),
}


def read(text: str) -> dict[str, Any]:
    sections = sections_of(text.splitlines())
    version = re.search(r"^Version: (\S+)$", text, re.MULTILINE)
    if not version:
        raise ValueError("the text does not state the version of the software it documents")
    return {
        "software_version": version[1],
        "api_version": re.findall(r"\d+\.\d+", sections["operations"][0])[0],
        "operations": read_operations.read(sections["operations"]),
        "models": read_models.read(sections["models"]),
        "opc_ua": read_data_points.read_opc_ua(sections["opc_ua"]),
        "mqtt": read_data_points.read_mqtt(sections["mqtt"]),
        "topics": read_data_points.read_topics(sections["topics"]),
    }


def sections_of(lines: list[str]) -> dict[str, list[str]]:
    """The lines of each section with its heading; a section ends where the next heading of the table stands."""
    starts: dict[str, int] = {}
    position = 0
    for name, heading in HEADINGS.items():
        while not heading.fullmatch(lines[position]):
            position += 1
            if position == len(lines):
                raise ValueError(f"the text has no section headed {heading.pattern!r} where it is expected")
        starts[name] = position
    ends = [*list(starts.values())[1:], len(lines)]
    return {name: lines[start:end] for (name, start), end in zip(starts.items(), ends, strict=True)}
