# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.indication_status import IndicationStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.point_2d import Point2D


T = TypeVar("T", bound="Indication")


@_attrs_define
class Indication:
    """Spot in a layer where image analysis suspects an irregularity.

    Attributes:
        job_id (str | Unset): Id of the job it belongs to.
        task (str | Unset): Task that was being built.
        layer_index (int | Unset): Layer it was found in, counted from 1.
        z_height (int | Unset): Height of that layer, µm.
        part_id (str | Unset): Part it was found in; unique within a task, not between tasks.
        part_name (str | Unset): Name of that part.
        status (IndicationStatus | Unset): Status of an indication: as found, undefined, accepted or discarded.
        class_certainty (float | Unset): How certain the finding is, from 0 to 1, as set by the person who evaluated it.
        start (Point2D | Unset): Point in a plane, such as a layer or its image.
        end (Point2D | Unset): Point in a plane, such as a layer or its image.
        center (Point2D | Unset): Point in a plane, such as a layer or its image.
        area (float | Unset): Area, px.
        extent (float | Unset): Largest extent, px.
        mean (float | Unset): Mean grey value, GV.
        minimum (float | Unset): Lower limit of the grey values, GV.
        maximum (float | Unset): Upper limit of the grey values, GV.
        analysis_profile_guid (str | Unset): GUID of the analysis profile that was applied.
        analysis_profile_name (str | Unset): Name of the analysis profile that was applied.
        analysis_operation_index (str | Unset): Index of the analysis operation that found it.
        analysis_operation_name (str | Unset): Name of the analysis operation that found it.
        analysis_operation_type (str | Unset): Type of the analysis operation that found it.
        analysis_operation_parameters (str | Unset): Parameters of that analysis operation: key-value pairs, parted by
            semicolons.
        indication_type (str | Unset): Type of the anomaly.
    """

    job_id: str | Unset = UNSET
    task: str | Unset = UNSET
    layer_index: int | Unset = UNSET
    z_height: int | Unset = UNSET
    part_id: str | Unset = UNSET
    part_name: str | Unset = UNSET
    status: IndicationStatus | Unset = UNSET
    class_certainty: float | Unset = UNSET
    start: Point2D | Unset = UNSET
    end: Point2D | Unset = UNSET
    center: Point2D | Unset = UNSET
    area: float | Unset = UNSET
    extent: float | Unset = UNSET
    mean: float | Unset = UNSET
    minimum: float | Unset = UNSET
    maximum: float | Unset = UNSET
    analysis_profile_guid: str | Unset = UNSET
    analysis_profile_name: str | Unset = UNSET
    analysis_operation_index: str | Unset = UNSET
    analysis_operation_name: str | Unset = UNSET
    analysis_operation_type: str | Unset = UNSET
    analysis_operation_parameters: str | Unset = UNSET
    indication_type: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        job_id = self.job_id

        task = self.task

        layer_index = self.layer_index

        z_height = self.z_height

        part_id = self.part_id

        part_name = self.part_name

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

        class_certainty = self.class_certainty

        start: dict[str, Any] | Unset = UNSET
        if not isinstance(self.start, Unset):
            start = self.start.to_dict()

        end: dict[str, Any] | Unset = UNSET
        if not isinstance(self.end, Unset):
            end = self.end.to_dict()

        center: dict[str, Any] | Unset = UNSET
        if not isinstance(self.center, Unset):
            center = self.center.to_dict()

        area = self.area

        extent = self.extent

        mean = self.mean

        minimum = self.minimum

        maximum = self.maximum

        analysis_profile_guid = self.analysis_profile_guid

        analysis_profile_name = self.analysis_profile_name

        analysis_operation_index = self.analysis_operation_index

        analysis_operation_name = self.analysis_operation_name

        analysis_operation_type = self.analysis_operation_type

        analysis_operation_parameters = self.analysis_operation_parameters

        indication_type = self.indication_type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if job_id is not UNSET:
            field_dict["jobId"] = job_id
        if task is not UNSET:
            field_dict["task"] = task
        if layer_index is not UNSET:
            field_dict["layerIndex"] = layer_index
        if z_height is not UNSET:
            field_dict["zHeight"] = z_height
        if part_id is not UNSET:
            field_dict["partId"] = part_id
        if part_name is not UNSET:
            field_dict["partName"] = part_name
        if status is not UNSET:
            field_dict["status"] = status
        if class_certainty is not UNSET:
            field_dict["classCertainty"] = class_certainty
        if start is not UNSET:
            field_dict["start"] = start
        if end is not UNSET:
            field_dict["end"] = end
        if center is not UNSET:
            field_dict["center"] = center
        if area is not UNSET:
            field_dict["area"] = area
        if extent is not UNSET:
            field_dict["extent"] = extent
        if mean is not UNSET:
            field_dict["mean"] = mean
        if minimum is not UNSET:
            field_dict["minimum"] = minimum
        if maximum is not UNSET:
            field_dict["maximum"] = maximum
        if analysis_profile_guid is not UNSET:
            field_dict["analysisProfileGuid"] = analysis_profile_guid
        if analysis_profile_name is not UNSET:
            field_dict["analysisProfileName"] = analysis_profile_name
        if analysis_operation_index is not UNSET:
            field_dict["analysisOperationIndex"] = analysis_operation_index
        if analysis_operation_name is not UNSET:
            field_dict["analysisOperationName"] = analysis_operation_name
        if analysis_operation_type is not UNSET:
            field_dict["analysisOperationType"] = analysis_operation_type
        if analysis_operation_parameters is not UNSET:
            field_dict["analysisOperationParameters"] = analysis_operation_parameters
        if indication_type is not UNSET:
            field_dict["indicationType"] = indication_type

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.point_2d import Point2D  # noqa: PLC0415

        d = dict(src_dict)
        job_id = d.pop("jobId", UNSET)

        task = d.pop("task", UNSET)

        layer_index = d.pop("layerIndex", UNSET)

        z_height = d.pop("zHeight", UNSET)

        part_id = d.pop("partId", UNSET)

        part_name = d.pop("partName", UNSET)

        _status = d.pop("status", UNSET)
        status: IndicationStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = IndicationStatus(_status)

        class_certainty = d.pop("classCertainty", UNSET)

        _start = d.pop("start", UNSET)
        start: Point2D | Unset
        if isinstance(_start, Unset):
            start = UNSET
        else:
            start = Point2D.from_dict(_start)

        _end = d.pop("end", UNSET)
        end: Point2D | Unset
        if isinstance(_end, Unset):
            end = UNSET
        else:
            end = Point2D.from_dict(_end)

        _center = d.pop("center", UNSET)
        center: Point2D | Unset
        if isinstance(_center, Unset):
            center = UNSET
        else:
            center = Point2D.from_dict(_center)

        area = d.pop("area", UNSET)

        extent = d.pop("extent", UNSET)

        mean = d.pop("mean", UNSET)

        minimum = d.pop("minimum", UNSET)

        maximum = d.pop("maximum", UNSET)

        analysis_profile_guid = d.pop("analysisProfileGuid", UNSET)

        analysis_profile_name = d.pop("analysisProfileName", UNSET)

        analysis_operation_index = d.pop("analysisOperationIndex", UNSET)

        analysis_operation_name = d.pop("analysisOperationName", UNSET)

        analysis_operation_type = d.pop("analysisOperationType", UNSET)

        analysis_operation_parameters = d.pop("analysisOperationParameters", UNSET)

        indication_type = d.pop("indicationType", UNSET)

        indication = cls(
            job_id=job_id,
            task=task,
            layer_index=layer_index,
            z_height=z_height,
            part_id=part_id,
            part_name=part_name,
            status=status,
            class_certainty=class_certainty,
            start=start,
            end=end,
            center=center,
            area=area,
            extent=extent,
            mean=mean,
            minimum=minimum,
            maximum=maximum,
            analysis_profile_guid=analysis_profile_guid,
            analysis_profile_name=analysis_profile_name,
            analysis_operation_index=analysis_operation_index,
            analysis_operation_name=analysis_operation_name,
            analysis_operation_type=analysis_operation_type,
            analysis_operation_parameters=analysis_operation_parameters,
            indication_type=indication_type,
        )

        indication.additional_properties = d
        return indication

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
