"""Weeks of a machine in a few seconds; ``nox -s soak`` does the same for as long as one likes."""

from __future__ import annotations

import pytest

from tests.soak.plan import Plan, duration
from tests.soak.soaking import Outcome, soak

FORTNIGHT = Plan(
    seconds=4,
    speed=14 * 86_400 / 4,
    token_lifetime=1,
    disturbances=4,
    restarts=1,
    sensors=("filterSystem.o2Concentration", "buildingPlatform.speedSetPoint"),
    layers=False,
)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return soak(FORTNIGHT, tmp_path_factory.mktemp("soak"))


def test_over_two_simulated_weeks_of_trouble_no_event_is_lost_and_none_repeated(outcome: Outcome) -> None:
    assert outcome.lost == []
    assert outcome.repeated == []
    assert outcome.told > 100
    assert outcome.restarts > 1
    assert sum(outcome.history.disturbances.values()) > 4


def test_meanwhile_no_row_of_the_dataset_is_lost(outcome: Outcome) -> None:
    assert outcome.other_rows == []
    assert outcome.rows > 50_000
    assert outcome.exports > 1


def test_no_socket_and_no_thread_is_left_behind(outcome: Outcome) -> None:
    assert outcome.left_files <= 1  # a library may keep something of its own
    assert outcome.left_threads <= 0


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("90s", 90), ("10m", 600), ("1.5h", 5400)])
def test_durations_are_understood(text: str, seconds: float) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["", "ten", "5 days", "-3", "1e9"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        duration(text)
