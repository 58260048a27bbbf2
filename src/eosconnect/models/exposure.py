"""What is recorded about lasers and scanners during a job."""

from __future__ import annotations

from datetime import datetime

import attrs

from eosconnect.models.conversion import named
from eosconnect.models.model import Model

__all__ = ["Calibration", "CalibrationGalvo", "LaserPowerMeasurement"]


@attrs.frozen(kw_only=True, repr=False)
class CalibrationGalvo(Model):
    """The calibration of one galvanometer, that is of one direction in which the beam is deflected.

    A light barrier finds two or three shades on the axis; where they are and where they should be yields gain and
    offset. Trends of gain, offset and retries show the health of a scanner. Source: CalibrationGalvo.

    Attributes:
        gain, offset: of the formula that corrects the control value of the axis.
        calibration_time: in seconds.
        retries: repetitions that were needed; 0 is normal.
        shade1, shade2, shade3: positions that were found; ``shade3`` is ``None`` on machines with two.
        shade1_reference, shade2_reference, shade3_reference: positions where they should be.
        successful: whether it succeeded.

    Example:
        >>> CalibrationGalvo.from_json({"gain": 1.00012, "offset": -3.5, "retries": 0, "successful": True})
        CalibrationGalvo(gain=1.00012, offset=-3.5, retries=0, successful=True)
    """

    gain: float | None = None
    offset: float | None = None
    calibration_time: float | None = attrs.field(default=None, repr=False)
    retries: int | None = None
    shade1: int | None = attrs.field(default=None, repr=False)
    shade1_reference: int | None = attrs.field(default=None, repr=False)
    shade2: int | None = attrs.field(default=None, repr=False)
    shade2_reference: int | None = attrs.field(default=None, repr=False)
    shade3: int | None = attrs.field(default=None, repr=False)
    shade3_reference: int | None = attrs.field(default=None, repr=False)
    successful: bool | None = None


@attrs.frozen(kw_only=True, repr=False)
class Calibration(Model):
    """One calibration (HomeIn) of a scanner. Source: Calibration.

    Attributes:
        timestamp: when.
        exposure_unit_index: the laser that was calibrated.
        layer_index: the layer during which it was, ``None`` in pre-processing.
        galvo_x, galvo_y: the two directions.

    Example:
        >>> Calibration.from_json({"exposureUnitIndex": 1, "layerIndex": 40, "galvoX": {"gain": 1.0}}).galvo_x.gain
        1.0
    """

    timestamp: datetime | None = None
    exposure_unit_index: int | None = None
    layer_index: int | None = None
    galvo_x: CalibrationGalvo | None = attrs.field(default=None, repr=False)
    galvo_y: CalibrationGalvo | None = attrs.field(default=None, repr=False)

    @property
    def successful(self) -> bool | None:
        """Whether both directions succeeded; ``None`` where the machine does not say."""
        galvos = [galvo.successful for galvo in (self.galvo_x, self.galvo_y) if galvo is not None]
        return None if not galvos or None in galvos else all(galvos)


@attrs.frozen(kw_only=True, repr=False)
class LaserPowerMeasurement(Model):
    """A measurement by (online) laser power management. Source: LaserPowerMeasurement.

    Attributes:
        job_id: the job.
        timestamp: when it was recorded.
        laser_index: the laser.
        layer_index: the layer during which it was measured, ``None`` in a service routine.
        output_power, input_power: in W.
        correction: correction factor of the laser; used with OLP only.

    Example:
        >>> LaserPowerMeasurement.from_json({"laserIndex": 1, "outputPower": 368.9, "inputPower": 370, "layerIndex": 2})
        LaserPowerMeasurement(laser_index=1, layer_index=2, output_power=368.9, input_power=370.0)
    """

    job_id: str | None = None
    timestamp: datetime | None = None
    laser_index: int | None = None
    layer_index: int | None = None
    output_power: float | None = None
    input_power: float | None = None
    correction: float | None = attrs.field(default=None, metadata=named("correctionValue"))
