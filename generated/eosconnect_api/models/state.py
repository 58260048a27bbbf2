# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.state_build_job import StateBuildJob
from ..models.state_error import StateError
from ..models.state_machine_state import StateMachineState
from ..models.state_maintenance import StateMaintenance
from ..types import UNSET, Unset

T = TypeVar("T", bound="State")


@_attrs_define
class State:
    """State of the machine for OEE (overall equipment effectiveness). Available when the OEE feature is active.

    Attributes:
        build_job (StateBuildJob | Unset): Kind of the job in an OEE state.
        error (StateError | Unset): Error in an OEE state.
        machine_state (StateMachineState | Unset): Activity in an OEE state.
        maintenance (StateMaintenance | Unset): Maintenance in an OEE state.
        timestamp (datetime.datetime | Unset): Time of the state, UTC.
        is_set_manually (bool | Unset): Obsolete, same as `isEnabled`.
        is_enabled (bool | Unset): True while the machine has its OEE feature switched on.
        comment (None | str | Unset): Comment of the user; reserved, empty so far.
    """

    build_job: StateBuildJob | Unset = UNSET
    error: StateError | Unset = UNSET
    machine_state: StateMachineState | Unset = UNSET
    maintenance: StateMaintenance | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    is_set_manually: bool | Unset = UNSET
    is_enabled: bool | Unset = UNSET
    comment: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        build_job: str | Unset = UNSET
        if not isinstance(self.build_job, Unset):
            build_job = self.build_job.value

        error: str | Unset = UNSET
        if not isinstance(self.error, Unset):
            error = self.error.value

        machine_state: str | Unset = UNSET
        if not isinstance(self.machine_state, Unset):
            machine_state = self.machine_state.value

        maintenance: str | Unset = UNSET
        if not isinstance(self.maintenance, Unset):
            maintenance = self.maintenance.value

        timestamp: str | Unset = UNSET
        if not isinstance(self.timestamp, Unset):
            timestamp = self.timestamp.isoformat()

        is_set_manually = self.is_set_manually

        is_enabled = self.is_enabled

        comment: None | str | Unset
        if isinstance(self.comment, Unset):
            comment = UNSET
        else:
            comment = self.comment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if build_job is not UNSET:
            field_dict["buildJob"] = build_job
        if error is not UNSET:
            field_dict["error"] = error
        if machine_state is not UNSET:
            field_dict["machineState"] = machine_state
        if maintenance is not UNSET:
            field_dict["maintenance"] = maintenance
        if timestamp is not UNSET:
            field_dict["timestamp"] = timestamp
        if is_set_manually is not UNSET:
            field_dict["isSetManually"] = is_set_manually
        if is_enabled is not UNSET:
            field_dict["isEnabled"] = is_enabled
        if comment is not UNSET:
            field_dict["comment"] = comment

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _build_job = d.pop("buildJob", UNSET)
        build_job: StateBuildJob | Unset
        if isinstance(_build_job, Unset):
            build_job = UNSET
        else:
            build_job = StateBuildJob(_build_job)

        _error = d.pop("error", UNSET)
        error: StateError | Unset
        if isinstance(_error, Unset):
            error = UNSET
        else:
            error = StateError(_error)

        _machine_state = d.pop("machineState", UNSET)
        machine_state: StateMachineState | Unset
        if isinstance(_machine_state, Unset):
            machine_state = UNSET
        else:
            machine_state = StateMachineState(_machine_state)

        _maintenance = d.pop("maintenance", UNSET)
        maintenance: StateMaintenance | Unset
        if isinstance(_maintenance, Unset):
            maintenance = UNSET
        else:
            maintenance = StateMaintenance(_maintenance)

        _timestamp = d.pop("timestamp", UNSET)
        timestamp: datetime.datetime | Unset
        if isinstance(_timestamp, Unset):
            timestamp = UNSET
        else:
            timestamp = datetime.datetime.fromisoformat(_timestamp)

        is_set_manually = d.pop("isSetManually", UNSET)

        is_enabled = d.pop("isEnabled", UNSET)

        def _parse_comment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        comment = _parse_comment(d.pop("comment", UNSET))

        state = cls(
            build_job=build_job,
            error=error,
            machine_state=machine_state,
            maintenance=maintenance,
            timestamp=timestamp,
            is_set_manually=is_set_manually,
            is_enabled=is_enabled,
            comment=comment,
        )

        state.additional_properties = d
        return state

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
