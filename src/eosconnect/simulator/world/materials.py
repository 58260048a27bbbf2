"""The powders, with what building in them looks like."""

from __future__ import annotations

import attrs

__all__ = [
    "ALSI10MG",
    "HT23",
    "IN718",
    "MS1",
    "PA1101",
    "PA2200",
    "PA3200GF",
    "PEKK",
    "STEEL_316L",
    "TI64",
    "TPU1301",
    "Material",
]


@attrs.frozen(kw_only=True)
class Material:
    """A powder and its process.

    Attributes:
        name: as the machine calls it.
        process: names of the parameter sets that it is built with.
        layer_thickness: the thicknesses that exist for it, in mm.
        area_rate: what one laser melts, in mm² per second, at the middle thickness.
        platform: set point of the building platform, in °C.
        chamber: temperature in the process chamber while building, in °C.
        gas: ``Argon``, ``Nitrogen`` or ``None``.
        oxygen: usual concentration in the chamber while building, in %.
        recoating_speed: in mm/s.
        dosage: usual dosage factor, in %.
    """

    name: str
    process: tuple[str, ...]
    layer_thickness: tuple[float, ...]
    area_rate: float
    platform: float
    chamber: float
    gas: str | None
    oxygen: float
    recoating_speed: float
    dosage: float


TI64 = Material(
    name="Ti64",
    process=("Performance", "Speed"),
    layer_thickness=(0.03, 0.06),
    area_rate=150.0,
    platform=35.0,
    chamber=37.0,
    gas="Argon",
    oxygen=0.08,
    recoating_speed=150.0,
    dosage=165.0,
)
ALSI10MG = Material(
    name="AlSi10Mg",
    process=("Speed", "Surface"),
    layer_thickness=(0.03, 0.06),
    area_rate=235.0,
    platform=35.0,
    chamber=36.0,
    gas="Argon",
    oxygen=0.1,
    recoating_speed=150.0,
    dosage=180.0,
)
IN718 = Material(
    name="IN718",
    process=("Performance", "Surface"),
    layer_thickness=(0.04, 0.08),
    area_rate=115.0,
    platform=80.0,
    chamber=42.0,
    gas="Argon",
    oxygen=0.11,
    recoating_speed=120.0,
    dosage=170.0,
)
STEEL_316L = Material(
    name="316L",
    process=("Surface", "Flex"),
    layer_thickness=(0.02, 0.04),
    area_rate=95.0,
    platform=80.0,
    chamber=41.0,
    gas="Argon",
    oxygen=0.12,
    recoating_speed=150.0,
    dosage=160.0,
)
MS1 = Material(
    name="MS1",
    process=("Performance", "Surface"),
    layer_thickness=(0.04, 0.05),
    area_rate=110.0,
    platform=40.0,
    chamber=38.0,
    gas="Nitrogen",
    oxygen=0.8,
    recoating_speed=150.0,
    dosage=165.0,
)
PA2200 = Material(
    name="PA 2200",
    process=("Balance", "Performance", "Speed"),
    layer_thickness=(0.1, 0.12, 0.15),
    area_rate=1250.0,
    platform=134.0,
    chamber=172.5,
    gas="Nitrogen",
    oxygen=2.4,
    recoating_speed=200.0,
    dosage=100.0,
)
PA1101 = Material(
    name="PA 1101",
    process=("Balance", "Performance"),
    layer_thickness=(0.1, 0.12),
    area_rate=1150.0,
    platform=150.0,
    chamber=182.0,
    gas="Nitrogen",
    oxygen=2.2,
    recoating_speed=200.0,
    dosage=100.0,
)
PA3200GF = Material(
    name="PA 3200 GF",
    process=("Performance", "Speed"),
    layer_thickness=(0.12, 0.15),
    area_rate=1200.0,
    platform=134.0,
    chamber=174.0,
    gas="Nitrogen",
    oxygen=2.4,
    recoating_speed=180.0,
    dosage=110.0,
)
TPU1301 = Material(
    name="TPU 1301",
    process=("Balance",),
    layer_thickness=(0.12,),
    area_rate=1000.0,
    platform=88.0,
    chamber=112.0,
    gas="Nitrogen",
    oxygen=2.4,
    recoating_speed=160.0,
    dosage=115.0,
)
HT23 = Material(
    name="HT-23",
    process=("Performance",),
    layer_thickness=(0.12,),
    area_rate=900.0,
    platform=262.0,
    chamber=292.0,
    gas="Nitrogen",
    oxygen=1.4,
    recoating_speed=150.0,
    dosage=110.0,
)
PEKK = Material(
    name="HP3 PEKK",
    process=("Performance",),
    layer_thickness=(0.12,),
    area_rate=850.0,
    platform=255.0,
    chamber=285.0,
    gas="Nitrogen",
    oxygen=1.4,
    recoating_speed=150.0,
    dosage=115.0,
)
