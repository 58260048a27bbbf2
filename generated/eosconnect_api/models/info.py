# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.machine_model import MachineModel
from ..models.machine_type import MachineType
from ..models.process_state import ProcessState
from ..models.process_state_am import ProcessStateAm
from ..models.process_state_eos import ProcessStateEos
from ..types import UNSET, Unset

T = TypeVar("T", bound="Info")


@_attrs_define
class Info:
    """Identity and present state of the machine.

    Attributes:
        brand (None | str | Unset): Name of the manufacturer.
        host_name (None | str | Unset): Name of the machine in the network.
        material (None | str | Unset): Material type the machine holds at present.
        serial_number (None | str | Unset): Serial number of the machine.
        technical_model (MachineModel | Unset): Technical model code. No document links the codes to the product names;
            the links named here are inferred from the numbers, and EOS P 810 has no code of its own.
        product_name (None | str | Unset): Product name of the machine.
        type_ (MachineType | Unset): Type of a machine.
        process_state_eos (ProcessStateEos | Unset): Process state as the control system names it internally. Which
            values occur depends on the machine.
        process_state_am (ProcessStateAm | Unset): Process state in additive manufacturing terms.
        process_state (ProcessState | Unset): Process state in its simplest form.
    """

    brand: None | str | Unset = UNSET
    host_name: None | str | Unset = UNSET
    material: None | str | Unset = UNSET
    serial_number: None | str | Unset = UNSET
    technical_model: MachineModel | Unset = UNSET
    product_name: None | str | Unset = UNSET
    type_: MachineType | Unset = UNSET
    process_state_eos: ProcessStateEos | Unset = UNSET
    process_state_am: ProcessStateAm | Unset = UNSET
    process_state: ProcessState | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand: None | str | Unset
        if isinstance(self.brand, Unset):
            brand = UNSET
        else:
            brand = self.brand

        host_name: None | str | Unset
        if isinstance(self.host_name, Unset):
            host_name = UNSET
        else:
            host_name = self.host_name

        material: None | str | Unset
        if isinstance(self.material, Unset):
            material = UNSET
        else:
            material = self.material

        serial_number: None | str | Unset
        if isinstance(self.serial_number, Unset):
            serial_number = UNSET
        else:
            serial_number = self.serial_number

        technical_model: str | Unset = UNSET
        if not isinstance(self.technical_model, Unset):
            technical_model = self.technical_model.value

        product_name: None | str | Unset
        if isinstance(self.product_name, Unset):
            product_name = UNSET
        else:
            product_name = self.product_name

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        process_state_eos: str | Unset = UNSET
        if not isinstance(self.process_state_eos, Unset):
            process_state_eos = self.process_state_eos.value

        process_state_am: str | Unset = UNSET
        if not isinstance(self.process_state_am, Unset):
            process_state_am = self.process_state_am.value

        process_state: str | Unset = UNSET
        if not isinstance(self.process_state, Unset):
            process_state = self.process_state.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if brand is not UNSET:
            field_dict["brand"] = brand
        if host_name is not UNSET:
            field_dict["hostName"] = host_name
        if material is not UNSET:
            field_dict["material"] = material
        if serial_number is not UNSET:
            field_dict["serialNumber"] = serial_number
        if technical_model is not UNSET:
            field_dict["technicalModel"] = technical_model
        if product_name is not UNSET:
            field_dict["productName"] = product_name
        if type_ is not UNSET:
            field_dict["type"] = type_
        if process_state_eos is not UNSET:
            field_dict["processStateEos"] = process_state_eos
        if process_state_am is not UNSET:
            field_dict["processStateAm"] = process_state_am
        if process_state is not UNSET:
            field_dict["processState"] = process_state

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_brand(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        brand = _parse_brand(d.pop("brand", UNSET))

        def _parse_host_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        host_name = _parse_host_name(d.pop("hostName", UNSET))

        def _parse_material(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        material = _parse_material(d.pop("material", UNSET))

        def _parse_serial_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        serial_number = _parse_serial_number(d.pop("serialNumber", UNSET))

        _technical_model = d.pop("technicalModel", UNSET)
        technical_model: MachineModel | Unset
        if isinstance(_technical_model, Unset):
            technical_model = UNSET
        else:
            technical_model = MachineModel(_technical_model)

        def _parse_product_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        product_name = _parse_product_name(d.pop("productName", UNSET))

        _type_ = d.pop("type", UNSET)
        type_: MachineType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = MachineType(_type_)

        _process_state_eos = d.pop("processStateEos", UNSET)
        process_state_eos: ProcessStateEos | Unset
        if isinstance(_process_state_eos, Unset):
            process_state_eos = UNSET
        else:
            process_state_eos = ProcessStateEos(_process_state_eos)

        _process_state_am = d.pop("processStateAm", UNSET)
        process_state_am: ProcessStateAm | Unset
        if isinstance(_process_state_am, Unset):
            process_state_am = UNSET
        else:
            process_state_am = ProcessStateAm(_process_state_am)

        _process_state = d.pop("processState", UNSET)
        process_state: ProcessState | Unset
        if isinstance(_process_state, Unset):
            process_state = UNSET
        else:
            process_state = ProcessState(_process_state)

        info = cls(
            brand=brand,
            host_name=host_name,
            material=material,
            serial_number=serial_number,
            technical_model=technical_model,
            product_name=product_name,
            type_=type_,
            process_state_eos=process_state_eos,
            process_state_am=process_state_am,
            process_state=process_state,
        )

        info.additional_properties = d
        return info

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
