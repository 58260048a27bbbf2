"""The document is valid, keeps to what the generator understands, and is what the tables and the reading make of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from openapi.derive import document as composing
from openapi.derive.__main__ import main
from openapi.derive.tables import DOCUMENT, as_document, facts

ROOT = Path(__file__).parents[2]
Found = dict[str, dict[str, Any]]

REPEATABLE_POSTS = {
    "POST /auth/connect/token",
    "POST /reports/events/{jobId}",
    "POST /reports/job/{jobId}",
    "POST /reports/parts/{jobId}",
}


def nodes(content: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in the document with its place."""
    if isinstance(content, dict):
        yield place, content
        for key, value in content.items():
            yield from nodes(value, f"{place}/{key}")
    elif isinstance(content, list):
        for value in content:
            yield from nodes(value, place)


def test_document_is_valid_openapi_3_0_3(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.0.3"
    validate(document)


def test_document_is_what_the_reading_and_the_tables_make(document: dict[str, Any]) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == as_document(composing.compose(facts())), "python -m openapi.derive writes it"
    assert text == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def test_a_document_out_of_step_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = tmp_path / "swagger.json"
    stale.write_text("{}\n", encoding="utf-8")
    monkeypatch.setattr("openapi.derive.__main__.DOCUMENT", stale)
    with pytest.raises(SystemExit, match=r"swagger\.json"):
        main(["--check"])
    assert stale.read_text(encoding="utf-8") == "{}\n"


def test_a_table_entry_without_use_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    read = facts()
    read["operations"] = [fact for fact in read["operations"] if fact["path"] != "/tasks/configuration"]
    with pytest.raises(ValueError, match="calls: GET /tasks/configuration"):
        composing.compose(read)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found = {node["$ref"] for _, node in nodes(document) if "$ref" in node}
    schemas = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert found <= schemas
    assert schemas - found == set()


def test_nothing_that_the_generator_trips_over(document: dict[str, Any]) -> None:
    for place, node in nodes(document):
        assert "additionalProperties" not in node, place
        assert "default" not in node or place.endswith(("/variables/host", "/x-eos-page")), place
        if "$ref" in node:
            assert list(node) == ["$ref"], place
    for place, node in nodes(document["components"]["schemas"]):
        assert "required" not in node, place


def test_json_files_and_forms_have_one_media_type_each(all_operations: Found) -> None:
    answers, bodies = set(), set()
    for call, operation in all_operations.items():
        for answer in operation["responses"].values():
            assert len(answer.get("content", {})) <= 1, call
            answers |= set(answer.get("content", {}))
        assert len(operation.get("requestBody", {}).get("content", {})) <= 1, call
        bodies |= set(operation.get("requestBody", {}).get("content", {}))
    assert answers == {"application/json", "application/zip", "application/pdf", "application/octet-stream"}
    assert bodies == {"application/json", "multipart/form-data", "application/x-www-form-urlencoded"}


def test_ids_are_unique_also_in_snake_case_and_tags_follow_the_path(all_operations: Found) -> None:
    names = [operation["operationId"] for operation in all_operations.values()]
    assert all(re.fullmatch(r"[a-z]+(?:[A-Z0-9][a-z0-9]*)*", name) for name in names)
    assert len({name.lower() for name in names}) == len(names) == 212
    for call, operation in all_operations.items():
        first = call.split("/")[1]
        snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", first).lower()
        assert operation["tags"] == [{"api": "versions"}.get(snake, snake)], call


def test_data_point_ids_follow_the_path(operations: Found) -> None:
    for call, operation in operations.items():
        if "x-eos-data-point" in operation:
            words = [word for word in call.split()[1].split("/") if word and not word.startswith("{")]
            assert operation["operationId"] == "get" + "".join(word[0].upper() + word[1:] for word in words)
            assert operation["x-eos-data-point"] == ".".join(words[:-1])


def test_only_what_changes_nothing_may_be_repeated(all_operations: Found) -> None:
    for call, operation in all_operations.items():
        harmless = call.startswith("GET ") or call in REPEATABLE_POSTS
        assert operation["x-eos-repeatable"] is harmless, call
        assert operation["x-eos-changes-machine"] is not harmless, call
    assert sum(operation["x-eos-changes-machine"] for operation in all_operations.values()) == 5


def test_several_categories_go_as_repeated_parameters(operations: Found) -> None:
    arrays = {
        f"{operation['operationId']}.{parameter['name']}": parameter["schema"]["items"]["$ref"].rsplit("/", 1)[1]
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if parameter["schema"].get("type") == "array"
        and (parameter["style"], parameter["explode"], parameter["in"]) == ("form", True, "query")
    }
    assert arrays == {
        "listLogEntries.loggingSources": "LoggingSources",
        "downloadJobIndications.types": "IndicationCategory",
        "downloadJobPartStatistics.types": "PartStatisticsCategory",
        "downloadLayerImages.types": "ImageTypes",
        "getLayerImageMetadata.types": "ImageTypes",
        "listLayerIndications.types": "IndicationCategory",
        "listLayerPartStatistics.types": "PartStatisticsCategory",
        "downloadImagesDeprecated.imageTypes": "JobImageTypes",
        "getImageMetadataDeprecated.imageTypes": "JobImageTypes",
    }


def test_times_are_date_times(operations: Found, models: Found) -> None:
    for operation in operations.values():
        for parameter in operation.get("parameters", ()):
            is_time = parameter["name"] in ("from", "to", "fromDate", "toDate")
            assert (parameter["schema"].get("format") == "date-time") is is_time, parameter["name"]
    times = {
        f"{name}.{key}"
        for name, model in models.items()
        for key, schema in model.get("properties", {}).items()
        if schema.get("format") == "date-time"
    }
    looks_like_a_time = {
        f"{name}.{key}"
        for name, model in models.items()
        for key in model.get("properties", {})
        if re.search(r"^time(?!Zone)|Time(?!Zone)|[dD]ate", key) and model["properties"][key].get("type") == "string"
    }
    assert times == looks_like_a_time
    assert len(times) == 17


def test_everything_is_described(document: dict[str, Any], all_operations: Found) -> None:
    for call, operation in all_operations.items():
        words = [operation["summary"], operation["description"]]
        words += [one["description"] for one in operation.get("parameters", ())]
        words += [answer["description"] for answer in operation["responses"].values()]
        assert all(len(text) > 5 for text in words), call
        assert not re.search(r"[{}]label|\{description\}", " ".join(words)), call
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name
        for key, content in schema.get("properties", {}).items():
            assert content.get("description"), f"{name}.{key}"
    tags = {operation["tags"][0] for operation in all_operations.values()}
    assert {tag["name"] for tag in document["tags"] if tag["description"]} == tags


def test_the_generator_compiles_it_without_a_warning(tmp_path: Path) -> None:
    command = ["generate", "--meta=none", "--fail-on-warning", f"--path={DOCUMENT}"]
    command += [f"--config={ROOT / 'openapi' / 'generator.yml'}", f"--output-path={tmp_path / 'made'}"]
    ran = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", *command], check=False, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert len(list((tmp_path / "made" / "api").rglob("[!_]*.py"))) == 212
