"""Composes the OpenAPI document from the facts of a reading and the tables."""

from __future__ import annotations

from typing import Any

from openapi.derive import access, data_points, leftovers, operations, schemas
from openapi.derive.tables import table


def compose(facts: dict[str, Any]) -> dict[str, Any]:
    words = table("wording")
    paths: dict[str, Any] = {}
    for fact in facts["operations"]:
        paths.setdefault(fact["path"], {})[fact["method"].lower()] = operations.operation(fact)
    tags = list(dict.fromkeys(operation["tags"][0] for item in paths.values() for operation in item.values()))
    made = {
        "openapi": "3.0.3",
        "info": {
            **words["document"],
            "version": facts["api_version"],
            "x-eos-software-version": facts["software_version"],
        },
        "servers": [server(f"/api/v{facts['api_version']}")],
        "security": [{access.SCHEME: []}, {}],
        "tags": [{"name": tag, "description": words["tags"][tag]} for tag in (*tags, *access.TAGS)],
        "paths": paths | access.paths([server("")]),
        "components": {
            "schemas": dict(sorted((schemas.models(facts["models"]) | access.schemas()).items())),
            "securitySchemes": access.security_schemes(),
        },
        "x-eos-data-points": data_points.data_points(facts),
        "x-eos-machine-models": {
            code: name for code, name in table("corrections")["machine_models"].items() if code != "reason"
        },
    }
    if unused := leftovers.unused(made):
        raise ValueError(f"the tables name what the document does not have: {'; '.join(unused)}")
    return made


def server(path: str) -> dict[str, Any]:
    host = {"default": "machine", "description": "Host name or address of the machine, with a port if it is not 443."}
    return {"url": f"https://{{host}}{path}", "variables": {"host": host}}
