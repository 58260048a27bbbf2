# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from enum import StrEnum


class MachineModel(StrEnum):
    M291 = "M291"
    M293 = "M293"
    M304 = "M304"
    M400 = "M400"
    M404 = "M404"
    P396 = "P396"
    P450 = "P450"
    P500 = "P500"
    P520 = "P520"
    P711 = "P711"
    P770 = "P770"
    P900 = "P900"

    @classmethod
    def _missing_(cls, value: object) -> "MachineModel | None":
        """A value that the document does not list is kept as it is: newer machines may send it."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
