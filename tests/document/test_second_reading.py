"""The document says what the second, independent reading says, operation by operation and model by model."""

from __future__ import annotations

import re
from typing import Any

Found = dict[str, dict[str, Any]]

# Where the document knows more than the type that the text states; corrections.toml has the reasons.
RETURNS_BY_DECISION = {
    "GET /exposure/laser/{laserNumber}/maximumOutput": "double",
    "GET /exposure/unitCount": "integer",
    "GET /info/remoteControlAllowed": "boolean",
    "GET /maintenance/licenses": "LicenseInfo (Array) or LicenseInfo",
    "GET /info/moduleVersions": "SoftwareModuleVersion (Array) or string",
    "GET /jobs/{jobId}/export": "file",
}


def by_call(second_reading: dict[str, Any]) -> Found:
    return {f"{found['method']} {found['path']}": found for found in second_reading["operations"]}


def type_of(schema: dict[str, Any]) -> str:
    """A schema in the words of the text: ``Job (Array)``, ``double``, ``string``."""
    match schema:
        case {"$ref": reference}:
            return str(reference).rsplit("/", 1)[1]
        case {"allOf": [one]} | {"anyOf": [one]}:
            return type_of(one)
        case {"anyOf": several}:
            return " or ".join(map(type_of, several))
        case {"type": "array", "items": items}:
            return f"{type_of(items)} (Array)"
        case {"format": "binary"}:
            return "file"
        case {"type": "number", "format": "double" | "float" as kind}:
            return str(kind)
        case {"type": "string" | "integer" | "boolean" as kind}:
            return str(kind)
    raise AssertionError(f"no word of the text for {schema}")


def test_operations_are_the_same(operations: Found, second_reading: dict[str, Any]) -> None:
    assert list(operations) == list(by_call(second_reading))


def test_parameters_and_which_are_required_are_the_same(operations: Found, second_reading: dict[str, Any]) -> None:
    for call, found in by_call(second_reading).items():
        parameters = operations[call].get("parameters", [])
        assert {parameter["name"]: parameter["required"] for parameter in parameters} == found["parameters"], call
        in_path = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
        assert in_path == set(re.findall(r"\{(\w+)\}", call)), call


def test_values_that_a_parameter_lists_are_those_of_its_enum(
    operations: Found, models: Found, second_reading: dict[str, Any]
) -> None:
    compared = 0
    for call, found in by_call(second_reading).items():
        for name, listed in found["listed_values"].items():
            (schema,) = (one["schema"] for one in operations[call]["parameters"] if one["name"] == name)
            values = models[type_of(schema).removesuffix(" (Array)")]["enum"]
            assert sorted(value.lower() for value in values) == sorted(value.lower() for value in listed), (call, name)
            compared += 1
    assert compared == 9


def test_response_codes_and_returned_types_are_the_same(operations: Found, second_reading: dict[str, Any]) -> None:
    for call, found in by_call(second_reading).items():
        answers = operations[call]["responses"]
        listed = {status for status, answer in answers.items() if "x-eos-inferred" not in answer}
        assert listed == set(found["responses"]), call
        for status, stated in found["responses"].items():
            contents = answers[status].get("content", {}).values()
            types = [type_of(content["schema"]) for content in contents]
            if types == ["file"] and stated is None:
                continue
            expected = RETURNS_BY_DECISION.get(call, stated) if stated else None
            assert types == ([expected] if expected else []), (call, status)


def test_machines_and_filter_systems_are_the_same(operations: Found, second_reading: dict[str, Any]) -> None:
    for call, found in by_call(second_reading).items():
        assert sorted(operations[call].get("x-eos-machines", [])) == sorted(found["machines"]), call
        assert operations[call].get("x-eos-filter-system") == found["filter_system"], call


def test_page_bounds_and_deprecations_are_the_same(operations: Found, second_reading: dict[str, Any]) -> None:
    for call, found in by_call(second_reading).items():
        page = operations[call].get("x-eos-page")
        assert (list(page.values()) if page else None) == found["page"], call
        takes = [one for one in operations[call].get("parameters", ()) if one["name"] == "take"]
        bounds = [[take["x-eos-default"], take["schema"].get("maximum")] for take in takes]
        assert bounds == ([found["page"]] if found["page"] else []), call
        assert operations[call].get("deprecated", False) == found["deprecated"], call


def test_models_have_the_same_properties_and_values(models: Found, second_reading: dict[str, Any]) -> None:
    assert set(models) == set(second_reading["models"])
    for name, found in second_reading["models"].items():
        if "values" in found:
            assert models[name]["enum"] == found["values"], name
        else:
            properties = {key: type_of(schema) for key, schema in models[name]["properties"].items()}
            assert properties == found["properties"], name
