"""What a comparison says follows from the layers of the builds, and from nothing else."""

from __future__ import annotations

import math
import pickle
from pathlib import Path

import numpy as np
import pytest

from eosconnect.analysis.builds import good_builds
from eosconnect.analysis.comparing import compared
from eosconnect.errors import ConfigurationError
from eosconnect.models.job import Job
from tests.analysis.conftest import CHAMBER, build

POWER = "filterSystem.turbine.power"
LASER = "exposure.laser[2].temperature"
THRESHOLD = 0.2  # °C by which the chamber's temperature has to change to be recorded


def test_the_band_is_what_the_references_reached_and_the_recording_threshold() -> None:
    result = compared(
        build("new", {CHAMBER: {1: [40.0, 41.0], 2: [43.0], 3: [39.0]}}),
        [
            build("good", {CHAMBER: {1: [40.0, 42.0], 2: [41.0, 42.0], 3: [40.0]}}),
            build("better", {CHAMBER: {1: [38.0], 2: [42.0], 3: [41.0]}}),
        ],
        align="layer",
    )
    frame = result.frame
    assert frame["value"].tolist() == [40.5, 43.0, 39.0]
    assert frame["reference"].tolist() == [39.5, 41.75, 40.5]
    assert np.allclose(frame["lower"], [38.0 - THRESHOLD, 41.0 - THRESHOLD, 40.0 - THRESHOLD])
    assert np.allclose(frame["upper"], [42.0 + THRESHOLD, 42.0 + THRESHOLD, 41.0 + THRESHOLD])
    assert frame["deviation"].tolist() == [1.0, 1.25, -1.5]
    assert frame["outside"].tolist() == [False, True, True]
    assert result.outside["layer_index"].tolist() == [2, 3]
    assert set(frame["machine"]) == {"si1716"}
    assert set(frame["job_id"]) == {"new"}
    assert set(frame["unit"]) == {"°C"}


def test_a_band_of_ones_own_lies_around_the_mean() -> None:
    new = build("new", {CHAMBER: {1: [41.0], 2: [42.5]}, LASER: {1: [20.0], 2: [30.0]}})
    good = build("good", {CHAMBER: {1: [40.0], 2: [40.0]}, LASER: {1: [20.0], 2: [25.0]}})
    frame = compared(new, [good], align="layer", band={CHAMBER: 2.0, "exposure.laser.temperature": 6.0}).frame
    assert frame["outside"].tolist() == [False, True, False, False]
    assert frame["lower"].tolist() == [38.0, 38.0, 14.0, 19.0]
    assert frame["upper"].tolist() == [42.0, 42.0, 26.0, 31.0]


def test_where_no_reference_got_to_nothing_is_said() -> None:
    new = build("new", {CHAMBER: {layer: [40.0] for layer in range(1, 6)}})
    good = build("good", {CHAMBER: {1: [20.0], 2: [20.0], 3: [20.0]}})
    frame = compared(new, [good], align="layer").frame
    assert frame["reference"].notna().tolist() == [True, True, True, False, False]
    assert frame["outside"].tolist() == [True, True, True, False, False]


def test_a_sensor_that_no_reference_has_stays_in_the_frame() -> None:
    new = build("new", {CHAMBER: {1: [40.0]}, POWER: {1: [60.0]}})
    result = compared(new, [build("good", {CHAMBER: {1: [40.0]}}, missing=(POWER,))], align="layer")
    assert result.frame["sensor"].tolist() == [CHAMBER, POWER]
    assert math.isnan(result.frame["deviation"].iloc[1])
    assert result.missing == {"good": (POWER,)}
    assert result.summary.set_index("sensor").loc[POWER, "layers"] == 0


def test_by_height_layers_of_another_thickness_are_compared_at_the_same_height() -> None:
    thin = build("thin", {CHAMBER: {1: [10.0], 2: [20.0], 3: [30.0], 4: [40.0]}}, heights={1: 1, 2: 2, 3: 3, 4: 4})
    thick = build("thick", {CHAMBER: {1: [20.0], 2: [40.0]}}, heights={1: 2, 2: 4})
    frame = compared(thin, [thick], align="height").frame
    assert frame["height"].tolist() == [1.0, 2.0, 3.0, 4.0]
    assert np.allclose(frame["reference"], [math.nan, 20.0, 30.0, 40.0], equal_nan=True)
    assert np.allclose(frame["deviation"], [math.nan, 0.0, 0.0, 0.0], equal_nan=True)
    other_way = compared(thick, [thin], align="height").frame
    assert other_way["reference"].tolist() == [20.0, 40.0]
    without = compared(thin, [build("flat", {CHAMBER: {1: [20.0]}})], align="height").frame
    assert without["reference"].isna().all()


def test_the_summary_begins_with_what_is_most_often_outside() -> None:
    new = build("new", {POWER: {1: [60.0], 2: [60.0]}, CHAMBER: {1: [40.0], 2: [50.0]}, LASER: {1: [1.0], 2: [9.0]}})
    good = build("good", {POWER: {1: [60.0], 2: [60.0]}, CHAMBER: {1: [45.0], 2: [42.0]}, LASER: {1: [1.0], 2: [1.0]}})
    result = compared(new, [good], align="layer")
    table = result.summary
    assert table["sensor"].tolist() == [CHAMBER, LASER, POWER]
    assert table["outside"].tolist() == [2, 1, 0]
    assert table["share"].tolist() == [1.0, 0.5, 0.0]
    assert table["largest_deviation"].tolist()[:2] == [8.0, 8.0]
    assert table["at"].tolist()[:2] == [2.0, 2.0]
    assert repr(result) == (
        "<Comparison of job new against 1 reference by layer: 2 of 3 sensors leave their band, "
        f"most of all {CHAMBER} in 2 of 2 layers>"
    )
    assert CHAMBER in result._repr_html_()
    assert "°C" in result._repr_html_()


def test_builds_without_values_make_an_empty_comparison(tmp_path: Path) -> None:
    result = compared(build("new", {}), [build("good", {})], align="layer")
    assert len(result.outside) == len(result.summary) == 0
    assert "0 of 0 sensors" in repr(result)
    result.plot().savefig(tmp_path / "nothing.png")


def test_a_comparison_travels_to_another_process() -> None:
    result = compared(build("new", {CHAMBER: {1: [1.0]}}), [build("good", {CHAMBER: {1: [9.0]}})], align="layer")
    copy = pickle.loads(pickle.dumps(result))
    assert repr(copy) == repr(result)
    assert copy.frame.equals(result.frame)


def test_the_picture_has_a_panel_per_sensor_with_its_unit() -> None:
    keys = [CHAMBER, POWER, LASER]
    new = build("new", {key: {1: [40.0], 2: [50.0]} for key in keys}, heights={1: 0.04, 2: 0.08})
    good = build("good", {key: {1: [45.0], 2: [45.0]} for key in keys}, heights={1: 0.04, 2: 0.08})
    figure = compared(new, [good], align="layer").plot()
    assert {(axes.get_title("left"), axes.get_ylabel()) for axes in figure.axes} == {
        ("Process chamber temperature", "°C"),
        ("Turbine power set point", "%"),
        ("Laser temperature 2", "°C"),
    }
    assert figure.axes[-1].get_xlabel() == "Layer"
    by_height = compared(new, [good], align="height")
    assert by_height.plot(POWER).axes[-1].get_xlabel() == "Height (mm)"
    assert len(by_height.plot([POWER, LASER]).axes) == 2
    with pytest.raises(ConfigurationError, match=r"recoater\.position was not compared"):
        by_height.plot("recoater.position")


def job(name: str, task: str | None, day: int, **fields: object) -> Job:
    start = {"timeStarted": f"2026-10-{day:02d}T08:00:00Z"}
    return Job.from_json({"id": name, "task": task, "result": "Successful", **start, **fields})


def test_good_builds_are_successful_readable_earlier_and_of_the_same_task() -> None:
    task, other = "Gear_20261001_120000", "Gear_20261002_120000"
    jobs = [
        job("first", task, 1),
        job("failed", task, 2, result="Failed"),
        job("corrupt", task, 3, isCorrupt=True),
        job("deleted", task, 4, detailsAvailable=False),
        job("second", task, 5),
        job("other", other, 6),
        job("third", task, 7),
        job("later", task, 20),
    ]
    this = job("this", task, 10)
    assert [one.id for one in good_builds(this, [*jobs, this], 2)] == ["third", "second"]
    assert [one.id for one in good_builds(this, jobs, 9)] == ["third", "second", "first"]
    assert [one.id for one in good_builds(job("new", "Gear_20261009_120000", 10), jobs, 2)] == ["third", "other"]
    assert good_builds(job("alone", "Plate_20261009_120000", 10), jobs, 2) == []
    assert good_builds(job("nameless", None, 10), jobs, 2) == []
