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
    from ..models.time_zone_info import TimeZoneInfo


T = TypeVar("T", bound="Job")


@_attrs_define
class Job:
    """Overview of a build job. Once a job has been deleted (`detailsAvailable` is false), some properties are null.

    Attributes:
        id (str | Unset): Id of the job, assigned by the machine from date and time.
        time_started (datetime.datetime | None | Unset): When the job was started, UTC, be it by button, API command or
            timer.
        time_ended (datetime.datetime | None | Unset): When the job ended, UTC; null while it is running.
        material (None | str | Unset): Material of the job.
        material_set (None | str | Unset): Material set of the job.
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
    """

    id: str | Unset = UNSET
    time_started: datetime.datetime | None | Unset = UNSET
    time_ended: datetime.datetime | None | Unset = UNSET
    material: None | str | Unset = UNSET
    material_set: None | str | Unset = UNSET
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
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if time_started is not UNSET:
            field_dict["timeStarted"] = time_started
        if time_ended is not UNSET:
            field_dict["timeEnded"] = time_ended
        if material is not UNSET:
            field_dict["material"] = material
        if material_set is not UNSET:
            field_dict["materialSet"] = material_set
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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
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

        job = cls(
            id=id,
            time_started=time_started,
            time_ended=time_ended,
            material=material,
            material_set=material_set,
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
        )

        job.additional_properties = d
        return job

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
