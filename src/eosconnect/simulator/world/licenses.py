"""The licenses of the machine: what is installed, and what has been in force since the last restart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.simulator.world.noise import Dice
from eosconnect.simulator.world.ticks import DAY

__all__ = ["CORE", "CORE_CONTROL", "REPORTING", "License", "LicenseState", "Licenses"]

CORE, CORE_CONTROL, REPORTING = 40_194, 40_225, 40_001
_NAMES = {CORE: "EOSCONNECT Core", CORE_CONTROL: "EOSCONNECT Core Control", REPORTING: "Reporting"}
_YEAR = 365 * DAY

LicenseState = Literal["valid", "expired", "missing"]


@attrs.frozen(kw_only=True)
class License:
    """One license.

    Attributes:
        product: the product code.
        expires: ticks since 1970, or ``None``.
    """

    product: int
    name: str
    expires: int | None

    def is_valid(self, now: int) -> bool:
        return self.expires is None or now < self.expires


class Licenses:
    """The license container of the machine.

    Args:
        beginning: ticks at which the world begins; the Reporting license is then good for a year.

    Attributes:
        container: id of the container.

    Example:
        >>> licenses = Licenses(Dice("example"), beginning=0)
        >>> licenses.set(REPORTING, "expired")
        >>> licenses.allows(REPORTING, now=0)
        False
    """

    def __init__(self, dice: Dice, *, beginning: int) -> None:
        self.container = f"3-{dice.integer('container', 1_000_000, 9_999_999)}"
        self._beginning = beginning
        self._installed = self._all(beginning + _YEAR)
        self._in_force = self._installed

    def __iter__(self) -> Iterator[License]:
        """Those that are installed."""
        return iter(self._installed.values())

    def allows(self, product: int, now: int) -> bool:
        """Whether a license is in force."""
        license = self._in_force.get(product)
        return license is not None and license.is_valid(now)

    def set(self, product: int | str, state: LicenseState) -> None:
        """Decide about a license, given by code or name; in force at once.

        Raises:
            ConfigurationError: there is no such license or no such state.
        """
        code = next((code for code, name in _NAMES.items() if product in (code, name)), None)
        if code is None or state not in ("valid", "expired", "missing"):
            raise ConfigurationError(
                f"there is no license {product!r} with the state {state!r}",
                hint=f"licenses: {', '.join(_NAMES.values())}; states: valid, expired, missing",
            )
        licenses = {known: license for known, license in self._installed.items() if known != code}
        if state == "valid":
            licenses[code] = self._all(self._beginning + _YEAR)[code]
        elif state == "expired":
            licenses[code] = License(product=code, name=_NAMES[code], expires=self._beginning - DAY)
        self._installed = self._in_force = {code: licenses[code] for code in _NAMES if code in licenses}

    def update(self, now: int) -> None:
        """Install everything anew, good for a year; in force after the next restart."""
        self._installed = self._all(now + _YEAR)

    def restart(self) -> None:
        self._in_force = self._installed

    def _all(self, expires: int) -> dict[int, License]:
        return {
            code: License(product=code, name=name, expires=expires if code == REPORTING else None)
            for code, name in _NAMES.items()
        }
