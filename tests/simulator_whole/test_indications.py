"""Indications and part statistics: a layer as JSON, a whole job as CSV, and both tell the same."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from eosconnect.simulator.world import PROFILES, World
from eosconnect.simulator.world.indications import CATEGORIES, indications
from eosconnect.simulator.world.monitoring import camera, installed
from eosconnect.simulator.world.ticks import SECOND

WITH_CAMERA = [model for model, profile in PROFILES.items() if profile.powder_bed_camera]
METAL = [model for model, profile in PROFILES.items() if profile.metal]


def tables(archive: zipfile.ZipFile) -> dict[str, list[dict[str, str]]]:
    """The tables by their category."""
    return {
        name.removesuffix(".csv").rpartition("_")[2]: list(csv.DictReader(io.StringIO(archive.read(name).decode())))
        for name in archive.namelist()
    }


def as_cells(row: dict[str, Any]) -> dict[str, str]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        flat |= {f"{name}.{axis}": v for axis, v in value.items()} if isinstance(value, dict) else {name: value}
    return {name: str(value) for name, value in flat.items()}


@pytest.mark.parametrize("model", WITH_CAMERA)
def test_a_job_tells_the_indications_of_its_layers(model: str, reader: Callable[..., Any]) -> None:
    visitor, profile = reader(model), PROFILES[model]
    job = visitor.jobs("Failed")[0]
    head = visitor.json(f"/jobs/{job}")
    parts = {str(part["id"]): part for part in visitor.json(f"/parts/{job}")}
    archive = visitor.archive(f"/jobs/{job}/indications", types=list(CATEGORIES))
    found = tables(archive)
    assert found
    assert all(installed(profile, category) for category in found)
    for category, rows in found.items():
        view = camera(profile, category)
        assert [int(row["layerIndex"]) for row in rows] == sorted(int(row["layerIndex"]) for row in rows)
        for row in rows:
            assert 1 <= int(row["layerIndex"]) <= head["layerCount"]
            assert int(row["zHeight"]) == round(
                int(row["layerIndex"]) * head["materialSetDetails"]["defaultLayerThickness"] * 1000
            )
            assert row["task"] == head["task"]
            assert parts[row["partId"]]["filePath"].find(row["partName"]) > 0
            for axis, size in (("x", view.columns), ("y", view.rows)):
                start, center, end = (float(row[f"{point}.{axis}"]) for point in ("start", "center", "end"))
                assert 0 <= start < center < end < size
            assert float(row["minimum"]) <= float(row["mean"]) <= float(row["maximum"])
        layer = rows[0]["layerIndex"]
        of_layer = visitor.json(f"/layers/{job}/indications/{layer}", types=category)
        assert [as_cells(one) for one in of_layer] == [row for row in rows if row["layerIndex"] == layer]
        assert {type(one["partId"]) for one in of_layer} == {str}


def test_a_mishap_announces_itself() -> None:
    world = World(now=lambda: datetime.fromisoformat("2026-03-09T10:30:00Z"))
    now = world.ticks()
    job = next(j for j in world.jobs if j.design.mishap and j.design.mishap.kind.name == "recoater collision")
    found = indications(job, "PowderBed", now)
    mishap, timeline = job.design.mishap, job.timeline
    assert mishap is not None
    assert timeline.stop is not None
    onset = 1 + int((timeline.begin <= timeline.stop - mishap.onset * SECOND).sum())
    before, after = ([one for one in found if (one.layer >= onset) is late] for late in (False, True))
    assert len(after) / (job.layers - onset + 1) > 10 * len(before) / onset
    assert {one.type for one in after} == {"RecoaterStreak"}


@pytest.mark.parametrize("model", METAL)
def test_part_statistics_count_every_part_of_every_layer(model: str, reader: Callable[..., Any]) -> None:
    visitor = reader(model)
    job = min(visitor.jobs("Successful")[:8], key=lambda id: visitor.json(f"/jobs/{id}")["layerCount"])
    head = visitor.json(f"/jobs/{job}")
    exposed = sum(
        len(visitor.json(f"/parts/{job}/{part['id']}/exposureTimes")) for part in visitor.json(f"/parts/{job}")
    )
    found = tables(visitor.archive(f"/jobs/{job}/partStatistics", types=["MeltPool", "ExposureOT"]))
    for rows in found.values():
        assert len(rows) == exposed
        row = rows[len(rows) // 2]
        thickness = head["materialSetDetails"]["defaultLayerThickness"]
        assert int(row["layerHeight"]) == round(1000 * thickness * int(row["layerIndex"]))
        area, mean = float(row["exposureArea"]), float(row["mean"])
        assert float(row["exposureIntegral"]) == pytest.approx(area * mean, rel=1e-3)
        assert float(row["minimum"]) < mean < float(row["maximum"])
        of_layer = visitor.json(
            f"/layers/{job}/partStatistics/{row['layerIndex']}", types=row["analysisProfileName"].split()[1]
        )
        assert as_cells(next(one for one in of_layer if one["partId"] == int(row["partId"]))) == row


@pytest.mark.parametrize(("what", "most"), [("indications", 10_000), ("partStatistics", 200_000)])
def test_pages_of_a_job_put_together_are_the_whole(what: str, most: int, visitor: Any) -> None:
    job = visitor.jobs("Failed")[0]
    path, asked = f"/jobs/{job}/{what}", {"types": ["MeltPool", "ExposureOT"]}
    whole = [row for rows in tables(visitor.archive(path, **asked)).values() for row in rows]
    size = -(-len(whole) // 3)
    pages = [visitor.archive(path, **asked, skip=size * page, take=size) for page in range(3)]
    assert [row for page in pages for rows in tables(page).values() for row in rows] == whole
    assert visitor.get(path, **asked, skip=len(whole)).status_code == 204
    assert visitor.get(path, **asked, take=most + 1).status_code == 400
    assert visitor.get(path, **asked, take=most).status_code == 200


def test_nothing_found_is_no_content(visitor: Any) -> None:
    world = visitor.simulator.world
    deleted = next(job for job in world.jobs if job.deleted)
    assert visitor.get(f"/jobs/{deleted.id}/indications", types="PowderBed").status_code == 204
    assert visitor.get(f"/jobs/{deleted.id}/partStatistics", types="MeltPool").status_code == 204
    job = visitor.jobs("Failed")[0]
    assert visitor.json(f"/layers/{job}/indications/100000", types="PowderBed") == []
    assert visitor.json(f"/layers/{job}/partStatistics/100000", types="MeltPool") == []


def test_a_system_that_is_not_installed_is_an_error_only_if_strict(reader: Callable[..., Any]) -> None:
    visitor = reader("EOS M 400")  # has no melt pool monitoring
    job = visitor.jobs("Failed")[0]
    for path in (f"/jobs/{job}/partStatistics", f"/layers/{job}/partStatistics/3", f"/layers/{job}/indications/3"):
        both = {"types": ["MeltPool", "ExposureOT"]}
        assert visitor.get(path, **both).status_code == 200
        assert visitor.get(path, **both, strict="true").status_code == 400
    assert set(tables(visitor.archive(f"/jobs/{job}/partStatistics", types=["MeltPool", "ExposureOT"]))) == {
        "ExposureOT"
    }


def test_types_are_required_and_jobs_have_to_exist(visitor: Any) -> None:
    job = visitor.jobs("Failed")[0]
    assert visitor.get(f"/jobs/{job}/indications").status_code == 400
    assert visitor.get(f"/layers/{job}/partStatistics/1", types="PowderBed").status_code == 400
    for path in ("/jobs/none/indications", "/layers/none/indications/1", "/layers/none/partStatistics/1"):
        assert visitor.get(path, types="MeltPool").status_code == 404


def test_there_is_an_image_of_every_indication(visitor: Any) -> None:
    types = {
        "PowderBed": "PowderBedAfterRecoating",
        "ExposureOT": "ExposureOTIntegral",
        "MeltPool": "MeltPoolMovingAverage1",
    }
    for job in visitor.jobs("Failed")[:2]:
        for category, rows in tables(visitor.archive(f"/jobs/{job}/indications", types=list(types))).items():
            for layer in sorted({int(row["layerIndex"]) for row in rows})[-12:]:
                asked = {"types": types[category], "startLayer": layer, "endLayer": layer}
                assert visitor.get(f"/layers/{job}/images/metadata", **asked).status_code == 200
