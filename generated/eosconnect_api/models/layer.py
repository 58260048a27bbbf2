# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.layer_duration import LayerDuration


T = TypeVar("T", bound="Layer")


@_attrs_define
class Layer:
    """One layer of a job.

    Attributes:
        job_id (str | Unset): Id of the job.
        index (int | Unset): Index of the layer, counted from 1.
        end_height (float | Unset): Height of the layer's upper face, mm.
        thickness (float | Unset): Thickness of the layer, mm.
        time_started (datetime.datetime | Unset): When work on the layer began, UTC.
        time_ended (datetime.datetime | None | Unset): When work on the layer ended, UTC.
        durations (list[LayerDuration] | Unset): Operations of the layer with start and end.
        dosage_factor (float | Unset): Dosage factor, %, set in data preparation; it can differ from layer to layer.
    """

    job_id: str | Unset = UNSET
    index: int | Unset = UNSET
    end_height: float | Unset = UNSET
    thickness: float | Unset = UNSET
    time_started: datetime.datetime | Unset = UNSET
    time_ended: datetime.datetime | None | Unset = UNSET
    durations: list[LayerDuration] | Unset = UNSET
    dosage_factor: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        job_id = self.job_id

        index = self.index

        end_height = self.end_height

        thickness = self.thickness

        time_started: str | Unset = UNSET
        if not isinstance(self.time_started, Unset):
            time_started = self.time_started.isoformat()

        time_ended: None | str | Unset
        if isinstance(self.time_ended, Unset):
            time_ended = UNSET
        elif isinstance(self.time_ended, datetime.datetime):
            time_ended = self.time_ended.isoformat()
        else:
            time_ended = self.time_ended

        durations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.durations, Unset):
            durations = []
            for durations_item_data in self.durations:
                durations_item = durations_item_data.to_dict()
                durations.append(durations_item)

        dosage_factor = self.dosage_factor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if job_id is not UNSET:
            field_dict["jobId"] = job_id
        if index is not UNSET:
            field_dict["index"] = index
        if end_height is not UNSET:
            field_dict["endHeight"] = end_height
        if thickness is not UNSET:
            field_dict["thickness"] = thickness
        if time_started is not UNSET:
            field_dict["timeStarted"] = time_started
        if time_ended is not UNSET:
            field_dict["timeEnded"] = time_ended
        if durations is not UNSET:
            field_dict["durations"] = durations
        if dosage_factor is not UNSET:
            field_dict["dosageFactor"] = dosage_factor

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.layer_duration import LayerDuration  # noqa: PLC0415

        d = dict(src_dict)
        job_id = d.pop("jobId", UNSET)

        index = d.pop("index", UNSET)

        end_height = d.pop("endHeight", UNSET)

        thickness = d.pop("thickness", UNSET)

        _time_started = d.pop("timeStarted", UNSET)
        time_started: datetime.datetime | Unset
        if isinstance(_time_started, Unset):
            time_started = UNSET
        else:
            time_started = datetime.datetime.fromisoformat(_time_started)

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

        _durations = d.pop("durations", UNSET)
        durations: list[LayerDuration] | Unset = UNSET
        if _durations is not UNSET:
            durations = []
            for durations_item_data in _durations:
                durations_item = LayerDuration.from_dict(durations_item_data)

                durations.append(durations_item)

        dosage_factor = d.pop("dosageFactor", UNSET)

        layer = cls(
            job_id=job_id,
            index=index,
            end_height=end_height,
            thickness=thickness,
            time_started=time_started,
            time_ended=time_ended,
            durations=durations,
            dosage_factor=dosage_factor,
        )

        layer.additional_properties = d
        return layer

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
