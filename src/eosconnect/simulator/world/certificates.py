"""Server certificates that somebody uploads: whether the machine takes them."""

from __future__ import annotations

from datetime import datetime

import attrs
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

__all__ = ["CertificateRefused", "ServerCertificate", "read_pfx"]

_OWN_NAME = "EOSCONNECT Core"


class CertificateRefused(Exception):
    """The certificate cannot be used; the text says why."""


@attrs.frozen
class ServerCertificate:
    """A certificate with its key.

    Attributes:
        pem: the certificate, then those that lead from it to its root as far as they were uploaded.
    """

    pem: str
    key_pem: bytes = attrs.field(repr=False)


def read_pfx(content: bytes, password: str, *, host_name: str, now: datetime) -> ServerCertificate:
    """Read a ``*.pfx`` file, and hold it against what the documents ask of a certificate.

    Whether somebody trusts its root is not looked at: that depends on the client.

    Raises:
        CertificateRefused: it is not such a file, the password is wrong, or the certificate does not fit the machine.
    """
    try:
        store = pkcs12.load_pkcs12(content, password.encode())
    except ValueError:
        raise CertificateRefused("The file is no pfx file, or the password is wrong.") from None
    if store.key is None or store.cert is None:
        raise CertificateRefused("The certificate has no private key.")
    certificate = store.cert.certificate
    name = store.cert.friendly_name
    if not name or name.decode(errors="replace") == _OWN_NAME:
        raise CertificateRefused(f"The certificate needs a friendly name, and it must not be {_OWN_NAME!r}.")
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise CertificateRefused("The certificate is not valid now.")
    _check_names(certificate, host_name)
    chain = [certificate, *(other.certificate for other in store.additional_certs)]
    return ServerCertificate(
        pem="".join(one.public_bytes(Encoding.PEM).decode("ascii") for one in chain),
        key_pem=store.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )


def _check_names(certificate: x509.Certificate, host_name: str) -> None:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        raise CertificateRefused("The certificate has no subject alternative names.") from None
    dns = {name.casefold() for name in names.get_values_for_type(x509.DNSName)}
    uris = {uri.casefold() for uri in names.get_values_for_type(x509.UniformResourceIdentifier)}
    if host_name.casefold() not in dns or f"urn:{host_name}".casefold() not in uris:
        raise CertificateRefused(
            f"The alternative names must hold the DNS name {host_name} and the URL urn:{host_name}."
        )
