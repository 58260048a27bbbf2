"""The licenses in the machine's container."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs

from eosconnect.models.conversion import named
from eosconnect.models.model import Model

__all__ = ["License"]


@attrs.frozen(kw_only=True, repr=False)
class License(Model):
    """An installed license. Source: LicenseInfo.

    Attributes:
        product_name: what it is for.
        firm_code: of the issuer.
        product_code: of the license.
        feature_code, feature_map: what it covers.
        expires_at: ``None`` if it does not expire.
        quantity: number of licenses.
        unit_counter: as the machine tells it.
        container_id: the container it lies in.
        company: its owner.

    Example:
        >>> license = License.from_json({"productName": "Reporting", "expirationDateUtc": "2026-12-01T00:00:00Z"})
        >>> license.days_left(datetime(2026, 11, 20, 12, tzinfo=UTC))
        10
    """

    product_name: str | None = None
    firm_code: int | None = attrs.field(default=None, repr=False)
    product_code: int | None = None
    feature_code: int | None = attrs.field(default=None, repr=False)
    feature_map: int | None = attrs.field(default=None, repr=False)
    expires_at: datetime | None = attrs.field(default=None, metadata=named("expirationDateUtc"))
    quantity: int | None = attrs.field(default=None, metadata=named("licenseQuantity"))
    unit_counter: int | None = attrs.field(default=None, repr=False)
    container_id: str | None = attrs.field(default=None, repr=False)
    company: str | None = attrs.field(default=None, repr=False)

    def days_left(self, now: datetime | None = None) -> int | None:
        """Whole days until it expires: 0 on its last day, negative afterwards, ``None`` if it never does.

        Args:
            now: counted from here; this computer's clock by default.
        """
        return None if self.expires_at is None else (self.expires_at - (now or datetime.now(UTC))).days

    @property
    def is_expired(self) -> bool:
        """Whether it is no longer good by this computer's clock."""
        left = self.days_left()
        return left is not None and left < 0
