"""What is installed in a machine: its software, and the modules with their versions and serial numbers."""

from __future__ import annotations

import attrs

from eosconnect.simulator.world.noise import Dice
from eosconnect.simulator.world.profiles import MachineProfile

__all__ = ["EOSCONNECT_CORE", "Installation"]

EOSCONNECT_CORE = "1.7.920.0"


@attrs.frozen
class Installation:
    """Versions and serial numbers of one machine; they follow from its dice and its profile."""

    profile: MachineProfile
    _dice: Dice

    def _version(self, name: str, major: int) -> str:
        dice = self._dice.part(name)
        return f"{major}.{dice.integer('minor', 0, 14)}.{dice.integer('patch', 0, 9)}.{dice.integer('build', 1, 60)}"

    def _serial(self, name: str, prefix: str) -> str:
        return f"{prefix}{self._dice.part(name).integer('serial', 100_000, 999_999)}"

    @property
    def control_system(self) -> str:
        return self._version("control system", 3 if self.profile.control_system == "EOSystem" else 5)

    @property
    def hcs_service(self) -> str:
        return self._version("hcs", 2)

    @property
    def machine_db_schema(self) -> str:
        return str(self._dice.integer("schema", 40, 58))

    @property
    def machine_db_service(self) -> str:
        return self._version("machine db", 2)

    def modules(self) -> dict[str, str]:
        """Version of every software module, by name."""
        return {
            self.profile.control_system: self.control_system,
            "EOSCONNECT Core": EOSCONNECT_CORE,
            "HcsService": self.hcs_service,
            "MachineDb Schema": self.machine_db_schema,
            "MachineDb Service": self.machine_db_service,
            "PLC": self.plc()["softwareVersion"],
        }

    def plc(self) -> dict[str, str]:
        return {
            "serialNumber": self._serial("plc", "PLC"),
            "softwareVersion": self._version("plc", 4),
            "variant": "CX2040" if self.profile.metal else "CX5140",
        }

    def filter_system(self) -> dict[str, str]:
        return {
            "safetyVersion": self._version("filter safety", 1),
            "serialNumber": self._serial("filter", "RFS"),
            "softwareVersion": self._version("filter software", 2),
            "variant": self.profile.filter_system or "Exhaust",
        }

    def dispenser(self) -> str | None:
        """Variant of the dispenser, where it is known."""
        if self.profile.model == "EOS M 290":
            return None
        return "Rotary" if self.profile.metal and self.profile.two_way else "Hopper"

    def laser(self, number: int) -> dict[str, str]:
        kind = "YLR" if self.profile.metal else "CO2"
        return {
            "firmware": self._version("laser", 1),
            "model": f"{kind}-{self.profile.laser_power:.0f}-WC",
            "serialNumber": self._serial(f"laser {number}", "LS"),
        }

    def controller(self, number: int) -> dict[str, str]:
        return {
            "firmware": self._version("controller", 6),
            "hardware": f"RTC6-{'ABCD'[(number - 1) % 4]}",
            "interface": self._version("controller interface", 1),
        }
