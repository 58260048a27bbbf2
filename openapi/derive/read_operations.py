"""Operations, as the text lists them: path, method, machines, table of parameters, table of response codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

PATH = re.compile(r"/[A-Za-z]\S*")
METHOD = re.compile(r"GET|POST|PUT|PATCH|DELETE")
# A row of the parameter table starts a block of lines; continuations that a page break cut off start otherwise.
PARAMETER = re.compile(r"([a-z][A-Za-z]*)(?: (\*))?(?: ([A-Z].*))?")
RESPONSE = re.compile(r"(\d{3}) (.+)")
RETURNS = re.compile(r"Returns object of type: (.+?)( \(Array\))?")
MACHINES = re.compile(r"supported on the following machines: ?(.*)")
MACHINE = re.compile(r"EOS [MP] \d{3}(?:-\d)?")
FILTER_SYSTEM = re.compile(r"only available (?:for|on) (RFS \d\.[\dx])")
PAGE_DEFAULT = re.compile(r"a maximum of (\d+) records will be returned")
PAGE_MAXIMUM = re.compile(r"A maximum of (\d+) is allowed")
MAY_BE_EMPTY = re.compile(r"or nothing|or no values|or an empty list")


def read(lines: list[str]) -> list[dict[str, Any]]:
    operations: list[dict[str, Any]] = []
    path, part = "", "introduction"
    rows: list[tuple[str, str, bool]] = []
    for line, starts_block in blocks(lines):
        if PATH.fullmatch(line):
            path = line
        elif METHOD.fullmatch(line):
            rows, part = [], "introduction"
            operations.append({"method": line, "path": path, "rows": rows})
        elif line in ("Parameters:", "Response codes:"):
            part = line
        elif operations and not line.startswith("Name "):
            rows.append((part, line, starts_block))
    return [operation(**found) for found in operations]


def blocks(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Lines that hold something, and whether an empty line stands before."""
    after_empty = True
    for line in lines:
        if stripped := line.strip():
            yield stripped, after_empty
        after_empty = not stripped


def operation(method: str, path: str, rows: list[tuple[str, str, bool]]) -> dict[str, Any]:
    introduction = " ".join(line for part, line, _ in rows if part == "introduction")
    supported = MACHINES.search(introduction)
    limited = FILTER_SYSTEM.search(introduction)
    parameters = parameters_of([(line, starts) for part, line, starts in rows if part == "Parameters:"])
    descriptions = {parameter["name"]: parameter.pop("description") for parameter in parameters}
    default, maximum = (pattern.search(descriptions.get("take", "")) for pattern in (PAGE_DEFAULT, PAGE_MAXIMUM))
    return {
        "method": method,
        "path": path,
        "deprecated": "endpoint is deprecated" in introduction,
        "machines": MACHINE.findall(supported[1]) if supported else [],
        "filter_system": limited[1] if limited else None,
        "per_layer": "after the corresponding layer" in introduction,
        "page": {"default": int(default[1]), "maximum": int(maximum[1]) if maximum else None} if default else None,
        "parameters": parameters,
        "responses": responses_of([line for part, line, _ in rows if part == "Response codes:"]),
    }


def parameters_of(rows: list[tuple[str, bool]]) -> list[dict[str, Any]]:
    parameters: list[dict[str, Any]] = []
    for line, starts_block in rows:
        row = PARAMETER.fullmatch(line)
        if row and starts_block:
            parameters.append({"name": row[1], "required": row[2] == "*", "description": row[3] or ""})
        else:
            parameters[-1]["description"] += f" {line}"
    return parameters


def responses_of(lines: list[str]) -> list[dict[str, Any]]:
    responses: list[dict[str, Any]] = []
    for line in lines:
        if row := RESPONSE.fullmatch(line):
            responses.append({"status": int(row[1])})
            if MAY_BE_EMPTY.search(row[2]):
                responses[-1]["may_be_empty"] = True
        elif returns := RETURNS.fullmatch(line):
            responses[-1] |= {"type": returns[1], "array": bool(returns[2])}
    return responses
