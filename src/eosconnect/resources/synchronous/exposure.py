# Generated from src/eosconnect/resources/asynchronous/exposure.py by "nox -s generate". Do not edit.
"""Exposure: lasers and scanners, their calibration and power during jobs."""

from __future__ import annotations

from eosconnect.models.exposure import Calibration, LaserPowerMeasurement
from eosconnect.models.module_versions import ControllerModuleVersions, LaserModuleVersions
from eosconnect.models.sensor import SensorValue
from eosconnect.resources.references import JobReference, job_id
from eosconnect.resources.synchronous.lists import number, unit_count
from eosconnect.resources.synchronous.pager import Pager
from eosconnect.resources.synchronous.reading import one_or_none, paged
from eosconnect.transport.synchronous.connection import Connection

__all__ = ["Exposure"]


class Exposure:
    """The exposure units of one machine, reached as ``machine.exposure``. Lasers are counted from 1.

    Example:
        >>> with Machine.from_env() as machine:
        ...     print(machine.exposure.unit_count())
        ...     job = machine.jobs.latest()
        ...     power = machine.exposure.laser_power_measurements(job).to_pandas()
        1
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unit_count(self) -> int | None:
        """How many exposure units (laser with scanner) are installed.

        Raises:
            NotSupportedOnMachineError: this machine model does not tell.

        Source: ``GET /exposure/unitCount``.
        """
        return unit_count(self._connection)

    def calibrations(self, job: JobReference) -> Pager[Calibration]:
        """The scanner calibrations (HomeIn) during a job, one entry per exposure unit and calibration.

        Raises:
            NotFoundError: no such job, or none were recorded (raised while reading).

        Source: ``GET /exposure/calibrations/{jobId}``.
        """
        of_job = job_id(job)
        return paged(
            self._connection,
            "list_calibrations",
            Calibration,
            describe=f"calibrations of job {of_job}",
            job=of_job,
            job_id=of_job,
        )

    def laser_power_measurements(self, job: JobReference) -> Pager[LaserPowerMeasurement]:
        """What (online) laser power management measured during a job, in W.

        Raises:
            NotFoundError: the machine has no such job (raised while reading).

        Source: ``GET /exposure/laserPowerMeasurements/{jobId}``.
        """
        of_job = job_id(job)
        return paged(
            self._connection,
            "list_laser_power_measurements",
            LaserPowerMeasurement,
            describe=f"laser power measurements of job {of_job}",
            job=of_job,
            job_id=of_job,
        )

    def maximum_output(self, laser: int) -> float | None:
        """The highest output power of a laser in W, or ``None`` where the machine does not know it.

        Raises:
            NotFoundError: no such laser, or this machine model does not tell.

        Source: ``GET /exposure/laser/{laserNumber}/maximumOutput``.
        """
        return number(self._connection, "get_laser_maximum_output", laser_number=laser)

    def operating_time(self, laser: int) -> SensorValue | None:
        """How long a laser has been working, in the unit of ``machine.sensors["exposure.laser.operatingTime"]``.

        Raises:
            NotFoundError: no such laser, or this machine model does not tell.

        Source: ``GET /exposure/laser/{laserNumber}/operatingTime/current``.
        """
        return one_or_none(
            self._connection, "get_exposure_laser_operating_time_current", SensorValue, laser_number=laser
        )

    def laser(self, laser: int) -> LaserModuleVersions | None:
        """Firmware, model and serial number of a laser.

        Raises:
            NotFoundError: no such laser, or this machine model does not tell.

        Source: ``GET /exposure/laser/{laserNumber}/moduleVersions``.
        """
        return one_or_none(self._connection, "get_laser_module_versions", LaserModuleVersions, laser_number=laser)

    def laser_controller(self, laser: int) -> ControllerModuleVersions | None:
        """Firmware, hardware and interface version of a laser's controller.

        Raises:
            NotFoundError: no such laser, or this machine model does not tell.

        Source: ``GET /exposure/laser/{laserNumber}/controller/moduleVersions``.
        """
        return one_or_none(
            self._connection, "get_laser_controller_module_versions", ControllerModuleVersions, laser_number=laser
        )
