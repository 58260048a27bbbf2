"""Values of data points, and what the machine says about them."""

from __future__ import annotations

from datetime import datetime

import attrs

from eosconnect.models.model import Model, Row

__all__ = ["SensorDescription", "SensorValue"]


@attrs.frozen(kw_only=True, repr=False)
class SensorValue(Row):
    """One measured value. There are millions of them, so the JSON is not kept. Source: SensorValue.

    Attributes:
        timestamp: when it was measured.
        value: in the unit of its sensor; ``None`` where the sensor reports an error.
        layer_index: the layer that was being built, ``None`` outside jobs.
        is_in_job: whether it belongs to a job.

    Example:
        >>> SensorValue.from_json({"timestamp": "2026-11-02T08:15:00.1234567Z", "value": 79.5, "layerIndex": 3})
        SensorValue(timestamp=2026-11-02 08:15:00.123456Z, value=79.5, layer_index=3)
    """

    timestamp: datetime | None = None
    value: float | None = None
    layer_index: int | None = None
    is_in_job: bool | None = None


@attrs.frozen(kw_only=True, repr=False)
class SensorDescription(Model):
    """What the machine says about a sensor. Source: SensorDescription.

    Attributes:
        display_name: its name for people.
        description: what it measures.
        unit: such as "°C"; empty where there is none.
        is_layer_based: there is one value per layer, reported once the layer has been built.

    Example:
        >>> SensorDescription.from_json({"displayName": "Process chamber temperature", "unit": "°C"}).unit
        '°C'
    """

    display_name: str | None = None
    description: str | None = None
    unit: str | None = None
    is_layer_based: bool | None = None
