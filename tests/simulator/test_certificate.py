"""The simulated machine's certificate can be trusted as a CA, and pinned by its fingerprint."""

from __future__ import annotations

import hashlib
import socket
import ssl
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.simulator.conftest import Bench


@pytest.mark.parametrize("name", ["127.0.0.1", "::1", "localhost", "SI0815"])
def test_it_is_good_for_every_name_of_a_machine_on_this_computer(bench: Bench, name: str) -> None:
    tls = ssl.create_default_context(cadata=bench.certificate.pem)
    tls.verify_flags |= ssl.VERIFY_X509_STRICT  # the default from Python 3.13 on
    with (
        socket.create_connection(("127.0.0.1", bench.port)) as plain,
        tls.wrap_socket(plain, server_hostname=name) as secure,
    ):
        shown = secure.getpeercert(binary_form=True)
    assert shown is not None
    assert hashlib.sha256(shown).hexdigest() == bench.certificate.fingerprint.replace(":", "").lower()


def test_it_is_good_for_no_other_name(bench: Bench) -> None:
    with (
        socket.create_connection(("127.0.0.1", bench.port)) as plain,
        pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"),
    ):
        bench.tls.wrap_socket(plain, server_hostname="SI0816")


def test_its_key_is_shown_nowhere(bench: Bench) -> None:
    assert "PRIVATE KEY" not in bench.certificate.pem
    assert "PRIVATE KEY" not in repr(bench.certificate)
