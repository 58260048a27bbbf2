"""At least one operation of every section, and the models with traps, looked up in the text by hand."""

from __future__ import annotations

from typing import Any

import pytest

Found = dict[str, dict[str, Any]]

METAL = "M 290, M 300-4, M 400, M 400-4"
METAL_AND_P500 = f"{METAL}, P 500"
ALL = f"{METAL}, P 396, P 500, P 770, P 810"
VALUES = "jobId* from to skip take"
REFERENCE = "#/components/schemas/"


def returned(operation: dict[str, Any]) -> str:
    """What a success returns: a model, a list of one, a scalar, or the media type of a file."""
    success = operation["responses"].get("200") or operation["responses"].get("201") or operation["responses"]["204"]
    for media_type, content in success.get("content", {}).items():
        schema = content["schema"]
        if media_type != "application/json":
            assert schema == {"type": "string", "format": "binary"}
            return str(media_type)
        if "anyOf" in schema:
            return "one of several"
        one = schema.get("items", schema)
        name = one["$ref"].removeprefix(REFERENCE) if "$ref" in one else one["type"]
        return f"{name}[]" if "items" in schema else name
    return "nothing"


# (id, parameters with a star for the required ones, response codes, what a success returns, machines, filter system)
LOOKED_UP: dict[str, tuple[str, str, str, str, str, str | None]] = {
    # building_platform
    "GET /buildingPlatform/speedSetPoint/{jobId}/values": (
        "getBuildingPlatformSpeedSetPointValues", VALUES, "200 400 401 403 404", "SensorValue[]", METAL_AND_P500, None,
    ),
    "GET /buildingPlatform/speedSetPoint/current": (
        "getBuildingPlatformSpeedSetPointCurrent", "", "200 204 401 403 404", "SensorValue", METAL_AND_P500, None,
    ),
    "GET /buildingPlatform/position/description": (
        "getBuildingPlatformPositionDescription", "", "200 401 403 404", "SensorDescription", ALL, None,
    ),
    # collector_platform
    "GET /collectorPlatform/position/{jobId}/values": (
        "getCollectorPlatformPositionValues", VALUES, "200 400 401 403 404", "SensorValue[]", "M 290", None,
    ),
    # diagnostics
    "GET /diagnostics/logFiles": (
        "downloadLogFiles", "", "200 401 403 404? 423 424 500", "application/zip", METAL_AND_P500, None,
    ),
    "GET /diagnostics/logs": (
        "listLogEntries", "loggingSources* minimumLogLevel* fromDate* toDate*", "200 204 400 401 403", "LogEntry[]",
        "", None,
    ),
    "GET /diagnostics/opc": ("getOpcDiagnostics", "", "200", "DiagnosticsSummary", "", None),
    # dispenser
    "GET /dispenser/fillLevel/current": (
        "getDispenserFillLevelCurrent", "", "200 204 401 403 404", "SensorValue", "M 300-4, M 400, M 400-4", None,
    ),
    "GET /dispenser/lastDosingCount/description": (
        "getDispenserLastDosingCountDescription", "", "200 401 403 404?", "SensorDescription", "M 400, M 400-4", None,
    ),
    "GET /dispenser/moduleVersions": (
        "getDispenserModuleVersions", "", "200 204 401 403 404?", "DispenserModuleVersions",
        "M 300-4, M 400, M 400-4, P 396, P 500, P 770, P 810", None,
    ),
    # environment
    "GET /environment/relativeHumidity/description": (
        "getEnvironmentRelativeHumidityDescription", "", "200 401 403 404", "SensorDescription", METAL, None,
    ),
    # exposure
    "GET /exposure/calibrations/{jobId}": (
        "listCalibrations", "jobId* skip take", "200 400 401 403 404", "Calibration[]",
        "M 290, M 400, M 400-4, P 396, P 770, P 810", None,
    ),
    "GET /exposure/laser/{laserNumber}/controller/moduleVersions": (
        "getLaserControllerModuleVersions", "laserNumber*", "200 401 403 404", "ControllerModuleVersions",
        METAL_AND_P500, None,
    ),
    "GET /exposure/laser/{laserNumber}/maximumOutput": (
        "getLaserMaximumOutput", "laserNumber*", "200 204 401 403 404", "number", METAL, None,
    ),
    "GET /exposure/laser/{laserNumber}/operatingTime/current": (
        "getExposureLaserOperatingTimeCurrent", "laserNumber*", "200 204 400 401 403 404", "SensorValue", METAL, None,
    ),
    "GET /exposure/laser/{laserNumber}/temperature/{jobId}/values": (
        "getExposureLaserTemperatureValues", f"laserNumber* {VALUES}", "200 400 401 403 404", "SensorValue[]",
        METAL, None,
    ),
    "GET /exposure/laserPowerMeasurements/{jobId}": (
        "listLaserPowerMeasurements", "jobId* skip take", "200 400 401 403 404", "LaserPowerMeasurement[]",
        "M 290, M 400", None,
    ),
    "GET /exposure/shutter/{shutterNumber}/temperature/current": (
        "getExposureShutterTemperatureCurrent", "shutterNumber*", "200 400 401 403 404", "SensorValue", "P 500", None,
    ),
    "GET /exposure/unitCount": ("getExposureUnitCount", "", "200 401 403 404?", "integer", METAL_AND_P500, None),
    # filter_system
    "GET /filterSystem/filter/filterCleaningsExecuted/{jobId}/values": (
        "getFilterSystemFilterFilterCleaningsExecutedValues", VALUES, "200 400 401 403 404", "SensorValue[]",
        "M 290, M 400, M 400-4", "RFS 1.x",
    ),
    "GET /filterSystem/filter/flow/description": (
        "getFilterSystemFilterFlowDescription", "", "200 401 403 404", "SensorDescription", "M 300-4, M 400-4",
        "RFS 2.0",
    ),
    "GET /filterSystem/turbine/power/current": (
        "getFilterSystemTurbinePowerCurrent", "", "200 204 401 403 404", "SensorValue", "M 290, M 400, M 400-4, P 500",
        "RFS 1.x",
    ),
    "GET /filterSystem/turbine/pressureSetPoint/{jobId}/values": (
        "getFilterSystemTurbinePressureSetPointValues", VALUES, "200 400 401 403 404", "SensorValue[]",
        "M 290, M 400, M 400-4", "RFS 1.3",
    ),
    "GET /filterSystem/moduleVersions": (
        "getFilterSystemModuleVersions", "", "200 401 403", "FilterSystemModuleVersions", ALL, None,
    ),
    # inert_gas
    "GET /inertGas/flowArgon/current": (
        "getInertGasFlowArgonCurrent", "", "200 401 403 404", "SensorValue", "M 300-4", None,
    ),
    "GET /inertGas/gasType/{jobId}/values": (
        "getInertGasGasTypeValues", "jobId*", "200 401 403 404", "string", ALL, None,
    ),
    "GET /inertGas/gasType/current": ("getInertGasGasTypeCurrent", "", "200 401 403", "string", ALL, None),
    "GET /inertGas/gasType/description": (
        "getInertGasGasTypeDescription", "", "200 401 403", "SensorDescription", f"{ALL}, P 900", None,
    ),
    # info
    "GET /info": ("getInfo", "", "200", "Info", ALL, None),
    "GET /info/hostName": ("getInfoHostName", "", "200 404", "string", ALL, None),
    "GET /info/moduleVersions": ("getInfoModuleVersions", "", "200", "one of several", ALL, None),
    "GET /info/processStateAM": ("getInfoProcessStateAm", "", "200 404", "ProcessStateAm", ALL, None),
    "GET /info/remoteControlAllowed": ("getInfoRemoteControlAllowed", "", "200 401 403", "boolean", ALL, None),
    "GET /info/state": (
        "listStates", "fromDate toDate skip take", "200 401 403 404?", "State[]", METAL_AND_P500, None,
    ),
    "GET /info/state/{jobId}": (
        "listJobStates", "jobId* fromDate toDate skip take", "200 401 403 404", "State[]", METAL_AND_P500, None,
    ),
    "GET /info/state/current": ("getCurrentState", "", "200 400 401 403 404?", "State", METAL_AND_P500, None),
    "GET /info/technicalModel": ("getInfoTechnicalModel", "", "200 404", "MachineModel", ALL, None),
    # ipc
    "GET /ipc/memory/total/current": (
        "getIpcMemoryTotalCurrent", "", "200 401 403 404", "SensorValue", METAL_AND_P500, None,
    ),
    "GET /ipc/hardDisk/freeSpace/{jobId}/values": (
        "getIpcHardDiskFreeSpaceValues", VALUES, "200 400 401 403 404", "SensorValue[]", METAL_AND_P500, None,
    ),
    # jobs
    "GET /jobs": ("listJobs", "fromDate toDate jobResult skip take", "200 401 403", "Job[]", ALL, None),
    "GET /jobs/{jobId}": ("getJob", "jobId*", "200 400 401 403 404", "JobDetail", ALL, None),
    "DELETE /jobs/{jobId}": ("deleteJob", "jobId*", "204 400 401 403 500", "nothing", ALL, None),
    "GET /jobs/{jobId}/export": (
        "downloadJobExport", "jobId* exportHomeInData exportSensorData", "200 400 401 403 404 500",
        "application/octet-stream", ALL, None,
    ),
    "GET /jobs/{jobId}/indications": (
        "downloadJobIndications", "jobId* types* skip take strict", "200 204 400 401 403 404?", "application/zip",
        METAL_AND_P500, None,
    ),
    "GET /jobs/{jobId}/partStatistics": (
        "downloadJobPartStatistics", "jobId* types* skip take strict", "200 204 400 401 403 404?", "application/zip",
        METAL, None,
    ),
    "GET /jobs/last": ("getLastJob", "", "200 401 403", "JobDetail", ALL, None),
    # layers
    "GET /layers/{jobId}": (
        "listLayers", "jobId* startIndex endIndex startHeight endHeight skip take", "200 400 401 403 404", "Layer[]",
        ALL, None,
    ),
    "GET /layers/{jobId}/images/download": (
        "downloadLayerImages", "jobId* types* startLayer* endLayer* fileType skip take strict", "200 400 401 403 404",
        "application/zip", METAL_AND_P500, None,
    ),
    "GET /layers/{jobId}/images/metadata": (
        "getLayerImageMetadata", "jobId* types* startLayer* endLayer* skip take strict", "200 400 401 403 404",
        "Images", METAL_AND_P500, None,
    ),
    "GET /layers/{jobId}/partStatistics/{layerIndex}": (
        "listLayerPartStatistics", "jobId* layerIndex* types* strict", "200 400 401 403 404?", "PartStatistic[]",
        METAL, None,
    ),
    "GET /layers/current": ("getCurrentLayer", "", "200 400 401 403 404", "Layer", ALL, None),
    # maintenance
    "POST /maintenance/certificate": ("updateCertificate", "", "200 400 401 403 500", "nothing", ALL, None),
    "GET /maintenance/licenses": ("listLicenses", "", "200 404", "one of several", ALL, None),
    "GET /maintenance/licenses/request": (
        "downloadLicenseRequest", "", "200", "application/octet-stream", ALL, None,
    ),
    "POST /maintenance/licenses/update": ("updateLicenses", "", "200 400 415", "nothing", ALL, None),
    # images
    "GET /images/download/{jobId}": (
        "downloadImagesDeprecated", "jobId* imageTypes* startLayer* endLayer* skip take", "200 400 401 403 404",
        "application/zip", METAL_AND_P500, None,
    ),
    "GET /images/metadata/{jobId}": (
        "getImageMetadataDeprecated", "jobId* imageTypes* startLayer* endLayer* skip take", "200 400 401 403 404",
        "JobImages", METAL_AND_P500, None,
    ),
    # parts
    "GET /parts/{jobId}": ("listParts", "jobId* skip take", "200 400 401 403 404", "Part[]", ALL, None),
    "GET /parts/{jobId}/{partId}/exposureTimes": (
        "listPartExposureTimes", "jobId* partId* startIndex endIndex skip take", "200 400 401 403 404", "PartLayer[]",
        ALL, None,
    ),
    # plc
    "GET /plc/moduleVersions": ("getPlcModuleVersions", "", "200 401 403", "PlcModuleVersions", ALL, None),
    # process_chamber
    "GET /processChamber/o2ConcentrationBottom/current": (
        "getProcessChamberO2ConcentrationBottomCurrent", "", "200 401 403 404", "SensorValue", "M 400, M 400-4", None,
    ),
    "GET /processChamber/pressureAbsolute/{jobId}/values": (
        "getProcessChamberPressureAbsoluteValues", VALUES, "200 400 401 403 404", "SensorValue[]", "P 500", None,
    ),
    # recoater
    "GET /recoater/axisSpeedSetPoint/current": (
        "getRecoaterAxisSpeedSetPointCurrent", "", "200 204 401 403 404", "SensorValue", METAL_AND_P500, None,
    ),
    "GET /recoater/rollSpeedLeft/description": (
        "getRecoaterRollSpeedLeftDescription", "", "200 401 403 404", "SensorDescription", "P 500", None,
    ),
    # reports
    "POST /reports/events/{jobId}": (
        "createEventReport", "jobId* format", "200 400 401 403 404 503", "application/pdf", ALL, None,
    ),
    "POST /reports/parts/{jobId}": (
        "createPartsReport", "jobId* format", "200 400 401 403 404 415 503", "application/pdf", ALL, None,
    ),
    # software
    "GET /software/controlSystem": ("getSoftwareControlSystem", "", "200 404", "ControlSystem", ALL, None),
    "GET /software/userMessages": (
        "listUserMessages", "severity language fromDate toDate jobId skip take", "200 400 401 403", "UserMessage[]",
        ALL, None,
    ),
    "GET /software/versions/controlSystem": ("getSoftwareVersionControlSystem", "", "200", "string", ALL, None),
    "GET /software/versions/hcsService": ("getSoftwareVersionHcsService", "", "200 404", "string", ALL, None),
    # tasks
    "GET /tasks": ("listTasks", "", "200 401 403 404?", "string[]", METAL_AND_P500, None),
    "POST /tasks": ("uploadTask", "", "201 400 401 403 404? 500", "nothing", METAL_AND_P500, None),
    "DELETE /tasks/{taskName}": (
        "deleteTask", "taskName*", "204 400 401 403 404", "nothing", METAL_AND_P500, None,
    ),
    "GET /tasks/configuration": (
        "downloadTaskConfiguration", "", "200 401 403", "application/octet-stream", "", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("call", LOOKED_UP)
def test_operation_is_as_looked_up(call: str, operations: Found) -> None:
    operation = operations[call]
    name, parameters, statuses, success, machines, filter_system = LOOKED_UP[call]
    assert operation["operationId"] == name
    found = [parameter["name"] + "*" * parameter["required"] for parameter in operation.get("parameters", ())]
    assert found == parameters.split()
    answers = operation["responses"]
    assert [status + "?" * ("x-eos-inferred" in answer) for status, answer in answers.items()] == statuses.split()
    assert returned(operation) == success
    expected = [f"EOS {machine}" for machine in machines.split(", ")] if machines else []
    assert sorted(operation.get("x-eos-machines", [])) == sorted(expected)
    assert operation.get("x-eos-filter-system") == filter_system


def test_every_section_is_looked_up(operations: Found) -> None:
    looked_up = {operations[call]["tags"][0] for call in LOOKED_UP}
    assert looked_up == {operation["tags"][0] for operation in operations.values()}
    assert len(looked_up) == 21


# (property, type and format, may be null)
PROPERTIES: dict[str, tuple[int, list[tuple[str, str, bool]]]] = {
    "CalibrationGalvo": (11, [("gain", "number double", False), ("shade3Reference", "integer", True)]),
    "Indication": (23, [("zHeight", "integer", False), ("analysisOperationParameters", "string", False)]),
    "Info": (10, [("hostName", "string", True), ("type", "MachineType", False)]),
    "Job": (15, [("id", "string", False), ("timeEnded", "string date-time", True), ("result", "JobResult", False)]),
    "JobDetail": (31, [("durations", "JobDurations", True), ("moduleVersions", "SoftwareModuleVersion[]", True)]),
    "Layer": (8, [("durations", "LayerDuration[]", False), ("endHeight", "number double", False)]),
    "LicenseInfo": (10, [("expirationDateUtc", "string date-time", True), ("featureMap", "integer", False)]),
    "LogEntry": (6, [("date", "string date-time", False), ("logLevel", "integer", False)]),
    "Part": (
        15,
        [("volume", "number double", True), ("exposureTime", "number double", True), ("id", "integer", False)],
    ),
    "PartList": (1, [("partIds", "integer[]", False)]),
    "PartStatistic": (18, [("partId", "integer", False), ("mean", "number float", False)]),
    "SensorValue": (4, [("value", "number double", True), ("layerIndex", "integer", True)]),
    "SessionDiagnostics": (4, [("subscriptionCountPerSessionMax", "integer", False), ("sessions", "Session[]", False)]),
    "UserMessage": (8, [("severity", "string", False), ("layerHeight", "number double", True)]),
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_object_is_as_looked_up(name: str, models: Found) -> None:
    count, looked_up = PROPERTIES[name]
    properties = models[name]["properties"]
    assert len(properties) == count
    for key, kind, nullable in looked_up:
        schema = properties[key]
        (one,) = schema.get("allOf") or schema.get("anyOf") or [schema]
        item = one.get("items", one)
        named = item["$ref"].removeprefix(REFERENCE) if "$ref" in item else item["type"]
        text = f"{named}[]" if "items" in one else " ".join(filter(None, [named, one.get("format")]))
        assert (text, schema.get("nullable", False)) == (kind, nullable), key


# How many values, the first and the last.
VALUES_OF_ENUMS = {
    "ControlSystem": (4, "Unknown", "Integra"),
    "EventMessageLanguage": (4, "en", "it"),
    "EventSeverity": (5, "All", "FatalError"),
    "ImageTypes": (8, "PowderBedAfterRecoating", "MeltPoolSignalDynamics"),
    "JobResult": (4, "Pending", "Failed"),
    "LayerOperationType": (8, "Heating", "Monitoring_MP"),
    "LogLevel": (5, "DEBUG", "FATAL"),
    "LoggingSources": (9, "BtDistributionService", "All"),
    "MachineModel": (12, "M400", "M293"),
    "ProcessStateAm": (7, "PreProcessing", "Maintenance"),
    "ProcessStateEos": (35, "Init", "ResetEndBuildIR"),
    "StateError": (10, "NoError", "Undefined"),
    "StateMaintenance": (5, "NoMaintenance", "Upgrade"),
}


@pytest.mark.parametrize("name", VALUES_OF_ENUMS)
def test_enum_is_as_looked_up(name: str, models: Found) -> None:
    values = models[name]["enum"]
    assert (len(values), values[0], values[-1]) == VALUES_OF_ENUMS[name]
