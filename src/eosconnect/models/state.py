"""The state of the machine in the four aspects it reports."""

from __future__ import annotations

from datetime import datetime

import attrs

from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum

__all__ = ["MachineState", "StateBuildJob", "StateError", "StateMachineState", "StateMaintenance"]


class StateBuildJob(OpenEnum):
    """What the job is for. Source: StateBuildJob."""

    NO_BUILD_JOB = "NoBuildJob"
    PRODUCTION_JOB = "ProductionJob"
    ENGINEERING_JOB = "EngineeringJob"
    QA_JOB = "QaJob"
    RAPID_PROTOTYPING = "RapidPrototyping"


class StateError(OpenEnum):
    """What is wrong. Source: StateError."""

    NO_ERROR = "NoError"
    CONSUMABLE_MISSING = "ConsumableMissing"
    RESOURCE_MISSING = "ResourceMissing"
    EMERGENCY_STOP = "EmergencyStop"
    OPERATOR_CAUSED = "OperatorCaused"
    BUILD_CRASH = "BuildCrash"
    MACHINE_ERROR = "MachineError"
    SOFTWARE_ERROR = "SoftwareError"
    FACILITY = "Facility"
    UNDEFINED = "Undefined"


class StateMachineState(OpenEnum):
    """What the machine does. Source: StateMachineState."""

    NO_JOB = "NoJob"
    RUNNING = "Running"
    PAUSED_BY_USER = "PausedByUser"
    PAUSED_BY_MACHINE = "PausedByMachine"
    PRE_PROCESSING = "PreProcessing"
    POST_PROCESSING = "PostProcessing"
    SETUP = "Setup"


class StateMaintenance(OpenEnum):
    """What the service does. Source: StateMaintenance."""

    NO_MAINTENANCE = "NoMaintenance"
    REGULAR_MAINTENANCE = "RegularMaintenance"
    REPAIR = "Repair"
    SHUTDOWN = "Shutdown"
    UPGRADE = "Upgrade"


@attrs.frozen(kw_only=True, repr=False)
class MachineState(Model):
    """The state from a moment on, until the next one. Source: State.

    Attributes:
        build_job, error, machine_state, maintenance: the four aspects.
        timestamp: since when.
        is_enabled: whether the state feature (OEE) is switched on.
        is_set_manually: the document explains it like ``is_enabled``; the name says that the operator chose the state.
        comment: what the operator wrote.

    Example:
        >>> MachineState.from_json({"machineState": "Running", "error": "NoError", "buildJob": "ProductionJob"})
        MachineState(build_job=ProductionJob, error=NoError, machine_state=Running)
    """

    build_job: StateBuildJob | None = None
    error: StateError | None = None
    machine_state: StateMachineState | None = None
    maintenance: StateMaintenance | None = None
    timestamp: datetime | None = None
    is_enabled: bool | None = None
    is_set_manually: bool | None = None
    comment: str | None = None
