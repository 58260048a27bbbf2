"""Whom we trust: the TLS context that the settings ask for, and what a certificate that fails the check means.

A pinned fingerprint is checked inside the TLS handshake, in the context's own socket and object classes. A connection
with another certificate therefore never exists for the HTTP client, and not one byte of HTTP leaves.
"""

from __future__ import annotations

import hashlib
import ssl
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from eosconnect.errors import CertificateError, ConfigurationError
from eosconnect.settings import Settings
from eosconnect.transport.conversation import cut
from eosconnect.transport.http import http
from eosconnect.transport.interruption import interruptible
from eosconnect.transport.time_limit import limited
from eosconnect.transport.tls_reading import ReadingObject, ReadingSocket

__all__ = ["UntrustedCertificate", "certificate_error", "ssl_context", "warn_if_insecure"]


class UntrustedCertificate(ssl.SSLCertVerificationError):
    """Raised in the handshake; travels through the HTTP client as the cause of its own error.

    Attributes:
        seen: fingerprint of the certificate that the machine showed, where it is known.
        expected: the pinned fingerprint, if that is what did not fit.
    """

    seen: str | None = None
    expected: str | None = None


def ssl_context(settings: Settings) -> ssl.SSLContext:
    """The context for connections to one machine.

    By default the system's certificate store and the host name are checked. ``ca`` replaces the store. ``fingerprint``
    replaces both checks, and comes on top of them when ``ca`` is given too. ``insecure`` checks nothing.

    Raises:
        ConfigurationError: ``ca`` holds no certificate.
    """
    if settings.ca is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        # Whoever names a certificate trusts it, also where it is an intermediate or the machine's own.
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        load_ca(context, settings.ca)
    elif settings.fingerprint is not None or settings.insecure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    else:
        context = http.create_ssl_context()
    if type(context) is ssl.SSLContext:  # on Windows and macOS the system's store comes with classes of its own
        watch_handshakes(context, settings.fingerprint)
    return context


def load_ca(context: ssl.SSLContext, ca: str | Path) -> None:
    try:
        if isinstance(ca, str):
            context.load_verify_locations(cadata=ca)
        else:
            context.load_verify_locations(cafile=ca)
    except (OSError, ValueError) as error:
        where = "the text" if isinstance(ca, str) else str(ca)
        reason = error.strerror if isinstance(error, OSError) and not isinstance(error, ssl.SSLError) else None
        raise ConfigurationError(
            f"ca: {where} holds no certificate that can be read{f' ({reason})' if reason else ''}",
            hint="give the PEM text or the PEM file of the authority that signed the machine's certificate",
        ) from None


def watch_handshakes(context: ssl.SSLContext, fingerprint: str | None) -> None:
    """Connections of this context note a certificate they fail with, check a pinned one, and can be interrupted."""

    class Socket(ReadingSocket):
        def do_handshake(self, block: bool = False) -> None:
            def handshake() -> None:
                self.settimeout(limited(self.gettimeout()))
                shake_hands(self, lambda: ssl.SSLSocket.do_handshake(self, block), fingerprint)

            try:
                interruptible(lambda: cut(self), handshake)
            except BaseException:
                self.close()  # whoever asked for it looks out for errors only, and Ctrl-C is none
                raise

    class Object(ReadingObject):
        def do_handshake(self) -> None:
            shake_hands(self, lambda: ssl.SSLObject.do_handshake(self), fingerprint)

    context.sslsocket_class = Socket
    context.sslobject_class = Object


def shake_hands(
    connection: ssl.SSLSocket | ssl.SSLObject, handshake: Callable[[], None], fingerprint: str | None
) -> None:
    try:
        handshake()
    except ssl.SSLCertVerificationError as error:
        failure = UntrustedCertificate(*error.args)
        failure.verify_code, failure.verify_message = error.verify_code, error.verify_message
        failure.seen = fingerprint_of(shown_certificate(connection))
        raise failure from None
    if fingerprint is not None:
        seen = fingerprint_of(connection.getpeercert(binary_form=True))
        if seen != fingerprint:
            failure = UntrustedCertificate("the certificate has another fingerprint")
            failure.seen, failure.expected = seen, fingerprint
            raise failure


def shown_certificate(connection: ssl.SSLSocket | ssl.SSLObject) -> bytes | None:
    """The certificate of a handshake that failed, which ``getpeercert`` does not give."""
    try:
        if sys.version_info >= (3, 13):
            return connection.get_unverified_chain()[0]
        chain: Any = connection._sslobj.get_unverified_chain()  # type: ignore[union-attr]  # public from 3.13 on
        certificate: bytes = chain[0].public_bytes(2)  # ENCODING_DER
        return certificate
    except (AttributeError, IndexError, TypeError, ValueError):
        return None  # it only makes the message better


def fingerprint_of(certificate: bytes | None) -> str | None:
    return hashlib.sha256(certificate).hexdigest() if certificate else None


def grouped(fingerprint: str) -> str:
    """``AB:CD:...``, as browsers show it."""
    return ":".join(fingerprint[index : index + 2] for index in range(0, len(fingerprint), 2)).upper()


EXPIRED: Final = 10
NOT_YET_VALID: Final = 9
SELF_SIGNED: Final = 18
UNKNOWN_ISSUER: Final = frozenset({2, 19, 20, 21})
WRONG_NAME: Final = frozenset({62, 64})


def certificate_error(error: ssl.SSLCertVerificationError, settings: Settings) -> CertificateError:
    """What was wrong with the certificate, and the next step."""
    seen = getattr(error, "seen", None)
    expected = getattr(error, "expected", None)
    pin = "pin the machine's certificate with fingerprint="
    if seen:
        pin += f'"{grouped(seen)}" after comparing that with the certificate at the machine itself'
    if expected:
        return CertificateError(
            f"{settings.host} shows another certificate than the pinned one; nothing was sent\n"
            f"  expected {grouped(expected)}\n  seen     {grouped(seen) if seen else 'unknown'}",
            hint="has the machine got a new certificate? Then set fingerprint to the new one after comparing it at the "
            "machine; otherwise something between you and the machine answers in its place",
        )
    code = getattr(error, "verify_code", None)
    words = str(getattr(error, "verify_message", "") or error.strerror or error)
    if code == EXPIRED:
        what = "has expired"
        step = f"renew it on the machine (and look at this computer's clock), or {pin}"
    elif code == NOT_YET_VALID:
        what = "is not valid yet"
        step = f"look at the clocks of this computer and of the machine, or {pin}"
    elif code in WRONG_NAME or "ostname" in words:
        what = f"is for another name than {settings.host}"
        step = f"use the name in the certificate as host, or {pin}"
    elif code == SELF_SIGNED:
        what, step = "is self-signed", pin
    elif code in UNKNOWN_ISSUER or "self-signed" in words or "self signed" in words:
        what = "comes from an authority that is not trusted"
        step = f"give that authority's certificate with ca=, or {pin}"
    else:
        what = f"is not trusted ({words})"
        step = f"give its authority's certificate with ca=, or {pin}"
    return CertificateError(f"the certificate of {settings.host} {what}; nothing was sent", hint=step)


WARNED: Final[set[str]] = set()


def warn_if_insecure(settings: Settings) -> None:
    """One warning per machine and process when the certificate check is switched off."""
    if settings.insecure and settings.scheme == "https" and settings.origin not in WARNED:
        WARNED.add(settings.origin)
        warnings.warn(
            f"the certificate of {settings.host} is not checked (insecure=True): anyone in between can read the "
            "credentials and forge answers. fingerprint= is as easy, and safe",
            stacklevel=4,  # the caller of Machine(...)
        )
