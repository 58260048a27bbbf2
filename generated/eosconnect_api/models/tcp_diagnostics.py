# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.tcp_connection_summary import TcpConnectionSummary


T = TypeVar("T", bound="TcpDiagnostics")


@_attrs_define
class TcpDiagnostics:
    """TCP connections to the OPC UA server and their limit.

    Attributes:
        connection_count_max (int | Unset): Most TCP connections the OPC UA server accepts.
        connections (list[TcpConnectionSummary] | Unset): The active connections.
        connection_count_total (int | Unset): TCP connections at this moment.
    """

    connection_count_max: int | Unset = UNSET
    connections: list[TcpConnectionSummary] | Unset = UNSET
    connection_count_total: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        connection_count_max = self.connection_count_max

        connections: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.connections, Unset):
            connections = []
            for connections_item_data in self.connections:
                connections_item = connections_item_data.to_dict()
                connections.append(connections_item)

        connection_count_total = self.connection_count_total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if connection_count_max is not UNSET:
            field_dict["connectionCountMax"] = connection_count_max
        if connections is not UNSET:
            field_dict["connections"] = connections
        if connection_count_total is not UNSET:
            field_dict["connectionCountTotal"] = connection_count_total

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.tcp_connection_summary import TcpConnectionSummary  # noqa: PLC0415

        d = dict(src_dict)
        connection_count_max = d.pop("connectionCountMax", UNSET)

        _connections = d.pop("connections", UNSET)
        connections: list[TcpConnectionSummary] | Unset = UNSET
        if _connections is not UNSET:
            connections = []
            for connections_item_data in _connections:
                connections_item = TcpConnectionSummary.from_dict(connections_item_data)

                connections.append(connections_item)

        connection_count_total = d.pop("connectionCountTotal", UNSET)

        tcp_diagnostics = cls(
            connection_count_max=connection_count_max,
            connections=connections,
            connection_count_total=connection_count_total,
        )

        tcp_diagnostics.additional_properties = d
        return tcp_diagnostics

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
