"""Entries of the tables that nothing in the document uses: a sign of a slip, or of an older version of the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openapi.derive.tables import table


def unused(document: dict[str, Any]) -> list[str]:
    wanted: dict[str, list[str]] = {}
    for place, entry in entries():
        wanted.setdefault(place, []).append(entry)
    return [
        f"{place}: {entry}"
        for place, names in wanted.items()
        for entry in sorted(set(names) - present(document, place))
    ]


def entries() -> Iterator[tuple[str, str]]:
    """Every entry of the tables with the place of the document where it has to be found."""
    naming, corrections, wording = table("naming"), table("corrections"), table("wording")
    yield from (("calls", call) for names in naming["operations"].values() for call in names)
    yield from (("calls", call) for call in corrections["repeatable"]["operations"])
    for section in ("since", "bodies", "files", "returns"):
        yield from (("calls", call) for call in corrections[section] if call not in ("reason", "default"))
    for section in ("types", "defaults", "limits"):
        yield from (("parameters", name) for name in corrections["parameters"][section] if name != "reason")
    yield from (("calls", call) for call in corrections["parameters"]["types_of"] if call != "reason")
    for section, models in corrections["models"].items():
        yield from (("schemas", model.split(".")[0]) for model in models if model != "reason")
        if section == "integers":
            yield from (("properties", name) for name in models if name != "reason")
    yield from (("data points", key) for key in (*corrections["data_points"], *wording["data_points"]))
    yield from (("operation ids", name) for name in (*wording["operations"], *wording["parameters"]) if name != "*")
    yield from (("schemas", model) for model in wording["models"])
    yield from (("tags", tag) for tag in wording["tags"])
    for name, parameters in wording["parameters"].items():
        yield from (("parameters" if name == "*" else f"parameters of {name}", parameter) for parameter in parameters)
    for name, words in wording["operations"].items():
        yield from ((f"statuses of {name}", status) for status in words.get("responses", ()))


def present(document: dict[str, Any], place: str) -> set[str]:
    calls = {
        f"{method.upper()} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "servers"
    }
    kind, _, of = place.partition(" of ")
    chosen = [operation for operation in calls.values() if of in ("", operation["operationId"])]
    match kind:
        case "calls":
            return set(calls)
        case "operation ids":
            return {operation["operationId"] for operation in chosen}
        case "tags":
            return {operation["tags"][0] for operation in chosen}
        case "statuses":
            return {status for operation in chosen for status in operation["responses"]}
        case "parameters":
            return {name for operation in chosen for name in inputs(operation)}
        case "schemas":
            return set(document["components"]["schemas"])
        case "properties":
            schemas = document["components"]["schemas"].items()
            return {f"{name}.{key}" for name, schema in schemas for key in schema.get("properties", ())}
        case _:
            return set(document["x-eos-data-points"])


def inputs(operation: dict[str, Any]) -> set[str]:
    """Names of parameters and form fields; a JSON body is called body."""
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    for content in operation.get("requestBody", {}).get("content", {}).values():
        names |= set(content["schema"].get("properties", ["body"]))
    return names
