"""Names and secrets are found in whatever form they stand, and nothing else is touched."""

from __future__ import annotations

import json

import pytest

from eosconnect.pytest_plugin.scrubbing import Scrubber


@pytest.fixture
def scrubber() -> Scrubber:
    scrubber = Scrubber()
    scrubber.hide("SI1716", "SERIAL1")
    scrubber.collect({"items": [{"starter": "Jörg Müller"}, {"starter": "op"}], "HostName": "si1716-panel"})
    return scrubber


def test_numbers_field_names_and_everything_else_stay_as_the_machine_wrote_them(scrubber: Scrubber) -> None:
    answer = '{"op": 1.50, "starter":"op", "heightOp" : 1E+2, "time": "2026-10-29T21:50:08.8390476Z", "n": null}'
    assert scrubber.json(answer) == answer.replace('"starter":"op"', '"starter":"starter2"')


def test_a_name_is_found_escaped_encoded_in_any_case_and_within_texts(scrubber: Scrubber) -> None:
    escaped = json.dumps({"message": 'JÖRG MÜLLER said "si1716_2026 \\ ok"'})
    assert "\\u00" in escaped
    assert json.loads(scrubber.json(escaped)) == {"message": 'starter1 said "SERIAL1_2026 \\ ok"'}
    assert scrubber.address("/api/v6.1/jobs/si1716_20261029?by=J%C3%B6rg%20M%C3%BCller") == (
        "/api/v6.1/jobs/SERIAL1_20261029?by=starter1"
    )
    assert scrubber.text("<p>SI1716-PANEL</p>") == "<p>host1</p>"


def test_a_short_name_leaves_longer_words_alone(scrubber: Scrubber) -> None:
    assert scrubber.text("op opened the door, so op_2 stopped") == "starter2 opened the door, so starter2_2 stopped"


def test_what_was_missed_would_be_noticed(scrubber: Scrubber) -> None:
    assert scrubber.left_in("prefix%73I1716suffix")
    assert scrubber.left_in("xsi1716x")
    assert not scrubber.left_in("SERIAL1 host1 starter1")
