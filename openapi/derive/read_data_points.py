"""Data points of the two neighbouring interfaces: OPC UA (units, intervals, thresholds) and MQTT (keys, topics)."""

from __future__ import annotations

import re
from typing import Any

FIELD = re.compile(r"(Path|DataType|DataUnit|Interval|Threshold) (\S.*)")
# A row of the MQTT table starts with the key; unit and type stand together at its end, before the list of machines.
KEY = re.compile(r"((?:[A-Z]\w+)(?:\.\w+)+)(?: (.*))?")
UNIT_AND_TYPE = re.compile(r"(\S+) (Double|double|Int|Long|Boolean|String|Enum|DateTime) +(?:EOS|All models).*")
TOPIC = re.compile(r"eos-machine/\S+")


def read_opc_ua(lines: list[str]) -> dict[str, Any]:
    """Every path that the section states, in its order."""
    points: dict[str, Any] = {}
    path, description = "", ""
    for line in (line.strip() for line in lines if line.strip()):
        if field := FIELD.fullmatch(line):
            if field[1] == "Path":
                path = field[2]
                points[path] = {"per_layer": "updated after a layer" in description}
            else:
                points[path][field[1]] = float(field[2]) if field[1] in ("Interval", "Threshold") else field[2]
        elif line.startswith("Availability "):
            points[path]["machines"] = re.findall(r"EOS (?:M )?[MP] \d{3}(?:-\d)?", line)
            description = ""
        else:
            description += f" {line}"
    return points


def read_mqtt(lines: list[str]) -> dict[str, Any]:
    points: dict[str, Any] = {}
    key, broken = "", False
    for line in (line.strip() for line in lines if line.strip()):
        if row := KEY.fullmatch(line):
            key, line = row[1], row[2] or ""
            points[key] = {}
        elif key and not points[key] and re.fullmatch(r"[a-z]+", line) and broken:
            points[key + line] = points.pop(key)
            key += line
        broken = bool(row and not line)
        if key and (ends := UNIT_AND_TYPE.search(line)):
            points[key] |= {"unit": ends[1], "type": ends[2].capitalize()}
    return points


def read_topics(lines: list[str]) -> list[str]:
    """Topics of the default configuration; one that is broken at a hyphen or a slash goes on in the next line."""
    topics = []
    stripped = [line.strip() for line in lines if line.strip()]
    for line, following in zip(stripped, [*stripped[1:], ""], strict=True):
        if topic := TOPIC.match(line):
            whole = topic[0] == line and topic[0].endswith("-")
            topics.append(topic[0] + (following.split()[0] if whole else ""))
    return topics
