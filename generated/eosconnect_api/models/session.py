# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Session")


@_attrs_define
class Session:
    """One open OPC UA session.

    Attributes:
        subscription_count_total (int | Unset): Subscriptions that are active in this session.
        session_name (str | Unset): Name of the session.
    """

    subscription_count_total: int | Unset = UNSET
    session_name: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        subscription_count_total = self.subscription_count_total

        session_name = self.session_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if subscription_count_total is not UNSET:
            field_dict["subscriptionCountTotal"] = subscription_count_total
        if session_name is not UNSET:
            field_dict["sessionName"] = session_name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        subscription_count_total = d.pop("subscriptionCountTotal", UNSET)

        session_name = d.pop("sessionName", UNSET)

        session = cls(
            subscription_count_total=subscription_count_total,
            session_name=session_name,
        )

        session.additional_properties = d
        return session

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
