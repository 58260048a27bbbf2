"""The second reading: the same facts, found in another way, to check the first one.

``python -m openapi.derive.second_reading TEXT`` writes ``openapi/second-reading.json``. Where the first reading walks
through lines and their blocks, this one throws the layout away: it joins each section into one string of words and
looks for patterns in it, knows the machines by name, and learns from the whole section which words are parameters. The
tests hold the document against the result. This file imports nothing of the first reading, and should not.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

RESULT = Path(__file__).resolve().parents[1] / "second-reading.json"

MODELS_OF_MACHINES = "M 290, M 300-4, M 400, M 400-4, P 396, P 500, P 770, P 810, P 900"
SCALARS = {"string", "integer", "double", "float", "boolean"}
GROUPS = {
    "BuildingPlatform": "Building Platform",
    "CollectorPlatform": "Collector Platform",
    "Dispenser": "Dispenser",
    "Environment": "Environment",
    "Exposure": "Exposure",
    "FilterSystem": "Filter System",
    "InertGas": "Inertgas",
    "Info": "Info",
    "Jobs": "Jobs",
    "Plc": "PLC",
    "Ipc": "IPC",
    "ProcessChamber": "Process Chamber",
    "Recoater": "Recoater",
    "Software": "Software",
}
Facts = dict[str, Any]


def read(text: str) -> dict[str, Sequence[Any] | Facts]:
    web = between(text, r"^Web API \(v", r"^Web API - Connection$")
    endpoints, _, models = web.partition("\nModels\n")
    opc_ua = between(text, r"^OPC UA - Data Points$", r"^Web API \(v")
    mqtt = between(text, r"^MQTT - Data Points$", r"^MQTT - Default Configuration$")
    topics = between(text, r"^MQTT - Default Configuration$", r"\Z")
    return {
        "operations": operations(flat(endpoints)),
        "models": models_of(flat(models)),
        "opc_ua": opc_ua_paths(flat(opc_ua)),
        "opc_ua_without_path": opc_ua_without_path(opc_ua),
        "mqtt": mqtt_keys(flat(mqtt)),
        "mqtt_topics": mqtt_topics(flat(topics)),
    }


def between(text: str, start: str, end: str) -> str:
    begin = re.search(start, text, re.MULTILINE)
    if not begin:
        raise ValueError(f"nothing in the text matches {start}")
    rest = text[begin.end() :]
    stop = re.search(end, rest, re.MULTILINE)
    return rest[: stop.start() if stop else None]


def flat(text: str) -> str:
    return " ".join(text.split())


# -------------------------------------------------------------------------------------------------------- operations


def operations(words: str) -> list[Facts]:
    pieces = re.split(r"(?:(?<= )(/[^\s']+) )?\b(GET|POST|PUT|PATCH|DELETE) (?=[A-Z])", words)
    chunks = []
    path = ""
    for own_path, method, chunk in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        path = own_path or path
        chunks.append((method, path, chunk))
    vocabulary = {name for _, _, chunk in chunks for name in sure_parameters(table_of(chunk, "Parameters:"))}
    return [operation(method, path, chunk, vocabulary) for method, path, chunk in chunks]


def table_of(chunk: str, heading: str) -> str:
    """What follows a heading, up to the next one."""
    rest = chunk.partition(heading)[2]
    return rest.partition("Response codes:")[0] if heading == "Parameters:" else rest


def sure_parameters(table: str) -> set[str]:
    """Words that can only be the start of a row: starred, or right after the end of a sentence or of the head."""
    starred = re.findall(r"(?<= )([a-z]\w*) \*", table)
    after_sentence = re.findall(r"(?:\. |Description )([a-z]\w*) (?=[A-Z])", table)
    return {*starred, *after_sentence}


def operation(method: str, path: str, chunk: str, vocabulary: set[str]) -> Facts:
    head = chunk.partition("Response codes:")[0].partition("Parameters:")[0]
    table = table_of(chunk, "Parameters:").removeprefix(" Name Required Description").strip() + " "
    start_of_row = rf"(?:(?<= )|(?<=^))({'|'.join(sorted(vocabulary))}) (\*|(?=[A-Z]))"
    rows = re.split(start_of_row, table)
    parameters = {name: star == "*" for name, star in zip(rows[1::3], rows[2::3], strict=True)}
    said_of = dict(zip(rows[1::3], rows[3::3], strict=True))
    numbers = [int(number) for number in re.findall(r"\d+", said_of.get("take", ""))]
    limit = re.search(r"RFS ([\d.x]+)", head)
    return {
        "method": method,
        "path": path,
        "deprecated": "deprecated" in head,
        "machines": machines(head),
        "filter_system": f"RFS {limit[1].rstrip('.')}" if limit else None,
        "parameters": parameters,
        "listed_values": {name: values for name, said in said_of.items() if (values := listed_values(said))},
        "page": [*numbers, None][:2] if numbers else None,
        "responses": responses(table_of(chunk, "Response codes:")),
    }


def machines(words: str) -> list[str]:
    names = [f"EOS {name}" for name in MODELS_OF_MACHINES.split(", ")]
    return [name for name in names if re.search(rf"{name}(?!-?\d)", words.partition("following machines")[2])]


def listed_values(said: str) -> list[str]:
    """Enum values that the description of a parameter explains one by one, or lists in brackets."""
    if in_brackets := re.search(r"severity \(([\w, ]+)\)", said):
        return in_brackets[1].split(", ")
    return re.findall(r"\b((?!Example)[A-Z][a-z]+[A-Z]?\w*):", said)


def responses(words: str) -> dict[str, str | None]:
    """Status to the type it returns, as the text writes it."""
    rows = re.split(r"(?:(?<= )|(?<=^))([1-5]\d\d) (?=[A-Z])", words)
    return {status: returned_type(said) for status, said in zip(rows[1::2], rows[2::2], strict=True)}


def returned_type(said: str) -> str | None:
    found = re.search(r"Returns object of type: (imaginary model|\w+(?: \(Array\))?)", said)
    return found[1] if found else None


# ------------------------------------------------------------------------------------------------------------ models


def models_of(words: str) -> dict[str, Facts]:
    """Between two lists in brackets stand the name and the description of a model, the name first."""
    pieces = re.split(r" ([\[{]) (.*?) ([\]}])(?= |$)", " " + words)
    names = [before.split()[0] for before in pieces[:-1:4]]
    bodies = list(zip(pieces[1::4], pieces[2::4], strict=True))
    types = SCALARS | set(names)
    return {
        name: {"values": body.replace(",", " ").split()} if bracket == "[" else {"properties": properties(body, types)}
        for name, (bracket, body) in zip(names, bodies, strict=True)
    }


def properties(body: str, types: set[str]) -> dict[str, str]:
    """A word in camel case followed by the name of a type, or glued to it."""
    words = [*body.split(), ""]
    found = {}
    for position, (word, following) in enumerate(pairwise(words)):
        if re.fullmatch(r"[a-z]\w*", word) and word not in SCALARS and following in types:
            found[word] = following + " (Array)" * (words[position + 2] == "(Array)")
        elif glued := re.fullmatch(rf"([a-z]+(?:[A-Z][a-z]+){{2,}}?)({'|'.join(sorted(SCALARS))})", word):
            found[glued[1]] = glued[2]
    return found


# ------------------------------------------------------------------------------------------------------- data points


def opc_ua_paths(words: str) -> dict[str, Facts]:
    row = re.compile(
        r"Path (?P<path>\S+) DataType (?P<type>\S+) DataUnit (?P<unit>\S+)"
        r"(?: Interval (?P<interval>\S+) Threshold (?P<threshold>\S+))?"
        r" Availability (?P<machines>(?:EOS [MP ]+[\d-]+,? ?)+)"
    )
    return {
        found["path"]: {
            "type": found["type"].lower(),
            "unit": found["unit"],
            "interval": float(found["interval"]) if found["interval"] else None,
            "threshold": float(found["threshold"]) if found["threshold"] else None,
            "machines": machines("following machines " + found["machines"].replace("EOS M P", "EOS P")),
        }
        for found in row.finditer(words)
    }


def opc_ua_without_path(text: str) -> dict[str, list[str]]:
    """Names under each group heading that are described, but get no path of their own."""
    lines = [line.strip() for line in text.partition("\nUser Messages\n")[0].splitlines() if line.strip()]
    places = {heading: group for group, heading in GROUPS.items()}
    found: dict[str, list[str]] = {}
    group = ""
    starts = [
        number
        for number, (line, following) in enumerate(pairwise(lines))
        if re.fullmatch(r"(?!Threshold|Interval)[A-Z][\w ]{0,25}", line) and len(following.split()) > 2
    ]
    headings = [number for number, line in enumerate(lines) if line in places]
    for start, end in pairwise([*sorted({*starts, *headings}), len(lines)]):
        if start in headings and lines[start] != group:
            group = lines[start]
        elif start in starts and group and not any(line.startswith("Path ") for line in lines[start:end]):
            found.setdefault(places[group], []).append(lines[start])
    return found


def mqtt_keys(words: str) -> dict[str, Facts]:
    """A key is a dotted word; one that was broken in two goes on in small letters."""
    pieces = re.split(r"(?<= )((?:[A-Z]\w+)(?:\.[A-Z]\w+)+) ", words)
    found = {}
    for name, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        broken = re.match(r"[a-z]+ ", rest)
        key = name + broken[0].strip() if broken else name
        unit, kind = re.findall(
            r"(\S+) (double|int|long|boolean|string|enum|datetime) +(?:eos|all)", rest, re.IGNORECASE
        )[0]
        found[key] = {"unit": unit, "type": kind.lower()}
    return found


def mqtt_topics(words: str) -> list[str]:
    return [topic.replace(" ", "") for topic in re.findall(r"eos-machine/(?:\S*- )?\S+", words)]


def as_rows(content: dict[str, Any]) -> str:
    """One line for each thing that was read."""
    parts = []
    for name, items in content.items():
        keys = [f"{json.dumps(key)}: " for key in items] if isinstance(items, dict) else [""] * len(items)
        values = items.values() if isinstance(items, dict) else items
        rows = [key + json.dumps(value, ensure_ascii=False) for key, value in zip(keys, values, strict=True)]
        opening, closing = "{}" if isinstance(items, dict) else "[]"
        parts.append(f'"{name}": {opening}\n  ' + ",\n  ".join(rows) + f"\n{closing}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    RESULT.write_text(as_rows(read(Path(sys.argv[1]).read_text(encoding="utf-8"))), encoding="utf-8", newline="\n")
