"""Web API versions: which ones there are, and which one to speak with a machine.

Source: ``GET /api/supportedVersions``, a list of ``{"majorVersion": 6, "minorVersion": 1}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Self

import attrs

from eosconnect.errors import ConfigurationError, UnexpectedResponseError, VersionError

__all__ = ["KNOWN", "LATEST", "ApiVersion", "negotiate", "read_versions"]

VERSION_TEXT = re.compile(r"v?([0-9]{1,4})\.([0-9]{1,4})", re.IGNORECASE)

LATEST: Final = "latest"
"""In place of a version: the newest one that the machine offers, whether or not this SDK was written for it."""


@attrs.frozen(order=True)
class ApiVersion:
    """A version of the Web API; versions compare in their order, so that 6.10 is above 6.8.

    Example:
        >>> ApiVersion.parse("v6.8") < ApiVersion(6, 10)
        True
        >>> print(ApiVersion(6, 1))
        v6.1
    """

    major: int
    minor: int

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read ``"6.1"`` or ``"v6.1"``.

        Raises:
            ConfigurationError: anything else.
        """
        match = VERSION_TEXT.fullmatch(text.strip()) if isinstance(text, str) else None
        if match is None:
            raise ConfigurationError(
                f"api_version {text!r} is not a version of the Web API",
                hint='write it as text, such as api_version="6.1" (or EOSCONNECT_API_VERSION=6.1), or "latest", '
                "or leave it out to let the SDK choose",
            )
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"v{self.major}.{self.minor}"


KNOWN: Final = (ApiVersion(6, 0), ApiVersion(6, 1))
"""The versions whose document this SDK was written from, oldest first."""


def read_versions(data: object) -> tuple[ApiVersion, ...]:
    """The versions in the answer of ``GET /api/supportedVersions``, oldest first, each once.

    Raises:
        UnexpectedResponseError: the answer is not a list of versions.

    Example:
        >>> read_versions([{"majorVersion": 6, "minorVersion": 1}, {"majorVersion": 6, "minorVersion": 0}])
        (ApiVersion(major=6, minor=0), ApiVersion(major=6, minor=1))
    """
    if not isinstance(data, list):
        raise UnexpectedResponseError("a list of API versions was expected", hint=PIN_HINT)
    return tuple(sorted({read_version(entry) for entry in data}))


def read_version(entry: object) -> ApiVersion:
    if isinstance(entry, Mapping):
        major, minor = entry.get("majorVersion"), entry.get("minorVersion")
        if isinstance(major, int) and isinstance(minor, int):
            return ApiVersion(int(major), int(minor))
    raise UnexpectedResponseError("an entry in the list of API versions is not a version", hint=PIN_HINT)


PIN_HINT = 'is this an EOSCONNECT Core machine? If so, pin the version it speaks, such as api_version="6.1"'


def negotiate(
    offered: Iterable[ApiVersion], requested: str | ApiVersion | None = None
) -> tuple[ApiVersion, str | None]:
    """The version to speak with a machine, and a warning to show once, or ``None``.

    Args:
        offered: what the machine lists; nothing at all does not contradict a requested version.
        requested: a version to insist on, ``"latest"``, or ``None`` for the highest that both sides know.

    Raises:
        ConfigurationError: ``requested`` is not a version.
        VersionError: the machine does not offer it, or offers nothing this SDK can speak.

    Example:
        >>> negotiate([ApiVersion(6, 0), ApiVersion(6, 1), ApiVersion(6, 8)])
        (ApiVersion(major=6, minor=1), None)
        >>> negotiate([ApiVersion(6, 1), ApiVersion(6, 8)], "latest")
        (ApiVersion(major=6, minor=8), None)
    """
    offers = sorted(set(offered))
    speakable = [version for version in offers if version.major == KNOWN[-1].major and version >= KNOWN[0]]
    if isinstance(requested, str) and requested.strip().casefold() != LATEST:
        requested = ApiVersion.parse(requested)
    if isinstance(requested, ApiVersion):
        if requested in speakable or (not offers and requested.major == KNOWN[-1].major):
            return requested, None
        raise VersionError(
            f"api_version {requested} cannot be spoken with this machine. {both_sides(offers)}",
            hint=f"set api_version to {' or '.join(str(version) for version in speakable)}, or leave it out"
            if speakable
            else NOTHING_SHARED_HINT,
        )
    if not speakable:
        raise VersionError(
            f"the machine and this SDK share no version of the Web API. {both_sides(offers)}", hint=NOTHING_SHARED_HINT
        )
    if requested is not None:
        return speakable[-1], None
    shared = [version for version in speakable if version in KNOWN]
    if shared:
        return shared[-1], None
    nearest = speakable[0]
    return nearest, (
        f"the machine offers {listing(offers)}, and this SDK was written for {listing(KNOWN)}; it speaks {nearest}, "
        f'which is the nearest. Set api_version="{nearest.major}.{nearest.minor}" to accept that without this warning.'
    )


NOTHING_SHARED_HINT = (
    "look for a release of eosconnect-sdk that speaks one of the machine's versions, or update the machine's software"
)


def both_sides(offers: Iterable[ApiVersion]) -> str:
    return f"The machine offers {listing(offers) or 'none'}; this SDK knows {listing(KNOWN)} and can try later v6.x."


def listing(versions: Iterable[ApiVersion]) -> str:
    return ", ".join(str(version) for version in versions)
