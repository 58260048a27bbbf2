"""``eos_cassette``: recorded from a machine once, played back without it, and nothing private in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from eosconnect import Machine
from eosconnect.simulator import Fault, Simulator
from tests.pytest_plugin.conftest import Run
from tests.simulated import NOW, connection_settings

pytest_plugins = ["pytester"]

#: The program under test and its tests; nothing in them names the machine.
TESTS = """
    import asyncio
    from eosconnect import AsyncMachine, Machine

    def test_reading(eos_cassette):
        machine = eos_cassette.machine
        assert machine.info.get().product_name == "EOS M 290"
        job = machine.jobs.latest(result="Failed")
        details = machine.jobs.get(job)
        assert details.starter and details.id == job.id
        assert machine.user_messages.list(job=job).to_list()
        assert len(machine.sensors.process_chamber.temperature.series(job, job.started_at, job.ended_at)) > 100

    def test_code_that_reads_the_environment(eos_cassette):
        async def count():
            async with AsyncMachine.from_env(None) as machine:
                return len(await machine.jobs.list().options(max_items=3).to_list())

        assert asyncio.run(count()) == 3
        with Machine.from_env(None) as machine:
            assert machine.state.current() is not None
"""


@pytest.fixture
def own_machine() -> Iterator[Simulator]:
    """In the place of the user's machine."""
    with Simulator("EOS M 290", seed=1, now=lambda: NOW) as simulator:
        yield simulator


@pytest.fixture
def in_the_environment(own_machine: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    for variable, value in own_machine.env().items():
        monkeypatch.setenv(variable, value)
    return own_machine


def written(pytester: pytest.Pytester) -> list[Path]:
    return sorted(pytester.path.glob("cassettes/**/*"))


def test_recorded_once_it_plays_without_the_machine_and_holds_nothing_private(
    pytester: pytest.Pytester, run: Run, in_the_environment: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = in_the_environment
    with Machine(**connection_settings(own)) as machine:
        info, job = machine.info.get(), machine.jobs.latest(result="Failed")
        assert job is not None
        starter = machine.jobs.get(job).starter
    private = [own.host, "127.0.0.1", own.client_id, own.client_secret, info.serial_number, info.host_name, starter]
    assert all(private)
    pytester.makepyfile(test_program=TESTS)

    recorded = run("--eos-record")
    recorded.assert_outcomes(passed=2)
    recorded.stdout.fnmatch_lines(["eos_cassette: recorded *test_reading.yaml*"])
    for variable in own.env():
        monkeypatch.delenv(variable)
    own.close()

    run().assert_outcomes(passed=2)

    files = [path for path in written(pytester) if path.is_file()]
    assert [path.name for path in files] == ["test_code_that_reads_the_environment.yaml", "test_reading.yaml"]
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "!!binary" not in text
        unfolded = repr(yaml.safe_load(text))
        for value in private:
            assert value is not None
            assert value.lower() not in text.lower()
            assert value.lower() not in unfolded.lower()
        spoken = yaml.safe_load(text)["interactions"]
        assert {name for one in spoken for name in one["request"]["headers"]} <= {"accept", "content-type"}
        assert [one["response"]["body"]["string"] for one in spoken if "/auth/" in one["request"]["uri"]] == [
            '{"access_token": "recorded-token", "token_type": "Bearer", "expires_in": 3600}'
        ] * text.count("/auth/connect/token")
    assert "starter1" in files[1].read_text(encoding="utf-8")


def test_only_reading_of_texts_is_recorded(pytester: pytest.Pytester, run: Run, in_the_environment: Simulator) -> None:
    pytester.makepyfile(
        """
        def test_a_change(eos_cassette):
            eos_cassette.machine.jobs.delete(eos_cassette.machine.jobs.latest(result="Failed"))

        def test_a_file(eos_cassette, tmp_path):
            machine = eos_cassette.machine
            machine.jobs.download_export(machine.jobs.latest(result="Failed"), tmp_path / "export.zip")

        def test_that_fails(eos_cassette):
            assert eos_cassette.machine.info.get() is None
        """
    )
    result = run("--eos-record")
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines_random(
        [
            "eos_cassette: DELETE * was not sent*",
            "eos_cassette: an answer of type application/octet-stream is not recorded*",
        ]
    )
    assert in_the_environment.requests.of("delete_job") == []
    assert written(pytester) == []


def test_a_cassette_stays_as_it_was_when_recording_it_anew_fails(
    pytester: pytest.Pytester, run: Run, in_the_environment: Simulator
) -> None:
    pytester.makepyfile("def test_brand(eos_cassette):\n    assert eos_cassette.machine.info.get().brand == 'EOS'")
    run("--eos-record").assert_outcomes(passed=1)
    (file,) = pytester.path.glob("cassettes/**/*.yaml")
    before = file.read_bytes()
    in_the_environment.faults.add(Fault(operation="get_info", after=1, status=404))
    run("--eos-record").assert_outcomes(failed=1)
    assert file.read_bytes() == before
    in_the_environment.faults.clear()
    run("--eos-record").assert_outcomes(passed=1)
    assert file.read_bytes().count(b"/info\n") == 1


def test_a_machine_by_its_name_and_the_wishes_of_a_test(
    pytester: pytest.Pytester, run: Run, own_machine: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    machines = pytester.path / "machines.toml"
    machines.touch(mode=0o600)
    machines.write_text(
        f"""
        [machines.M290-03]
        host = "{own_machine.host}"
        fingerprint = "{own_machine.fingerprint}"
        client_id = "{own_machine.client_id}"
        client_secret = "{own_machine.client_secret}"
        tz = "Asia/Tokyo"
        """,
        encoding="utf-8",
    )
    monkeypatch.setenv("EOSCONNECT_MACHINES_FILE", str(machines))
    pytester.makeini("[pytest]\neos_scrub =\n    Impeller\n    IN718")
    pytester.makepyfile(
        """
        import pytest
        from eosconnect import Machine

        @pytest.mark.eos_cassette(api_version="6.8", tz="Europe/Berlin", scrub="Bracket")
        @pytest.mark.parametrize("where", ["a/b: c"])
        def test_tasks(eos_cassette, where):
            machine = eos_cassette.machine
            assert str(machine.api_version) == "v6.8"
            jobs = machine.jobs.list(started_after="2026-10-01 12:00", started_before="2026-11-01").to_list()
            assert jobs and all(job.task for job in jobs)
            with Machine.from_env() as same:
                assert str(same.api_version) == "v6.8"
        """
    )
    run("--eos-record-from=M290-03").assert_outcomes(passed=1)
    own_machine.close()
    monkeypatch.delenv("EOSCONNECT_MACHINES_FILE")
    machines.unlink()
    run().assert_outcomes(passed=1)
    (file,) = pytester.path.glob("cassettes/**/*.yaml")
    assert file.name == "test_tasks[a_b_ c].yaml"
    text = file.read_text(encoding="utf-8")
    assert "2026-10-01T10%3A00" in text or "2026-10-01T10:00" in text
    assert not any(word in text for word in ("Impeller", "IN718", "Bracket"))


def test_what_stands_in_the_way_is_told_with_the_next_step(pytester: pytest.Pytester, run: Run) -> None:
    pytester.makepyfile("def test_brand(eos_cassette): ...")
    result = run()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["eos_cassette: there is no cassette *test_brand.yaml", '*pytest --eos-record "*::test_brand"']
    )
    result = run("--eos-record")
    result.stdout.fnmatch_lines(["eos_cassette: host is missing: EOSCONNECT_HOST*"])
    file = pytester.path / "cassettes" / next(pytester.path.glob("*.py")).stem / "test_brand.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("interactions: [", encoding="utf-8")
    run().stdout.fnmatch_lines(["eos_cassette: *test_brand.yaml is not a cassette"])


def test_a_request_that_was_not_recorded_is_explained(
    pytester: pytest.Pytester, run: Run, in_the_environment: Simulator
) -> None:
    pytester.makepyfile("def test_brand(eos_cassette):\n    assert eos_cassette.machine.info.get().brand == 'EOS'")
    run("--eos-record").assert_outcomes(passed=1)
    (module,) = pytester.path.glob("*.py")
    module.write_text(
        module.read_text(encoding="utf-8") + "\n    eos_cassette.machine.jobs.current()", encoding="utf-8"
    )
    requests = len(in_the_environment.requests)
    result = run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["The test asks what it did not ask when it was recorded: pytest --eos-record *"])
    assert len(in_the_environment.requests) == requests
