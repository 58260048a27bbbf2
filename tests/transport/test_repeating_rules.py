"""Which failures are repeated, and after which pause: the rules by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eosconnect.decisions.operations import OPERATIONS
from eosconnect.decisions.repeating import Deadline, backoff, may_pass, pause_before_repeating, retry_after
from eosconnect.errors import (
    ApiError,
    CertificateError,
    ConfigurationError,
    LicenseMissingError,
    MachineTimeoutError,
    MachineUnreachableError,
    ServerError,
    UnexpectedResponseError,
    VersionError,
)

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
fractions = st.floats(0, 1)


def pause(operation, error, **changes):
    rules = {"attempt": 1, "retries": 3, "remaining": 300.0, "random": 0.0, **changes}
    return pause_before_repeating(operation, error, **rules)


@given(st.integers(1, 10_000), fractions)
def test_pauses_are_bounded_and_never_zero(attempt, random):
    assert 0.25 <= backoff(attempt, random) <= 8.0


@given(st.integers(1, 100), fractions)
def test_pauses_double_until_they_are_capped(attempt, random):
    assert backoff(attempt + 1, random) == min(2 * backoff(attempt, random), backoff(100, random))


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_every_operation_is_repeated_or_sent_once_as_the_document_says(operation):
    failures = [MachineUnreachableError("x"), MachineTimeoutError("x"), UnexpectedResponseError("x")]
    failures += [ApiError("x", status=status) for status in (429, 500, 502, 503, 504)]
    for error in failures:
        assert (pause(operation, error) is not None) == (operation.repeatable and not operation.changes_machine)
    assert operation.repeatable != operation.changes_machine


@pytest.mark.parametrize(
    "error",
    [
        CertificateError("x"),
        ConfigurationError("x"),
        VersionError("x"),
        LicenseMissingError("x", status=503),
        *(ApiError("x", status=status) for status in (301, 400, 401, 403, 404, 409, 415, 423, 424, 501, 505)),
    ],
    ids=repr,
)
def test_what_will_not_pass_is_not_repeated(error):
    assert not may_pass(error)
    assert pause(OPERATIONS["get_info"], error) is None


@given(st.integers(1, 20), st.integers(0, 20), fractions)
def test_retries_count_repetitions(attempt, retries, random):
    again = pause(OPERATIONS["get_info"], ServerError("x", status=500), attempt=attempt, retries=retries, random=random)
    assert (again is not None) == (attempt <= retries)


@given(st.floats(0, 500), st.floats(-10, 500), fractions)
def test_no_pause_outlasts_the_deadline_or_falls_short_of_what_was_asked(asked, remaining, random):
    error = ApiError("x", status=429, retry_after=asked)
    again = pause(OPERATIONS["get_info"], error, remaining=remaining, random=random)
    if again is None:
        assert asked > 120 or max(asked, 0.5) >= remaining
    else:
        assert asked <= again < remaining
        assert again <= 120


@given(st.dictionaries(st.sampled_from(["retry-after", "retry-after-ms"]), st.text(max_size=30)))
def test_any_text_in_the_header_is_understood_or_ignored(headers):
    seconds = retry_after(headers, NOW)
    assert seconds is None or 0 <= seconds < float("inf")


@given(st.integers(-100_000, 100_000))
def test_a_date_is_counted_from_now_and_never_negative(seconds):
    header = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after({"retry-after": header}, NOW) == max(0, seconds)


def test_a_deadline_begins_with_the_first_attempt():
    deadline = Deadline(10.0)
    assert deadline.remaining(99.0) == 10.0
    deadline.start(100.0)
    deadline.start(105.0)
    assert deadline.remaining(107.0) == 3.0
