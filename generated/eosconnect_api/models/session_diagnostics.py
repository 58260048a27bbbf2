# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session import Session


T = TypeVar("T", bound="SessionDiagnostics")


@_attrs_define
class SessionDiagnostics:
    """Open OPC UA sessions and what the server allows. Documented limits: 15 sessions, 10 subscriptions each, 50 in all.

    Attributes:
        session_count_total (int | Unset): Sessions that are open.
        subscription_count_per_session_max (int | Unset): Most subscriptions a single session may hold.
        session_count_max (int | Unset): Most sessions the server accepts.
        sessions (list[Session] | Unset): The open sessions.
    """

    session_count_total: int | Unset = UNSET
    subscription_count_per_session_max: int | Unset = UNSET
    session_count_max: int | Unset = UNSET
    sessions: list[Session] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        session_count_total = self.session_count_total

        subscription_count_per_session_max = self.subscription_count_per_session_max

        session_count_max = self.session_count_max

        sessions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.sessions, Unset):
            sessions = []
            for sessions_item_data in self.sessions:
                sessions_item = sessions_item_data.to_dict()
                sessions.append(sessions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if session_count_total is not UNSET:
            field_dict["sessionCountTotal"] = session_count_total
        if subscription_count_per_session_max is not UNSET:
            field_dict["subscriptionCountPerSessionMax"] = subscription_count_per_session_max
        if session_count_max is not UNSET:
            field_dict["sessionCountMax"] = session_count_max
        if sessions is not UNSET:
            field_dict["sessions"] = sessions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.session import Session  # noqa: PLC0415

        d = dict(src_dict)
        session_count_total = d.pop("sessionCountTotal", UNSET)

        subscription_count_per_session_max = d.pop("subscriptionCountPerSessionMax", UNSET)

        session_count_max = d.pop("sessionCountMax", UNSET)

        _sessions = d.pop("sessions", UNSET)
        sessions: list[Session] | Unset = UNSET
        if _sessions is not UNSET:
            sessions = []
            for sessions_item_data in _sessions:
                sessions_item = Session.from_dict(sessions_item_data)

                sessions.append(sessions_item)

        session_diagnostics = cls(
            session_count_total=session_count_total,
            subscription_count_per_session_max=subscription_count_per_session_max,
            session_count_max=session_count_max,
            sessions=sessions,
        )

        session_diagnostics.additional_properties = d
        return session_diagnostics

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
