"""The certificate of the simulated machine: at first it makes one for itself, as a real machine does."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

__all__ = ["Certificate"]

LOOPBACK_ADDRESSES = ("127.0.0.1", "::1")
VALID_FOR = timedelta(days=365)


@attrs.frozen
class Certificate:
    """A certificate with its key.

    Attributes:
        pem: the certificate; one that is self-signed is its own CA.
        fingerprint: SHA-256 of the certificate, as pairs of hex digits with colons.
    """

    pem: str
    fingerprint: str
    key_pem: bytes = attrs.field(repr=False)

    @classmethod
    def self_signed(cls, host_name: str) -> Certificate:
        """One for ``host_name``, ``localhost`` and the loopback addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, host_name),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Simulated machine"),
            ]
        )
        now = datetime.now(UTC)
        alternatives: list[x509.GeneralName] = [
            *(x509.DNSName(dns) for dns in dict.fromkeys((host_name, "localhost"))),
            *(x509.IPAddress(ipaddress.ip_address(address)) for address in LOOPBACK_ADDRESSES),
            x509.UniformResourceIdentifier(f"urn:{host_name}"),
        ]
        identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))  # clocks differ
            .not_valid_after(now + VALID_FOR)
            .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(identifier, critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
            .sign(key, hashes.SHA256())
        )
        return cls(
            pem=certificate.public_bytes(serialization.Encoding.PEM).decode("ascii"),
            fingerprint=certificate.fingerprint(hashes.SHA256()).hex(":").upper(),
            key_pem=key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        )

    @classmethod
    def from_pem(cls, pem: str, key_pem: bytes) -> Certificate:
        """One that somebody has made; others that lead to its root may follow it in ``pem``."""
        own = x509.load_pem_x509_certificates(pem.encode("ascii"))[0]
        return cls(pem=pem, fingerprint=own.fingerprint(hashes.SHA256()).hex(":").upper(), key_pem=key_pem)

    def server_context(self) -> ssl.SSLContext:
        """A TLS context that serves this certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # Python loads a key from files only: they live for this one call, in a folder that nobody else may enter.
        with TemporaryDirectory(prefix="eosconnect-") as folder:
            certificate, key = Path(folder, "certificate.pem"), Path(folder, "key.pem")
            certificate.write_text(self.pem, encoding="ascii")
            key.write_bytes(self.key_pem)
            context.load_cert_chain(certificate, key)
        return context
