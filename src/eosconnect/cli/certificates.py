"""A machine's certificate, fetched without a byte of HTTP and shown to people."""

from __future__ import annotations

import hashlib
import socket
import ssl
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs

from eosconnect.errors import MachineTimeoutError, MachineUnreachableError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

__all__ = ["ShownCertificate", "fetch_certificate"]


@attrs.frozen
class ShownCertificate:
    """What a machine shows of itself.

    Attributes:
        fingerprint: SHA-256, 64 hexadecimal digits in lower case.
        subject, issuer: who it is made out to, and who signed it.
        names: host names and addresses that it is valid for.
        valid_from, valid_until: aware, in UTC.
        self_signed: whether subject and issuer are the same.
    """

    fingerprint: str
    subject: str
    issuer: str
    names: tuple[str, ...]
    valid_from: datetime
    valid_until: datetime
    self_signed: bool


def fetch_certificate(host: str, *, timeout: float = 10.0) -> ShownCertificate:
    """Shake hands with a machine, look at its certificate, and hang up. Nothing is checked, and nothing is sent.

    Args:
        host: as in the settings: ``"si1716"``, ``"[::1]:8443"``.
        timeout: in seconds.

    Raises:
        MachineUnreachableError: nobody answers there, or not with TLS.
    """
    name, port = split(host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((name, port), timeout=timeout) as connection,
            context.wrap_socket(connection, server_hostname=name) as greeted,
        ):
            certificate = greeted.getpeercert(binary_form=True)
    except TimeoutError:
        raise MachineTimeoutError(f"{host} did not answer within {timeout:g} s", hint=IS_IT_THERE) from None
    except socket.gaierror:
        raise MachineUnreachableError(f"the name {host} is not known", hint=f"check the host; {IS_IT_THERE}") from None
    except ConnectionRefusedError:
        raise MachineUnreachableError(
            f"nothing answers at {host}: the connection was refused", hint="check host and port"
        ) from None
    except ssl.SSLError as error:
        raise MachineUnreachableError(
            f"{host} does not speak TLS there ({error.reason or 'handshake failed'})", hint="check host and port"
        ) from None
    except OSError as error:
        raise MachineUnreachableError(f"no connection to {host}: {error.strerror}", hint=IS_IT_THERE) from None
    if certificate is None:
        raise MachineUnreachableError(f"{host} shows no certificate", hint="check host and port")
    return read_certificate(certificate)


IS_IT_THERE = "is the machine switched on, and can this computer reach it (network, firewall, VPN)?"


def split(host: str) -> tuple[str, int]:
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host, "443"
    return name.strip("[]"), int(port)


def read_certificate(content: bytes) -> ShownCertificate:
    from cryptography.x509 import load_der_x509_certificate

    fingerprint = hashlib.sha256(content).hexdigest()
    with warnings.catch_warnings(action="ignore"):  # of what is not to the letter in it; it is only shown here
        certificate = load_der_x509_certificate(content)
        subject, issuer = words_of(certificate.subject), words_of(certificate.issuer)
        return ShownCertificate(
            fingerprint=fingerprint,
            subject=subject,
            issuer=issuer,
            names=tuple(names_in(certificate)),
            valid_from=certificate.not_valid_before_utc.astimezone(UTC),
            valid_until=certificate.not_valid_after_utc.astimezone(UTC),
            self_signed=certificate.subject == certificate.issuer,
        )


def words_of(name: Name) -> str:
    """``CN=SI1716, O=EOS``, on one line whatever somebody wrote into it."""
    text = ", ".join(f"{part.rfc4514_attribute_name}={part.value!s}" for part in name)
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def names_in(certificate: Certificate) -> list[str]:
    from cryptography.x509 import DNSName, ExtensionNotFound, IPAddress, SubjectAlternativeName

    try:
        told = certificate.extensions.get_extension_for_class(SubjectAlternativeName).value
    except (ExtensionNotFound, ValueError):
        return []
    names = [*told.get_values_for_type(DNSName), *map(str, told.get_values_for_type(IPAddress))]
    return ["".join(letter if letter.isprintable() else "?" for letter in name) for name in names]
