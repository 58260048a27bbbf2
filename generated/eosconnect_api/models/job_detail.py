# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_result import JobResult
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.job_durations import JobDurations
    from ..models.material_details import MaterialDetails
    from ..models.software_module_version import SoftwareModuleVersion
    from ..models.time_zone_info import TimeZoneInfo


T = TypeVar("T", bound="JobDetail")


@_attrs_define
class JobDetail:
    """A build job with all its details. Once a job has been deleted (`detailsAvailable` is false), some properties are
    null.

        Attributes:
            id (str | Unset): Id of the job, assigned by the machine from date and time.
            time_started (datetime.datetime | None | Unset): When the job was started, UTC, be it by button, API command or
                timer.
            time_ended (datetime.datetime | None | Unset): When the job ended, UTC; null while it is running.
            task (None | str | Unset): Name of the task file, made by the data preparation software such as EOSPRINT, that
                tells the machine how to build the parts.
            result (JobResult | Unset): Outcome of a job.
            layer_count (int | None | Unset): Layers built up to the end.
            layer_count_target (int | None | Unset): Layers planned. On PSW machines this can change during the build, since
                empty base layers are expected to be added.
            height (float | None | Unset): Height built up to the end, mm.
            height_total (float | None | Unset): Height planned, mm.
            details_available (bool | Unset): True when the machine holds further details of the job.
            time_zone_info (None | TimeZoneInfo | Unset): Time zone that was set on the machine when the job started.
            is_corrupt (bool | None | Unset): True when the data of the job is damaged.
            file_size (int | None | Unset): Size of the job's database file, bytes.
            material (None | str | Unset): Deprecated: see `materialSetDetails.materialName`.
            material_set (None | str | Unset): Deprecated: see `materialSetDetails.materialSetName`.
            material_set_details (MaterialDetails | None | Unset): Material set of the job.
            default_layer_thickness (float | None | Unset): Deprecated: see `materialSetDetails.defaultLayerThickness`, mm.
            durations (JobDurations | None | Unset): Total times of recoating, exposure and heating.
            is_running (bool | None | Unset): True while the job is being built.
            starter (None | str | Unset): User who started the job.
            order_id (None | str | Unset): Id that the customer wrote into the task file, for instance that of an order in
                the ERP system.
            material_set_guid (None | str | Unset): Deprecated: see `materialSetDetails.guid`.
            material_set_is_final (bool | None | Unset): Deprecated: see `materialSetDetails.isFinal`.
            offset_bottom (float | None | Unset): Offset at the bottom of the job (z), mm.
            module_versions (list[SoftwareModuleVersion] | None | Unset): Software modules, with their versions, that took
                part in the build.
            inert_gas_type (None | str | Unset): Shielding gas chosen for the job.
            scaling_x (float | None | Unset): Scaling applied in x, %.
            scaling_y (float | None | Unset): Scaling applied in y, %.
            scaling_bottom (float | None | Unset): Lower limit of the global linear scaling in z, %.
            scaling_top (float | None | Unset): Upper limit of the global linear scaling in z, %.
            beam_offset (float | None | Unset): Beam offset of the job, mm. A beam guided exactly along the nominal contour
                would enlarge the part by the radius of its curing zone; the offset moves the path of the beam inwards by as
                much.
    """

    id: str | Unset = UNSET
    time_started: datetime.datetime | None | Unset = UNSET
    time_ended: datetime.datetime | None | Unset = UNSET
    task: None | str | Unset = UNSET
    result: JobResult | Unset = UNSET
    layer_count: int | None | Unset = UNSET
    layer_count_target: int | None | Unset = UNSET
    height: float | None | Unset = UNSET
    height_total: float | None | Unset = UNSET
    details_available: bool | Unset = UNSET
    time_zone_info: None | TimeZoneInfo | Unset = UNSET
    is_corrupt: bool | None | Unset = UNSET
    file_size: int | None | Unset = UNSET
    material: None | str | Unset = UNSET
    material_set: None | str | Unset = UNSET
    material_set_details: MaterialDetails | None | Unset = UNSET
    default_layer_thickness: float | None | Unset = UNSET
    durations: JobDurations | None | Unset = UNSET
    is_running: bool | None | Unset = UNSET
    starter: None | str | Unset = UNSET
    order_id: None | str | Unset = UNSET
    material_set_guid: None | str | Unset = UNSET
    material_set_is_final: bool | None | Unset = UNSET
    offset_bottom: float | None | Unset = UNSET
    module_versions: list[SoftwareModuleVersion] | None | Unset = UNSET
    inert_gas_type: None | str | Unset = UNSET
    scaling_x: float | None | Unset = UNSET
    scaling_y: float | None | Unset = UNSET
    scaling_bottom: float | None | Unset = UNSET
    scaling_top: float | None | Unset = UNSET
    beam_offset: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.job_durations import JobDurations  # noqa: PLC0415
        from ..models.material_details import MaterialDetails  # noqa: PLC0415
        from ..models.time_zone_info import TimeZoneInfo  # noqa: PLC0415

        id = self.id

        time_started: None | str | Unset
        if isinstance(self.time_started, Unset):
            time_started = UNSET
        elif isinstance(self.time_started, datetime.datetime):
            time_started = self.time_started.isoformat()
        else:
            time_started = self.time_started

        time_ended: None | str | Unset
        if isinstance(self.time_ended, Unset):
            time_ended = UNSET
        elif isinstance(self.time_ended, datetime.datetime):
            time_ended = self.time_ended.isoformat()
        else:
            time_ended = self.time_ended

        task: None | str | Unset
        if isinstance(self.task, Unset):
            task = UNSET
        else:
            task = self.task

        result: str | Unset = UNSET
        if not isinstance(self.result, Unset):
            result = self.result.value

        layer_count: int | None | Unset
        if isinstance(self.layer_count, Unset):
            layer_count = UNSET
        else:
            layer_count = self.layer_count

        layer_count_target: int | None | Unset
        if isinstance(self.layer_count_target, Unset):
            layer_count_target = UNSET
        else:
            layer_count_target = self.layer_count_target

        height: float | None | Unset
        if isinstance(self.height, Unset):
            height = UNSET
        else:
            height = self.height

        height_total: float | None | Unset
        if isinstance(self.height_total, Unset):
            height_total = UNSET
        else:
            height_total = self.height_total

        details_available = self.details_available

        time_zone_info: dict[str, Any] | None | Unset
        if isinstance(self.time_zone_info, Unset):
            time_zone_info = UNSET
        elif isinstance(self.time_zone_info, TimeZoneInfo):
            time_zone_info = self.time_zone_info.to_dict()
        else:
            time_zone_info = self.time_zone_info

        is_corrupt: bool | None | Unset
        if isinstance(self.is_corrupt, Unset):
            is_corrupt = UNSET
        else:
            is_corrupt = self.is_corrupt

        file_size: int | None | Unset
        if isinstance(self.file_size, Unset):
            file_size = UNSET
        else:
            file_size = self.file_size

        material: None | str | Unset
        if isinstance(self.material, Unset):
            material = UNSET
        else:
            material = self.material

        material_set: None | str | Unset
        if isinstance(self.material_set, Unset):
            material_set = UNSET
        else:
            material_set = self.material_set

        material_set_details: dict[str, Any] | None | Unset
        if isinstance(self.material_set_details, Unset):
            material_set_details = UNSET
        elif isinstance(self.material_set_details, MaterialDetails):
            material_set_details = self.material_set_details.to_dict()
        else:
            material_set_details = self.material_set_details

        default_layer_thickness: float | None | Unset
        if isinstance(self.default_layer_thickness, Unset):
            default_layer_thickness = UNSET
        else:
            default_layer_thickness = self.default_layer_thickness

        durations: dict[str, Any] | None | Unset
        if isinstance(self.durations, Unset):
            durations = UNSET
        elif isinstance(self.durations, JobDurations):
            durations = self.durations.to_dict()
        else:
            durations = self.durations

        is_running: bool | None | Unset
        if isinstance(self.is_running, Unset):
            is_running = UNSET
        else:
            is_running = self.is_running

        starter: None | str | Unset
        if isinstance(self.starter, Unset):
            starter = UNSET
        else:
            starter = self.starter

        order_id: None | str | Unset
        if isinstance(self.order_id, Unset):
            order_id = UNSET
        else:
            order_id = self.order_id

        material_set_guid: None | str | Unset
        if isinstance(self.material_set_guid, Unset):
            material_set_guid = UNSET
        else:
            material_set_guid = self.material_set_guid

        material_set_is_final: bool | None | Unset
        if isinstance(self.material_set_is_final, Unset):
            material_set_is_final = UNSET
        else:
            material_set_is_final = self.material_set_is_final

        offset_bottom: float | None | Unset
        if isinstance(self.offset_bottom, Unset):
            offset_bottom = UNSET
        else:
            offset_bottom = self.offset_bottom

        module_versions: list[dict[str, Any]] | None | Unset
        if isinstance(self.module_versions, Unset):
            module_versions = UNSET
        elif isinstance(self.module_versions, list):
            module_versions = []
            for module_versions_type_0_item_data in self.module_versions:
                module_versions_type_0_item = module_versions_type_0_item_data.to_dict()
                module_versions.append(module_versions_type_0_item)

        else:
            module_versions = self.module_versions

        inert_gas_type: None | str | Unset
        if isinstance(self.inert_gas_type, Unset):
            inert_gas_type = UNSET
        else:
            inert_gas_type = self.inert_gas_type

        scaling_x: float | None | Unset
        if isinstance(self.scaling_x, Unset):
            scaling_x = UNSET
        else:
            scaling_x = self.scaling_x

        scaling_y: float | None | Unset
        if isinstance(self.scaling_y, Unset):
            scaling_y = UNSET
        else:
            scaling_y = self.scaling_y

        scaling_bottom: float | None | Unset
        if isinstance(self.scaling_bottom, Unset):
            scaling_bottom = UNSET
        else:
            scaling_bottom = self.scaling_bottom

        scaling_top: float | None | Unset
        if isinstance(self.scaling_top, Unset):
            scaling_top = UNSET
        else:
            scaling_top = self.scaling_top

        beam_offset: float | None | Unset
        if isinstance(self.beam_offset, Unset):
            beam_offset = UNSET
        else:
            beam_offset = self.beam_offset

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if time_started is not UNSET:
            field_dict["timeStarted"] = time_started
        if time_ended is not UNSET:
            field_dict["timeEnded"] = time_ended
        if task is not UNSET:
            field_dict["task"] = task
        if result is not UNSET:
            field_dict["result"] = result
        if layer_count is not UNSET:
            field_dict["layerCount"] = layer_count
        if layer_count_target is not UNSET:
            field_dict["layerCountTarget"] = layer_count_target
        if height is not UNSET:
            field_dict["height"] = height
        if height_total is not UNSET:
            field_dict["heightTotal"] = height_total
        if details_available is not UNSET:
            field_dict["detailsAvailable"] = details_available
        if time_zone_info is not UNSET:
            field_dict["timeZoneInfo"] = time_zone_info
        if is_corrupt is not UNSET:
            field_dict["isCorrupt"] = is_corrupt
        if file_size is not UNSET:
            field_dict["fileSize"] = file_size
        if material is not UNSET:
            field_dict["material"] = material
        if material_set is not UNSET:
            field_dict["materialSet"] = material_set
        if material_set_details is not UNSET:
            field_dict["materialSetDetails"] = material_set_details
        if default_layer_thickness is not UNSET:
            field_dict["defaultLayerThickness"] = default_layer_thickness
        if durations is not UNSET:
            field_dict["durations"] = durations
        if is_running is not UNSET:
            field_dict["isRunning"] = is_running
        if starter is not UNSET:
            field_dict["starter"] = starter
        if order_id is not UNSET:
            field_dict["orderId"] = order_id
        if material_set_guid is not UNSET:
            field_dict["materialSetGuid"] = material_set_guid
        if material_set_is_final is not UNSET:
            field_dict["materialSetIsFinal"] = material_set_is_final
        if offset_bottom is not UNSET:
            field_dict["offsetBottom"] = offset_bottom
        if module_versions is not UNSET:
            field_dict["moduleVersions"] = module_versions
        if inert_gas_type is not UNSET:
            field_dict["inertGasType"] = inert_gas_type
        if scaling_x is not UNSET:
            field_dict["scalingX"] = scaling_x
        if scaling_y is not UNSET:
            field_dict["scalingY"] = scaling_y
        if scaling_bottom is not UNSET:
            field_dict["scalingBottom"] = scaling_bottom
        if scaling_top is not UNSET:
            field_dict["scalingTop"] = scaling_top
        if beam_offset is not UNSET:
            field_dict["beamOffset"] = beam_offset

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.job_durations import JobDurations  # noqa: PLC0415
        from ..models.material_details import MaterialDetails  # noqa: PLC0415
        from ..models.software_module_version import SoftwareModuleVersion  # noqa: PLC0415
        from ..models.time_zone_info import TimeZoneInfo  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id", UNSET)

        def _parse_time_started(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                time_started_type_0 = datetime.datetime.fromisoformat(data)

                return time_started_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        time_started = _parse_time_started(d.pop("timeStarted", UNSET))

        def _parse_time_ended(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                time_ended_type_0 = datetime.datetime.fromisoformat(data)

                return time_ended_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        time_ended = _parse_time_ended(d.pop("timeEnded", UNSET))

        def _parse_task(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        task = _parse_task(d.pop("task", UNSET))

        _result = d.pop("result", UNSET)
        result: JobResult | Unset
        if isinstance(_result, Unset):
            result = UNSET
        else:
            result = JobResult(_result)

        def _parse_layer_count(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        layer_count = _parse_layer_count(d.pop("layerCount", UNSET))

        def _parse_layer_count_target(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        layer_count_target = _parse_layer_count_target(d.pop("layerCountTarget", UNSET))

        def _parse_height(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        height = _parse_height(d.pop("height", UNSET))

        def _parse_height_total(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        height_total = _parse_height_total(d.pop("heightTotal", UNSET))

        details_available = d.pop("detailsAvailable", UNSET)

        def _parse_time_zone_info(data: object) -> None | TimeZoneInfo | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                time_zone_info_type_0 = TimeZoneInfo.from_dict(data)

                return time_zone_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TimeZoneInfo | Unset, data)

        time_zone_info = _parse_time_zone_info(d.pop("timeZoneInfo", UNSET))

        def _parse_is_corrupt(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_corrupt = _parse_is_corrupt(d.pop("isCorrupt", UNSET))

        def _parse_file_size(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        file_size = _parse_file_size(d.pop("fileSize", UNSET))

        def _parse_material(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        material = _parse_material(d.pop("material", UNSET))

        def _parse_material_set(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        material_set = _parse_material_set(d.pop("materialSet", UNSET))

        def _parse_material_set_details(data: object) -> MaterialDetails | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                material_set_details_type_0 = MaterialDetails.from_dict(data)

                return material_set_details_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MaterialDetails | None | Unset, data)

        material_set_details = _parse_material_set_details(d.pop("materialSetDetails", UNSET))

        def _parse_default_layer_thickness(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        default_layer_thickness = _parse_default_layer_thickness(d.pop("defaultLayerThickness", UNSET))

        def _parse_durations(data: object) -> JobDurations | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                durations_type_0 = JobDurations.from_dict(data)

                return durations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JobDurations | None | Unset, data)

        durations = _parse_durations(d.pop("durations", UNSET))

        def _parse_is_running(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_running = _parse_is_running(d.pop("isRunning", UNSET))

        def _parse_starter(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        starter = _parse_starter(d.pop("starter", UNSET))

        def _parse_order_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        order_id = _parse_order_id(d.pop("orderId", UNSET))

        def _parse_material_set_guid(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        material_set_guid = _parse_material_set_guid(d.pop("materialSetGuid", UNSET))

        def _parse_material_set_is_final(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        material_set_is_final = _parse_material_set_is_final(d.pop("materialSetIsFinal", UNSET))

        def _parse_offset_bottom(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        offset_bottom = _parse_offset_bottom(d.pop("offsetBottom", UNSET))

        def _parse_module_versions(data: object) -> list[SoftwareModuleVersion] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                module_versions_type_0 = []
                _module_versions_type_0 = data
                for module_versions_type_0_item_data in _module_versions_type_0:
                    module_versions_type_0_item = SoftwareModuleVersion.from_dict(module_versions_type_0_item_data)

                    module_versions_type_0.append(module_versions_type_0_item)

                return module_versions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SoftwareModuleVersion] | None | Unset, data)

        module_versions = _parse_module_versions(d.pop("moduleVersions", UNSET))

        def _parse_inert_gas_type(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        inert_gas_type = _parse_inert_gas_type(d.pop("inertGasType", UNSET))

        def _parse_scaling_x(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        scaling_x = _parse_scaling_x(d.pop("scalingX", UNSET))

        def _parse_scaling_y(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        scaling_y = _parse_scaling_y(d.pop("scalingY", UNSET))

        def _parse_scaling_bottom(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        scaling_bottom = _parse_scaling_bottom(d.pop("scalingBottom", UNSET))

        def _parse_scaling_top(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        scaling_top = _parse_scaling_top(d.pop("scalingTop", UNSET))

        def _parse_beam_offset(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        beam_offset = _parse_beam_offset(d.pop("beamOffset", UNSET))

        job_detail = cls(
            id=id,
            time_started=time_started,
            time_ended=time_ended,
            task=task,
            result=result,
            layer_count=layer_count,
            layer_count_target=layer_count_target,
            height=height,
            height_total=height_total,
            details_available=details_available,
            time_zone_info=time_zone_info,
            is_corrupt=is_corrupt,
            file_size=file_size,
            material=material,
            material_set=material_set,
            material_set_details=material_set_details,
            default_layer_thickness=default_layer_thickness,
            durations=durations,
            is_running=is_running,
            starter=starter,
            order_id=order_id,
            material_set_guid=material_set_guid,
            material_set_is_final=material_set_is_final,
            offset_bottom=offset_bottom,
            module_versions=module_versions,
            inert_gas_type=inert_gas_type,
            scaling_x=scaling_x,
            scaling_y=scaling_y,
            scaling_bottom=scaling_bottom,
            scaling_top=scaling_top,
            beam_offset=beam_offset,
        )

        job_detail.additional_properties = d
        return job_detail

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
