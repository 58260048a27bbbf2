"""One check per setting: it normalises what is clear and refuses the rest with a remedy.

Every refusal begins with the name of the setting. None of them repeats what may hold a password.
"""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import Final, NoReturn
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from eosconnect.errors import ConfigurationError
from eosconnect.settings.secret import Secret
from eosconnect.versions import LATEST, ApiVersion

__all__ = [
    "checked_api_version",
    "checked_authority",
    "checked_count",
    "checked_fingerprint",
    "checked_host",
    "checked_proxy",
    "checked_rate",
    "checked_secret",
    "checked_text",
    "checked_zone",
    "how_to_set",
]

DEFAULT_PORTS: Final = {"https": 443, "http": 80}
HOST_NAME: Final = re.compile(r"(?!-)[\w-]{1,63}(\.[\w-]{1,63})*\.?")
PEM_CERTIFICATE: Final = "-----BEGIN CERTIFICATE-----"
PROXY_SCHEMES: Final = ("http", "https", "socks5", "socks5h")
FROM_ENVIRONMENT: Final = frozenset({"host", "client_id", "client_secret", "api_version", "ca", "fingerprint"})

WRITE_HOST = (
    'write the name or address of the machine, such as "si1716" or "192.168.0.7", with a port as in "si1716:8443"'
)
READ_FINGERPRINT = (
    "the browser shows the SHA-256 fingerprint in the certificate's details, and so does: "
    "openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -fingerprint -sha256"
)
OTHER_DIGESTS: Final = {32: "MD5", 40: "SHA-1", 96: "SHA-384", 128: "SHA-512"}


def how_to_set(setting: str) -> str:
    """What to do about a setting that is missing."""
    if setting not in FROM_ENVIRONMENT:
        return f"pass {setting}=..."
    return f"pass {setting}=..., or set EOSCONNECT_{setting.upper()} in the environment or in a .env file"


def checked_host(given: object) -> tuple[str, str]:
    """Scheme and normalised host."""
    if given is None or (isinstance(given, str) and not given.strip()):
        raise ConfigurationError("host is missing", hint=f"{how_to_set('host')}; {WRITE_HOST}")
    if not isinstance(given, str):
        raise ConfigurationError(f"host must be a text, not {type(given).__name__}", hint=WRITE_HOST)
    text = given.strip()
    if "@" in text:
        raise ConfigurationError(
            "host holds user info (the part before the @)",
            hint="leave it out: credentials go into client_id and client_secret, and nowhere else",
        )

    def refuse(why: str) -> NoReturn:
        raise ConfigurationError(f"host {given!r} {why}", hint=WRITE_HOST)

    if re.search(r"\s|[\x00-\x1f]", text):
        refuse("contains spaces or line breaks")
    scheme, separator, rest = text.partition("://")
    scheme = scheme.casefold() if separator else "https"
    rest = rest if separator else text
    if scheme not in DEFAULT_PORTS:
        refuse(f"begins with {scheme}://, but the Web API is spoken over https")
    if rest.count(":") > 1 and "[" not in rest and address_of(rest.rstrip("/")):
        rest = f"[{rest.rstrip('/')}]"  # an IPv6 address as it is written outside URLs
    url, port = split(f"{scheme}://{rest}", refuse)
    if url.path not in ("", "/") or url.query or url.fragment:
        refuse(
            f"is more than a host; the paths of the Web API are ours to add: {(url.hostname or 'si1716')!r} is enough"
        )
    name = checked_name(url.hostname or "", refuse)
    if scheme == "http" and not is_loopback(name):
        raise ConfigurationError(
            f"host {given!r} asks for plain http, which would send the credentials readable for everybody",
            hint="leave http:// out; it is accepted only for this computer itself (localhost, 127.0.0.1)",
        )
    return scheme, name if port in (None, DEFAULT_PORTS[scheme]) else f"{name}:{port}"


def split(text: str, refuse: Callable[[str], NoReturn]) -> tuple[SplitResult, int | None]:
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError:
        refuse("has a port or address that cannot be read")
    if port == 0 or url.netloc.endswith(":"):
        refuse("has a colon without a port from 1 to 65535")
    return url, port


def checked_name(name: str, refuse: Callable[[str], NoReturn]) -> str:
    address = address_of(name)
    if address:
        return f"[{address}]" if address.version == 6 else str(address)
    if re.fullmatch(r"[0-9.]+", name) and "." in name:
        refuse("looks like an IP address, but is none")
    if not HOST_NAME.fullmatch(name) or len(name) > 253:
        refuse("is not a host name")
    return name


def address_of(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return None if "%" in text else ipaddress.ip_address(text)  # a zone ("%eth0") has no place in a URL
    except ValueError:
        return None


def is_loopback(name: str) -> bool:
    address = address_of(name.strip("[]"))
    return name == "localhost" if address is None else address.is_loopback


def checked_text(setting: str, given: object) -> str | None:
    """A text without outer white space; what is empty counts as absent."""
    if given is None:
        return None
    if not isinstance(given, str):
        raise ConfigurationError(f"{setting} must be a text, not {type(given).__name__}", hint=how_to_set(setting))
    text = given.strip()
    if not text.isprintable():
        raise ConfigurationError(
            f"{setting} contains a line break or another control character", hint=how_to_set(setting)
        )
    return text or None


def checked_secret(given: object) -> Secret | None:
    text = checked_text("client_secret", given.reveal() if isinstance(given, Secret) else given)
    return None if text is None else Secret(text)


def checked_api_version(given: object) -> str | None:
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if isinstance(given, ApiVersion):
        return str(given)
    if isinstance(given, str) and given.strip().casefold() == LATEST:
        return LATEST
    ApiVersion.parse(given)
    return str(given).strip()


def checked_authority(given: object) -> str | Path | None:
    """The setting ``ca``: PEM text, or the absolute path of a PEM file that exists."""
    if given is None or given == "":
        return None
    if isinstance(given, str) and "-----BEGIN" in given:
        if PEM_CERTIFICATE not in given:
            raise ConfigurationError("ca is PEM text without a certificate", hint=f"it has to hold {PEM_CERTIFICATE}")
        return given
    if not isinstance(given, str | Path):
        raise ConfigurationError(f"ca must be PEM text or a path, not {type(given).__name__}", hint=how_to_set("ca"))
    try:
        path = Path(given).expanduser().absolute()
        content = path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a path"
        raise ConfigurationError(
            f"ca {str(given)!r} cannot be read: {reason}",
            hint="give the path of a PEM file, or its text, or trust the machine's own certificate by its fingerprint",
        ) from None
    if PEM_CERTIFICATE.encode() not in content:
        raise ConfigurationError(
            f"ca {str(given)!r} holds no certificate in PEM form",
            hint=f"convert it with: openssl x509 -inform der -in {path.name} -out {path.stem}.pem",
        )
    return path


def checked_fingerprint(given: object) -> str | None:
    """64 hexadecimal digits in lower case."""
    text = checked_text("fingerprint", given)
    if text is None:
        return None
    text = re.sub(r"^sha-?256([\s_-]*fingerprint)?\s*[:=]\s*", "", text, flags=re.IGNORECASE)
    digits = re.sub(r"[\s:.-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]+", digits):
        raise ConfigurationError("fingerprint is not written in hexadecimal digits", hint=READ_FINGERPRINT)
    if len(digits) in OTHER_DIGESTS:
        raise ConfigurationError(
            f"fingerprint is a {OTHER_DIGESTS[len(digits)]} one; the SHA-256 one is needed (64 digits)",
            hint=READ_FINGERPRINT,
        )
    if len(digits) != 64:
        raise ConfigurationError(f"fingerprint has {len(digits)} digits; SHA-256 has 64", hint=READ_FINGERPRINT)
    return digits


def checked_zone(given: object) -> tzinfo | None:
    if given is None or isinstance(given, tzinfo):
        return given
    name = checked_text("tz", given)
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ConfigurationError(
            f"tz {name!r} is not a known time zone",
            hint='write a name such as "Europe/Berlin" or "UTC"; where the system has no zones: pip install tzdata',
        ) from None


def checked_count(setting: str, given: object, *, least: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < least:
        raise ConfigurationError(f"{setting}={given!r} is not a whole number from {least} on", hint=how_to_set(setting))
    return given


def checked_rate(given: object) -> float | None:
    """Requests per second at most."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given < math.inf:
        raise ConfigurationError(
            f"max_rate={given!r} is not a number of requests per second",
            hint="give a number above zero, such as 5 or 0.5, or leave it out",
        )
    return float(given)


def checked_proxy(given: object) -> str | None:
    text = checked_text("proxy", given)
    if text is None:
        return None
    try:
        url = urlsplit(text)
        complete = bool(url.scheme in PROXY_SCHEMES and url.hostname and url.port != 0)
    except ValueError:
        complete = False
    if not complete:
        raise ConfigurationError(
            "proxy is not the URL of a proxy",
            hint=f'write it as "http://proxy:3128"; the schemes are {", ".join(PROXY_SCHEMES)}',
        )
    return text
