"""Writes ``eosconnect/resources/asynchronous/sensor_areas.py``: a typed attribute for each data point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from openapi.generation.document import DataPoint, data_points, document, snake_case
from openapi.generation.output import SOURCE, Made, banner, formatted

TARGET = "src/eosconnect/resources/asynchronous/sensor_areas.py"

MODULE = '''"""The data points as typed attributes, area by area: ``machine.sensors.process_chamber.temperature``."""

from __future__ import annotations

from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.resources.asynchronous.sensor import AsyncLiveSensor, AsyncNumberedSensors, AsyncSensor, AsyncTextSensor
from eosconnect.resources.asynchronous.sensor_group import AsyncSensorGroup

__all__ = ["AsyncSensorAreas"]
'''

Tree = dict[str, "Tree | DataPoint"]  # data points by the segments of their keys: {"ipc": {"cpu": {"load": ...}}}


def make() -> Made:
    tree: Tree = {}
    for point in data_points():
        *groups, name = point.key.split(".")
        branch: Any = tree
        for group in groups:
            branch = branch.setdefault(group, {})
        branch[name] = point
    classes = [MODULE, *group_classes(tree, ())]
    return Made(formatted({TARGET: banner(SOURCE) + "\n\n".join(classes)}))


def existing() -> list[str]:
    return [TARGET]


def group_classes(tree: Tree, path: tuple[str, ...]) -> Iterator[str]:
    """The class of a group, after those of the groups within it."""
    attributes = []
    for name, branch in tree.items():
        if isinstance(branch, DataPoint):
            attributes.append(sensor(name, branch))
        else:
            yield from group_classes(branch, (*path, name))
            attributes.append(subgroup(branch, (*path, name)))
    yield f'class {class_name(path)}(AsyncSensorGroup):\n    """{summary(path)}"""\n\n' + "\n".join(attributes)


def summary(path: tuple[str, ...]) -> str:
    if not path:
        return "The areas of the machine that have data points."
    if len(path) == 1:
        return next(str(tag["description"]) for tag in document()["tags"] if tag["name"] == snake_case(path[0]))
    return f"The data points ``{'.'.join(path)}.*``."


def class_name(path: tuple[str, ...]) -> str:
    if not path:
        return "AsyncSensorAreas"
    return "Async" + "".join(name[0].upper() + name[1:] for name in path) + "Sensors"


def subgroup(tree: Tree, path: tuple[str, ...]) -> str:
    group = class_name(path)
    leaf = next(point for point in tree.values())
    counted = isinstance(leaf, DataPoint) and leaf.counted
    if counted == path[-1]:
        return attribute(
            path[-1],
            f"AsyncNumberedSensors[{group}]",
            [f"{summary(path)[:-1]} by number, counted from 1: ``{path[-1]}[2]``."],
            f"AsyncNumberedSensors(self._connection, lambda number: {group}(self._connection, number))",
        )
    return attribute(path[-1], group, [summary(path)], f"{group}(self._connection)")


def sensor(name: str, point: DataPoint) -> str:
    recorded = point.operation("values") is not None
    kind = "AsyncTextSensor" if point.content["kind"] == "text" else "AsyncSensor" if recorded else "AsyncLiveSensor"
    number = ", self._number" if point.counted else ""
    return attribute(
        name, kind, list(paragraphs(point, recorded)), f'{kind}(self._connection, DATA_POINTS["{point.key}"]{number})'
    )


def paragraphs(point: DataPoint, recorded: bool) -> Iterator[str]:
    content = point.content
    yield f"{content['displayName']}{f', in {point.unit}' if point.unit else ''}."
    yield point.explanation
    yield f"Recorded: {recording(point)}." if recorded else "Not recorded: the current value only."
    yield f"Machines: {', '.join(content['machines'])}{filter_system(point)}."
    names = [f"Key ``{point.key}``"]
    if content["opcUa"]:
        names.append(f"OPC UA ``{content['opcUa']}``" + (" (inferred)" if content["opcUaInferred"] else ""))
    if content["mqtt"]:
        names.append(f"MQTT ``{content['mqtt']}``")
    yield f"{', '.join(names)}."


def recording(point: DataPoint) -> str:
    content = point.content
    parts = ["once per layer"] if content["layerBased"] else []
    if content["interval"]:
        parts.append(f"every {content['interval']:g} s")
    if content["threshold"]:
        parts.append(f"when changed by {content['threshold']:g} {point.unit}".rstrip())
    return ", ".join(parts) or "with each job"


def filter_system(point: DataPoint) -> str:
    system = point.content["filterSystem"]
    return f", with {system}" if system else ""


def attribute(name: str, kind: str, docstring: list[str], value: str) -> str:
    lines = [line for paragraph in docstring for line in ["", *wrap(re.sub(r"\s+", " ", paragraph), 108)]][1:]
    closing = ['"""'] if len(lines) > 1 else []
    lines[0] = f'"""{lines[0]}'
    if not closing:
        lines[-1] += '"""'
    text = "\n".join(f"        {line}".rstrip() for line in [*lines, *closing])
    return f"    @property\n    def {snake_case(name)}(self) -> {kind}:\n{text}\n        return {value}\n"
