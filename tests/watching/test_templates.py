"""Templates fill in what is known, can do nothing else, and are refused before the first event."""

from __future__ import annotations

import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.watching import Event, Template
from eosconnect.watching.notifiers.templates import FIELDS
from tests.watching.events import every_kind, failed


@pytest.mark.parametrize("event", every_kind(), ids=lambda event: event.kind)
def test_every_field_can_stand_in_a_template_for_every_kind_of_event(event: Event) -> None:
    template = Template("|".join(f"{{{name}}}" for name in FIELDS), "\n".join(f"{name}: {{{name}}}" for name in FIELDS))
    assert template.subject_of(event).count("|") == len(FIELDS) - 1
    assert "None" not in template.body_of(event)
    assert event.headline in Template().body_of(event)


def test_fields_and_their_formats() -> None:
    template = Template("{task} {layer:05d}/{layers} {progress} {time:%d.%m. %H:%M} {severity}", tz="Europe/Berlin")
    assert template.subject_of(failed()) == "Bügel_Ti64 00312/1200 26% 02.11. 10:30 –"


def test_the_default_says_what_is_known_and_nothing_else() -> None:
    assert Template(tz="Europe/Berlin").body_of(failed()) == (
        "job Bügel_Ti64 failed at layer 312 of 1200\n"
        "\n"
        "Machine:    si1716\n"
        "Time:       2026-11-02 10:30:00 CET\n"
        "Job:        SI1716_20261102061500\n"
        "Task:       Bügel_Ti64\n"
        "Material:   Ti64\n"
        "Result:     Failed\n"
        "Layer:      312\n"
        "Layers:     1200\n"
        "Started:    2026-11-02 07:15:00 CET\n"
        "Started by: m.rossi\n"
        "Ended:      2026-11-02 10:30:00 CET\n"
        "Duration:   3:15:00\n"
        "\n"
        "Messages:\n"
        "2026-11-02 10:29:58 CET  Error, layer 312: Oxygen too high: 1.2 %\n"
        "2026-11-02 10:29:58 CET  Error, layer 312: Oxygen too high: 1.2 %\n"
    )


def test_a_subject_is_one_line_whatever_the_machine_says() -> None:
    message = next(event for event in every_kind() if event.kind == "user_message")
    assert Template("{message}\n{event}").subject_of(message) == "Oxygen too high: 1.2 % Error: Oxygen too high: 1.2 %"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{jobs}", "{job}"),
        ("{event.__class__}", "not a field"),
        ("{job[0]}", "not a field"),
        ("{0}", "not a field"),
        ("{}", "not a field"),
        ("{time", "cannot be read"),
        ("{time!r}", "more than a format"),
        ("{time:{event}}", "more than a format"),
    ],
)
def test_anything_but_a_field_is_refused_at_once(text: str, words: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Template(text)
    assert words in str(refused.value)


def test_doubled_braces_are_braces() -> None:
    assert Template("{{machine}} {machine}").subject_of(failed()) == "{machine} si1716"


def test_a_format_that_does_not_fit_the_value_does_not_keep_the_notification_back() -> None:
    assert Template("{job:d} {layer:%H}").subject_of(failed()) == "SI1716_20261102061500 312"
