# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
"""Contains all the data models used in inputs/outputs"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .access_token import AccessToken
    from .bounding_box import BoundingBox
    from .calibration import Calibration
    from .calibration_galvo import CalibrationGalvo
    from .control_system import ControlSystem
    from .controller_module_versions import ControllerModuleVersions
    from .diagnostics_summary import DiagnosticsSummary
    from .dispenser_module_versions import DispenserModuleVersions
    from .event_message_language import EventMessageLanguage
    from .event_severity import EventSeverity
    from .filter_system_module_versions import FilterSystemModuleVersions
    from .image_file_types import ImageFileTypes
    from .image_metadata import ImageMetadata
    from .image_types import ImageTypes
    from .images import Images
    from .indication import Indication
    from .indication_category import IndicationCategory
    from .indication_status import IndicationStatus
    from .info import Info
    from .job import Job
    from .job_detail import JobDetail
    from .job_durations import JobDurations
    from .job_image_metadata import JobImageMetadata
    from .job_image_types import JobImageTypes
    from .job_images import JobImages
    from .job_result import JobResult
    from .laser_module_versions import LaserModuleVersions
    from .laser_power_measurement import LaserPowerMeasurement
    from .layer import Layer
    from .layer_duration import LayerDuration
    from .layer_operation_type import LayerOperationType
    from .license_info import LicenseInfo
    from .log_entry import LogEntry
    from .log_level import LogLevel
    from .logging_sources import LoggingSources
    from .machine_model import MachineModel
    from .machine_type import MachineType
    from .material_details import MaterialDetails
    from .part import Part
    from .part_layer import PartLayer
    from .part_list import PartList
    from .part_statistic import PartStatistic
    from .part_statistics_category import PartStatisticsCategory
    from .part_status import PartStatus
    from .plc_module_versions import PlcModuleVersions
    from .point import Point
    from .point_2d import Point2D
    from .process_state import ProcessState
    from .process_state_am import ProcessStateAm
    from .process_state_eos import ProcessStateEos
    from .request_token_body import RequestTokenBody
    from .sensor_description import SensorDescription
    from .sensor_value import SensorValue
    from .session import Session
    from .session_diagnostics import SessionDiagnostics
    from .software_module_version import SoftwareModuleVersion
    from .state import State
    from .state_build_job import StateBuildJob
    from .state_error import StateError
    from .state_machine_state import StateMachineState
    from .state_maintenance import StateMaintenance
    from .supported_version import SupportedVersion
    from .tcp_connection_summary import TcpConnectionSummary
    from .tcp_diagnostics import TcpDiagnostics
    from .time_zone_info import TimeZoneInfo
    from .update_certificate_body import UpdateCertificateBody
    from .update_licenses_body import UpdateLicensesBody
    from .upload_task_body import UploadTaskBody
    from .user_message import UserMessage

_MODULES = {
    "AccessToken": ".access_token",
    "BoundingBox": ".bounding_box",
    "Calibration": ".calibration",
    "CalibrationGalvo": ".calibration_galvo",
    "ControlSystem": ".control_system",
    "ControllerModuleVersions": ".controller_module_versions",
    "DiagnosticsSummary": ".diagnostics_summary",
    "DispenserModuleVersions": ".dispenser_module_versions",
    "EventMessageLanguage": ".event_message_language",
    "EventSeverity": ".event_severity",
    "FilterSystemModuleVersions": ".filter_system_module_versions",
    "ImageFileTypes": ".image_file_types",
    "ImageMetadata": ".image_metadata",
    "ImageTypes": ".image_types",
    "Images": ".images",
    "Indication": ".indication",
    "IndicationCategory": ".indication_category",
    "IndicationStatus": ".indication_status",
    "Info": ".info",
    "Job": ".job",
    "JobDetail": ".job_detail",
    "JobDurations": ".job_durations",
    "JobImageMetadata": ".job_image_metadata",
    "JobImageTypes": ".job_image_types",
    "JobImages": ".job_images",
    "JobResult": ".job_result",
    "LaserModuleVersions": ".laser_module_versions",
    "LaserPowerMeasurement": ".laser_power_measurement",
    "Layer": ".layer",
    "LayerDuration": ".layer_duration",
    "LayerOperationType": ".layer_operation_type",
    "LicenseInfo": ".license_info",
    "LogEntry": ".log_entry",
    "LogLevel": ".log_level",
    "LoggingSources": ".logging_sources",
    "MachineModel": ".machine_model",
    "MachineType": ".machine_type",
    "MaterialDetails": ".material_details",
    "Part": ".part",
    "PartLayer": ".part_layer",
    "PartList": ".part_list",
    "PartStatistic": ".part_statistic",
    "PartStatisticsCategory": ".part_statistics_category",
    "PartStatus": ".part_status",
    "PlcModuleVersions": ".plc_module_versions",
    "Point": ".point",
    "Point2D": ".point_2d",
    "ProcessState": ".process_state",
    "ProcessStateAm": ".process_state_am",
    "ProcessStateEos": ".process_state_eos",
    "RequestTokenBody": ".request_token_body",
    "SensorDescription": ".sensor_description",
    "SensorValue": ".sensor_value",
    "Session": ".session",
    "SessionDiagnostics": ".session_diagnostics",
    "SoftwareModuleVersion": ".software_module_version",
    "State": ".state",
    "StateBuildJob": ".state_build_job",
    "StateError": ".state_error",
    "StateMachineState": ".state_machine_state",
    "StateMaintenance": ".state_maintenance",
    "SupportedVersion": ".supported_version",
    "TcpConnectionSummary": ".tcp_connection_summary",
    "TcpDiagnostics": ".tcp_diagnostics",
    "TimeZoneInfo": ".time_zone_info",
    "UpdateCertificateBody": ".update_certificate_body",
    "UpdateLicensesBody": ".update_licenses_body",
    "UploadTaskBody": ".upload_task_body",
    "UserMessage": ".user_message",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Import a model when it is first asked for (PEP 562): the package stays quick to import."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        model = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = model
        return model

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})


__all__ = (
    "AccessToken",
    "BoundingBox",
    "Calibration",
    "CalibrationGalvo",
    "ControllerModuleVersions",
    "ControlSystem",
    "DiagnosticsSummary",
    "DispenserModuleVersions",
    "EventMessageLanguage",
    "EventSeverity",
    "FilterSystemModuleVersions",
    "ImageFileTypes",
    "ImageMetadata",
    "Images",
    "ImageTypes",
    "Indication",
    "IndicationCategory",
    "IndicationStatus",
    "Info",
    "Job",
    "JobDetail",
    "JobDurations",
    "JobImageMetadata",
    "JobImages",
    "JobImageTypes",
    "JobResult",
    "LaserModuleVersions",
    "LaserPowerMeasurement",
    "Layer",
    "LayerDuration",
    "LayerOperationType",
    "LicenseInfo",
    "LogEntry",
    "LoggingSources",
    "LogLevel",
    "MachineModel",
    "MachineType",
    "MaterialDetails",
    "Part",
    "PartLayer",
    "PartList",
    "PartStatistic",
    "PartStatisticsCategory",
    "PartStatus",
    "PlcModuleVersions",
    "Point",
    "Point2D",
    "ProcessState",
    "ProcessStateAm",
    "ProcessStateEos",
    "RequestTokenBody",
    "SensorDescription",
    "SensorValue",
    "Session",
    "SessionDiagnostics",
    "SoftwareModuleVersion",
    "State",
    "StateBuildJob",
    "StateError",
    "StateMachineState",
    "StateMaintenance",
    "SupportedVersion",
    "TcpConnectionSummary",
    "TcpDiagnostics",
    "TimeZoneInfo",
    "UpdateCertificateBody",
    "UpdateLicensesBody",
    "UploadTaskBody",
    "UserMessage",
)
