# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TcpConnectionSummary")


@_attrs_define
class TcpConnectionSummary:
    """TCP connections from one endpoint.

    Attributes:
        connection_count_total (int | Unset): Connections that come from this endpoint.
        endpoint (str | Unset): Name and port of the endpoint at the other side.
    """

    connection_count_total: int | Unset = UNSET
    endpoint: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        connection_count_total = self.connection_count_total

        endpoint = self.endpoint

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if connection_count_total is not UNSET:
            field_dict["connectionCountTotal"] = connection_count_total
        if endpoint is not UNSET:
            field_dict["endpoint"] = endpoint

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        connection_count_total = d.pop("connectionCountTotal", UNSET)

        endpoint = d.pop("endpoint", UNSET)

        tcp_connection_summary = cls(
            connection_count_total=connection_count_total,
            endpoint=endpoint,
        )

        tcp_connection_summary.additional_properties = d
        return tcp_connection_summary

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
