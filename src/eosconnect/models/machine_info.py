"""What the machine is, and what it is doing in one word."""

from __future__ import annotations

from typing import Final

import attrs

from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum

__all__ = [
    "ControlSystem",
    "MachineInfo",
    "MachineModel",
    "MachineType",
    "ProcessState",
    "ProcessStateAm",
    "ProcessStateEos",
    "SoftwareModuleVersion",
]


class MachineModel(OpenEnum):
    """The technical model. Source: MachineModel."""

    M400 = "M400"
    M291 = "M291"
    M404 = "M404"
    P500 = "P500"
    M304 = "M304"
    P396 = "P396"
    P711 = "P711"
    P770 = "P770"
    P450 = "P450"
    P520 = "P520"
    P900 = "P900"
    M293 = "M293"

    @property
    def display_name(self) -> str | None:
        """The product line that the document's lists of supporting machines name, or ``None`` where none is evident.

        Inferred: no document links the two, so nothing is refused because of it.

        Example:
            >>> MachineModel.M404.display_name
            'EOS M 400-4'
        """
        return DISPLAY_NAMES.get(self.value)


DISPLAY_NAMES: Final = {
    "M291": "EOS M 290",
    "M293": "EOS M 290",
    "M304": "EOS M 300-4",
    "M400": "EOS M 400",
    "M404": "EOS M 400-4",
    "P396": "EOS P 396",
    "P500": "EOS P 500",
    "P770": "EOS P 770",
}

#: P 810 has no technical model of its own.
MODELS: Final = frozenset({*DISPLAY_NAMES.values(), "EOS P 810"})


class MachineType(OpenEnum):
    """The kind of machine. Source: MachineType."""

    UNKNOWN = "Unknown"
    POLYMER = "Polymer"
    METAL = "Metal"
    UNPACKING_STATION = "UnpackingStation"
    SETUP_STATION = "SetupStation"


class ControlSystem(OpenEnum):
    """The control software. Source: ControlSystem."""

    UNKNOWN = "Unknown"
    EOSYSTEM = "EOSystem"
    PSW = "PSW"
    INTEGRA = "Integra"


class ProcessState(OpenEnum):
    """The process state in one word. Source: ProcessState."""

    IDLE = "Idle"
    PROCESSING = "Processing"
    ERROR = "Error"


class ProcessStateAm(OpenEnum):
    """The process state in the terms of additive manufacturing. Source: ProcessStateAm."""

    PRE_PROCESSING = "PreProcessing"
    IDLE = "Idle"
    PROCESSING = "Processing"
    PAUSED = "Paused"
    POST_PROCESSING = "PostProcessing"
    ERROR = "Error"
    MAINTENANCE = "Maintenance"


class ProcessStateEos(OpenEnum):
    """The process state that the machine uses internally. Source: ProcessStateEos."""

    INIT = "Init"
    STOP = "Stop"
    WARM_UP = "WarmUp"
    RUN = "Run"
    PAUSE = "Pause"
    AUTO_START = "AutoStart"
    RESUME = "Resume"
    STARTED = "Started"
    PRE_PROCESS = "PreProcess"
    ERROR = "Error"
    EXCHANGE_FRAME_MOVE = "ExchangeFrameMove"
    POST_PROCESS = "PostProcess"
    ABORT = "Abort"
    ERROR_IN_PROCESS = "ErrorInProcess"
    MAINTENANCE = "Maintenance"
    IDLE = "Idle"
    INITIAL_SINGLE_EXPOSURE = "InitialSingleExposure"
    SINGLE_EXPOSURE = "SingleExposure"
    RECOATING = "Recoating"
    EXPOSURE = "Exposure"
    NEXT_LAYER = "NextLayer"
    JOBS_START = "JobsStart"
    JOB_END = "JobEnd"
    SINGLE_EXPOSURE_IR = "SingleExposureIR"
    RECOATING_IR = "RecoatingIR"
    EXPOSURE_IR = "ExposureIR"
    NEXT_LAYER_IR = "NextLayerIR"
    JOB_START_IR = "JobStartIR"
    JOB_END_IR = "JobEndIR"
    RESET_SINGLE_EXPOSURE_IR = "ResetSingleExposureIR"
    RESET_RECOATING_IR = "ResetRecoatingIR"
    RESET_EXPOSURE_IR = "ResetExposureIR"
    RESET_NEXT_LAYER_IR = "ResetNextLayerIR"
    RESET_INITIAL_IR = "ResetInitialIR"
    RESET_END_BUILD_IR = "ResetEndBuildIR"


@attrs.frozen(kw_only=True, repr=False)
class MachineInfo(Model):
    """The machine itself. Source: Info.

    Attributes:
        brand: the manufacturer.
        host_name: its name in the network.
        material: what it is equipped with.
        serial_number: of the machine.
        technical_model: such as ``M291``.
        product_name: such as "EOS M 290".
        type: metal, polymer or a station.
        process_state, process_state_am, process_state_eos: what it is doing, from coarse to fine.

    Example:
        >>> MachineInfo.from_json({"productName": "EOS M 290", "serialNumber": "SI1716", "processState": "Idle"})
        MachineInfo(serial_number='SI1716', product_name='EOS M 290', process_state=Idle)
    """

    brand: str | None = None
    host_name: str | None = None
    material: str | None = None
    serial_number: str | None = None
    technical_model: MachineModel | None = None
    product_name: str | None = None
    type: MachineType | None = None
    process_state: ProcessState | None = None
    process_state_am: ProcessStateAm | None = None
    process_state_eos: ProcessStateEos | None = None

    @property
    def model(self) -> str | None:
        """The machine's model as the document's lists of supporting machines name it, ``None`` if it is none of them.

        Example:
            >>> MachineInfo.from_json({"technicalModel": "M404"}).model
            'EOS M 400-4'
        """
        if self.product_name in MODELS:
            return self.product_name
        return None if self.technical_model is None else self.technical_model.display_name


@attrs.frozen(kw_only=True, repr=False)
class SoftwareModuleVersion(Model):
    """A software module and its version. Source: SoftwareModuleVersion.

    Example:
        >>> SoftwareModuleVersion.from_json({"name": "EOSYSTEM", "version": "2.18"})
        SoftwareModuleVersion(name='EOSYSTEM', version='2.18')
    """

    name: str | None = None
    version: str | None = None
