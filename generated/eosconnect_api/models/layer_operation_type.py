# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from enum import StrEnum


class LayerOperationType(StrEnum):
    DOSING = "Dosing"
    EXPOSURE = "Exposure"
    HEATING = "Heating"
    INTERRUPT = "Interrupt"
    MONITORING_MP = "Monitoring_MP"
    MONITORING_OT = "Monitoring_OT"
    MONITORING_PB = "Monitoring_PB"
    RECOATING = "Recoating"

    @classmethod
    def _missing_(cls, value: object) -> "LayerOperationType | None":
        """A value that the document does not list is kept as it is: newer machines may send it."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
