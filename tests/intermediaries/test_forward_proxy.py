"""Through a real forward proxy: one that looks into the connection, and one that only passes it on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eosconnect import AsyncMachine, Machine
from eosconnect.errors import CertificateError, MachineUnreachableError
from eosconnect.simulator import Fault, Simulator
from tests.dataset.comparing import truth
from tests.intermediaries.conftest import ForwardProxy
from tests.simulated import connection_settings

KEY = "processChamber.temperature"


@pytest.fixture(scope="module")
def looking(start_proxy: Callable[..., ForwardProxy], own_simulator: Simulator) -> ForwardProxy:
    """Opens every connection, as many companies' proxies do."""
    return start_proxy(own_simulator)


@pytest.fixture(scope="module")
def guarded(start_proxy: Callable[..., ForwardProxy], own_simulator: Simulator) -> ForwardProxy:
    """Passes connections on as they are, for those who know the password."""
    return start_proxy(own_simulator, "--ignore-hosts", ".*", "--set", "proxyauth=plant:c4n4ry")


@pytest.fixture(autouse=True)
def nothing_seen(request: pytest.FixtureRequest) -> None:
    for name in ("looking", "guarded"):
        if name in request.fixturenames:
            request.getfixturevalue(name).flows.unlink(missing_ok=True)


def through(by: ForwardProxy, simulator: Simulator, **settings: Any) -> dict[str, Any]:
    return {**connection_settings(simulator), "proxy": by.url, "ca": by.ca, **settings}


def test_reading_downloading_and_changing_go_through(
    looking: ForwardProxy, own_simulator: Simulator, job: str, tmp_path: Path
) -> None:
    with Machine(**through(looking, own_simulator)) as machine:
        series = machine.sensors[KEY].series(job)
        file = machine.tasks.download_configuration(tmp_path)
        doomed = machine.jobs.list(result="UserCanceled").to_list()[-1]
        machine.jobs.delete(doomed)
    assert series.values.tolist() == truth(own_simulator, job, KEY).values.tolist()
    with Machine(**connection_settings(own_simulator)) as direct:
        assert file.read_bytes() == direct.tasks.download_configuration(tmp_path / "direct").read_bytes()
    requests = looking.seen("request")
    assert [request["path"] for request in requests if request["method"] == "DELETE"] == [f"/api/v6.1/jobs/{doomed.id}"]


def test_token_versions_and_calls_go_through_alike(looking: ForwardProxy, own_simulator: Simulator, job: str) -> None:
    with Machine(**through(looking, own_simulator)) as machine:
        machine.jobs.get(job)
    paths = [request["path"] for request in looking.seen("request")]
    assert paths == ["/api/supportedVersions", "/auth/connect/token", f"/api/v6.1/jobs/{job}"]
    assert [request.path for request in own_simulator.requests] == paths, "nothing went past the proxy"


async def test_asyncio_goes_through_as_well(looking: ForwardProxy, own_simulator: Simulator, job: str) -> None:
    async with AsyncMachine(**through(looking, own_simulator)) as machine:
        series = await machine.sensors[KEY].series(job)
    assert series.values.tolist() == truth(own_simulator, job, KEY).values.tolist()


@pytest.mark.parametrize("trust", ["ca", "fingerprint"])
def test_a_proxy_that_is_not_trusted_sees_no_request(
    looking: ForwardProxy, own_simulator: Simulator, trust: str
) -> None:
    """With the machine's own certificate given, the proxy is what it is: somebody in between."""
    trusted = {"ca": None, "fingerprint": None, trust: getattr(own_simulator, trust)}
    with Machine(**through(looking, own_simulator, **trusted)) as machine, pytest.raises(CertificateError):
        machine.jobs.latest()
    assert looking.seen("request") == []
    assert len(looking.seen("tunnel")) == 1, "not tried again"


def test_what_the_machine_breaks_off_is_repeated_through_the_proxy(
    looking: ForwardProxy, own_simulator: Simulator, job: str
) -> None:
    own_simulator.faults.add(Fault(operation="get_job", reset_at=0.5), Fault(operation="get_job", status=503, after=1))
    with Machine(**through(looking, own_simulator)) as machine:
        assert machine.jobs.get(job).id == job
    assert len(own_simulator.requests.of("get_job")) == 3


def test_a_machine_that_the_proxy_cannot_reach_is_an_error_that_says_who_says_so(
    looking: ForwardProxy, own_simulator: Simulator
) -> None:
    settings = through(looking, own_simulator, host="127.0.0.1:9", retries=0)
    with Machine(**settings) as machine, pytest.raises(Exception) as caught:  # noqa: PT011  # looked at below
        machine.jobs.latest()
    assert type(caught.value).__module__ == "eosconnect.errors"
    assert "502" in str(caught.value)


def test_a_pinned_fingerprint_holds_through_a_proxy_that_only_passes_on(
    guarded: ForwardProxy, own_simulator: Simulator, job: str
) -> None:
    url = guarded.url.replace("//", "//plant:c4n4ry@")
    pinned = {"ca": None, "fingerprint": own_simulator.fingerprint}
    with Machine(**through(guarded, own_simulator, proxy=url, **pinned)) as machine:
        assert machine.jobs.get(job).id == job
    assert guarded.seen("request") == [], "it cannot look into it"
    with (
        Machine(**through(guarded, own_simulator, proxy=url, ca=None, fingerprint="0" * 64)) as machine,
        pytest.raises(CertificateError, match="another certificate"),
    ):
        machine.jobs.get(job)


@pytest.mark.parametrize("credentials", ["", "plant:wr0ng@"])
def test_a_proxy_that_refuses_is_said_to_and_its_password_is_not(
    guarded: ForwardProxy, own_simulator: Simulator, credentials: str
) -> None:
    url = guarded.url.replace("//", f"//{credentials}")
    settings = through(guarded, own_simulator, proxy=url, ca=own_simulator.ca, retries=0)
    with Machine(**settings) as machine, pytest.raises(MachineUnreachableError, match="proxy") as caught:
        machine.jobs.latest()
    assert "wr0ng" not in str(caught.value)
    assert "credentials" in str(caught.value.hint)
    assert own_simulator.requests[:] == []


def test_a_task_that_is_cancelled_behind_a_proxy_leaves_the_connections_usable(
    looking: ForwardProxy, own_simulator: Simulator, job: str
) -> None:
    own_simulator.faults.add(Fault(operation="get_job", latency=30, times=3))

    async def cancel_and_go_on() -> str | None:
        async with AsyncMachine(**through(looking, own_simulator, max_concurrency=2)) as machine:
            for _ in range(3):
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.5):
                        await machine.jobs.get(job)
            return (await machine.jobs.get(job)).id

    assert asyncio.run(cancel_and_go_on()) == job
