"""The sensor catalogue, made from the document's data points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from docs.generation.tables import breakable, table
from eosconnect.decisions.data_points import DATA_POINTS, DataPoint
from eosconnect.decisions.operations import OPERATIONS
from eosconnect.document import load_document

__all__ = ["attribute", "by_area", "counts", "names"]

MACHINES: Final = (
    *("EOS M 290", "EOS M 300-4", "EOS M 400", "EOS M 400-4"),
    *("EOS P 396", "EOS P 500", "EOS P 770", "EOS P 810"),
)


def snake_case(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def attribute(point: DataPoint) -> str:
    """The data point as an attribute: ``exposure.laser[1].temperature``."""
    return point.attribute()


def in_document(point: DataPoint) -> Mapping[str, Any]:
    content: Mapping[str, Any] = load_document()["x-eos-data-points"][point.key]
    return content


def together(text: str) -> str:
    """Words that stay on one line."""
    return f'<span class="together">{text}</span>'


def recording(point: DataPoint) -> str:
    """When values are recorded, in words."""
    if not point.recorded:
        return "current value only"
    parts = ["once per layer"] if point.layer_based else []
    parts += [together(f"every {point.interval:g} s")] if point.interval else []
    parts += [f"change of {together(f'{point.threshold:g} {point.unit}'.rstrip())}"] if point.threshold else []
    return ", ".join(parts) or "not stated"


def machines(point: DataPoint) -> str:
    """The machine models, without the maker's name; all eight in one word."""
    having = [machine for machine in MACHINES if machine in point.machines]
    rest = [machine for machine in point.machines if machine not in MACHINES]
    text = (
        "all"
        if len(having) == len(MACHINES)
        else ", ".join(together(name.removeprefix("EOS ")) for name in having + rest)
    )
    return f"{text}; {together(point.filter_system)} only" if point.filter_system else text


def areas() -> Iterator[tuple[str, str, list[DataPoint]]]:
    """Key, description and data points of each area."""
    described = {tag["name"]: str(tag["description"]).rstrip(".") for tag in load_document()["tags"]}
    grouped: dict[str, list[DataPoint]] = {}
    for point in DATA_POINTS.values():
        grouped.setdefault(point.key.split(".")[0], []).append(point)
    for area, points in grouped.items():
        yield area, described[snake_case(area)], points


def by_area() -> str:
    """A table per area: attribute and meaning, unit, recording, machines."""
    sections = []
    for area, description, points in areas():
        rows = [
            (
                f"**{point.label}**<br>{breakable(attribute(point))}<br>{point.explanation}",
                point.unit or ("text" if point.kind == "text" else "–"),
                recording(point),
                machines(point),
            )
            for point in points
        ]
        title = snake_case(area).replace("_", " ").capitalize().replace("Ipc", "Industrial PC")
        content = table(("Data point", "Unit", "Recorded", "Machines"), rows)
        anchor = snake_case(area).replace("_", "-")
        sections.append(f"### {title} {{ #{anchor} }}\n\n{without(title, description)}.\n\n{content}")
    return "\n\n".join(sections)


def without(title: str, description: str) -> str:
    """The description without what the heading says already."""
    rest = description.removeprefix(f"{title}: ")
    return rest[:1].upper() + rest[1:]


def names() -> str:
    """The names of each data point in the three interfaces."""
    rows = []
    for point in DATA_POINTS.values():
        content = in_document(point)
        path = OPERATIONS[point.current].path.removesuffix("/current") if point.current else None
        opc_ua = breakable(point.opc_ua) + (" (inferred)" if content.get("opcUaInferred") else "")
        rows.append((f"{breakable(point.key)}<br>{breakable(path)}", opc_ua, breakable(point.mqtt)))
    return table(("Key, path in the Web API", "OPC UA", "MQTT"), rows)


def counts() -> str:
    """How many data points there are, in a sentence."""
    points = DATA_POINTS.values()
    recorded = sum(point.recorded for point in points)
    described = sum(point.described for point in points)
    return (
        f"The document defines {len(points)} data points: {recorded} have recorded values, "
        f"{sum(point.current is not None for point in points)} a current value, {described} a description."
    )
