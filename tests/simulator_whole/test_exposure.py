"""Calibrations and laser power stand at the layers in which they were taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eosconnect.simulator.world import PROFILES

CALIBRATED = [m for m in PROFILES if m not in ("EOS M 300-4", "EOS P 500")]


def assert_at_their_layers(measured: list[dict[str, Any]], visitor: Any, job: str) -> None:
    head = visitor.json(f"/jobs/{job}")
    layers = {layer["index"]: layer for layer in visitor.json(f"/layers/{job}")}
    assert [one["timestamp"] for one in measured] == sorted(one["timestamp"] for one in measured)
    for one in measured:
        if one["layerIndex"] is None:
            assert head["timeStarted"] < one["timestamp"] < layers[1]["timeStarted"]
        else:
            layer = layers[one["layerIndex"]]
            assert layer["timeStarted"] <= one["timestamp"] < layer["timeEnded"]


@pytest.mark.parametrize("model", CALIBRATED)
def test_every_laser_is_calibrated_before_and_during_a_job(model: str, reader: Callable[..., Any]) -> None:
    visitor, profile = reader(model), PROFILES[model]
    job = visitor.jobs("Successful")[0]
    found = visitor.json(f"/exposure/calibrations/{job}")
    assert {one["exposureUnitIndex"] for one in found} == set(range(1, profile.lasers + 1))
    assert len(found) > profile.lasers
    assert [one["layerIndex"] for one in found[: profile.lasers]] == [None] * profile.lasers
    assert_at_their_layers(found, visitor, job)
    for galvo in (one[axis] for one in found for axis in ("galvoX", "galvoY")):
        assert galvo["successful"] is True
        assert galvo["gain"] == pytest.approx(1, abs=2e-3)
        assert (galvo["shade3"] is None) is (not profile.metal)
        for shade in ("shade1", "shade2"):
            found_at, reference = galvo[shade], galvo[f"{shade}Reference"]
            assert found_at == pytest.approx(galvo["offset"] + galvo["gain"] * reference, abs=0.51)


@pytest.mark.parametrize("model", ["EOS M 290", "EOS M 400"])
def test_laser_power_is_measured_within_what_the_laser_can_do(model: str, reader: Callable[..., Any]) -> None:
    visitor = reader(model)
    job = visitor.jobs("Successful")[0]
    most = visitor.json("/exposure/laser/1/maximumOutput")
    found = visitor.json(f"/exposure/laserPowerMeasurements/{job}")
    assert_at_their_layers(found, visitor, job)
    for one in found:
        assert one["jobId"] == job
        assert 0 < one["outputPower"] < most
        assert one["inputPower"] / one["outputPower"] == pytest.approx(one["correctionValue"], abs=1e-4)


def test_a_running_job_has_been_calibrated_up_to_now_only(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    job = visitor.json("/jobs/current")["id"]
    before = visitor.json(f"/exposure/calibrations/{job}")
    visitor.simulator.advance(4 * 3600)
    after = visitor.json(f"/exposure/calibrations/{job}")
    assert after[: len(before)] == before
    assert len(after) > len(before)


def test_pages_and_unknown_jobs(visitor: Any) -> None:
    job = visitor.jobs("Successful")[0]
    everything = visitor.json(f"/exposure/calibrations/{job}")
    assert visitor.json(f"/exposure/calibrations/{job}", skip=1, take=2) == everything[1:3]
    assert visitor.get("/exposure/calibrations/none").status_code == 404
    assert visitor.get("/exposure/laserPowerMeasurements/none").status_code == 404
