# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_diagnostics import SessionDiagnostics
    from ..models.tcp_diagnostics import TcpDiagnostics


T = TypeVar("T", bound="DiagnosticsSummary")


@_attrs_define
class DiagnosticsSummary:
    """Load of the OPC UA server at one moment.

    Attributes:
        tcp_diagnostics (TcpDiagnostics | Unset): TCP connections to the OPC UA server and their limit.
        session_diagnostics (SessionDiagnostics | Unset): Open OPC UA sessions and what the server allows. Documented
            limits: 15 sessions, 10 subscriptions each, 50 in all.
    """

    tcp_diagnostics: TcpDiagnostics | Unset = UNSET
    session_diagnostics: SessionDiagnostics | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tcp_diagnostics: dict[str, Any] | Unset = UNSET
        if not isinstance(self.tcp_diagnostics, Unset):
            tcp_diagnostics = self.tcp_diagnostics.to_dict()

        session_diagnostics: dict[str, Any] | Unset = UNSET
        if not isinstance(self.session_diagnostics, Unset):
            session_diagnostics = self.session_diagnostics.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if tcp_diagnostics is not UNSET:
            field_dict["tcpDiagnostics"] = tcp_diagnostics
        if session_diagnostics is not UNSET:
            field_dict["sessionDiagnostics"] = session_diagnostics

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.session_diagnostics import SessionDiagnostics  # noqa: PLC0415
        from ..models.tcp_diagnostics import TcpDiagnostics  # noqa: PLC0415

        d = dict(src_dict)
        _tcp_diagnostics = d.pop("tcpDiagnostics", UNSET)
        tcp_diagnostics: TcpDiagnostics | Unset
        if isinstance(_tcp_diagnostics, Unset):
            tcp_diagnostics = UNSET
        else:
            tcp_diagnostics = TcpDiagnostics.from_dict(_tcp_diagnostics)

        _session_diagnostics = d.pop("sessionDiagnostics", UNSET)
        session_diagnostics: SessionDiagnostics | Unset
        if isinstance(_session_diagnostics, Unset):
            session_diagnostics = UNSET
        else:
            session_diagnostics = SessionDiagnostics.from_dict(_session_diagnostics)

        diagnostics_summary = cls(
            tcp_diagnostics=tcp_diagnostics,
            session_diagnostics=session_diagnostics,
        )

        diagnostics_summary.additional_properties = d
        return diagnostics_summary

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
