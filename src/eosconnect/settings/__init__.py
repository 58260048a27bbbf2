"""Everything that is said once about a machine: where it is, who we are, whom we trust, how long we wait.

Settings come from arguments (:meth:`Settings.of`) or from the environment and a ``.env`` file
(:meth:`Settings.from_env`). Both end in the same checks, so that a mistake is told by name and with a remedy before
anything is sent.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from typing import Any, TypedDict, Unpack

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.settings.checks import (
    checked_api_version,
    checked_authority,
    checked_count,
    checked_fingerprint,
    checked_host,
    checked_proxy,
    checked_rate,
    checked_secret,
    checked_text,
    checked_zone,
    how_to_set,
)
from eosconnect.settings.environment import Found, find, locate
from eosconnect.settings.secret import Secret

__all__ = ["Options", "Secret", "Settings", "Timeouts", "refused_setting"]


@attrs.frozen
class Timeouts:
    """How long to wait, in seconds.

    Attributes:
        connect: until a connection and its TLS handshake stand.
        read: between two pieces of an answer.
        write: between two pieces of what we send.
        pool: for a free connection.
        total: for one call with all its repetitions. Bodies that are streamed to disk are bound by ``read`` only.

    Raises:
        ConfigurationError: one of them is not a finite number above zero.
    """

    connect: float = 5.0
    read: float = 30.0
    write: float = 30.0
    pool: float = 30.0
    total: float = 300.0

    def __attrs_post_init__(self) -> None:
        for name, seconds in attrs.asdict(self).items():
            if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds < math.inf:
                raise ConfigurationError(
                    f"timeout {name}={seconds!r} is not a time to wait",
                    hint="give seconds above zero; waiting without an end is not offered",
                )

    @classmethod
    def of(cls, timeout: Timeouts | float | None) -> Timeouts:
        """Timeouts as they are, seconds for one call with all its repetitions, or ``None`` for the defaults.

        Example:
            >>> Timeouts.of(60.0)
            Timeouts(connect=5.0, read=60.0, write=60.0, pool=60.0, total=60.0)
        """
        if timeout is None:
            return cls()
        if isinstance(timeout, Timeouts):
            return timeout
        checked = cls(total=timeout)
        return attrs.evolve(checked, connect=min(checked.connect, timeout), read=timeout, write=timeout, pool=timeout)


class Options(TypedDict, total=False):
    """What :meth:`Settings.of` takes besides the host, for those who hand it on."""

    client_id: str | None
    client_secret: str | Secret | None
    api_version: str | None
    ca: str | Path | None
    fingerprint: str | None
    insecure: bool
    tz: tzinfo | str | None
    timeout: Timeouts | float | None
    retries: int
    max_concurrency: int
    max_rate: float | None
    proxy: str | None


def shown_authority(ca: str | Path | None) -> str:
    return "<PEM text>" if isinstance(ca, str) else repr(ca)


def shown_proxy(proxy: str | None) -> str:
    return repr(proxy if proxy is None else re.sub(r"//.*@", "//**********@", proxy))


@attrs.frozen(kw_only=True)
class Settings:
    """The settings of one machine, checked and normalised. Neither the secret nor a proxy's password is in its repr.

    Attributes:
        host: host name or address in lower case, with the port where it is not the usual one: ``si1716``,
            ``si1716:8443``, ``[::1]:8443``.
        scheme: ``https``; ``http`` only where the host is this computer.
        client_id, client_secret: both, or neither for anonymous reading.
        api_version: ``None`` to negotiate, ``"6.1"`` or ``"v6.1"`` to insist, ``"latest"`` for the machine's newest.
        ca: the certificate authority to trust, as PEM text (``str``) or as the absolute path of a PEM file.
        fingerprint: SHA-256 of the machine's certificate, 64 hexadecimal digits in lower case. Where ``ca`` is given
            as well, both must hold.
        insecure: the certificate is not checked at all.
        tz: the zone of times that are given without an offset; ``None`` is UTC.
        timeout: see :class:`Timeouts`.
        retries: how often a call that may be repeated is repeated.
        max_concurrency: parallel requests at most.
        max_rate: requests per second at most; ``None`` leaves that to ``max_concurrency``.
        proxy: URL of the proxy, possibly with credentials.
    """

    host: str
    scheme: str = "https"
    client_id: str | None = None
    client_secret: Secret | None = None
    api_version: str | None = None
    ca: str | Path | None = attrs.field(default=None, repr=shown_authority)
    fingerprint: str | None = None
    insecure: bool = False
    tz: tzinfo | None = None
    timeout: Timeouts = Timeouts()
    retries: int = 3
    max_concurrency: int = 4
    max_rate: float | None = None
    proxy: str | None = attrs.field(default=None, repr=shown_proxy)

    @property
    def origin(self) -> str:
        """Scheme, host and port as a URL begins: ``https://si1716:8443``."""
        return f"{self.scheme}://{self.host}"

    @classmethod
    def of(
        cls,
        host: str,
        *,
        client_id: str | None = None,
        client_secret: str | Secret | None = None,
        api_version: str | None = None,
        ca: str | Path | None = None,
        fingerprint: str | None = None,
        insecure: bool = False,
        tz: tzinfo | str | None = None,
        timeout: Timeouts | float | None = None,
        retries: int = 3,
        max_concurrency: int = 4,
        max_rate: float | None = None,
        proxy: str | None = None,
    ) -> Settings:
        """Check and normalise settings.

        Args:
            host: ``"si1716"``, ``"si1716:8443"``, ``"https://si1716/"``, ``"192.168.0.7"``, ``"[::1]:8443"``.
            tz: also as the name of a zone, such as ``"Europe/Berlin"``.
            timeout: also as seconds for one call with all its repetitions.
            client_id, client_secret, api_version, ca, fingerprint, insecure, retries, max_concurrency, max_rate, proxy:
                as the attributes.

        Raises:
            ConfigurationError: a setting is missing, malformed or contradicts another one.

        Example:
            >>> Settings.of("https://SI1716/", api_version="6.1").origin
            'https://si1716'
        """
        scheme, host = checked_host(host)
        who, secret = checked_text("client_id", client_id), checked_secret(client_secret)
        if (who is None) != (secret is None):
            missing, given = ("client_secret", "client_id") if secret is None else ("client_id", "client_secret")
            raise ConfigurationError(
                f"{missing} is missing: there is a {given} without it", hint=f"{how_to_set(missing)}; or give neither"
            )
        authority, pin = checked_authority(ca), checked_fingerprint(fingerprint)
        if not isinstance(insecure, bool):
            raise ConfigurationError(f"insecure={insecure!r} is neither True nor False")
        if insecure and (authority is not None or pin is not None):
            raise ConfigurationError(
                f"insecure=True contradicts {'ca' if pin is None else 'fingerprint'}: "
                "the one switches the certificate check off, the other says what to check",
                hint="leave insecure out; a fingerprint is all it takes to trust a self-signed certificate",
            )
        return cls(
            scheme=scheme,
            host=host,
            client_id=who,
            client_secret=secret,
            api_version=checked_api_version(api_version),
            ca=authority,
            fingerprint=pin,
            insecure=insecure,
            tz=checked_zone(tz),
            timeout=Timeouts.of(timeout),
            retries=checked_count("retries", retries, least=0),
            max_concurrency=checked_count("max_concurrency", max_concurrency, least=1),
            max_rate=checked_rate(max_rate),
            proxy=checked_proxy(proxy),
        )

    @classmethod
    def from_env(
        cls,
        env_file: str | os.PathLike[str] | None = ".env",
        environ: Mapping[str, str] | None = None,
        **options: Unpack[Options],
    ) -> Settings:
        """Settings from the environment and a ``.env`` file; the environment is read, never changed.

        Looked for, in this order: ``options``; ``EOSCONNECT_HOST``, ``_CLIENT_ID``, ``_CLIENT_SECRET``,
        ``_API_VERSION``, ``_CA`` and ``_FINGERPRINT`` in the environment, then in the file; ``API_CLIENT_ID``,
        ``API_CLIENT_SECRET`` and ``API_VERSION`` likewise; ``HOSTNAME`` in the file only, because in the environment it
        is the shell's own. What is empty counts as absent. Values are taken as they stand: ``$`` means nothing in them.

        Args:
            env_file: a bare name is looked for in the working directory and the folders above it. A file that does
                not exist is no error; ``None`` reads no file.
            environ: in place of the process environment.
            options: arguments of :meth:`of` that win over both.

        Raises:
            ConfigurationError: there is no host, the file cannot be read, or a setting is malformed.

        Example:
            >>> Settings.from_env(None, {"EOSCONNECT_HOST": "si1716"}).host
            'si1716'
        """
        file = None if env_file is None else locate(Path(env_file))
        found = find(file, os.environ if environ is None else environ)
        if "host" not in found:
            places = "the environment" if file is None else f"the environment and {file}"
            missing_file = "" if file is None or file.is_file() else " (there is no such file)"
            raise ConfigurationError(
                f"host is missing: EOSCONNECT_HOST was looked for in {places}{missing_file}",
                hint='set EOSCONNECT_HOST=si1716 in one of them, or name the machine in code: Machine("si1716")',
            )
        values: dict[str, Any] = {setting: from_place(setting, place) for setting, place in found.items()}
        try:
            return cls.of(**{**values, **options})
        except ConfigurationError as error:
            setting = refused_setting(error)
            if setting in found and setting not in options:
                raise ConfigurationError(f"{error.message} (from {found[setting]})", hint=error.hint) from None
            raise


def refused_setting(error: ConfigurationError) -> str:
    """The setting that :meth:`Settings.of` refuses: its message begins with the name."""
    return re.split(r"\W", error.message, maxsplit=1)[0]


def from_place(setting: str, found: Found) -> str | Path:
    """The value of a setting; a certificate's path in a file is meant from where that file stands."""
    if setting == "ca" and found.file is not None and "-----BEGIN" not in found.value:
        return found.file.parent / Path(found.value).expanduser()
    return found.value
