"""The document is complete: as many of everything as a careful reader counts in the text."""

from __future__ import annotations

from collections import Counter
from typing import Any

Operations = dict[str, dict[str, Any]]


def test_210_operations_on_208_paths(operations: Operations) -> None:
    assert Counter(call.split()[0] for call in operations) == {"GET": 202, "POST": 6, "DELETE": 2}
    assert len({call.split()[1] for call in operations}) == 208


def test_the_token_and_the_versions_stand_outside_the_210(all_operations: Operations, operations: Operations) -> None:
    assert set(all_operations) - set(operations) == {"POST /auth/connect/token", "GET /api/supportedVersions"}


def test_two_operations_are_deprecated(operations: Operations) -> None:
    assert {call for call, operation in operations.items() if operation.get("deprecated")} == {
        "GET /images/download/{jobId}",
        "GET /images/metadata/{jobId}",
    }


def test_340_parameters_in_tables_and_5_in_request_bodies(operations: Operations) -> None:
    assert sum(len(operation.get("parameters", ())) for operation in operations.values()) == 340
    bodies = {
        call: sorted(body["content"]["multipart/form-data"]["schema"]["properties"])
        if "multipart/form-data" in (body := operation["requestBody"])["content"]
        else body["content"]["application/json"]["schema"]
        for call, operation in operations.items()
        if "requestBody" in operation
    }
    assert bodies == {
        "POST /maintenance/certificate": ["file", "password"],
        "POST /maintenance/licenses/update": ["file"],
        "POST /tasks": ["file"],
        "POST /reports/parts/{jobId}": {"$ref": "#/components/schemas/PartList"},
    }


def test_40_objects_with_254_properties_and_23_enums_with_154_values(models: Operations) -> None:
    objects = {name: model for name, model in models.items() if model["type"] == "object"}
    enums = {name: model for name, model in models.items() if "enum" in model}
    assert (len(objects), len(enums), len(models)) == (40, 23, 63)
    assert sum(len(model["properties"]) for model in objects.values()) == 254
    assert sum(len(model["enum"]) for model in enums.values()) == 154


def test_49_data_points_46_recorded_49_current_48_described(operations: Operations, data_points: Operations) -> None:
    assert len(data_points) == 49
    assert sum(point["recorded"] for point in data_points.values()) == 46
    assert sum(point["described"] for point in data_points.values()) == 48
    endings = Counter(
        call.rsplit("/", 1)[1] for call, operation in operations.items() if "x-eos-data-point" in operation
    )
    assert endings == {"values": 46, "current": 49, "description": 48}


def test_all_but_three_operations_name_their_machines(operations: Operations) -> None:
    assert [call for call, operation in operations.items() if not operation.get("x-eos-machines")] == [
        "GET /diagnostics/logs",
        "GET /diagnostics/opc",
        "GET /tasks/configuration",
    ]


def test_21_operations_need_one_filter_system(operations: Operations) -> None:
    limits = Counter(operation.get("x-eos-filter-system") for operation in operations.values())
    assert limits == {None: 189, "RFS 1.x": 9, "RFS 1.3": 6, "RFS 2.0": 6}


def test_60_operations_have_pages_and_6_state_a_maximum(operations: Operations) -> None:
    pages = {call: operation["x-eos-page"] for call, operation in operations.items() if "x-eos-page" in operation}
    assert len(pages) == 60
    assert {call: page["maximum"] for call, page in pages.items() if page["maximum"]} == {
        "GET /jobs/{jobId}/indications": 10_000,
        "GET /jobs/{jobId}/partStatistics": 200_000,
        "GET /layers/{jobId}/images/download": 200,
        "GET /layers/{jobId}/images/metadata": 200,
        "GET /images/download/{jobId}": 200,
        "GET /images/metadata/{jobId}": 200,
    }
    assert Counter(page["default"] for page in pages.values()) == {5000: 51, 200: 6, 1000: 1, 10_000: 1, 200_000: 1}


def test_12_operations_get_a_404_that_the_text_does_not_list(operations: Operations) -> None:
    inferred = {
        call for call, operation in operations.items() if operation["responses"].get("404", {}).get("x-eos-inferred")
    }
    assert inferred == {
        "GET /diagnostics/logFiles",
        "GET /dispenser/lastDosingCount/description",
        "GET /dispenser/moduleVersions",
        "GET /exposure/unitCount",
        "GET /info/state",
        "GET /info/state/current",
        "GET /jobs/{jobId}/indications",
        "GET /jobs/{jobId}/partStatistics",
        "GET /layers/{jobId}/indications/{layerIndex}",
        "GET /layers/{jobId}/partStatistics/{layerIndex}",
        "GET /tasks",
        "POST /tasks",
    }
    assert sum("x-eos-inferred" in answer for one in operations.values() for answer in one["responses"].values()) == 12


def test_neighbouring_interfaces_are_counted_as_the_text_has_them(second_reading: dict[str, Any]) -> None:
    """99 OPC UA data points, those of the current and last job and of messages aside; 160 MQTT keys and 73 topics."""
    without_path = sum(len(names) for group, names in second_reading["opc_ua_without_path"].items() if group != "Jobs")
    assert (len(second_reading["opc_ua"]), without_path) == (59, 40)
    assert len(second_reading["mqtt"]) == 160
    assert len(second_reading["mqtt_topics"]) == len(set(second_reading["mqtt_topics"])) == 73
