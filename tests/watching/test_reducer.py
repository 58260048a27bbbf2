"""Whatever happens on the machine and whenever it is looked at: every event once, and in order."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from eosconnect.models import UserMessage
from eosconnect.watching import (
    Event,
    JobDiscovered,
    JobEnded,
    JobStarted,
    LayerReached,
    StateChanged,
    UserMessageRaised,
)
from eosconnect.watching.memory import Memory
from eosconnect.watching.reducer import reduce
from tests.watching.history import BEGIN, HOUR, Fact, History, LookTimes, Manners, histories, look, looks, manners

EXAMPLES = settings(max_examples=40, deadline=None)


def watched(history: History, times: list[LookTimes], manners: Manners, *, restart: bool = False) -> list[list[Event]]:
    """The events of each look."""
    memory: Memory | None = None
    told = []
    for each in times:
        memory, events = reduce(memory, look(history, memory, each, manners))
        told.append(list(events))
        if restart:
            memory = Memory.from_json(json.loads(json.dumps(memory.to_json())))
    return told


def fact_of(event: Event) -> Fact:
    match event:
        case UserMessageRaised(message=message):
            return event.kind, number_of(message)
        case StateChanged(state=state):
            return event.kind, int((state.timestamp - BEGIN).total_seconds()) if state.timestamp else None
        case LayerReached(layer=layer):
            return event.kind, (event.job.id if event.job else None, layer.index)
    return event.kind, event.job.id if event.job else None


def number_of(message: UserMessage) -> int:
    return int((message.message or "").removeprefix("message "))


def numbers(event: JobEnded) -> set[int]:
    return {number_of(message) for message in event.messages}


def expected(history: History, first: LookTimes) -> list[Fact]:
    """What happens after the first look, in the order of time; what it finds there is known and not told."""
    seen_then = {"user_message": first.messages, "state_changed": first.states}
    late = {("user_message", message.number) for message in history.messages if message.visible > first.messages}
    return [
        fact
        for at, fact in history.facts()
        if (fact in late if fact[0] == "user_message" else at > seen_then.get(fact[0], first.jobs))
    ]


def told_in(looks_told: list[list[Event]]) -> list[Event]:
    return [event for told in looks_told for event in told if not isinstance(event, JobDiscovered)]


@EXAMPLES
@given(st.data(), manners(), st.booleans())
def test_every_event_is_told_once_and_in_the_order_of_time(
    data: st.DataObject, manners: Manners, restart: bool
) -> None:
    history = data.draw(histories())
    times = data.draw(looks(history))
    told = told_in(watched(history, times, manners, restart=restart))
    assert Counter(map(fact_of, told)) == Counter(expected(history, times[0]))
    assert [event.time for event in told] == sorted(event.time for event in told)
    assert len({event.id for event in told}) == len(told)


@EXAMPLES
@given(st.data(), manners(), st.booleans())
def test_answers_of_different_moments_in_one_look_lose_nothing_and_keep_each_job_in_order(
    data: st.DataObject, manners: Manners, restart: bool
) -> None:
    history = data.draw(histories(latest_message=50 * 60))
    times = data.draw(looks(history, torn=True))
    by_look = watched(history, times, manners, restart=restart)
    told = told_in(by_look)
    assert Counter(map(fact_of, told)) == Counter(expected(history, times[0]))
    for job in history.jobs:
        of_job = [event for event in told if event.job and event.job.id == job.id]
        starts = [place for place, event in enumerate(of_job) if isinstance(event, JobStarted)]
        layers = [event.layer.index for event in of_job if isinstance(event, LayerReached)]
        ends = [place for place, event in enumerate(of_job) if isinstance(event, JobEnded)]
        assert layers == sorted(layers)
        assert starts in ([], [0])
        layer_places = [place for place, event in enumerate(of_job) if isinstance(event, LayerReached)]
        assert not ends or not layer_places or layer_places[-1] < ends[0]
    for each, events in zip(times, by_look, strict=True):
        for event in events:
            if isinstance(event, JobEnded):
                assert numbers(event) == {
                    m.number for m in history.messages if m.job == event.job.id and m.visible <= each.stories
                }


@EXAMPLES
@given(st.data(), manners())
def test_ids_do_not_depend_on_when_the_machine_is_looked_at(data: st.DataObject, manners: Manners) -> None:
    history = data.draw(histories())
    first = LookTimes.at_once(0)
    one = told_in(watched(history, [first, *data.draw(looks(history))], manners))
    other = told_in(watched(history, [first, *data.draw(looks(history))], Manners(last="recent")))
    assert {fact_of(event): event.id for event in one} == {fact_of(event): event.id for event in other}


@EXAMPLES
@given(st.data(), manners())
def test_the_job_that_runs_at_the_start_is_discovered_and_then_told_to_its_end(
    data: st.DataObject, manners: Manners
) -> None:
    history = data.draw(histories().filter(lambda history: history.jobs))
    job = data.draw(st.sampled_from(history.jobs))
    first = LookTimes.at_once(data.draw(st.integers(job.start, job.end - 1)))
    told = watched(history, [first, LookTimes.at_once(history.end + HOUR)], manners)
    assert [(type(event), event.job.id) for event in told[0] if event.job] == [(JobDiscovered, job.id)]
    of_job = [event for event in told[1] if event.job and event.job.id == job.id]
    assert not any(isinstance(event, JobStarted) for event in of_job)
    layers = [event.layer.index for event in of_job if isinstance(event, LayerReached)]
    assert layers == list(range(job.built(first.jobs) + 1, len(job.layers) + 1))
    (end,) = [event for event in of_job if isinstance(event, JobEnded)]
    assert end.job.result == job.result
    assert numbers(end) == {message.number for message in history.messages if message.job == job.id}
    assert [message.raised_at for message in end.messages] == sorted(message.raised_at for message in end.messages)
