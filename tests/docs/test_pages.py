"""What the pages claim of the code is so: tests that exist, commands that exist, settings that are understood."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import eosconnect
from docs.generation import error_catalogue, operations, sensor_catalogue
from docs.generation.hooks import MARKER
from docs.generation.parts import PARTS
from docs.generation.self_contained import fetched_from_elsewhere
from eosconnect import dataset, errors, pytest_plugin, simulator, watching
from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.settings.machines_file import SETTINGS
from tests.docs.pages import DOCS, blocks_of, pages

TESTS = Path(__file__).parents[1]


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_every_guarantee_names_a_test_that_exists() -> None:
    text = text_of("about/guarantees.md")
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", text)
    assert len(named) > 50
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (TESTS / file).is_file() or not re.search(rf"def {name}\b", (TESTS / file).read_text(encoding="utf-8"))
    ]
    assert missing == []


def test_every_guarantee_names_a_test() -> None:
    paragraphs = re.split(r"\n\n", text_of("about/guarantees.md"))
    promises = [text for text in paragraphs if not text.startswith("#") and "::" not in text]
    assert len(promises) == 1  # the words at the top


def test_every_error_has_a_section_with_causes_and_remedies() -> None:
    sections = set(re.findall(r"^### (\w+)$", text_of("reference/errors.md"), re.MULTILINE))
    assert sections == set(errors.__all__)
    assert {kind.__name__ for kind in error_catalogue.classes()} == sections


@pytest.mark.parametrize("module", [eosconnect, dataset, pytest_plugin, simulator, watching])
def test_the_reference_shows_everything_public(module: ModuleType) -> None:
    pages_of_it = [page.read_text(encoding="utf-8") for page in (DOCS / "reference").glob("*.md")]
    generated = [PARTS[name]() for name in ("models", "areas", "dataset", "watching")]
    shown = set(re.findall(r"^::: .*\.(\w+)$", "\n".join([*pages_of_it, *generated]), re.MULTILINE))
    constants = {"__version__", "EVENT_TYPES"}
    twins = {name: re.sub("^(async_|Async)", "", name) for name in module.__all__}
    assert [name for name, twin in twins.items() if twin not in shown | constants] == []


def test_the_sensor_catalogue_names_every_data_point_with_its_attribute_and_its_names() -> None:
    by_area, names = (part().replace("<wbr>", "") for part in (sensor_catalogue.by_area, sensor_catalogue.names))
    for point in DATA_POINTS.values():
        assert f"<code>{sensor_catalogue.attribute(point)}</code>" in by_area
        assert f"<code>{point.key}</code>" in names
        for name in (point.opc_ua, point.mqtt):
            assert name is None or f"<code>{name}</code>" in names


def test_every_operation_has_a_method_in_the_table() -> None:
    assert operations.without_method() == []


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_generated_part_is_used_and_has_content(name: str) -> None:
    assert any(f"<!-- generated: {name} -->" in page.read_text(encoding="utf-8") for page in pages())
    assert len(PARTS[name]()) > 40


def test_no_page_asks_for_a_part_that_is_not_there() -> None:
    asked = {marker for page in pages() for marker in MARKER.findall(page.read_text(encoding="utf-8"))}
    assert asked == set(PARTS)


def test_the_settings_page_names_every_setting_of_the_machines_file() -> None:
    text = text_of("reference/settings.md")
    assert [setting for setting in SETTINGS if f"| `{setting}` |" not in text] == []


def test_the_machines_file_that_is_shown_can_be_read(tmp_path: Path) -> None:
    from eosconnect.settings.machines_file import MachinesFile

    (shown,) = blocks_of(DOCS / "reference" / "settings.md", "toml")
    file = tmp_path / "machines.toml"
    file.touch(mode=0o600)
    file.write_text(shown.code, encoding="utf-8")
    machines = MachinesFile.read(file)
    assert set(machines.entries) == set(tomllib.loads(shown.code)["machines"])
    assert all(machines.entry(name) for name in machines.entries)


def test_the_settings_page_names_every_extra() -> None:
    extras = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    named = re.findall(r"^\| `(\w+)` \| .* \|$", text_of("reference/settings.md").split("## Extras")[1], re.MULTILINE)
    assert named == list(extras)


def test_every_page_is_in_the_navigation() -> None:
    navigation = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:")[1]
    missing = [str(page.relative_to(DOCS)) for page in pages() if str(page.relative_to(DOCS)) not in navigation]
    assert missing == []


def test_no_page_fetches_anything_from_elsewhere() -> None:
    fetched = re.compile(r"!\[[^\]]*\]\(https?:|<(?:script|img|link|iframe)\b[^>]*https?:", re.IGNORECASE)
    assert [page.name for page in pages() if fetched.search(page.read_text(encoding="utf-8"))] == []


def test_a_site_that_fetches_from_elsewhere_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<link rel="stylesheet" href="https://fonts.example.com/x.css"><a href="https://example.com">fine</a>'
        '<script src="own.js"></script><img src="//cdn.example.com/x.png">',
        encoding="utf-8",
    )
    (tmp_path / "site.css").write_text("@import 'https://fonts.example.com/y.css'; a { b: url(own.svg) }")
    assert fetched_from_elsewhere(tmp_path) == {
        "page.html": ["https://fonts.example.com/x.css", "//cdn.example.com/x.png"],
        "site.css": ["https://fonts.example.com/y.css"],
    }
