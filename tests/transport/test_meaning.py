"""What each status of each operation means, and what of the machine's words comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eosconnect.decisions.meaning import NOTHING_THERE, SPECIAL, detail_of, error_for, means_nothing, scrub
from eosconnect.decisions.operations import OPERATIONS
from eosconnect.errors import (
    BadRequestError,
    LicenseMissingError,
    NotFoundError,
    NotSupportedOnMachineError,
    PermissionDeniedError,
    ServerError,
)


def error(operation_id, status, **context):
    return error_for(OPERATIONS[operation_id], status, path="/p", **context)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_every_documented_status_has_words(operation):
    for status in {*operation.statuses, 401, 403, 404, 500} - {200, 201, 204}:
        meant = error_for(operation, status, path="/p", detail="d", version="v6.1")
        assert meant.status == status
        assert meant.message.endswith(f"(status {status}); the machine says: d")
        assert meant.machine_may_have_changed == (operation.changes_machine and status >= 500)


def test_the_tables_name_only_what_exists():
    assert NOTHING_THERE.issubset(OPERATIONS)
    assert {operation_id for operation_id, _ in SPECIAL} <= set(OPERATIONS)
    for operation_id, status in SPECIAL:
        assert status in OPERATIONS[operation_id].statuses or operation_id == "list_supported_versions"


def test_only_a_404_can_mean_nothing():
    assert means_nothing(OPERATIONS["get_layer_image_metadata"], 404)
    assert not means_nothing(OPERATIONS["get_layer_image_metadata"], 400)
    assert not means_nothing(OPERATIONS["list_layers"], 404)


VALUES, CURRENT, LASER = (
    "get_building_platform_speed_set_point_values",
    "get_building_platform_speed_set_point_current",
    "get_exposure_laser_temperature_current",
)
LIMITED = "EOS P 770"  # has no speed set point, and no laser temperature


@pytest.mark.parametrize(
    ("operation_id", "model", "kind", "words"),
    [
        (VALUES, None, NotFoundError, "no such job, or this machine has no data point"),
        (VALUES, "EOS M 290", NotFoundError, "no such job (status"),
        (
            VALUES,
            LIMITED,
            NotSupportedOnMachineError,
            "EOS P 770 has no data point buildingPlatform.speedSetPoint (supp",
        ),
        (
            CURRENT,
            None,
            NotSupportedOnMachineError,
            "this machine has no data point buildingPlatform",
        ),
        (
            CURRENT,
            LIMITED,
            NotSupportedOnMachineError,
            "EOS P 770 has no data point buildingPlatform.speedSetPoint (supp",
        ),
        (LASER, None, NotFoundError, "no such laser, or this machine"),
        ("get_filter_system_turbine_power_values", "EOS M 290", NotFoundError, "no such job"),
        ("list_states", "EOS P 396", NotSupportedOnMachineError, "EOS P 396 has no states (supported: EOS M 290, "),
        ("delete_task", "EOS M 290", NotFoundError, "no such task file"),
        ("delete_task", "EOS P 396", NotSupportedOnMachineError, "EOS P 396 has no task deletion (supported: "),
        ("get_job", "EOS M 290", NotFoundError, "no such job (status"),
        ("get_job", "FORMIGA P 110", NotFoundError, "no such job (status"),
        ("list_part_exposure_times", None, NotFoundError, "no such job or part"),
        ("get_info_brand", None, NotFoundError, "no value"),
        ("list_jobs", None, NotFoundError, "knows no such path in v6.0"),
        ("list_supported_versions", None, NotFoundError, "not as EOSCONNECT Core does"),
    ],
)
def test_a_404_says_what_is_missing(operation_id, model, kind, words):
    meant = error(operation_id, 404, model=model, version="v6.0")
    assert type(meant) is kind
    assert words in str(meant)


def test_an_unsupported_data_point_names_the_machines_that_have_it():
    assert "supported: EOS M 290" in error(CURRENT, 404, model=LIMITED).message
    assert "available()" in error(CURRENT, 404, model=LIMITED).hint


def test_a_403_on_a_change_says_both_possible_reasons():
    meant = error("delete_job", 403)
    assert isinstance(meant, PermissionDeniedError)
    assert "lack the right" in str(meant)
    assert "authorization is switched off" in str(meant)
    assert "switched off" not in str(error("get_job", 403))
    assert "without credentials" in str(error("get_job", 403, authenticated=False))


def test_a_503_is_a_missing_license_on_reports_only():
    assert isinstance(error("create_job_report", 503), LicenseMissingError)
    assert type(error("get_job", 503)) is ServerError


def test_a_400_on_the_state_says_that_the_feature_is_off():
    meant = error("get_current_state", 400)
    assert isinstance(meant, BadRequestError)
    assert "switched off" in str(meant)


@pytest.mark.parametrize(
    ("content", "content_type", "expected"),
    [
        (b"", "", None),
        (b"  \r\n", "text/plain", None),
        (b"Job is   locked\r\nby another client", "text/plain", "Job is locked by another client"),
        (b'"in use"', "application/json", "in use"),
        (b'{"title": "Bad", "detail": "take", "status": 400, "traceId": "0"}', "", "Bad; take"),
        (b'{"Title": "Bad", "errors": {"take": ["too large", "odd"]}}', "", "Bad; take: too large; take: odd"),
        (b'{"message": "a", "error": {"message": "b"}}', "", "a; b"),
        (b'{"title": "cut off', "application/problem+json", None),
        (b"<!DOCTYPE html><h1>503</h1>", "", None),
        (b"whatever", "text/html; charset=utf-8", None),
        (b"{}", "", None),
        (b"\xff\xfe", "", "\ufffd\ufffd"),
        (b"\x1b[31mred\x00", "", "[31mred"),
    ],
)
def test_the_machines_words_are_found_in_every_form(content, content_type, expected):
    assert detail_of(content, content_type) == expected


@given(st.binary(max_size=2000), st.sampled_from(["", "text/plain", "application/json"]))
def test_any_body_gives_one_short_printable_line_or_nothing(content, content_type):
    detail = detail_of(content, content_type)
    assert detail is None or (0 < len(detail) <= 300 and detail.isprintable())


@given(st.text("abcXYZ019-_", min_size=8, max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_a_secret_never_gets_through(secret, before, after):
    assert secret not in (detail_of(f"{before}{secret}{after}".encode(), secrets=[secret]) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer s3cr3t.abc",
        "bearer  s3cr3t was rejected",
        "client_secret=s3cr3t&x=1",
        '{"client_secret": "s3cr3t"}',
        '{"access_token":"s3cr3t"}',
        "token eyJs3cr3t.eyJzdWIi.c2ln is not valid",
    ],
)
def test_what_looks_like_a_token_is_scrubbed_though_nobody_named_it(text):
    assert "s3cr3t" not in scrub(text)
