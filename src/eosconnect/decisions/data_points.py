"""The catalogue of data points: every sensor reading and set point of the Web API.

The facts come from the OpenAPI document by way of the generated :mod:`eosconnect.decisions.data_point_table`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from eosconnect.decisions.data_point_table import TABLE, DataPointKey
from eosconnect.decisions.operations import OPERATIONS, OperationId

__all__ = ["DATA_POINTS", "DataPoint", "DataPointKey"]


@frozen
class DataPoint:
    """One data point.

    Attributes:
        key: ``"processChamber.temperature"``, as in ``machine.sensors[key]``.
        label: the name in words.
        explanation: what it tells, in a sentence.
        unit: ``"°C"``; empty where there is none.
        kind: ``"number"``, ``"integer"``, ``"boolean"`` or ``"text"``.
        interval: seconds between two recorded values at least, or ``None`` where the document does not say.
        threshold: a value is recorded when it has changed by this much, in ``unit``; ``None`` where it does not say.
        layer_based: one value per layer instead of by time; ``None`` where it does not say.
        counted: ``"laser"`` or ``"shutter"`` if it exists once for each of them, else ``None``.
        values, current, description: the operations that read it, ``None`` where the Web API has none.
        machines: the machine models that have it.
        filter_system: ``"RFS 1.x"``, ``"RFS 1.3"`` or ``"RFS 2.0"`` if only machines with that one have it.
        opc_ua, mqtt: its names in the other two interfaces, ``None`` where it has none.
    """

    key: DataPointKey
    label: str
    explanation: str
    unit: str
    kind: str
    interval: float | None
    threshold: float | None
    layer_based: bool | None
    counted: str | None
    values: OperationId | None
    current: OperationId | None
    description: OperationId | None
    filter_system: str | None
    opc_ua: str | None
    mqtt: str | None

    @property
    def machines(self) -> tuple[str, ...]:
        """The machine models that have it."""
        return OPERATIONS[self.current].machines if self.current else ()

    @property
    def numbered(self) -> str | None:
        """The path parameter that takes the number, ``"laserNumber"`` or ``"shutterNumber"``."""
        return f"{self.counted}Number" if self.counted else None

    @property
    def recorded(self) -> bool:
        """Whether its values are kept for each job."""
        return self.values is not None

    @property
    def described(self) -> bool:
        """Whether the machine describes it."""
        return self.description is not None

    def numbered_key(self, number: int | None) -> str:
        """The key of one of several: ``exposure.laser[2].temperature``.

        Example:
            >>> DATA_POINTS["exposure.laser.temperature"].numbered_key(2)
            'exposure.laser[2].temperature'
        """
        if number is None or self.counted is None:
            return self.key
        return self.key.replace(f".{self.counted}.", f".{self.counted}[{number}].")

    def attribute(self, number: int | None = None) -> str:
        """How it is reached below ``machine.sensors``; by default the first of several.

        Example:
            >>> DATA_POINTS["exposure.laser.temperature"].attribute(2)
            'exposure.laser[2].temperature'
            >>> DATA_POINTS["processChamber.o2ConcentrationTop"].attribute()
            'process_chamber.o2_concentration_top'
        """
        key = self.numbered_key(1 if number is None else number)
        return ".".join(re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower() for name in key.split("."))


DATA_POINTS: Mapping[str, DataPoint] = MappingProxyType({key: DataPoint(key, *row) for key, row in TABLE.items()})
