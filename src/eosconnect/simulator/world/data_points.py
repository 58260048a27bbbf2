"""The 49 data points of the document: unit, resolution, how often they are sampled and when a sample is recorded."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files

import attrs

from eosconnect.simulator.world.profiles import PROFILES, MachineProfile

__all__ = ["DATA_POINTS", "DataPoint"]

# Asked for although the document has no description of it.
_UNDESCRIBED = frozenset({"exposure.laser.operatingTime"})


@attrs.frozen(kw_only=True)
class DataPoint:
    """One data point, a row of ``data_points.csv``.

    Attributes:
        key: path in the Web API with dots, such as ``processChamber.temperature``.
        name, description, unit: what the machine says about it.
        decimals: of the values.
        interval: seconds between two samples, where the document tells.
        threshold: least change between two recorded values, where the document tells.
        kind: ``sampled``; ``layer`` for one value per layer, when the layer has been built; ``current`` when nothing
            is recorded of it; ``text`` for a word.
        models: the machine models that have it.
        filter_system: the filter system that it needs besides, or ``None``.
        numbered: ``laserNumber`` or ``shutterNumber`` when there is one for each of them.
    """

    key: str
    name: str
    description: str
    unit: str
    decimals: int
    interval: float | None
    threshold: float | None
    kind: str
    models: frozenset[str]
    filter_system: str | None
    numbered: str | None

    @property
    def described(self) -> bool:
        return self.key not in _UNDESCRIBED

    @property
    def recorded(self) -> bool:
        """Whether its values during a job can be asked for."""
        return self.kind != "current"

    def is_on(self, profile: MachineProfile) -> bool:
        """Whether a machine has it."""
        return profile.model in self.models and profile.has_filter_system(self.filter_system)

    def numbers(self, profile: MachineProfile) -> range:
        """The numbers of the lasers or shutters that have it; ``range(0, 1)`` for a data point without a number."""
        if self.numbered is None:
            return range(1)
        return range(1, 1 + (profile.lasers if self.numbered == "laserNumber" else profile.shutters))


def _models(group: str) -> list[str]:
    if group == "every":
        return list(PROFILES)
    if group == "metal":
        return [model for model, profile in PROFILES.items() if profile.metal]
    return [f"EOS {group[0]} {group[1:]}"]


def _data_point(row: Mapping[str, str]) -> DataPoint:
    return DataPoint(
        key=row["key"],
        name=row["name"],
        description=row["description"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        interval=float(row["interval"]) if row["interval"] else None,
        threshold=float(row["threshold"]) if row["threshold"] else None,
        kind=row["kind"],
        models=frozenset(model for group in row["models"].split() for model in _models(group)),
        filter_system=row["filter_system"] or None,
        numbered=row["numbered"] or None,
    )


def _read() -> dict[str, DataPoint]:
    table = files("eosconnect.simulator.world").joinpath("data_points.csv").read_text(encoding="utf-8")
    return {row["key"]: _data_point(row) for row in csv.DictReader(table.splitlines())}


DATA_POINTS: Mapping[str, DataPoint] = _read()
