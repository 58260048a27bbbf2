"""The catalogue of data points agrees with what OPC UA and MQTT say about the same quantities."""

from __future__ import annotations

import re
from typing import Any

import pytest

Found = dict[str, dict[str, Any]]

KINDS = {"double": "number", "int": "integer", "integer": "integer", "boolean": "boolean", "string": "text"}

# Where the interfaces differ, or spell a unit differently; corrections.toml has the reasons.
DECIDED_KIND = {"dispenser.dosingChamberCountCalculated": "integer", "recoater.axisSpeedSetPoint": "number"}
DECIDED_UNIT = {"filterSystem.turbine.flowSetPoint": "m³/h", "recoater.axisSpeedSetPoint": "mm/s"}

NUMBERED = {"exposure.laser.temperature": 4, "exposure.laser.operatingTime": 4, "exposure.shutter.temperature": 2}


def numbers(key: str, name: str) -> list[str]:
    """The name itself, or one for each laser or shutter."""
    return [re.sub(r"\{\w+Number\}", str(number), name) for number in range(1, NUMBERED.get(key, 1) + 1)]


def test_every_opc_ua_path_is_in_the_text(data_points: Found, second_reading: dict[str, Any]) -> None:
    inferred = set()
    for key, point in data_points.items():
        if point["opcUaInferred"]:
            inferred.add(key)
            _, _, group, *_, name = point["opcUa"].split(".")
            assert name in second_reading["opc_ua_without_path"][group], key
            assert point["opcUa"] not in second_reading["opc_ua"], key
        else:
            assert set(numbers(key, point["opcUa"])) <= set(second_reading["opc_ua"]), key
    assert inferred == {
        "filterSystem.filter.filterCleaningActiveState",
        "filterSystem.turbine.flowSetPoint",
        "filterSystem.turbine.pressureSetPoint",
        "inertGas.gasType",
        "ipc.memory.total",
    }


def test_every_mqtt_key_and_topic_is_in_the_text(data_points: Found, second_reading: dict[str, Any]) -> None:
    for key, point in data_points.items():
        assert set(numbers(key, point["mqtt"])) <= set(second_reading["mqtt"]), key
        assert set(numbers(key, point["mqttTopic"])) <= set(second_reading["mqtt_topics"]), key


def test_no_name_is_used_twice(data_points: Found) -> None:
    for kind in ("opcUa", "mqtt", "mqttTopic", "displayName"):
        assert len({point[kind] for point in data_points.values()}) == 49, kind


def test_every_sampled_opc_ua_path_belongs_to_a_data_point(data_points: Found, second_reading: dict[str, Any]) -> None:
    """The one other branch with paths is the machine state, which is no data point of the Web API."""
    used = {path for key, point in data_points.items() for path in numbers(key, point["opcUa"])}
    left = set(second_reading["opc_ua"]) - used
    assert len(left) == 8
    assert all(path.startswith("EOS.Machine.Info.State") for path in left)


def test_units_and_kinds_follow_the_interfaces(data_points: Found, second_reading: dict[str, Any]) -> None:
    for key, point in data_points.items():
        opc_ua = second_reading["opc_ua"].get(numbers(key, point["opcUa"])[0])
        mqtt = second_reading["mqtt"][numbers(key, point["mqtt"])[0]]
        sources = [source for source in (opc_ua, mqtt) if source]
        stated = {source["unit"] for source in sources}
        assert {point["unit"] or "-"} == ({DECIDED_UNIT[key]} if key in DECIDED_UNIT else stated), key
        kinds = {KINDS[source["type"]] for source in sources}
        assert {point["kind"]} == ({DECIDED_KIND[key]} if key in DECIDED_KIND else kinds), key


def test_intervals_thresholds_and_machines_follow_opc_ua(data_points: Found, second_reading: dict[str, Any]) -> None:
    for key, point in data_points.items():
        opc_ua = second_reading["opc_ua"].get(numbers(key, point["opcUa"])[0])
        expected = (opc_ua["interval"], opc_ua["threshold"]) if opc_ua else (None, None)
        assert (point["interval"], point["threshold"]) == expected, key
        if opc_ua:
            assert sorted(point["machines"]) == sorted(opc_ua["machines"]), key


def test_operations_and_catalogue_agree(operations: Found, data_points: Found) -> None:
    for key, point in data_points.items():
        own = {call: one for call, one in operations.items() if one.get("x-eos-data-point") == key}
        endings = {call.rsplit("/", 1)[1] for call in own}
        assert endings == {"current", *["values"] * point["recorded"], *["description"] * point["described"]}, key
        assert {one.get("x-eos-filter-system") for one in own.values()} == {point["filterSystem"]}, key
        assert {*re.findall(r"\{(\w+Number)\}", " ".join(own))} == {point["numbered"]} - {None}, key
        assert all(set(point["machines"]) <= set(one["x-eos-machines"]) for one in own.values()), key


def test_values_per_layer_have_no_interval(data_points: Found) -> None:
    per_layer = {key for key, point in data_points.items() if point["layerBased"]}
    assert per_layer == {
        "buildingPlatform.speedSetPoint",
        "dispenser.dosageFactor",
        "dispenser.dosingChamberCount",
        "dispenser.dosingChamberCountCalculated",
        "dispenser.linearAxisSpeedSetPoint",
        "dispenser.rotaryAxisSpeedSetPoint",
        "filterSystem.filter.filterCleaningsExecuted",
        "filterSystem.filter.filterCleaningsRemaining",
        "filterSystem.turbine.power",
        "recoater.axisSpeedSetPoint",
    }
    assert all(data_points[key]["interval"] is None for key in per_layer)


# Looked up by hand in the sections on OPC UA and MQTT: unit, interval, threshold, OPC UA path, MQTT key, topic.
LOOKED_UP = {
    "buildingPlatform.position": (
        "mm", 0.1, 0.001, "BuildingPlatform.Position", "BuildingPlatform.Position", "building-platform/position",
    ),
    "collectorPlatform.position": (
        "mm", 0.5, 0.5, "CollectorPlatform.Position", "CollectorPlatform.Position", "collector-platform/position",
    ),
    "dispenser.dosageFactor": (
        "%", None, None, "Dispenser.DosageFactorSetPoint", "Dispenser.DosageFactorSetPoint",
        "dispenser/dosage-factor-set-point",
    ),
    "environment.relativeHumidity": (
        "%", 1, 0.2, "Environment.HumidityRelative", "Environment.HumidityRelative", "environment/humidity-relative",
    ),
    "exposure.shutter.temperature": (
        "°C", 10, 0.5, "Exposure.Shutter{shutterNumber}.Temperature", "Shutter{shutterNumber}.Temperature",
        "exposure/shutter/{shutterNumber}/temperature",
    ),
    "filterSystem.filterFine.pressureDifferential": (
        "mbar", 1, 0.1, "FilterSystem.FineFilter.PressureDifferential",
        "FilterSystem.FineFilter.PressureDifferential", "filter-system/fine-filter/pressure-differential",
    ),
    "filterSystem.turbine.power": (
        "%", None, None, "FilterSystem.Turbine.PowerSetPoint", "FilterSystem.Turbine.PowerSetPoint",
        "filter-system/turbine/power-set-point",
    ),
    "inertGas.flowArgon": ("l/min", 1, 0.1, "InertGas.FlowRateArgon", "InertGas.Flow.Argon", "inert-gas/flow/argon"),
    "ipc.hardDisk.freeSpace": (
        "GB", 60, 0.1, "Ipc.HardDisk.FreeSpace", "Ipc.HardDisk.FreeSpace", "ipc/hard-disk/free-space",
    ),
    "processChamber.o2ConcentrationTop": (
        "%", 0.5, 0.1, "ProcessChamber.O2Concentration.Top", "ProcessChamber.O2Concentration.Top",
        "process-chamber/o2-concentration/top",
    ),
    "recoater.axisTorque": (
        "Nm", 0.1, 0.01, "Recoater.AxisTorque", "Recoater.AxisTorque", "recoater/axis-torque",
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", LOOKED_UP)
def test_looked_up_by_hand(key: str, data_points: Found) -> None:
    point = data_points[key]
    unit, interval, threshold, opc_ua, mqtt, topic = LOOKED_UP[key]
    assert (point["unit"], point["interval"], point["threshold"]) == (unit, interval, threshold)
    assert (point["opcUa"], point["mqtt"]) == (f"EOS.Machine.{opc_ua}", mqtt)
    assert point["mqttTopic"] == f"eos-machine/sixxxx/{topic}"
