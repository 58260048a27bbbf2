"""Which version of the Web API is spoken, and how newer ones are asked."""

from __future__ import annotations

import pickle

import pytest

from eosconnect.decisions.dialect import DIFFERENCES, extra_query
from eosconnect.decisions.operations import OPERATIONS
from eosconnect.errors import ConfigurationError, UnexpectedResponseError, VersionError
from eosconnect.versions import KNOWN, ApiVersion, negotiate, read_versions


def versions(*texts: str) -> list[ApiVersion]:
    return [ApiVersion.parse(text) for text in texts]


def test_versions_are_ordered_as_numbers_and_written_as_in_paths() -> None:
    assert sorted(versions("6.10", "v6.8", "V6.1", " 6.0 ")) == versions("6.0", "6.1", "6.8", "6.10")
    assert f"{ApiVersion(6, 1)}" == "v6.1"
    assert pickle.loads(pickle.dumps(ApiVersion(6, 1))) == ApiVersion(6, 1)


@pytest.mark.parametrize("wrong", ["", "6", "6.", "6.1.0", "v6.x", "-6.1", "٦.١", 6.1, None])
def test_what_is_no_version_is_refused(wrong: object) -> None:
    with pytest.raises(ConfigurationError, match="api_version") as refusal:
        ApiVersion.parse(wrong)
    assert "latest" in (refusal.value.hint or "")


@pytest.mark.parametrize(
    ("offered", "requested", "spoken"),
    [
        (["6.0", "6.1", "6.8"], None, "6.1"),
        (["6.8", "6.1", "6.0"], None, "6.1"),
        (["5.2", "6.0", "7.0"], None, "6.0"),
        (["6.0", "6.1", "6.8"], "latest", "6.8"),
        (["6.0", "6.1", "7.0"], " Latest ", "6.1"),
        (["6.0", "6.1", "6.8"], "6.8", "6.8"),
        (["6.0", "6.1", "6.8"], "v6.0", "6.0"),
        ([], "6.1", "6.1"),
    ],
)
def test_the_highest_version_that_both_know_is_spoken(offered: list[str], requested: str | None, spoken: str) -> None:
    assert negotiate(versions(*offered), requested) == (ApiVersion.parse(spoken), None)


def test_a_newer_machine_is_spoken_to_in_the_nearest_version_with_a_warning() -> None:
    version, warning = negotiate(versions("6.10", "6.8", "7.0"))
    assert version == ApiVersion(6, 8)
    assert warning is not None
    for told in ("v6.8", "v6.10", "v7.0", "v6.1", 'api_version="6.8"'):
        assert told in warning


@pytest.mark.parametrize(
    ("offered", "requested"),
    [
        (["7.0"], None),
        (["5.9"], None),
        ([], None),
        (["7.0"], "latest"),
        (["7.0"], "7.0"),
        ([], "7.0"),
        (["6.0"], "6.1"),
    ],
)
def test_no_shared_version_names_the_versions_of_both_sides(offered: list[str], requested: str | None) -> None:
    with pytest.raises(VersionError) as refusal:
        negotiate(versions(*offered), requested)
    told = str(refusal.value)
    for version in (*versions(*offered), *KNOWN):
        assert str(version) in told
    assert refusal.value.hint


def test_a_malformed_request_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError):
        negotiate(versions("6.1"), "newest")


def test_the_machines_list_is_read_in_order_without_doubles() -> None:
    listed = [{"majorVersion": 6, "minorVersion": minor, "isDeprecated": False} for minor in (8, 0, 1, 8)]
    assert list(read_versions(listed)) == versions("6.0", "6.1", "6.8")
    assert read_versions([]) == ()


@pytest.mark.parametrize("wrong", [None, {}, "6.1", [6.1], [None], [{}], [{"majorVersion": "6", "minorVersion": None}]])
def test_an_answer_that_is_no_list_of_versions_is_told_as_such(wrong: object) -> None:
    with pytest.raises(UnexpectedResponseError) as refusal:
        read_versions(wrong)
    assert "api_version" in (refusal.value.hint or "")


def test_the_documented_versions_get_the_documented_parameters_only() -> None:
    for version in KNOWN:
        for operation in OPERATIONS:
            assert extra_query(operation, version, {"fromDate": 1, "toDate": 2, "take": 3}) == {}


def test_newer_versions_get_both_names() -> None:
    query = {"fromDate": "a", "toDate": "b", "take": 3, "skip": 0}
    assert extra_query("list_jobs", ApiVersion(6, 8), query) == {"from": "a", "to": "b", "limit": 3}
    assert extra_query("list_user_messages", ApiVersion(6, 2), {"take": 3}) == {"limit": 3}
    sensor = extra_query("get_process_chamber_temperature_values", ApiVersion(6, 8), {"from": "a", "take": 3})
    assert sensor == {"limit": 3}, "what the document calls from is not touched"


def test_the_table_of_differences_names_operations_that_exist() -> None:
    for difference in DIFFERENCES:
        assert (difference.operations or set()) <= set(OPERATIONS)
