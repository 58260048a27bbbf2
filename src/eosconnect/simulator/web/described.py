"""The document as this machine serves it to a person: with its own address, and values to try that exist on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from eosconnect.simulator.server.endpoints import snake_case
from eosconnect.simulator.world import World
from eosconnect.simulator.world.ticks import HOUR, SECOND, text

__all__ = ["described"]

#: A page of a thousand rows makes a browser wait.
ROWS = 20


def described(
    document: Mapping[str, Any], world: World, versions: Sequence[tuple[int, int]], missing: Collection[str]
) -> dict[str, Any]:
    """A copy of the document; ``missing`` names the operations (in snake case) that the machine lacks."""
    examples, schemas = _examples(world), document["components"]["schemas"]

    def operation(original: Mapping[str, Any]) -> dict[str, Any]:
        lacking = f" (not on an {world.profile.model})" if snake_case(original["operationId"]) in missing else ""
        parameters = [_with_example(parameter, examples, schemas) for parameter in original.get("parameters", ())]
        return {**original, "summary": original["summary"] + lacking, "parameters": parameters}

    paths = {
        path: {
            key: [{"url": urlsplit(value[0]["url"]).path or "/"}] if key == "servers" else operation(value)
            for key, value in item.items()
        }
        for path, item in document["paths"].items()
    }
    servers = [{"url": f"/api/v{major}.{minor}"} for major, minor in versions]
    return {**document, "servers": servers, "paths": paths}


def _with_example(
    parameter: Mapping[str, Any], examples: Mapping[str, Any], schemas: Mapping[str, Any]
) -> dict[str, Any]:
    # Without a filter there is more to see, so what may be left out stays empty.
    name, schema = parameter["name"], parameter["schema"]
    if not parameter["required"] and name != "take":
        return dict(parameter)
    if schema.get("type") == "array":
        first = schemas[schema["items"]["$ref"].rpartition("/")[2]]["enum"][0]
        return {**parameter, "example": [first]}
    return {**parameter, "example": examples[name]} if name in examples else dict(parameter)


def _examples(world: World) -> dict[str, Any]:
    now = world.ticks() // SECOND * SECOND
    job = next(job for job in reversed(world.jobs_until(now)) if job.readable and job.result(now) == "Successful")
    return {
        "jobId": job.id,
        "partId": job.design.parts[0].id,
        "layerIndex": 10,
        "startLayer": 10,
        "endLayer": 12,
        "laserNumber": 1,
        "shutterNumber": 1,
        "take": ROWS,
        "fromDate": text(now - HOUR),
        "toDate": text(now),
    }
