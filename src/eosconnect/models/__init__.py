"""What people hold in their hands: unchangeable models of what the machine tells.

Names are the field's terms, absent is ``None``, times are aware and in UTC, lengths are in mm, durations in seconds
where they are numbers. Enumerations are open: a value that the document does not list survives and equals its text.
"""

from __future__ import annotations

from eosconnect.models.job import Job, JobDetail, JobDurations, JobResult, MaterialDetails, TimeZone
from eosconnect.models.layer import Layer, LayerDuration, LayerOperationType
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
from eosconnect.models.open_enum import OpenEnum
from eosconnect.models.sensor import SensorDescription, SensorValue
from eosconnect.models.state import MachineState, StateBuildJob, StateError, StateMachineState, StateMaintenance
from eosconnect.models.user_message import Language, Severity, UserMessage

__all__ = [
    "ControlSystem",
    "Job",
    "JobDetail",
    "JobDurations",
    "JobResult",
    "Language",
    "Layer",
    "LayerDuration",
    "LayerOperationType",
    "MachineInfo",
    "MachineModel",
    "MachineState",
    "MachineType",
    "MaterialDetails",
    "Model",
    "OpenEnum",
    "ProcessState",
    "ProcessStateAm",
    "ProcessStateEos",
    "Row",
    "SensorDescription",
    "SensorValue",
    "Severity",
    "SoftwareModuleVersion",
    "StateBuildJob",
    "StateError",
    "StateMachineState",
    "StateMaintenance",
    "TimeZone",
    "UserMessage",
]
