"""Indications and part statistics: per layer as models, per job as one DataFrame over all pages, heights in mm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.decisions.operations import PageBounds, operation
from eosconnect.errors import (
    BadRequestError,
    ConfigurationError,
    NotFoundError,
    NotSupportedOnMachineError,
    UnexpectedResponseError,
)
from eosconnect.models import Indication, Job, PartStatistic
from eosconnect.resources.asynchronous import monitoring_tables as asynchronous_tables
from eosconnect.resources.synchronous import monitoring_tables as synchronous_tables
from eosconnect.simulator import Fault, Simulator


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """As if the machine gave no more than so many records at a time."""
    most = {"download_job_indications": 200, "download_job_part_statistics": 500}
    for tables in (asynchronous_tables, synchronous_tables):
        monkeypatch.setattr(
            tables, "bounds_of", lambda operation_id: PageBounds(most[operation_id], most[operation_id])
        )
    return most


def test_the_limits_of_the_document_are_what_is_asked_for() -> None:
    assert operation("download_job_indications").page == PageBounds(10_000, 10_000)
    assert operation("download_job_part_statistics").page == PageBounds(200_000, 200_000)


@pytest.mark.parametrize("area", ["indications", "part_statistics"])
def test_a_job_is_the_sum_of_its_layers(own_machine: Machine, built: Job, small_job: Job, area: str) -> None:
    job = built if area == "indications" else small_job
    resource: Any = getattr(own_machine, area)
    material = own_machine.jobs.get(job).material_details
    assert material is not None
    thickness = material.default_layer_thickness
    assert thickness in (0.02, 0.03, 0.04, 0.06, 0.08), "mm"
    height = "height" if area == "indications" else "layer_height"
    frame = resource.frame(job, types="ExposureOT")
    assert not frame.empty
    assert set(frame["category"]) == {"ExposureOT"}
    assert set(frame["machine"]) == {own_machine.host}
    assert set(frame["job_id"]) == {job.id}
    for layer in frame["layer_index"].drop_duplicates().head(5):
        listed = resource.list(job, int(layer), types="ExposureOT")
        models = listed.to_pandas()
        rows = frame[frame["layer_index"] == layer].reset_index(drop=True)
        shared = [column for column in models.columns if column != "machine"]
        pd.testing.assert_frame_equal(rows[shared], models[shared])
        assert all(abs(getattr(model, height) - model.layer_index * thickness) < 1e-9 for model in listed)


def test_layers_are_named_by_object_or_index(own_machine: Machine, built: Job) -> None:
    layer = own_machine.layers.list(built, first=50, last=50).first()
    assert layer is not None
    by_object = own_machine.part_statistics.list(built, layer, types="ExposureOT")
    assert by_object == own_machine.part_statistics.list(built.id, 50, types="ExposureOT")
    assert {type(entry) for entry in by_object} == {PartStatistic}
    assert set(by_object.to_pandas()["category"]) == {"ExposureOT"}
    both = own_machine.part_statistics.list(built, layer, types=["ExposureOT", "MeltPool"])
    assert len(both) == 2 * len(by_object)
    assert "category" not in both.to_pandas()
    with pytest.raises(ConfigurationError, match="not a layer"):
        own_machine.part_statistics.list(built, "50", types="MeltPool")  # type: ignore[arg-type]  # the point


def test_all_pages_of_all_categories_are_read(
    own_machine: Machine, own_simulator: Simulator, small_job: Job, small_pages: dict[str, int]
) -> None:
    own_simulator.requests.clear()
    paged = own_machine.part_statistics.frame(small_job, types=["ExposureOT", "MeltPool"])
    categories = paged["category"].value_counts()
    assert (categories > 2 * small_pages["download_job_part_statistics"]).all(), "there is something to page over"
    asked = [request.query["types"] for request in own_simulator.requests.of("download_job_part_statistics")]
    assert {len(types) for types in asked} == {1}, "one category at a time"
    layers = paged.groupby("category")["layer_index"].agg(["min", "max"])
    assert layers["min"].tolist() == [1, 1]
    assert layers["max"].nunique() == 1
    assert not paged.duplicated(["category", "layer_index", "part_id"]).any()


async def test_pages_advance_by_what_came(
    own_async_machine: AsyncMachine, own_simulator: Simulator, built: Job, small_pages: dict[str, int]
) -> None:
    own_simulator.requests.clear()
    frame = await own_async_machine.indications.frame(built, types="ExposureOT")
    skips = [int(request.query["skip"][0]) for request in own_simulator.requests.of("download_job_indications")]
    size = small_pages["download_job_indications"]
    assert skips == sorted({*range(0, len(frame) + 1, size), len(frame)}), "and then nothing comes behind the last one"


def test_a_machine_that_does_not_move_on_is_an_error_and_not_an_endless_loop(
    own_machine: Machine, own_simulator: Simulator, built: Job, small_pages: dict[str, int], tmp_path: Path
) -> None:
    from tests.areas.test_archives import zipped

    lines = "\n".join(f"{layer},2.5" for layer in range(small_pages["download_job_part_statistics"]))
    same = zipped({"MeltPool.csv": f"layerIndex,mean\n{lines}\n".encode()}).getvalue()
    own_simulator.faults.add(
        Fault(
            operation="download_job_part_statistics",
            status=200,
            body=same,
            content_type="application/zip",
            times=None,
        )
    )
    with pytest.raises(UnexpectedResponseError, match="repeats the page before"):
        own_machine.part_statistics.frame(built, types="MeltPool")


def test_a_damaged_table_is_an_unexpected_answer(
    own_machine: Machine, own_simulator: Simulator, built: Job, tmp_path: Path
) -> None:
    from tests.areas.test_archives import zipped

    endless = zipped({"MeltPool.csv": b'layerIndex,mean\n1,"' + b"5" * 200_000}).getvalue()
    own_simulator.faults.add(
        Fault(
            operation="download_job_part_statistics",
            status=200,
            body=endless,
            content_type="application/zip",
            times=None,
        )
    )
    with pytest.raises(UnexpectedResponseError, match="damaged"):
        own_machine.part_statistics.download(built, tmp_path / "csv", types="MeltPool")
    assert not (tmp_path / "csv").exists()


@pytest.mark.parametrize("status", [204, 200], ids=["no content", "an empty body"])
def test_nothing_there_is_an_empty_frame_with_all_columns(
    own_machine: Machine, own_simulator: Simulator, built: Job, status: int
) -> None:
    full = own_machine.indications.frame(built, types="ExposureOT")
    own_simulator.faults.add(
        Fault(operation="download_job_indications", status=status, body=b"", content_type="application/zip")
    )
    empty = own_machine.indications.frame(built, types="ExposureOT")
    assert empty.empty
    assert set(Indication.__annotations__) - {"start", "end", "center"} <= {*empty.columns}
    assert empty.dtypes.to_dict() == {name: full.dtypes[name] for name in empty.columns}


def test_the_machines_own_files_are_saved(
    own_machine: Machine, built: Job, tmp_path: Path, small_pages: dict[str, int]
) -> None:
    told: list[int] = []
    files = own_machine.indications.download(
        built, tmp_path / "csv", types=["PowderBed", "ExposureOT"], progress=lambda done, total: told.append(done)
    )
    assert all(file.suffix == ".csv" and built.id in file.name for file in files)
    assert [file.name for file in files if "ExposureOT" in file.name] == sorted(
        file.name for file in files if "ExposureOT" in file.name
    )
    frame = own_machine.indications.frame(built, types=["PowderBed", "ExposureOT"])
    rows = sum(len(pd.read_csv(file, sep=None, engine="python")) for file in files)
    assert rows == len(frame) == told[-1]


def test_a_monitoring_system_that_cannot_be_asked_is_an_error_unless_it_may_be_passed_over(
    own_machine: Machine, own_simulator: Simulator, built: Job
) -> None:
    own_simulator.faults.add(Fault(operation="download_job_indications", status=400, times=1))
    with pytest.raises(BadRequestError, match="monitoring system"):
        own_machine.indications.frame(built, types="PowderBed")
    own_simulator.requests.clear()
    own_machine.indications.frame(built, types="PowderBed", strict=False)
    own_machine.indications.list(built, 3, types="PowderBed")
    asked = [request.query["strict"] for request in own_simulator.requests if "strict" in request.query]
    assert [value[0].casefold() for value in asked] == ["false", "false", "true"]


def test_a_machine_without_monitoring_and_an_unknown_job_are_errors(
    own_machine: Machine, polymer_machine: Machine
) -> None:
    job = polymer_machine.jobs.latest()
    assert job is not None
    with pytest.raises(NotSupportedOnMachineError, match="EOS P 396 has no layer indications"):
        polymer_machine.indications.list(job, 1, types="PowderBed")
    with pytest.raises(NotFoundError):
        own_machine.indications.frame("SI0_unknown", types="PowderBed")
    with pytest.raises(ConfigurationError, match="one of PowderBed"):
        own_machine.indications.frame("SI0_unknown", types="Powder")
