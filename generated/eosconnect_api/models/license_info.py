# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="LicenseInfo")


@_attrs_define
class LicenseInfo:
    """One license in the machine's license container.

    Attributes:
        firm_code (int | Unset): Code of the license issuer.
        product_code (int | Unset): Code of the license.
        feature_code (int | Unset): Code of the features that the license covers.
        expiration_date_utc (datetime.datetime | None | Unset): Expiry, UTC; null when the license does not expire.
        license_quantity (int | Unset): Number of licenses available.
        product_name (str | Unset): Name of the product.
        feature_map (int | Unset): Feature map.
        unit_counter (int | Unset): Unit counter.
        container_id (str | Unset): Id of the license container.
        company (str | Unset): Company that owns the license.
    """

    firm_code: int | Unset = UNSET
    product_code: int | Unset = UNSET
    feature_code: int | Unset = UNSET
    expiration_date_utc: datetime.datetime | None | Unset = UNSET
    license_quantity: int | Unset = UNSET
    product_name: str | Unset = UNSET
    feature_map: int | Unset = UNSET
    unit_counter: int | Unset = UNSET
    container_id: str | Unset = UNSET
    company: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        firm_code = self.firm_code

        product_code = self.product_code

        feature_code = self.feature_code

        expiration_date_utc: None | str | Unset
        if isinstance(self.expiration_date_utc, Unset):
            expiration_date_utc = UNSET
        elif isinstance(self.expiration_date_utc, datetime.datetime):
            expiration_date_utc = self.expiration_date_utc.isoformat()
        else:
            expiration_date_utc = self.expiration_date_utc

        license_quantity = self.license_quantity

        product_name = self.product_name

        feature_map = self.feature_map

        unit_counter = self.unit_counter

        container_id = self.container_id

        company = self.company

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if firm_code is not UNSET:
            field_dict["firmCode"] = firm_code
        if product_code is not UNSET:
            field_dict["productCode"] = product_code
        if feature_code is not UNSET:
            field_dict["featureCode"] = feature_code
        if expiration_date_utc is not UNSET:
            field_dict["expirationDateUtc"] = expiration_date_utc
        if license_quantity is not UNSET:
            field_dict["licenseQuantity"] = license_quantity
        if product_name is not UNSET:
            field_dict["productName"] = product_name
        if feature_map is not UNSET:
            field_dict["featureMap"] = feature_map
        if unit_counter is not UNSET:
            field_dict["unitCounter"] = unit_counter
        if container_id is not UNSET:
            field_dict["containerId"] = container_id
        if company is not UNSET:
            field_dict["company"] = company

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        firm_code = d.pop("firmCode", UNSET)

        product_code = d.pop("productCode", UNSET)

        feature_code = d.pop("featureCode", UNSET)

        def _parse_expiration_date_utc(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expiration_date_utc_type_0 = datetime.datetime.fromisoformat(data)

                return expiration_date_utc_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        expiration_date_utc = _parse_expiration_date_utc(d.pop("expirationDateUtc", UNSET))

        license_quantity = d.pop("licenseQuantity", UNSET)

        product_name = d.pop("productName", UNSET)

        feature_map = d.pop("featureMap", UNSET)

        unit_counter = d.pop("unitCounter", UNSET)

        container_id = d.pop("containerId", UNSET)

        company = d.pop("company", UNSET)

        license_info = cls(
            firm_code=firm_code,
            product_code=product_code,
            feature_code=feature_code,
            expiration_date_utc=expiration_date_utc,
            license_quantity=license_quantity,
            product_name=product_name,
            feature_map=feature_map,
            unit_counter=unit_counter,
            container_id=container_id,
            company=company,
        )

        license_info.additional_properties = d
        return license_info

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
