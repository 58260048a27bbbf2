# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="MaterialDetails")


@_attrs_define
class MaterialDetails:
    """Material set of a job.

    Attributes:
        material_set_name (str | Unset): Name of the material set (PPPMaterialName).
        material_name (str | Unset): Name of the material.
        version (str | Unset): Version of the material set (PPPVersion).
        product_name (str | Unset): Product name of the machine.
        default_layer_thickness (float | Unset): Default layer height of the job, mm; each layer is a multiple of it.
        material_thickness (float | Unset): Layer thickness that the material parameters of the job were optimized and
            released for by EOS, mm (PSW and EOSYSTEM alike).
        guid (str | Unset): GUID of the material set, generated automatically. Names of custom sets can be edited by
            users; this id is what tells sets apart.
        parent_guid (None | str | Unset): GUID of the material set this one was derived from; null without a parent.
        customized_by_customer (bool | Unset): True when the customer has changed the material set file.
        is_final (bool | Unset): State of the material set: true when it is final.
    """

    material_set_name: str | Unset = UNSET
    material_name: str | Unset = UNSET
    version: str | Unset = UNSET
    product_name: str | Unset = UNSET
    default_layer_thickness: float | Unset = UNSET
    material_thickness: float | Unset = UNSET
    guid: str | Unset = UNSET
    parent_guid: None | str | Unset = UNSET
    customized_by_customer: bool | Unset = UNSET
    is_final: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        material_set_name = self.material_set_name

        material_name = self.material_name

        version = self.version

        product_name = self.product_name

        default_layer_thickness = self.default_layer_thickness

        material_thickness = self.material_thickness

        guid = self.guid

        parent_guid: None | str | Unset
        if isinstance(self.parent_guid, Unset):
            parent_guid = UNSET
        else:
            parent_guid = self.parent_guid

        customized_by_customer = self.customized_by_customer

        is_final = self.is_final

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if material_set_name is not UNSET:
            field_dict["materialSetName"] = material_set_name
        if material_name is not UNSET:
            field_dict["materialName"] = material_name
        if version is not UNSET:
            field_dict["version"] = version
        if product_name is not UNSET:
            field_dict["productName"] = product_name
        if default_layer_thickness is not UNSET:
            field_dict["defaultLayerThickness"] = default_layer_thickness
        if material_thickness is not UNSET:
            field_dict["materialThickness"] = material_thickness
        if guid is not UNSET:
            field_dict["guid"] = guid
        if parent_guid is not UNSET:
            field_dict["parentGuid"] = parent_guid
        if customized_by_customer is not UNSET:
            field_dict["customizedByCustomer"] = customized_by_customer
        if is_final is not UNSET:
            field_dict["isFinal"] = is_final

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        material_set_name = d.pop("materialSetName", UNSET)

        material_name = d.pop("materialName", UNSET)

        version = d.pop("version", UNSET)

        product_name = d.pop("productName", UNSET)

        default_layer_thickness = d.pop("defaultLayerThickness", UNSET)

        material_thickness = d.pop("materialThickness", UNSET)

        guid = d.pop("guid", UNSET)

        def _parse_parent_guid(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_guid = _parse_parent_guid(d.pop("parentGuid", UNSET))

        customized_by_customer = d.pop("customizedByCustomer", UNSET)

        is_final = d.pop("isFinal", UNSET)

        material_details = cls(
            material_set_name=material_set_name,
            material_name=material_name,
            version=version,
            product_name=product_name,
            default_layer_thickness=default_layer_thickness,
            material_thickness=material_thickness,
            guid=guid,
            parent_guid=parent_guid,
            customized_by_customer=customized_by_customer,
            is_final=is_final,
        )

        material_details.additional_properties = d
        return material_details

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
