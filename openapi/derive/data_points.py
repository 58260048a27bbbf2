"""The catalogue of data points: what the three interfaces say about the same quantity, in one place."""

from __future__ import annotations

import re
from typing import Any

from openapi.derive.tables import table

KINDS = {"double": "number", "int": "integer", "integer": "integer", "boolean": "boolean", "string": "text"}
OPERATION = re.compile(r"/(.+?)(?:/\{jobId\}/values|/current|/description)")


def key_of(path: str) -> str | None:
    """The data point that an operation belongs to: ``/inertGas/gasType/current`` -> ``inertGas.gasType``."""
    found = OPERATION.fullmatch(path)
    key = ".".join(part for part in found[1].split("/") if not part.startswith("{")) if found else None
    return key if key in table("naming")["data_points"] else None


def data_points(facts: dict[str, Any]) -> dict[str, Any]:
    operations: dict[str, list[dict[str, Any]]] = {}
    for fact in facts["operations"]:
        if key := key_of(fact["path"]):
            operations.setdefault(key, []).append(fact)
    if unused := set(table("naming")["data_points"]) - set(operations):
        raise ValueError(f"no operation belongs to these data points: {', '.join(sorted(unused))}")
    return {key: data_point(key, found, facts) for key, found in operations.items()}


def data_point(key: str, operations: list[dict[str, Any]], facts: dict[str, Any]) -> dict[str, Any]:
    names = table("naming")["data_points"][key]
    correction = table("corrections")["data_points"].get(key, {})
    opc_ua = facts["opc_ua"].get(first_of(names["opc_ua"]), {})
    if (not opc_ua) != correction.get("opc_ua_inferred", False):
        raise ValueError(f"{key}: the OPC UA path is not in the text, or in it against the corrections")
    mqtt = facts["mqtt"][first_of(names["mqtt"])]
    topic = f"eos-machine/sixxxx/{names['topic']}"
    if first_of(topic) not in facts["topics"]:
        raise ValueError(f"{key}: the MQTT topic {topic} is not in the text")
    endings = {fact["path"].rsplit("/", 1)[1]: fact for fact in operations}
    current = endings["current"]
    numbered = re.search(r"\{(\w+Number)\}", current["path"])
    return {
        "unit": agreed(key, "unit", opc_ua.get("DataUnit"), mqtt["unit"]),
        "kind": agreed(key, "kind", *(KINDS.get(kind.lower()) for kind in (opc_ua.get("DataType", ""), mqtt["type"]))),
        "displayName": display_name(key),
        "interval": opc_ua.get("Interval"),
        "threshold": opc_ua.get("Threshold"),
        "layerBased": current["per_layer"] or opc_ua.get("per_layer", False),
        "numbered": numbered[1] if numbered else None,
        "recorded": "values" in endings,
        "described": "description" in endings,
        "machines": current["machines"],
        "filterSystem": current["filter_system"],
        "opcUa": names["opc_ua"],
        "opcUaInferred": not opc_ua,
        "mqtt": names["mqtt"],
        "mqttTopic": topic,
    }


def first_of(name: str) -> str:
    """The name for the first of several: number 1 for the placeholder."""
    return re.sub(r"\{\w+Number\}", "1", name)


def agreed(key: str, name: str, *values: str | None) -> str | None:
    """What both interfaces say; a difference needs a correction. ``-`` stands for no unit."""
    correction = table("corrections")["data_points"].get(key, {})
    if name in correction:
        return str(correction[name])
    if len(found := {value for value in values if value}) != 1:
        raise ValueError(f"{key}: the interfaces disagree on its {name}: {', '.join(sorted(found))}")
    (value,) = found
    return None if value == "-" else value


def display_name(key: str) -> str:
    label = str(table("wording")["data_points"].get(key, {}).get("label", key))
    return label[:1].upper() + label[1:]
