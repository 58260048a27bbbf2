"""How hosts and fingerprints are written."""

from __future__ import annotations

import ipaddress

__all__ = ["grouped", "short"]


def short(host: str) -> str:
    """What to call a host: ``si1716`` of ``si1716.plant.example:8443``, and an address as it is.

    Example:
        >>> short("si1716.plant.example:8443"), short("192.168.0.7"), short("[::1]:8443")
        ('si1716', '192.168.0.7', '[::1]:8443')
    """
    try:
        ipaddress.ip_address(host.rpartition(":")[0].strip("[]") if ":" in host else host)
    except ValueError:
        return host.partition(":")[0].partition(".")[0] or host
    return host


def grouped(fingerprint: str, *, lines: int = 1) -> str:
    """``AB:CD:...``, as browsers show it; on two lines it fits any terminal."""
    pairs = [fingerprint[at : at + 2].upper() for at in range(0, len(fingerprint), 2)]
    each = -(-len(pairs) // lines)
    return "\n".join(":".join(pairs[at : at + each]) for at in range(0, len(pairs), each))
