"""Whatever goes wrong on the way, and however often: a change is sent once, a read is complete or a typed error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eosconnect import Machine
from eosconnect.decisions.operations import OPERATIONS
from eosconnect.errors import EosConnectError
from eosconnect.simulator import Fault, Simulator
from tests.driven import driven_machine
from tests.every_call import LONG, SENDS, Call, Given, calls, sensor_calls
from tests.simulated import NOW, connection_settings

CHANGES = {name for name, operation in OPERATIONS.items() if operation.changes_machine}


@attrs.frozen
class Bench:
    """A simulated machine that may be spoilt, and what each call gives when nothing goes wrong.

    Attributes:
        machines: both kinds of clients of it.
    """

    simulator: Simulator
    machines: tuple[Machine, Machine]
    given: Given
    usual: dict[str, str]

    def call(self, call: Call, machine: Machine) -> str:
        return repr(call.make(machine, self.given))

    def expected(self, call: Call) -> str:
        if call.name not in self.usual:
            try:
                self.usual[call.name] = self.call(call, self.machines[0])
            except EosConnectError as error:  # this machine does not have it
                self.usual[call.name] = type(error).__name__
        return self.usual[call.name]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with (
        Simulator(seed=1, now=lambda: NOW, export_size=200_000) as simulator,
        Machine(**connection_settings(simulator)) as machine,
        driven_machine(**connection_settings(simulator)) as other,
    ):
        jobs = machine.jobs.list(result="Successful").to_list()
        smallest, doomed, *_ = sorted(jobs, key=lambda job: job.layer_count or 0)
        given = Given(smallest.id, doomed.id, tmp_path_factory.mktemp("files"))
        yield Bench(simulator, (machine, other), given, {})


shares = st.floats(0, 0.99)
passing = st.one_of(
    st.builds(Fault, status=st.sampled_from([429, 500, 502, 503, 504]), retry_after=st.sampled_from([None, 0, 2, 119])),
    st.just(Fault(status=200, body="<html>login</html>")),
    st.just(Fault(drop=True)),
    st.builds(Fault, reset_at=shares),
    st.builds(Fault, truncate_at=shares),
    st.builds(Fault, wrong_length=st.integers(1, 1000)),
    st.just(Fault(gzip=True)),
    st.just(Fault(status=401)),
    st.just(Fault(status=403)),
    st.just(Fault(revoke_tokens=True)),
)
of_the_token = st.one_of(
    st.builds(Fault, status=st.sampled_from([400, 401, 429, 500, 503])),
    st.just(Fault(drop=True)),
    st.builds(Fault, truncate_at=shares),
    st.builds(Fault, token_lifetime=st.sampled_from([0.0, 1.0, 30.0])),
).map(lambda fault: attrs.evolve(fault, operation="request_token"))
sequences = st.lists(
    st.builds(
        lambda fault, after, times: attrs.evolve(fault, after=after, times=times),
        st.one_of(passing, passing, of_the_token),
        st.integers(0, 4),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=6,
)


def examples(call: str) -> settings:
    """Few for each call: there are a hundred."""
    usual = settings().max_examples
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=max(1, usual // (30 if call in LONG else 10)), suppress_health_check=checks)


def drive(bench: Bench, call: Call, faults: list[Fault]) -> None:
    for machine in bench.machines:
        drive_one(bench, call, faults, machine)


def drive_one(bench: Bench, call: Call, faults: list[Fault], machine: Machine) -> None:
    expected = bench.expected(call)
    allowed = Counter({"upload_task": 2} if call.name == "tasks.upload" else dict.fromkeys(CHANGES, 1))
    before = len(bench.simulator.requests)
    bench.simulator.faults.add(*faults)
    error: EosConnectError | None = None
    result = None
    try:
        result = bench.call(call, machine)
    except EosConnectError as failure:
        error = failure
    finally:
        bench.simulator.faults.clear()
    sent = [request for request in bench.simulator.requests[before:] if request.operation in CHANGES]
    assert Counter(request.operation for request in sent) <= allowed
    if call.name in SENDS:
        if error is not None and call.name != "tasks.upload":
            done = any(request.status is None or request.status < 300 for request in sent)
            assert error.machine_may_have_changed or not done
    else:
        assert sent == []
        if error is None:
            assert result == expected
        elif expected != type(error).__name__:
            assert not error.machine_may_have_changed


@pytest.mark.hypothesis
@pytest.mark.parametrize("call", calls(), ids=lambda call: call.name)
def test_a_change_is_sent_once_and_a_read_is_complete_or_an_error(bench, clock, call):
    @examples(call.name)
    @given(sequences)
    def random_faults(faults):
        drive(bench, call, faults)

    random_faults()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sequences, st.randoms(use_true_random=False))
def test_every_sensor_is_complete_or_an_error(bench, clock, faults, random):
    call = random.choice(sensor_calls(bench.machines[0]))
    drive(bench, call, faults)


def test_every_operation_that_changes_the_machine_is_among_these_calls(bench, clock):
    before = len(bench.simulator.requests)
    for call in (call for call in calls() if call.name in SENDS):
        with suppress(EosConnectError):
            bench.call(call, bench.machines[0])
    assert {request.operation for request in bench.simulator.requests[before:]} >= CHANGES
