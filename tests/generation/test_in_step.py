"""What is committed is what ``nox -s generate`` would write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from openapi.generation import client
from openapi.generation.__main__ import STEPS
from openapi.generation.document import Operation
from openapi.generation.output import ROOT, differences, is_generated, write
from openapi.generation.template_patches import PATCHES, patched_templates


@pytest.mark.parametrize("step", STEPS)
def test_committed_files_equal_their_regeneration(step: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "openapi.generation", "--check", step], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " 0 out of step" in ran.stdout


def test_a_changed_a_missing_and_a_left_over_file_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openapi.generation.output.ROOT", tmp_path)
    for name in ("same", "changed", "left_over"):
        (tmp_path / name).write_text("text\n", encoding="utf-8", newline="\n")
    made = {"same": "text\n", "changed": "other text\n", "missing": "text\n"}
    assert differences(made, ["same", "changed", "left_over"]) == {
        "changed": "differs",
        "left_over": "stale",
        "missing": "missing",
    }


def test_every_generated_module_says_so_and_names_the_command() -> None:
    modules = list((ROOT / "generated").rglob("*.py"))
    assert len(modules) > 250
    assert [str(path) for path in modules if not is_generated(path)] == []
    first_line = (ROOT / "generated" / "eosconnect_api" / "__init__.py").read_text(encoding="utf-8").split("\n")[0]
    assert first_line == '# Generated from openapi/swagger.json by "nox -s generate". Do not edit.'


def test_nothing_but_modules_and_the_typed_marker_lies_in_the_generated_package() -> None:
    package = ROOT / "generated" / "eosconnect_api"
    others = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    assert others == {"py.typed"}


def test_a_template_that_no_longer_has_the_patched_text_stops_generating(monkeypatch: pytest.MonkeyPatch) -> None:
    patch = PATCHES[0]._replace(found="no generator ever wrote this")
    monkeypatch.setattr("openapi.generation.template_patches.PATCHES", [patch])
    with pytest.raises(SystemExit, match="0 times, not once"):
        patched_templates()


def test_what_the_generator_cannot_express_stops_generating(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"description": "", "content": {"image/tiff": {"schema": {"type": "string", "format": "binary"}}}}
    use_document(tmp_path, monkeypatch, {"200": answer})
    made = client.make()
    assert made.files == {}
    assert "image/tiff" in made.problems[0]


def test_an_operation_that_the_generator_lost_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_document(tmp_path, monkeypatch, {"204": {"description": ""}}, ["get_level", "lost"])
    assert client.make().problems == [
        "generated/eosconnect_api/api/levels/lost.py: operations of the document and modules differ"
    ]


def test_numeric_enums_are_open_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Level"}}}}
    use_document(tmp_path, monkeypatch, {"200": answer})
    write(client.make().files, tmp_path)
    program = (
        "import pickle\n"
        "from eosconnect_api.models import Level\n"
        "unknown = pickle.loads(pickle.dumps(Level(7)))\n"
        "print(Level(1).name, unknown + 1, repr(unknown), isinstance(unknown, Level))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "generated")}
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, encoding="utf-8")
    assert ran.stdout.strip() == "LOW 8 <Level.UNKNOWN: 7> True", ran.stderr


def use_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch, responses: object, ids: list[str] | None = None
) -> None:
    """Let the client be compiled from a document with one operation."""
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Levels", "version": "1"},
        "paths": {"/level": {"get": {"operationId": "getLevel", "tags": ["levels"], "responses": responses}}},
        "components": {"schemas": {"Level": {"type": "integer", "enum": [1], "x-enum-varnames": ["LOW"]}}},
    }
    (folder / "swagger.json").write_text(json.dumps(document), encoding="utf-8")
    operations = [Operation(id, "levels", "GET", "/level", {}) for id in ids or ["get_level"]]
    monkeypatch.setattr(client, "DOCUMENT", folder / "swagger.json")
    monkeypatch.setattr(client, "operations", lambda: operations)
