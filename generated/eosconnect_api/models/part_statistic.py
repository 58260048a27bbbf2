# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PartStatistic")


@_attrs_define
class PartStatistic:
    """Grey values of one part in one layer, from the images of a monitoring system.

    Attributes:
        job_id (str | Unset): Id of the job.
        task_name (str | Unset): Name of the task that was built.
        layer_index (int | Unset): Layer, counted from 1.
        layer_height (int | Unset): Height of the layer, µm.
        part_id (int | Unset): Id of the part.
        part_name (str | Unset): Name of the part.
        exposure_area (float | Unset): Exposed area of the part, px.
        exposure_integral (float | Unset): Sum of the grey values over all exposed pixels of the part, GV.
        mean (float | Unset): Mean grey value in this layer, GV.
        minimum (float | Unset): Smallest grey value in this layer, GV.
        maximum (float | Unset): Largest grey value in this layer, GV.
        standard_deviation (float | Unset): Standard deviation of the grey values, GV.
        analysis_profile_guid (str | Unset): GUID of the analysis profile that was applied.
        analysis_profile_name (str | Unset): Name of the analysis profile that was applied.
        analysis_operation_index (str | Unset): Index of the analysis operation behind the numbers.
        analysis_operation_name (str | Unset): Name of the analysis operation behind the numbers.
        analysis_operation_type (str | Unset): Type of the analysis operation behind the numbers.
        analysis_operation_parameters (str | Unset): Parameters of that analysis operation: key-value pairs, parted by
            semicolons.
    """

    job_id: str | Unset = UNSET
    task_name: str | Unset = UNSET
    layer_index: int | Unset = UNSET
    layer_height: int | Unset = UNSET
    part_id: int | Unset = UNSET
    part_name: str | Unset = UNSET
    exposure_area: float | Unset = UNSET
    exposure_integral: float | Unset = UNSET
    mean: float | Unset = UNSET
    minimum: float | Unset = UNSET
    maximum: float | Unset = UNSET
    standard_deviation: float | Unset = UNSET
    analysis_profile_guid: str | Unset = UNSET
    analysis_profile_name: str | Unset = UNSET
    analysis_operation_index: str | Unset = UNSET
    analysis_operation_name: str | Unset = UNSET
    analysis_operation_type: str | Unset = UNSET
    analysis_operation_parameters: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        job_id = self.job_id

        task_name = self.task_name

        layer_index = self.layer_index

        layer_height = self.layer_height

        part_id = self.part_id

        part_name = self.part_name

        exposure_area = self.exposure_area

        exposure_integral = self.exposure_integral

        mean = self.mean

        minimum = self.minimum

        maximum = self.maximum

        standard_deviation = self.standard_deviation

        analysis_profile_guid = self.analysis_profile_guid

        analysis_profile_name = self.analysis_profile_name

        analysis_operation_index = self.analysis_operation_index

        analysis_operation_name = self.analysis_operation_name

        analysis_operation_type = self.analysis_operation_type

        analysis_operation_parameters = self.analysis_operation_parameters

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if job_id is not UNSET:
            field_dict["jobId"] = job_id
        if task_name is not UNSET:
            field_dict["taskName"] = task_name
        if layer_index is not UNSET:
            field_dict["layerIndex"] = layer_index
        if layer_height is not UNSET:
            field_dict["layerHeight"] = layer_height
        if part_id is not UNSET:
            field_dict["partId"] = part_id
        if part_name is not UNSET:
            field_dict["partName"] = part_name
        if exposure_area is not UNSET:
            field_dict["exposureArea"] = exposure_area
        if exposure_integral is not UNSET:
            field_dict["exposureIntegral"] = exposure_integral
        if mean is not UNSET:
            field_dict["mean"] = mean
        if minimum is not UNSET:
            field_dict["minimum"] = minimum
        if maximum is not UNSET:
            field_dict["maximum"] = maximum
        if standard_deviation is not UNSET:
            field_dict["standardDeviation"] = standard_deviation
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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        job_id = d.pop("jobId", UNSET)

        task_name = d.pop("taskName", UNSET)

        layer_index = d.pop("layerIndex", UNSET)

        layer_height = d.pop("layerHeight", UNSET)

        part_id = d.pop("partId", UNSET)

        part_name = d.pop("partName", UNSET)

        exposure_area = d.pop("exposureArea", UNSET)

        exposure_integral = d.pop("exposureIntegral", UNSET)

        mean = d.pop("mean", UNSET)

        minimum = d.pop("minimum", UNSET)

        maximum = d.pop("maximum", UNSET)

        standard_deviation = d.pop("standardDeviation", UNSET)

        analysis_profile_guid = d.pop("analysisProfileGuid", UNSET)

        analysis_profile_name = d.pop("analysisProfileName", UNSET)

        analysis_operation_index = d.pop("analysisOperationIndex", UNSET)

        analysis_operation_name = d.pop("analysisOperationName", UNSET)

        analysis_operation_type = d.pop("analysisOperationType", UNSET)

        analysis_operation_parameters = d.pop("analysisOperationParameters", UNSET)

        part_statistic = cls(
            job_id=job_id,
            task_name=task_name,
            layer_index=layer_index,
            layer_height=layer_height,
            part_id=part_id,
            part_name=part_name,
            exposure_area=exposure_area,
            exposure_integral=exposure_integral,
            mean=mean,
            minimum=minimum,
            maximum=maximum,
            standard_deviation=standard_deviation,
            analysis_profile_guid=analysis_profile_guid,
            analysis_profile_name=analysis_profile_name,
            analysis_operation_index=analysis_operation_index,
            analysis_operation_name=analysis_operation_name,
            analysis_operation_type=analysis_operation_type,
            analysis_operation_parameters=analysis_operation_parameters,
        )

        part_statistic.additional_properties = d
        return part_statistic

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
