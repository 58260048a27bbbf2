"""The tables of floor 1 say what the document says."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest

from eosconnect.decisions.data_points import DATA_POINTS, DataPointKey
from eosconnect.decisions.operations import OPERATIONS, OperationId, PageBounds, operation

DOCUMENT = json.loads((Path(__file__).parents[2] / "openapi" / "swagger.json").read_text(encoding="utf-8"))
DOCUMENTED = {
    re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", content["operationId"]).lower(): (method, path, content)
    for path, item in DOCUMENT["paths"].items()
    for method, content in item.items()
    if method in {"get", "put", "post", "delete", "patch"}
}


def test_there_is_an_entry_for_each_operation() -> None:
    assert len(OPERATIONS) == 212
    assert set(OPERATIONS) == set(DOCUMENTED) == set(get_args(OperationId))
    assert sum(found.tag not in {"auth", "versions"} for found in OPERATIONS.values()) == 210


@pytest.mark.parametrize("id", DOCUMENTED)
def test_an_entry_says_what_the_document_says(id: OperationId) -> None:
    method, path, content = DOCUMENTED[id]
    found = operation(id)
    assert (found.id, found.tag, found.method, found.path) == (id, content["tags"][0], method.upper(), path)
    assert found.repeatable is content["x-eos-repeatable"]
    assert found.changes_machine is content["x-eos-changes-machine"]
    assert found.machines == tuple(content.get("x-eos-machines", ()))
    assert found.filter_system == content.get("x-eos-filter-system")
    assert found.data_point == content.get("x-eos-data-point")
    assert found.statuses == tuple(sorted(map(int, content["responses"])))
    page = content.get("x-eos-page")
    assert found.page == (PageBounds(page["default"], page["maximum"]) if page else None)


def test_counts_of_the_reading_notes() -> None:
    operations = [found for found in OPERATIONS.values() if found.tag not in {"auth", "versions"}]
    methods = [found.method for found in operations]
    assert (methods.count("GET"), methods.count("POST"), methods.count("DELETE")) == (202, 6, 2)
    paged = [found.page for found in operations if found.page]
    assert (len(paged), sum(page.maximum is not None for page in paged)) == (60, 6)
    assert sum(not found.machines for found in operations) == 3
    assert sum(found.filter_system is not None for found in operations) == 21
    points = DATA_POINTS.values()
    assert len(points) == 49
    assert sum(point.recorded for point in points) == 46
    assert sum(point.current is not None for point in points) == 49
    assert sum(point.described for point in points) == 48


def test_what_changes_the_machine_is_never_repeated() -> None:
    changing = {id for id, found in OPERATIONS.items() if found.changes_machine}
    assert {"delete_job", "upload_task", "delete_task", "update_certificate", "update_licenses"} == changing
    assert [id for id in changing if operation(id).repeatable] == []
    assert [id for id, found in OPERATIONS.items() if not found.repeatable and id not in changing] == []


def test_an_unknown_operation_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="list_printers"):
        operation("list_printers")  # type: ignore[arg-type]  # what the test is about
    assert "list_printers" not in OPERATIONS


def test_an_operation_is_made_once_and_cannot_be_changed() -> None:
    assert operation("list_jobs") is OPERATIONS["list_jobs"]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        operation("list_jobs").path = "/elsewhere"  # type: ignore[misc]  # what the test is about


@pytest.mark.parametrize("key", DOCUMENT["x-eos-data-points"])
def test_a_data_point_says_what_the_document_says(key: DataPointKey) -> None:
    documented: dict[str, Any] = DOCUMENT["x-eos-data-points"][key]
    found = DATA_POINTS[key]
    assert found.key == key
    assert found.label == documented["displayName"]
    assert found.unit == (documented["unit"] or "")
    assert found.kind == documented["kind"]
    assert (found.interval, found.threshold) == (documented["interval"], documented["threshold"])
    assert found.layer_based == documented["layerBased"]
    assert found.numbered == documented["numbered"]
    assert found.recorded == documented["recorded"]
    assert found.described == documented["described"]
    assert found.machines == tuple(documented["machines"])
    assert found.filter_system == documented["filterSystem"]
    assert (found.opc_ua, found.mqtt) == (documented["opcUa"], documented["mqtt"])
    for kind, id in [("values", found.values), ("current", found.current), ("description", found.description)]:
        if id is not None:
            assert OPERATIONS[id].data_point == key
            assert OPERATIONS[id].path.endswith(f"/{kind}")
            assert OPERATIONS[id].filter_system == found.filter_system
            assert found.explanation in DOCUMENTED[id][2]["description"]
    assert found.explanation


def test_a_numbered_key_carries_the_number() -> None:
    assert DATA_POINTS["exposure.shutter.temperature"].numbered_key(1) == "exposure.shutter[1].temperature"
    assert DATA_POINTS["exposure.shutter.temperature"].numbered_key(None) == "exposure.shutter.temperature"
    assert DATA_POINTS["ipc.cpu.load"].numbered_key(1) == "ipc.cpu.load"


CLASSES = {"text": "TextSensor", True: "Sensor", False: "LiveSensor"}


@pytest.mark.parametrize(("way", "prefix"), [("asynchronous", "Async"), ("synchronous", "")])
@pytest.mark.parametrize("key", DOCUMENT["x-eos-data-points"])
def test_each_data_point_is_an_attribute_of_its_area(key: DataPointKey, way: str, prefix: str) -> None:
    areas = getattr(import_module(f"eosconnect.resources.{way}.sensor_areas"), f"{prefix}SensorAreas")
    point = DATA_POINTS[key]
    reached = areas(None)
    for name in key.split("."):
        last, reached = type(reached), getattr(reached, re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower())
        if name == point.counted:
            reached = reached[2]
    assert type(reached).__name__ == prefix + CLASSES["text" if point.kind == "text" else point.recorded]
    assert reached.data_point is point
    assert reached.number == (2 if point.counted else None)
    described = vars(last)[re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()].__doc__
    words = " ".join(described.split())
    assert f"Key ``{key}``" in words
    assert words.startswith(point.label)
    assert all(machine in words for machine in point.machines)
    assert point.mqtt is None or point.mqtt in words


def test_a_group_lists_its_attributes() -> None:
    from eosconnect.resources.synchronous.sensor_areas import SensorAreas

    exposure = SensorAreas(None).exposure  # type: ignore[arg-type]  # nothing is read
    assert repr(exposure) == "<ExposureSensors: laser, shutter>"
