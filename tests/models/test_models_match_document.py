"""Our models beside those that the generator made from the document: nothing forgotten, nothing invented."""

from __future__ import annotations

import types
import typing
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import eosconnect_api.models as generated
import pytest

import eosconnect.models as models
from eosconnect.models.conversion import json_name

#: Ours by the document's name, where the two differ.
OUR_NAMES = {
    "EventMessageLanguage": "Language",
    "EventSeverity": "Severity",
    "ImageFileTypes": "ImageFileType",
    "ImageTypes": "ImageType",
    "Info": "MachineInfo",
    "LicenseInfo": "License",
    "LoggingSources": "LoggingSource",
    "State": "MachineState",
    "TimeZoneInfo": "TimeZone",
}

#: Properties that a model of ours leaves out on purpose, with the reason.
LEFT_OUT: dict[tuple[str, str], str] = {}

#: Fields that are of another type on purpose, with the reason.
OTHER_TYPE = {
    ("UserMessage", "severity"): "a text in the document, whose values are those of EventSeverity",
    ("Indication", "height"): "whole µm in the document, mm here",
    ("Indication", "part_id"): "a text in the document, a number everywhere else",
    ("PartStatistic", "layer_height"): "whole µm in the document, mm here",
}

#: Not models of ours: the token, the version list, a request body, and what only the deprecated operations answer.
BESIDE_THE_DOCUMENT = {
    *("AccessToken", "SupportedVersion", "PartList"),
    *("JobImageMetadata", "JobImageTypes", "JobImages"),
}


def in_document() -> dict[str, type[Any]]:
    return {name: getattr(generated, name) for name in generated.__all__}


def ours(name: str) -> type[Any] | None:
    return getattr(models, OUR_NAMES.get(name, name), None)


PAIRS = [(name, theirs, our) for name, theirs in sorted(in_document().items()) if (our := ours(name)) is not None]
OBJECTS = [pytest.param(*pair, id=pair[0]) for pair in PAIRS if attrs.has(pair[1])]
ENUMS = [pytest.param(*pair, id=pair[0]) for pair in PAIRS if issubclass(pair[1], Enum)]


def bare(name: str) -> str:
    return name.replace("_", "").casefold()


def members(hint: Any) -> set[Any]:
    """The types a field may have, without the ways to be absent; of a list those of its entries."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        return {member for part in get_args(hint) for member in members(part)}
    if get_origin(hint) in (list, tuple):
        return members(get_args(hint)[0])
    if hint in (type(None), Ellipsis) or getattr(hint, "__name__", "") == "Unset":
        return set()
    return {hint}


def kind_of(hint: Any) -> str:
    """A name for the type of a field that both sides share."""
    (member,) = members(hint)
    name: str = member.__name__
    return {our: documented for documented, our in OUR_NAMES.items()}.get(name, name)


def test_every_model_can_be_imported_from_the_package() -> None:
    assert set(models.PLACES) == set(models.__all__)
    for name in models.__all__:
        assert getattr(models, name).__module__ == f"eosconnect.models.{models.PLACES[name]}"


def test_every_model_of_the_document_is_ours_or_left_to_the_low_level_client() -> None:
    missing = {name for name in in_document() if ours(name) is None and not name.endswith("Body")}
    assert missing == BESIDE_THE_DOCUMENT


@pytest.mark.parametrize(("name", "theirs", "our"), OBJECTS)
def test_every_property_is_mapped_or_left_out_on_purpose(name: str, theirs: type[Any], our: type[Any]) -> None:
    documented = {bare(field.name) for field in attrs.fields(theirs) if field.name != "additional_properties"}
    mapped = {bare(json_name(field)) for field in attrs.fields(our) if field.name != "raw"}
    left_out = {bare(of_property) for of_model, of_property in LEFT_OUT if of_model == name}
    assert mapped | left_out == documented
    assert not mapped & left_out


@pytest.mark.parametrize(("name", "theirs", "our"), OBJECTS)
def test_every_field_has_the_type_of_its_property(name: str, theirs: type[Any], our: type[Any]) -> None:
    namespace = vars(generated) | in_document()
    documented = {bare(field): hint for field, hint in get_type_hints(theirs, localns=namespace).items()}
    hints = get_type_hints(our)
    for field in attrs.fields(our):
        if field.name != "raw" and (name, field.name) not in OTHER_TYPE:
            assert kind_of(hints[field.name]) == kind_of(documented[bare(json_name(field))]), field.name


@pytest.mark.parametrize(("name", "theirs", "our"), ENUMS)
def test_every_enumeration_has_the_values_of_the_document(name: str, theirs: type[Enum], our: type[Enum]) -> None:
    assert {member.value for member in our} == {member.value for member in theirs}
