"""Schemas: the small language of types in the tables, and the models."""

from __future__ import annotations

from typing import Any

from openapi.derive.tables import table

SCALARS: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "double": {"type": "number", "format": "double"},
    "float": {"type": "number", "format": "float"},
    "boolean": {"type": "boolean"},
    "date-time": {"type": "string", "format": "date-time"},
    "binary": {"type": "string", "format": "binary"},
}


def schema(kind: str) -> dict[str, Any]:
    """``string``, ``Job`` (a reference), ``Job[]`` (an array of them)."""
    if kind.endswith("[]"):
        return {"type": "array", "items": schema(kind.removesuffix("[]"))}
    return dict(SCALARS.get(kind) or {"$ref": f"#/components/schemas/{kind}"})


def schema_of_any(kinds: list[str]) -> dict[str, Any]:
    return schema(kinds[0]) if len(kinds) == 1 else {"anyOf": [schema(kind) for kind in kinds]}


def described(name: str, content: dict[str, Any]) -> dict[str, Any]:
    """A model with the words for it, its properties and its values."""
    words = table("wording")["models"].get(name, {})
    for key, value in content.get("properties", {}).items():
        content["properties"][key] = with_description(value, words.get("properties", {}).get(key))
    meanings = words.get("values", {})
    if set(meanings) - set(content.get("enum", ())) or set(words.get("properties", {})) - set(
        content.get("properties", ())
    ):
        raise ValueError(f"the wording of {name} describes what the model does not have")
    return {
        "description": words.get("description", f"{name}."),
        **content,
        **({"x-eos-values": meanings} if meanings else {}),
    }


def with_description(content: dict[str, Any], words: str | None) -> dict[str, Any]:
    """A reference must stand alone, so it moves into an allOf to get a description."""
    if not words:
        return content
    if "$ref" in content:
        content = {"allOf": [content]}
    return {**content, "description": words}


def models(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: described(
            name,
            {"type": "string", "enum": model["values"]}
            if "values" in model
            else {"type": "object", "properties": properties(name, model["properties"])},
        )
        for name, model in facts.items()
    }


def properties(model: str, facts: dict[str, Any]) -> dict[str, Any]:
    """No property is required: the machine leaves out what it does not know."""
    corrections = table("corrections")["models"]
    listed = {
        key: set(corrections[key].get(model, ())) for key in ("date_times", "deprecated", "null", "null_inferred")
    }
    if unknown := set().union(*listed.values()) - set(facts):
        raise ValueError(f"the corrections name properties that {model} does not have: {', '.join(sorted(unknown))}")
    null = listed["null"] | listed["null_inferred"]
    if model in corrections["null_except"]:
        null |= set(facts) - set(corrections["null_except"][model])

    made = {}
    for name, fact in facts.items():
        kind = "date-time" if name in listed["date_times"] else fact["type"]
        made[name] = schema(kind + "[]" * fact["array"])
        if integer := corrections["integers"].get(f"{model}.{name}"):
            made[name]["format"] = integer
        if name in listed["deprecated"]:
            made[name]["deprecated"] = True
        if name in null:
            made[name] = nullable(made[name])
    return made


def nullable(content: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in content:
        content = {"anyOf": [content]}
    return {**content, "nullable": True}
