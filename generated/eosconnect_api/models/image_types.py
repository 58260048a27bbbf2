# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from enum import StrEnum


class ImageTypes(StrEnum):
    EXPOSUREOTINTEGRAL = "ExposureOTIntegral"
    EXPOSUREOTMAXIMUM = "ExposureOTMaximum"
    MELTPOOLMOVINGAVERAGE1 = "MeltPoolMovingAverage1"
    MELTPOOLMOVINGAVERAGE2 = "MeltPoolMovingAverage2"
    MELTPOOLSIGNALDYNAMICS = "MeltPoolSignalDynamics"
    POWDERBEDAFTEREXPOSURE = "PowderBedAfterExposure"
    POWDERBEDAFTERRECOATING = "PowderBedAfterRecoating"
    POWDERBEDBEFORERECOATING = "PowderBedBeforeRecoating"

    @classmethod
    def _missing_(cls, value: object) -> "ImageTypes | None":
        """A value that the document does not list is kept as it is: newer machines may send it."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
