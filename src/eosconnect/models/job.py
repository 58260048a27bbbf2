"""Build jobs: the overview that lists give, and everything about one job."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

import attrs

from eosconnect.models.conversion import named
from eosconnect.models.machine_info import SoftwareModuleVersion
from eosconnect.models.model import Model
from eosconnect.models.open_enum import OpenEnum

__all__ = ["Job", "JobDetail", "JobDurations", "JobResult", "MaterialDetails", "TimeZone"]


class JobResult(OpenEnum):
    """How a job ended. What OPC UA and MQTT call ``Error`` is ``FAILED`` here. Source: JobResult."""

    PENDING = "Pending"
    SUCCESSFUL = "Successful"
    USER_CANCELED = "UserCanceled"
    FAILED = "Failed"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, str) and value.casefold() == "error":
            value = "Failed"
        return super()._missing_(value)


@attrs.frozen(kw_only=True, repr=False)
class TimeZone(Model):
    """The zone the machine stands in, to show its UTC times as local ones. Source: TimeZoneInfo.

    Attributes:
        windows_id: name of the zone on Windows, such as "W. Europe Standard Time".
        linux_id: name of the zone elsewhere, such as "Europe/Berlin".
        utc_offset_hours: hours ahead of UTC in winter; daylight saving is not in it.

    Example:
        >>> TimeZone.from_json({"timeZoneIdLinux": "Europe/Berlin", "utcOffsetHours": 1.0}).tzinfo
        zoneinfo.ZoneInfo(key='Europe/Berlin')
    """

    windows_id: str | None = attrs.field(default=None, metadata=named("timeZoneIdWindows"))
    linux_id: str | None = attrs.field(default=None, metadata=named("timeZoneIdLinux"))
    utc_offset_hours: float | None = None

    @property
    def tzinfo(self) -> tzinfo | None:
        """The zone with its daylight saving, the fixed offset where the name says nothing, or ``None``."""
        try:
            return ZoneInfo(self.linux_id or "")
        except (KeyError, ValueError, OSError):
            pass
        try:
            return timezone(timedelta(hours=self.utc_offset_hours)) if self.utc_offset_hours is not None else None
        except (ValueError, OverflowError):
            return None


@attrs.frozen(kw_only=True, repr=False)
class Job(Model):
    """One build job; some fields are ``None`` once it is deleted (``details_available`` false). Source: Job.

    Attributes:
        id: unique on the machine.
        started_at: when it was started by hand, by timer or by a call.
        ended_at: when it finished; ``None`` while it runs.
        material, material_set: what it was built with.
        task: name of the task file from the data preparation.
        result: how it ended; ``PENDING`` while it runs.
        layer_count: layers reached.
        layer_count_target: layers planned; PSW machines may correct it while they build.
        height, height_total: height reached and planned, in mm.
        details_available: whether the machine still has more about this job.
        time_zone: the zone of the machine.
        is_corrupt: whether the job's data is corrupt.
        file_size: size of the job's database in bytes.

    Example:
        >>> job = Job.from_json({"id": "SI1716-1", "timeStarted": "2026-11-02T08:15:00Z", "result": "Failed"})
        >>> job
        Job(id='SI1716-1', started_at=2026-11-02 08:15:00Z, result=Failed)
        >>> job.result == "Failed", job.duration
        (True, None)
    """

    id: str
    started_at: datetime | None = attrs.field(default=None, metadata=named("timeStarted"))
    ended_at: datetime | None = attrs.field(default=None, metadata=named("timeEnded"))
    material: str | None = None
    material_set: str | None = attrs.field(default=None, repr=False)
    task: str | None = None
    result: JobResult | None = None
    layer_count: int | None = None
    layer_count_target: int | None = None
    height: float | None = attrs.field(default=None, repr=False)
    height_total: float | None = attrs.field(default=None, repr=False)
    details_available: bool | None = attrs.field(default=None, repr=False)
    time_zone: TimeZone | None = attrs.field(default=None, repr=False, metadata=named("timeZoneInfo"))
    is_corrupt: bool | None = attrs.field(default=None, repr=False)
    file_size: int | None = attrs.field(default=None, repr=False)

    @property
    def duration(self) -> timedelta | None:
        """From start to end; ``None`` while the job runs."""
        return self.ended_at - self.started_at if self.started_at and self.ended_at else None

    @property
    def progress(self) -> float | None:
        """Layers reached of those planned, from 0 to 1; ``None`` where the machine does not tell."""
        if self.layer_count is None or not self.layer_count_target or self.layer_count_target < 0:
            return None
        return min(max(self.layer_count / self.layer_count_target, 0.0), 1.0)


@attrs.frozen(kw_only=True, repr=False)
class MaterialDetails(Model):
    """The material set of a job. Source: MaterialDetails.

    Attributes:
        material_set_name, material_name: names of the set and of the material in it.
        version: version of the set.
        product_name: product name of the machine.
        default_layer_thickness: thickness of a layer in this job in mm; every layer is a multiple of it.
        material_thickness: layer thickness that the vendor released the parameters for, in mm.
        guid: identifies the set, whose name users may change.
        parent_guid: the set it was derived from, or ``None``.
        customized_by_customer: whether the customer changed the set.
        is_final: state of the set.

    Example:
        >>> MaterialDetails.from_json({"materialName": "EOS Titanium Ti64", "version": "2.00"})
        MaterialDetails(material_name='EOS Titanium Ti64', version='2.00')
    """

    material_set_name: str | None = None
    material_name: str | None = None
    version: str | None = None
    product_name: str | None = None
    default_layer_thickness: float | None = None
    material_thickness: float | None = None
    guid: str | None = attrs.field(default=None, repr=False)
    parent_guid: str | None = attrs.field(default=None, repr=False)
    customized_by_customer: bool | None = None
    is_final: bool | None = None


@attrs.frozen(kw_only=True, repr=False)
class JobDurations(Model):
    """What a job spent its time on, each in seconds over all layers. Source: JobDurations.

    Attributes:
        recoating: includes heating while the recoater does not move.
        exposure: of all layers.
        heating: before recoating, during recoating and during exposure; overlaps the other two.

    Example:
        >>> JobDurations.from_json({"recoatingDuration": 5400.5, "exposureDuration": 81230})
        JobDurations(recoating=5400.5, exposure=81230.0)
    """

    recoating: float | None = attrs.field(default=None, metadata=named("recoatingDuration"))
    exposure: float | None = attrs.field(default=None, metadata=named("exposureDuration"))
    heating: float | None = attrs.field(default=None, metadata=named("heatingDuration"))


@attrs.frozen(kw_only=True, repr=False)
class JobDetail(Job):
    """Everything about one job: the fields of :class:`Job` and these. Source: JobDetail.

    Attributes:
        material_details: the material set.
        durations: what the time went into, in seconds.
        is_running: whether the machine is building it now.
        starter: the user who started it.
        order_id: what the customer wrote into the task file, such as an order in their ERP.
        offset_bottom: height of the offset below the parts, in mm.
        module_versions: software modules that were in use.
        inert_gas_type: such as "Argon".
        scaling_x, scaling_y: scaling factors of the two dimensions.
        scaling_bottom, scaling_top: limits of the linear scaling in height.
        beam_offset: how far the laser's path is moved inwards for the width of the curing zone, in mm.
        default_layer_thickness, material_set_guid, material_set_is_final: deprecated by the document, as are
            ``material`` and ``material_set`` here: use ``material_details``.

    Example:
        >>> job = JobDetail.from_json({"id": "SI1716-1", "durations": {"exposureDuration": 81230.0}})
        >>> job.durations.exposure / 3600 > 22
        True
    """

    material_details: MaterialDetails | None = attrs.field(
        default=None, repr=False, metadata=named("materialSetDetails")
    )
    durations: JobDurations | None = attrs.field(default=None, repr=False)
    is_running: bool | None = None
    starter: str | None = None
    order_id: str | None = None
    offset_bottom: float | None = attrs.field(default=None, repr=False)
    module_versions: tuple[SoftwareModuleVersion, ...] = attrs.field(default=(), repr=False)
    inert_gas_type: str | None = attrs.field(default=None, repr=False)
    scaling_x: float | None = attrs.field(default=None, repr=False)
    scaling_y: float | None = attrs.field(default=None, repr=False)
    scaling_bottom: float | None = attrs.field(default=None, repr=False)
    scaling_top: float | None = attrs.field(default=None, repr=False)
    beam_offset: float | None = attrs.field(default=None, repr=False)
    default_layer_thickness: float | None = attrs.field(default=None, repr=False)
    material_set_guid: str | None = attrs.field(default=None, repr=False)
    material_set_is_final: bool | None = attrs.field(default=None, repr=False)
