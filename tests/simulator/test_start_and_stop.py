"""The simulated machine starts at once, leaves nothing behind, and keeps quiet."""

from __future__ import annotations

import gc
import logging
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx2
import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.simulator import Simulator

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


def answers(simulator: Simulator) -> bool:
    tls = ssl.create_default_context(cadata=simulator.ca)
    with httpx2.Client(verify=tls) as client:
        return client.get(f"{simulator.url}/api/supportedVersions").status_code == 200


def test_it_answers_within_a_second_of_being_made() -> None:
    began = time.process_time()  # others may keep the computer busy
    with Simulator() as simulator:
        assert answers(simulator)
        assert time.process_time() - began < 1


def test_it_leaves_no_thread_no_file_and_no_open_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    threads = set(threading.enumerate())
    with Simulator() as simulator:
        assert answers(simulator)
        port = int(simulator.host.partition(":")[2])
        assert list(tmp_path.iterdir()) == []
    del simulator
    gc.collect()  # an unclosed socket or loop would warn here, and warnings are errors
    assert set(threading.enumerate()) == threads
    with pytest.raises(OSError, match=r"refused|reset|actively"), socket.create_connection(("127.0.0.1", port), 1):
        pass


def test_it_stops_at_once_although_clients_keep_their_connections() -> None:
    with Simulator() as simulator:
        tls = ssl.create_default_context(cadata=simulator.ca)
        with httpx2.Client(base_url=simulator.url, verify=tls) as client:
            client.get("/api/supportedVersions")
            in_the_handshake = socket.create_connection(("127.0.0.1", int(simulator.host.partition(":")[2])))
            began = time.perf_counter()
            simulator.close()
            assert time.perf_counter() - began < 15  # they would be kept for longer
            in_the_handshake.close()


def test_a_port_that_is_taken_is_a_configuration_error_and_is_free_again_afterwards() -> None:
    with Simulator() as first:
        port = int(first.host.partition(":")[2])
        with pytest.raises(ConfigurationError, match=str(port)), Simulator(port=port):
            pass
    with Simulator(port=port) as second:
        assert second.host == f"127.0.0.1:{port}"
        assert answers(second)


def test_many_machines_run_side_by_side_and_refuse_each_others_clients() -> None:
    with Simulator() as one, Simulator() as other:
        assert one.url != other.url
        assert one.fingerprint != other.fingerprint
        tls = ssl.create_default_context(cadata=one.ca)
        with httpx2.Client(verify=tls) as client, pytest.raises(httpx2.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            client.get(f"{other.url}/api/supportedVersions")


def test_it_says_nothing_unless_it_is_asked_to(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="uvicorn")
    with Simulator() as simulator:
        assert answers(simulator)
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.name.startswith("uvicorn")] == []


def test_it_tells_each_request_to_its_logger_when_it_is_asked_to(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="eosconnect.simulator"), Simulator(log_level="INFO") as simulator:
        assert answers(simulator)
    assert "GET /api/supportedVersions 200" in caplog.messages


def test_it_is_addressed_only_while_it_runs() -> None:
    simulator = Simulator()
    with pytest.raises(RuntimeError, match="not running"):
        _ = simulator.url
    assert "not running" in repr(simulator)
    with simulator:
        assert simulator.url in repr(simulator)
        assert simulator.client_secret not in repr(simulator)


def test_without_its_packages_it_says_how_to_get_them() -> None:
    program = "import sys; sys.modules['uvicorn'] = None; import eosconnect.simulator"
    ended = subprocess.run(
        [sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, timeout=60, text=True, check=False
    )
    assert "ConfigurationError" in ended.stderr
    assert "pip install 'eosconnect-sdk[simulator]'" in ended.stderr


def test_a_program_that_forgets_to_stop_it_ends_all_the_same() -> None:
    program = "from eosconnect.simulator import Simulator; Simulator().start()"
    ended = subprocess.run([sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, timeout=60, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
