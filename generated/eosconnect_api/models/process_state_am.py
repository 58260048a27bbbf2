# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from enum import StrEnum


class ProcessStateAm(StrEnum):
    ERROR = "Error"
    IDLE = "Idle"
    MAINTENANCE = "Maintenance"
    PAUSED = "Paused"
    POSTPROCESSING = "PostProcessing"
    PREPROCESSING = "PreProcessing"
    PROCESSING = "Processing"

    @classmethod
    def _missing_(cls, value: object) -> "ProcessStateAm | None":
        """A value that the document does not list is kept as it is: newer machines may send it."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
