"""Names, columns and units."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eosconnect.dataset.contents import MODELS
from eosconnect.dataset.places import part_name, segment
from eosconnect.dataset.schemas import model_schema, model_table
from eosconnect.models.layer import Layer
from eosconnect.presentation.units import units_of

ILLEGAL_ON_WINDOWS = set('<>:"/\\|?*') | {chr(code) for code in range(32)}
GLOB = set("*?[]{}")

#: Numbers that have no unit: counts, indexes, identities, factors.
WITHOUT_UNIT = {
    *("id", "index", "layer_index", "laser_index", "exposure_unit_index", "layer_count", "layer_count_target"),
    *("scaling_x", "scaling_y", "scaling_bottom", "scaling_top", "correction"),
}


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_id_makes_a_legal_name_that_reads_back(value: str) -> None:
    name = segment("job", value)
    assert not ILLEGAL_ON_WINDOWS & set(name)
    assert not GLOB & set(name)
    assert not name.endswith((".", " "))
    assert unquote(name.removeprefix("job=")) == value


@pytest.mark.parametrize("value", ["..", "../../etc", "C:\\x", "a/b"])
def test_no_id_leads_out_of_its_folder(value: str) -> None:
    name = segment("job", value)
    assert "/" not in name
    assert "\\" not in name
    assert name not in (".", "..")


def test_part_names_sort_as_their_numbers_do() -> None:
    names = [part_name(number) for number in (0, 1, 2, 10, 11, 100, 1000)]
    assert names == sorted(names)


@pytest.mark.parametrize("table", MODELS)
def test_each_number_of_a_model_has_its_unit_or_is_known_to_have_none(table: str) -> None:
    kind = MODELS[table].kind
    schema = model_schema(kind, {})
    units = units_of(kind)
    assert set(units) <= set(schema.names)
    for field in schema:
        if str(field.type) not in ("double", "int32", "int64") or field.name.startswith("galvo_"):
            continue
        has_unit = field.name in units
        is_known_without = field.name in WITHOUT_UNIT
        assert has_unit or is_known_without, field.name


def test_layer_indexes_are_of_one_type_in_all_tables() -> None:
    for table in MODELS.values():
        for field in model_schema(table.kind, {}):
            if field.name in ("index", "layer_index"):
                assert str(field.type) == "int32"


def test_columns_do_not_depend_on_what_is_in_them() -> None:
    schema = model_schema(Layer, {})
    told = {
        "index": 1,
        "durations": [
            {"operationType": "Polishing", "startTime": "2026-11-02T08:00:00Z", "endTime": "2026-11-02T08:00:10Z"}
        ],
    }
    table = model_table([Layer.from_json(told), Layer.from_json({"index": 2, "endHeight": "NaN"})], Layer, schema)
    assert table.schema.equals(model_table([], Layer, schema).schema)
    assert table.column("durations")[0].as_py()[0]["operation"] == "Polishing"
    assert table.column("end_height").to_pylist() == [None, None]
