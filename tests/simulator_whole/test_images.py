"""Images are there for exactly the layers that the metadata names, and show what the other operations tell."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from PIL import Image

from eosconnect.simulator import Fault
from eosconnect.simulator.artifacts.layer_images import rendered
from eosconnect.simulator.world import PROFILES, World
from eosconnect.simulator.world.indications import indications
from eosconnect.simulator.world.monitoring import IMAGE_TYPES, camera, category_of, grey_values, images
from eosconnect.simulator.world.sections import sections_of

WITH_CAMERA = [model for model, profile in PROFILES.items() if profile.powder_bed_camera]
NAMES = re.compile(r"(?P<job>\w+)_(?P<layer>\d{5})_(?P<type>\w+)\.(?P<suffix>\w+)")
FORMATS = {"jpeg": ("JPEG", "jpg"), "png": ("PNG", "png"), "tiff": ("TIFF", "tif")}


@pytest.mark.parametrize("model", WITH_CAMERA)
def test_the_archive_holds_the_images_that_the_metadata_names(model: str, reader: Callable[..., Any]) -> None:
    visitor = reader(model)
    job = visitor.jobs("Successful")[0]
    asked = {"types": list(IMAGE_TYPES), "startLayer": 40, "endLayer": 43}
    named = visitor.json(f"/layers/{job}/images/metadata", **asked)
    assert named["jobId"] == job
    archive = visitor.archive(f"/layers/{job}/images/download", **asked)
    found = [NAMES.fullmatch(name) for name in archive.namelist()]
    assert [(match["job"], int(match["layer"]), match["type"]) for match in found if match] == [
        (job, one["layer"], one["imageType"]) for one in named["imageMetadata"]
    ]
    profile = PROFILES[model]
    for name, match in zip(archive.namelist(), found, strict=True):
        assert match
        picture = Image.open(io.BytesIO(archive.read(name)))
        picture.load()
        view = camera(profile, category_of(match["type"]))
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "L", (view.columns, view.rows))
    assert ("PowderBedBeforeRecoating" in {one["imageType"] for one in named["imageMetadata"]}) is (
        model == "EOS P 500"
    )


@pytest.mark.parametrize("file_type", FORMATS)
def test_images_come_as_the_file_type_that_is_asked_for(file_type: str, visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    archive = visitor.archive(
        f"/layers/{job}/images/download",
        types="PowderBedAfterExposure",
        startLayer=7,
        endLayer=7,
        fileType=file_type,
    )
    (name,) = archive.namelist()
    picture = Image.open(io.BytesIO(archive.read(name)))
    picture.load()
    assert (picture.format, name.rpartition(".")[2]) == FORMATS[file_type]


def test_images_are_taken_while_their_layer_is_built(visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    asked = {"types": ["PowderBedAfterRecoating", "PowderBedAfterExposure", "ExposureOTMaximum"]}
    named = visitor.json(f"/layers/{job}/images/metadata", **asked, startLayer=20, endLayer=60)["imageMetadata"]
    layers = {layer["index"]: layer for layer in visitor.json(f"/layers/{job}", startIndex=20, endIndex=60)}
    assert len(named) > 100
    for one in named:
        layer, at = layers[one["layer"]], datetime.fromisoformat(one["timeStamp"])
        operation = "Recoating" if one["imageType"] == "PowderBedAfterRecoating" else "Exposure"
        end = next(each["endTime"] for each in layer["durations"] if each["operationType"] == operation)
        assert at >= datetime.fromisoformat(end)
        assert datetime.fromisoformat(layer["timeStarted"]) <= at <= datetime.fromisoformat(layer["timeEnded"])


def test_200_images_are_the_limit_and_the_rest_comes_in_pages(visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    asked = {"types": ["PowderBedAfterRecoating", "PowderBedAfterExposure"], "startLayer": 1, "endLayer": 180}
    path = f"/layers/{job}/images/metadata"
    first = visitor.json(path, **asked)["imageMetadata"]
    rest = visitor.json(path, **asked, skip=200)["imageMetadata"]
    assert len(first) == 200
    assert 100 < len(rest) <= 160
    both = [(one["layer"], one["imageType"]) for one in first + rest]
    assert len(set(both)) == len(both)
    assert [layer for layer, _ in both] == sorted(layer for layer, _ in both)
    assert visitor.get(path, **asked, take=201).status_code == 400
    assert visitor.get(path, **asked, skip=400).status_code == 404
    some = visitor.archive(f"/layers/{job}/images/download", **asked, skip=3, take=2)
    assert len(some.namelist()) == 2
    assert visitor.get(f"/layers/{job}/images/download", **asked, take=201).status_code == 400


def test_the_download_url_leads_to_the_same_images(visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    asked = {"types": ["PowderBedAfterExposure", "MeltPoolMovingAverage1"], "startLayer": 3, "endLayer": 9, "take": 4}
    named = visitor.json(f"/layers/{job}/images/metadata", **asked)
    archive = visitor.archive(visitor.simulator.url + named["downloadUrl"])
    assert len(archive.namelist()) == len(named["imageMetadata"]) == 4
    deprecated = {"imageTypes": "PowderBedAfterExposure", "startLayer": 3, "endLayer": 5}
    named = visitor.json(f"/images/metadata/{job}", **deprecated)
    archive = visitor.archive(visitor.simulator.url + named["downloadUrl"])
    assert len(archive.namelist()) == len(named["imageMetadata"]) == 3
    assert {one["imageFileType"] for one in named["imageMetadata"]} == {"jpeg"}
    same = visitor.archive(f"/images/download/{job}", **deprecated)
    assert [same.read(name) for name in same.namelist()] == [archive.read(name) for name in archive.namelist()]


def test_a_system_that_is_not_installed_is_an_error_only_if_strict(reader: Callable[..., Any]) -> None:
    visitor = reader("EOS M 400")  # has no melt pool monitoring
    job = visitor.jobs("Successful")[0]
    asked = {"types": ["MeltPoolMovingAverage1", "ExposureOTIntegral"], "startLayer": 5, "endLayer": 5}
    path = f"/layers/{job}/images/metadata"
    lenient = visitor.json(path, **asked)["imageMetadata"]
    assert [one["imageType"] for one in lenient] == ["ExposureOTIntegral"]
    assert visitor.get(path, **asked, strict="true").status_code == 400
    assert visitor.get(path, **asked | {"types": ["ExposureOTIntegral"]}, strict="true").status_code == 200
    assert visitor.get(path, **asked | {"types": ["MeltPoolMovingAverage1"]}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"endLayer": 4}, 400),
        ({"startLayer": 0}, 400),
        ({"types": "Photograph"}, 400),
        ({"types": None}, 400),
        ({"startLayer": None}, 400),
        ({"startLayer": 90_000, "endLayer": 90_001}, 404),
    ],
)
def test_what_cannot_be_asked_for_is_refused(changed: dict[str, Any], status: int, visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    asked = {"types": "PowderBedAfterExposure", "startLayer": 5, "endLayer": 6} | changed
    query = {name: value for name, value in asked.items() if value is not None}
    assert visitor.get(f"/layers/{job}/images/metadata", **query).status_code == status
    assert visitor.get(f"/layers/{job}/images/download", **query).status_code == status


def test_a_running_job_has_images_up_to_now(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    job = visitor.json("/jobs/current")
    asked = {"types": "PowderBedAfterExposure", "startLayer": 1 + job["layerCount"] - 5, "endLayer": 100_000}
    before = visitor.json(f"/layers/{job['id']}/images/metadata", **asked)["imageMetadata"]
    visitor.simulator.advance(1200)
    after = visitor.json(f"/layers/{job['id']}/images/metadata", **asked)["imageMetadata"]
    assert max(one["layer"] for one in before) - job["layerCount"] in (0, 1)
    assert after[: len(before)] == before
    assert len(after) > len(before)


@pytest.mark.parametrize(("image_type", "reference"), [("ExposureOTIntegral", 0), ("MeltPoolMovingAverage1", 0)])
def test_an_image_is_as_bright_as_the_statistics_say(image_type: str, reference: int) -> None:
    world = World(now=lambda: datetime.fromisoformat("2026-03-09T10:30:00Z"))
    now = world.ticks()
    job = next(job for job in reversed(world.jobs) if job.result(now) == "Successful")
    image = images(job, [image_type], 50, 60, now)[reference]
    category = category_of(image_type)
    view, grey = camera(world.profile, category), rendered(image, [])
    for section in sections_of(job.design):
        column, row = (round(place) for place in view.pixel(section.part.x, section.part.y))
        near = grey[max(row - 40, 0) : row + 40, max(column - 40, 0) : column + 40]
        lit = near[near > 50]
        if lit.size:
            told = grey_values(job.design, category, section.part.id, np.array([image.layer])).mean[0]
            assert abs(float(lit.mean()) - told) < 25


@pytest.mark.parametrize("kind", ["RecoaterStreak", "ShortFeed", "HotSpot", "ColdSpot", "HighIntensity"])
def test_an_indication_can_be_seen_in_the_image(kind: str) -> None:
    world = World(now=lambda: datetime.fromisoformat("2026-03-09T10:30:00Z"))
    now = world.ticks()
    type_of = {"PowderBed": "PowderBedAfterRecoating", "ExposureOT": "ExposureOTIntegral"}
    for job in world.jobs:
        for category in ("PowderBed", "ExposureOT", "MeltPool"):
            for found in indications(job, category, now):
                taken = images(job, [type_of.get(category, "MeltPoolMovingAverage1")], found.layer, found.layer, now)
                if found.type == kind and taken:
                    row, column = round(found.center[1]), round(found.center[0])
                    seen = float(rendered(taken[0], [found])[row, column])
                    without = float(rendered(taken[0], [])[row, column])
                    assert abs(seen - found.mean) < 20
                    assert abs(seen - without) > 15
                    return
    pytest.fail(f"no job shows a {kind}")


def test_a_machine_that_gives_less_than_asked_for_does_so_with_images_too(fresh: Callable[..., Any]) -> None:
    visitor = fresh(faults=[Fault(page_cap=5, times=3)])
    job = visitor.jobs("Successful")[0]
    asked = {"types": "PowderBedAfterExposure", "startLayer": 1, "endLayer": 50, "take": 20}
    assert len(visitor.json(f"/layers/{job}/images/metadata", **asked)["imageMetadata"]) == 5
    assert len(visitor.archive(f"/layers/{job}/images/download", **asked).namelist()) == 5
    assert len(visitor.json(f"/layers/{job}/images/metadata", **asked)["imageMetadata"]) == 20
