"""Gentle when idle, about a layer's time while building, close by at the end, ever more seldom in an outage."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eosconnect.errors import ConfigurationError
from eosconnect.models import JobDetail, Layer
from eosconnect.watching import Pace, Retry
from eosconnect.watching.pace import layer_time, layers_left, spread

SECONDS = st.floats(0.01, 1e6)


@settings(deadline=None)
@given(st.one_of(st.none(), st.floats(0, 1e6)), st.one_of(st.none(), st.integers(0, 100_000)), SECONDS, SECONDS)
def test_the_bounds_hold_whatever_the_machine_tells(
    layer_time: float | None, layers_left: int | None, one: float, other: float
) -> None:
    pace = Pace(shortest=min(one, other), longest=max(one, other))
    pause = pace.while_building(layer_time=layer_time, layers_left=layers_left)
    assert pace.shortest <= pause <= pace.longest


@pytest.mark.parametrize(
    ("layer_time", "layers_left", "pause"),
    [(30.0, 500, 30.0), (400.0, 500, 60.0), (1.0, 500, 5.0), (30.0, None, 30.0), (30.0, 1, 5.0), (30.0, 0, 5.0)],
)
def test_while_building_the_pause_is_about_a_layer(layer_time: float, layers_left: int | None, pause: float) -> None:
    assert Pace().while_building(layer_time=layer_time, layers_left=layers_left) == pause


def test_in_an_outage_the_pause_doubles_up_to_its_bound_and_respects_what_the_machine_asks_for() -> None:
    pace = Pace(shortest=5, longest_outage=60)
    assert [pace.in_outage(failures) for failures in (1, 2, 3, 4, 5, 1000)] == [5, 10, 20, 40, 60, 60]
    assert pace.in_outage(1, asked_to_wait=90) == 90
    assert pace.in_outage(1, asked_to_wait=1e9) == 120


@settings(deadline=None)
@given(SECONDS, st.floats(0, 1))
def test_pauses_are_spread_a_little_and_never_longer(pause: float, random: float) -> None:
    assert 0.79 * pause <= spread(pause, random) <= pause


def test_the_time_of_a_layer_is_that_of_the_newest_or_the_average_of_all() -> None:
    def layer(seconds: int) -> Layer:
        return Layer.from_json(
            {"index": 1, "timeStarted": "2026-11-02T08:00:00Z", "timeEnded": f"2026-11-02T08:00:{seconds:02d}Z"}
        )

    job = JobDetail.from_json(
        {
            "id": "A",
            "layerCount": 10,
            "layerCountTarget": 50,
            "durations": {"recoatingDuration": 100, "exposureDuration": 300},
        }
    )
    assert layer_time(job, [layer(20), layer(22), layer(59)]) == 22
    assert layer_time(job, []) == 40
    assert layer_time(JobDetail.from_json({"id": "A"}), [Layer.from_json({"index": 1})]) is None
    assert layers_left(job) == 40


@pytest.mark.parametrize(
    "bounds", [{"shortest": 0}, {"longest": float("inf")}, {"longest_outage": -1}, {"shortest": 10, "longest": 5}]
)
def test_bounds_that_cannot_be_right_are_refused(bounds: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        Pace(**bounds)


def test_retries_that_would_be_a_loop_are_refused() -> None:
    with pytest.raises(ValueError, match="first_pause"):
        Retry(first_pause=0)
