"""The eight machine models of the documents: what is built into each."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.simulator.world.materials import (
    ALSI10MG,
    HT23,
    IN718,
    MS1,
    PA1101,
    PA2200,
    PA3200GF,
    PEKK,
    STEEL_316L,
    TI64,
    TPU1301,
    Material,
)

__all__ = ["PROFILES", "MachineProfile", "profile_of"]


@attrs.frozen(kw_only=True)
class MachineProfile:
    """One machine model.

    Attributes:
        model: the name that the document uses, such as ``EOS M 290``.
        technical_model: a value of the document's ``MachineModel``.
        type: ``Metal`` or ``Polymer``.
        control_system, print_domain: what runs on it.
        lasers, laser_power: number and maximum output in W.
        shutters: number of shutters that have a temperature sensor.
        filter_system: ``RFS 1.3``, ``RFS 2.0``, ``RFS 1.x`` or ``None``.
        build_volume: width, depth and height in mm.
        materials: what can be built.
        recoater_travel: in mm.
        two_way: the recoater coats in both directions.
        return_time, handling_time: seconds of a layer for moving back and dosing, and for the rest.
        powder_bed_camera: images of the powder bed are taken.
        oee: the machine keeps the state flags.
    """

    model: str
    technical_model: str
    type: str
    control_system: str
    print_domain: str
    lasers: int
    laser_power: float
    shutters: int = 0
    filter_system: str | None
    build_volume: tuple[float, float, float]
    materials: tuple[Material, ...]
    recoater_travel: float
    two_way: bool
    return_time: float
    handling_time: float
    powder_bed_camera: bool = True
    oee: bool = True

    @property
    def metal(self) -> bool:
        return self.type == "Metal"

    def has_filter_system(self, wanted: str | None) -> bool:
        """Whether a data point that is limited to ``wanted`` exists here; ``RFS 1.x`` covers every first generation."""
        if wanted is None:
            return True
        if self.filter_system is None:
            return False
        return self.filter_system == wanted or (wanted == "RFS 1.x" and self.filter_system.startswith("RFS 1."))


_METALS = (TI64, ALSI10MG, IN718, STEEL_316L, MS1)

_ALL = (
    MachineProfile(
        model="EOS M 290",
        technical_model="M291",
        type="Metal",
        control_system="EOSystem",
        print_domain="DMLS",
        lasers=1,
        laser_power=400.0,
        filter_system="RFS 1.3",
        build_volume=(250.0, 250.0, 325.0),
        materials=_METALS,
        recoater_travel=415.0,
        two_way=False,
        return_time=2.6,
        handling_time=0.9,
    ),
    MachineProfile(
        model="EOS M 300-4",
        technical_model="M304",
        type="Metal",
        control_system="EOSystem",
        print_domain="DMLS",
        lasers=4,
        laser_power=400.0,
        filter_system="RFS 2.0",
        build_volume=(300.0, 300.0, 400.0),
        materials=(TI64, ALSI10MG, IN718, MS1),
        recoater_travel=510.0,
        two_way=False,
        return_time=3.0,
        handling_time=1.1,
    ),
    MachineProfile(
        model="EOS M 400",
        technical_model="M400",
        type="Metal",
        control_system="EOSystem",
        print_domain="DMLS",
        lasers=1,
        laser_power=1000.0,
        filter_system="RFS 1.3",
        build_volume=(400.0, 400.0, 400.0),
        materials=(ALSI10MG, IN718, MS1),
        recoater_travel=640.0,
        two_way=True,
        return_time=2.2,
        handling_time=1.4,
    ),
    MachineProfile(
        model="EOS M 400-4",
        technical_model="M404",
        type="Metal",
        control_system="EOSystem",
        print_domain="DMLS",
        lasers=4,
        laser_power=400.0,
        filter_system="RFS 2.0",
        build_volume=(400.0, 400.0, 400.0),
        materials=_METALS,
        recoater_travel=640.0,
        two_way=True,
        return_time=2.2,
        handling_time=1.4,
    ),
    MachineProfile(
        model="EOS P 396",
        technical_model="P396",
        type="Polymer",
        control_system="PSW",
        print_domain="LS",
        lasers=1,
        laser_power=70.0,
        filter_system=None,
        build_volume=(340.0, 340.0, 600.0),
        materials=(PA2200, PA1101, PA3200GF, TPU1301),
        recoater_travel=520.0,
        two_way=True,
        return_time=1.2,
        handling_time=3.4,
        powder_bed_camera=False,
        oee=False,
    ),
    MachineProfile(
        model="EOS P 500",
        technical_model="P500",
        type="Polymer",
        control_system="EOSystem",
        print_domain="LS",
        lasers=2,
        laser_power=70.0,
        shutters=2,
        filter_system="RFS 1.x",
        build_volume=(500.0, 330.0, 400.0),
        materials=(PA2200, PA1101),
        recoater_travel=680.0,
        two_way=True,
        return_time=0.8,
        handling_time=2.2,
    ),
    MachineProfile(
        model="EOS P 770",
        technical_model="P770",
        type="Polymer",
        control_system="PSW",
        print_domain="LS",
        lasers=2,
        laser_power=70.0,
        filter_system=None,
        build_volume=(700.0, 380.0, 580.0),
        materials=(PA2200, PA3200GF),
        recoater_travel=880.0,
        two_way=True,
        return_time=1.4,
        handling_time=4.2,
        powder_bed_camera=False,
        oee=False,
    ),
    MachineProfile(
        # The document's MachineModel has no value of its own for this model; it stands on the platform of the P 770.
        model="EOS P 810",
        technical_model="P770",
        type="Polymer",
        control_system="PSW",
        print_domain="LS",
        lasers=2,
        laser_power=70.0,
        filter_system=None,
        build_volume=(700.0, 380.0, 380.0),
        materials=(HT23, PEKK),
        recoater_travel=880.0,
        two_way=True,
        return_time=1.6,
        handling_time=6.5,
        powder_bed_camera=False,
        oee=False,
    ),
)

PROFILES: Mapping[str, MachineProfile] = {profile.model: profile for profile in _ALL}


def profile_of(model: str) -> MachineProfile:
    """The profile of a model, whether it is written ``EOS M 290``, ``M290`` or ``eos-m-290``.

    Raises:
        ConfigurationError: there is no such model; the message lists those that exist.

    >>> profile_of("m290").model
    'EOS M 290'
    """

    def plain(name: str) -> str:
        return "".join(c for c in name.lower() if c.isalnum()).removeprefix("eos")

    for profile in _ALL:
        if plain(profile.model) == plain(model):
            return profile
    raise ConfigurationError(
        f"there is no machine model {model!r} to simulate", hint=f"choose one of {', '.join(PROFILES)}"
    )
