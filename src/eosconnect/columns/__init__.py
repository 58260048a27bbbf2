"""Pages of sensor values as columns, straight from the bytes of the answer."""

from __future__ import annotations

from eosconnect.columns.decoding import decode_page, decode_pages
from eosconnect.columns.sensor_columns import NO_LAYER, SensorColumns

__all__ = ["NO_LAYER", "SensorColumns", "decode_page", "decode_pages"]
