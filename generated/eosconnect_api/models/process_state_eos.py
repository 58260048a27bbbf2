# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from enum import StrEnum


class ProcessStateEos(StrEnum):
    ABORT = "Abort"
    AUTOSTART = "AutoStart"
    ERROR = "Error"
    ERRORINPROCESS = "ErrorInProcess"
    EXCHANGEFRAMEMOVE = "ExchangeFrameMove"
    EXPOSURE = "Exposure"
    EXPOSUREIR = "ExposureIR"
    IDLE = "Idle"
    INIT = "Init"
    INITIALSINGLEEXPOSURE = "InitialSingleExposure"
    JOBEND = "JobEnd"
    JOBENDIR = "JobEndIR"
    JOBSSTART = "JobsStart"
    JOBSTARTIR = "JobStartIR"
    MAINTENANCE = "Maintenance"
    NEXTLAYER = "NextLayer"
    NEXTLAYERIR = "NextLayerIR"
    PAUSE = "Pause"
    POSTPROCESS = "PostProcess"
    PREPROCESS = "PreProcess"
    RECOATING = "Recoating"
    RECOATINGIR = "RecoatingIR"
    RESETENDBUILDIR = "ResetEndBuildIR"
    RESETEXPOSUREIR = "ResetExposureIR"
    RESETINITIALIR = "ResetInitialIR"
    RESETNEXTLAYERIR = "ResetNextLayerIR"
    RESETRECOATINGIR = "ResetRecoatingIR"
    RESETSINGLEEXPOSUREIR = "ResetSingleExposureIR"
    RESUME = "Resume"
    RUN = "Run"
    SINGLEEXPOSURE = "SingleExposure"
    SINGLEEXPOSUREIR = "SingleExposureIR"
    STARTED = "Started"
    STOP = "Stop"
    WARMUP = "WarmUp"

    @classmethod
    def _missing_(cls, value: object) -> "ProcessStateEos | None":
        """A value that the document does not list is kept as it is: newer machines may send it."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
