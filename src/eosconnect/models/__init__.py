"""What people hold in their hands: unchangeable models of what the machine tells.

Names are the field's terms, absent is ``None``, times are aware and in UTC, lengths are in mm, durations in seconds
where they are numbers. Enumerations are open: a value that the document does not list survives and equals its text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eosconnect.models.build_record import BuildRecord
    from eosconnect.models.change import Installed, UploadedFile, UploadOutcome
    from eosconnect.models.exposure import Calibration, CalibrationGalvo, LaserPowerMeasurement
    from eosconnect.models.image import ImageFileType, ImageMetadata, Images, ImageType
    from eosconnect.models.indication import Indication, IndicationCategory, IndicationStatus
    from eosconnect.models.job import Job, JobDetail, JobDurations, JobResult, MaterialDetails, TimeZone
    from eosconnect.models.job_timeline import Interruption, JobTimeline
    from eosconnect.models.layer import Layer, LayerDuration, LayerOperationType
    from eosconnect.models.license import License
    from eosconnect.models.listing import Listing
    from eosconnect.models.log_entry import LogEntry, LoggingSource, LogLevel
    from eosconnect.models.machine_info import (
        ControlSystem,
        MachineInfo,
        MachineModel,
        MachineType,
        ProcessState,
        ProcessStateAm,
        ProcessStateEos,
        SoftwareModuleVersion,
    )
    from eosconnect.models.model import Model, Row
    from eosconnect.models.module_versions import (
        ControllerModuleVersions,
        DispenserModuleVersions,
        FilterSystemModuleVersions,
        LaserModuleVersions,
        PlcModuleVersions,
    )
    from eosconnect.models.opc_diagnostics import (
        DiagnosticsSummary,
        Session,
        SessionDiagnostics,
        TcpConnectionSummary,
        TcpDiagnostics,
    )
    from eosconnect.models.open_enum import OpenEnum
    from eosconnect.models.part import Part, PartLayer, PartStatus
    from eosconnect.models.part_statistic import PartStatistic, PartStatisticsCategory
    from eosconnect.models.point import BoundingBox, Point, Point2D
    from eosconnect.models.sensor import SensorDescription, SensorValue
    from eosconnect.models.state import MachineState, StateBuildJob, StateError, StateMachineState, StateMaintenance
    from eosconnect.models.time_in_state import StateSpan, TimeInState
    from eosconnect.models.user_message import Language, Severity, UserMessage

__all__ = [
    "BoundingBox",
    "BuildRecord",
    "Calibration",
    "CalibrationGalvo",
    "ControlSystem",
    "ControllerModuleVersions",
    "DiagnosticsSummary",
    "DispenserModuleVersions",
    "FilterSystemModuleVersions",
    "ImageFileType",
    "ImageMetadata",
    "ImageType",
    "Images",
    "Indication",
    "IndicationCategory",
    "IndicationStatus",
    "Installed",
    "Interruption",
    "Job",
    "JobDetail",
    "JobDurations",
    "JobResult",
    "JobTimeline",
    "Language",
    "LaserModuleVersions",
    "LaserPowerMeasurement",
    "Layer",
    "LayerDuration",
    "LayerOperationType",
    "License",
    "Listing",
    "LogEntry",
    "LogLevel",
    "LoggingSource",
    "MachineInfo",
    "MachineModel",
    "MachineState",
    "MachineType",
    "MaterialDetails",
    "Model",
    "OpenEnum",
    "Part",
    "PartLayer",
    "PartStatistic",
    "PartStatisticsCategory",
    "PartStatus",
    "PlcModuleVersions",
    "Point",
    "Point2D",
    "ProcessState",
    "ProcessStateAm",
    "ProcessStateEos",
    "Row",
    "SensorDescription",
    "SensorValue",
    "Session",
    "SessionDiagnostics",
    "Severity",
    "SoftwareModuleVersion",
    "StateBuildJob",
    "StateError",
    "StateMachineState",
    "StateMaintenance",
    "StateSpan",
    "TcpConnectionSummary",
    "TcpDiagnostics",
    "TimeInState",
    "TimeZone",
    "UploadOutcome",
    "UploadedFile",
    "UserMessage",
]

#: Loaded when first asked for: making all these classes takes longer than most programs run.
PLACES = {
    **dict.fromkeys(("BuildRecord",), "build_record"),
    **dict.fromkeys(("Installed", "UploadedFile", "UploadOutcome"), "change"),
    **dict.fromkeys(("Calibration", "CalibrationGalvo", "LaserPowerMeasurement"), "exposure"),
    **dict.fromkeys(("ImageFileType", "ImageMetadata", "Images", "ImageType"), "image"),
    **dict.fromkeys(("Indication", "IndicationCategory", "IndicationStatus"), "indication"),
    **dict.fromkeys(("Job", "JobDetail", "JobDurations", "JobResult", "MaterialDetails", "TimeZone"), "job"),
    **dict.fromkeys(("Interruption", "JobTimeline"), "job_timeline"),
    **dict.fromkeys(("Layer", "LayerDuration", "LayerOperationType"), "layer"),
    **dict.fromkeys(("License",), "license"),
    **dict.fromkeys(("Listing",), "listing"),
    **dict.fromkeys(("LogEntry", "LoggingSource", "LogLevel"), "log_entry"),
    **dict.fromkeys(
        (
            "ControlSystem",
            "MachineInfo",
            "MachineModel",
            "MachineType",
            "ProcessState",
            "ProcessStateAm",
            "ProcessStateEos",
            "SoftwareModuleVersion",
        ),
        "machine_info",
    ),
    **dict.fromkeys(("Model", "Row"), "model"),
    **dict.fromkeys(
        (
            "ControllerModuleVersions",
            "DispenserModuleVersions",
            "FilterSystemModuleVersions",
            "LaserModuleVersions",
            "PlcModuleVersions",
        ),
        "module_versions",
    ),
    **dict.fromkeys(
        ("DiagnosticsSummary", "Session", "SessionDiagnostics", "TcpConnectionSummary", "TcpDiagnostics"),
        "opc_diagnostics",
    ),
    **dict.fromkeys(("OpenEnum",), "open_enum"),
    **dict.fromkeys(("Part", "PartLayer", "PartStatus"), "part"),
    **dict.fromkeys(("PartStatistic", "PartStatisticsCategory"), "part_statistic"),
    **dict.fromkeys(("BoundingBox", "Point", "Point2D"), "point"),
    **dict.fromkeys(("SensorDescription", "SensorValue"), "sensor"),
    **dict.fromkeys(("MachineState", "StateBuildJob", "StateError", "StateMachineState", "StateMaintenance"), "state"),
    **dict.fromkeys(("StateSpan", "TimeInState"), "time_in_state"),
    **dict.fromkeys(("Language", "Severity", "UserMessage"), "user_message"),
}


def __getattr__(name: str) -> Any:
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"eosconnect.models.{PLACES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
