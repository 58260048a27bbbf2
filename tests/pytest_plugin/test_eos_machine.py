"""``eos_machine``: a simulated machine and a ready client in a user's tests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.pytest_plugin.conftest import WITHOUT, Run

pytest_plugins = ["pytester"]


def test_a_test_gets_a_machine_of_its_own_as_marker_and_ini_want_it(pytester: pytest.Pytester, run: Run) -> None:
    pytester.makeini(
        """
        [pytest]
        eos_model = EOS P 500
        eos_seed = 5
        eos_now = 2026-10-01 12:00
        """
    )
    pytester.makepyfile(
        """
        from datetime import UTC, datetime, timedelta
        import pytest
        from eosconnect import AsyncMachine, Machine

        def test_the_ini_file_holds(eos_machine, eos_simulator):
            assert eos_machine.info.get().product_name == "EOS P 500"
            assert eos_simulator.clock() == datetime(2026, 10, 1, 12, tzinfo=UTC)
            assert eos_simulator.world.seed == 5

        @pytest.mark.eos_machine("EOS M 400-4", seed=7, now=datetime(2026, 11, 2, tzinfo=UTC), versions=[(6, 0)])
        def test_the_marker_wins(eos_machine, eos_simulator):
            assert eos_machine.info.get().product_name == "EOS M 400-4"
            assert str(eos_machine.api_version) == "v6.0"
            assert eos_simulator.world.seed == 7

        @pytest.mark.eos_machine(model="EOS M 290")
        class TestMarkersAddUp:
            @pytest.mark.eos_machine(seed=3)
            def test_what_the_class_says_holds_too(self, eos_machine, eos_simulator):
                assert eos_machine.info.get().product_name == "EOS M 290"
                assert eos_simulator.world.seed == 3

        @pytest.mark.eos_machine("EOS M 290")
        def test_what_one_test_changes(eos_machine, eos_simulator):
            eos_machine.jobs.delete(eos_machine.jobs.latest(result="Failed"))
            eos_simulator.advance(timedelta(days=1))
            assert not eos_machine.jobs.latest(result="Failed").details_available

        @pytest.mark.eos_machine("EOS M 290")
        def test_the_next_does_not_see(eos_machine, eos_simulator):
            assert eos_machine.jobs.latest(result="Failed").details_available
            assert eos_simulator.clock() == datetime(2026, 10, 1, 12, tzinfo=UTC)
            assert eos_simulator.requests.of("delete_job") == []

        def test_code_that_reads_the_environment_finds_it(eos_simulator, monkeypatch, tmp_path):
            (tmp_path / ".env").write_text("EOSCONNECT_HOST=real-machine\\nEOSCONNECT_CLIENT_ID=real\\n")
            monkeypatch.chdir(tmp_path)
            with Machine.from_env() as machine:
                assert machine.host == eos_simulator.host
                assert machine.jobs.current() is not None
        """
    )
    run().assert_outcomes(passed=6)


def test_a_wrong_setting_is_a_sentence(pytester: pytest.Pytester, run: Run) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.eos_machine("EOS M 291")
        def test_model(eos_machine): ...

        @pytest.mark.eos_machine(speeed=3)
        def test_argument(eos_machine): ...

        @pytest.mark.eos_machine(now="01/02/2026")
        def test_time(eos_machine): ...
        """
    )
    result = run()
    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines_random(
        [
            "eos_machine: there is no machine model 'EOS M 291' to simulate",
            "eos_machine: *argument 'speeed'",
            "eos_machine: '01/02/2026' is ambiguous*",
        ]
    )
    result.stdout.no_fnmatch_line("*another exception*")


def test_runs_without_machines_load_nothing_of_the_sdk_but_the_plugin(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_nothing_is_loaded():
            ours = sorted(name for name in sys.modules if name.startswith("eosconnect"))
            assert ours == ["eosconnect", "eosconnect.pytest_plugin", "eosconnect.version"]
            assert not {"httpx2", "attrs", "vcr", "starlette"} & set(sys.modules)
        """
    )
    others = [option for plugin in WITHOUT for option in ("-p", f"no:{plugin}")]
    command = [sys.executable, "-m", "pytest", *others, "-q"]
    done = subprocess.run(command, cwd=pytester.path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
