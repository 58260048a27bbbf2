"""Operations of the document."""

from __future__ import annotations

from typing import Any

from openapi.derive.data_points import key_of
from openapi.derive.schemas import schema, schema_of_any
from openapi.derive.tables import table
from openapi.derive.words import operation_words, parameter_words, response_words


def operation(fact: dict[str, Any]) -> dict[str, Any]:
    call = f"{fact['method']} {fact['path']}"
    name, tag = name_and_tag(call)
    point = key_of(fact["path"])
    changes = fact["method"] != "GET" and call not in table("corrections")["repeatable"]["operations"]
    made: dict[str, Any] = {"tags": [tag], **operation_words(name, fact["path"], point), "operationId": name}
    if fact["deprecated"]:
        made["deprecated"] = True
    if fact["parameters"]:
        made["parameters"] = [parameter(call, name, row, fact["page"]) for row in fact["parameters"]]
    if body := table("corrections")["bodies"].get(call):
        made["requestBody"] = request_body(name, body)
    made["responses"] = responses(call, name, fact, point)
    if fact["machines"]:
        made["x-eos-machines"] = fact["machines"]
    if fact["filter_system"]:
        made["x-eos-filter-system"] = fact["filter_system"]
    made["x-eos-repeatable"] = not changes
    made["x-eos-changes-machine"] = changes
    if fact["page"]:
        made["x-eos-page"] = fact["page"]
    since = table("corrections")["since"]
    made["x-eos-since"] = since.get(call, since["default"])
    if point:
        made["x-eos-data-point"] = point
    return made


def name_and_tag(call: str) -> tuple[str, str]:
    for tag, names in table("naming")["operations"].items():
        if call in names:
            return names[call], tag
    raise ValueError(f"the naming table has no name for {call}")


def parameter(call: str, name: str, row: dict[str, Any], page: dict[str, Any] | None) -> dict[str, Any]:
    corrections = table("corrections")["parameters"]
    key = row["name"]
    kind = corrections["types_of"].get(call, {}).get(key) or corrections["types"][key]
    content = {**schema(kind), **corrections["limits"].get(key, {})}
    default = corrections["defaults"].get(key)
    if key == "take" and page:
        default = page["default"]
        content |= {"maximum": page["maximum"]} if page["maximum"] else {}
    in_path = f"{{{key}}}" in call
    if in_path and not row["required"]:
        raise ValueError(f"{call} does not require {key}, which is part of its path")
    return {
        "name": key,
        "in": "path" if in_path else "query",
        "required": row["required"],
        "description": parameter_words(name, key),
        **({"style": "form", "explode": True} if kind.endswith("[]") else {}),
        "schema": content,
        **({"x-eos-default": default} if default is not None else {}),
    }


def request_body(name: str, body: dict[str, str]) -> dict[str, Any]:
    if model := body.get("model"):
        words = parameter_words(name, "body")
        return {
            "required": True,
            "description": words,
            "content": {"application/json": {"schema": schema(model)}},
        }
    fields = {field: {**schema(kind), "description": parameter_words(name, field)} for field, kind in body.items()}
    form = {"type": "object", "required": list(fields), "properties": fields}
    return {"required": True, "content": {"multipart/form-data": {"schema": form}}}


def responses(call: str, name: str, fact: dict[str, Any], point: str | None) -> dict[str, Any]:
    corrections = table("corrections")
    made: dict[str, Any] = {}
    for row in fact["responses"]:
        status = str(row["status"])
        made[status] = {"description": response_words(name, status, fact["path"], point)}
        if row["status"] == 200 and (file := corrections["files"].get(call)):
            made[status]["content"] = {file: {"schema": schema("binary")}}
        elif kind := row.get("type"):
            kinds = corrections["returns"].get(call) or [kind + "[]" * row["array"]]
            made[status]["content"] = {"application/json": {"schema": schema_of_any(kinds)}}
        if row.get("may_be_empty"):
            made[status]["x-eos-may-be-empty"] = True
    if "404" not in made and limited(fact["machines"]):
        made["404"] = {"description": response_words(name, "404", fact["path"], point), "x-eos-inferred": True}
    return dict(sorted(made.items()))


def limited(machines: list[str]) -> bool:
    everywhere = set(table("corrections")["all_machines"]["names"])
    return bool(machines) and not everywhere <= set(machines)
