"""Whom notifiers trust: the system's store or an authority of their own, and nothing of the machine's."""

from __future__ import annotations

import ssl
from pathlib import Path

from eosconnect.transport.http import http
from eosconnect.transport.trust import load_ca

__all__ = ["tls_context"]


def tls_context(ca: str | Path | None) -> ssl.SSLContext:
    """Certificate and name are checked, always.

    Args:
        ca: PEM text or file of an authority, in place of the system's store.
    """
    if ca is None:
        return http.create_ssl_context()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    load_ca(context, ca)
    return context
