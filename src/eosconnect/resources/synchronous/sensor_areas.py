# Generated from src/eosconnect/resources/asynchronous/sensor_areas.py by "nox -s generate". Do not edit.
"""The data points as typed attributes, area by area: ``machine.sensors.process_chamber.temperature``."""

from __future__ import annotations

from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.resources.synchronous.sensor import LiveSensor, NumberedSensors, Sensor, TextSensor
from eosconnect.resources.synchronous.sensor_group import SensorGroup

__all__ = ["SensorAreas"]


class BuildingPlatformSensors(SensorGroup):
    """Building platform: position, speed set point, temperature."""

    @property
    def position(self) -> Sensor:
        """Building platform position, in mm.

        Position of the building platform axis, mm. A start position that is too low spoils the first layers, one
        that is too high risks a collision of recoater and plate; afterwards the steps show the layer thickness.

        Recorded: every 0.1 s, when changed by 0.001 mm.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 396, EOS P 500, EOS P 770, EOS P 810.

        Key ``buildingPlatform.position``, OPC UA ``EOS.Machine.BuildingPlatform.Position``, MQTT
        ``BuildingPlatform.Position``.
        """
        return Sensor(self._connection, DATA_POINTS["buildingPlatform.position"])

    @property
    def speed_set_point(self) -> Sensor:
        """Building platform speed set point, in mm/s.

        Commanded speed of the building platform axis, mm/s. One value per layer, written when the layer is
        finished.

        Recorded: once per layer.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 500.

        Key ``buildingPlatform.speedSetPoint``, OPC UA ``EOS.Machine.BuildingPlatform.Speed.SetPoint``, MQTT
        ``BuildingPlatform.SpeedSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["buildingPlatform.speedSetPoint"])

    @property
    def temperature(self) -> Sensor:
        """Building platform temperature, in °C.

        Temperature of the building platform, °C, which is heated during pre-processing. It governs cooling rates
        and with them microstructure and part performance.

        Recorded: every 5 s, when changed by 0.2 °C.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 500, EOS P 770, EOS P 810.

        Key ``buildingPlatform.temperature``, OPC UA ``EOS.Machine.BuildingPlatform.Temperature``, MQTT
        ``BuildingPlatform.Temperature``.
        """
        return Sensor(self._connection, DATA_POINTS["buildingPlatform.temperature"])

    @property
    def temperature_set_point(self) -> Sensor:
        """Building platform temperature set point, in °C.

        Temperature that the building platform is controlled to, °C. Held against the measured one it shows whether
        the heating keeps up.

        Recorded: every 5 s, when changed by 0.2 °C.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 770, EOS P 810.

        Key ``buildingPlatform.temperatureSetPoint``, OPC UA ``EOS.Machine.BuildingPlatform.TemperatureSetPoint``,
        MQTT ``BuildingPlatform.TemperatureSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["buildingPlatform.temperatureSetPoint"])


class CollectorPlatformSensors(SensorGroup):
    """Collector platform of the EOS M 290."""

    @property
    def position(self) -> Sensor:
        """Collector platform position, in mm.

        Position of the collector platform, mm. It sinks as surplus powder is collected.

        Recorded: every 0.5 s, when changed by 0.5 mm.

        Machines: EOS M 290.

        Key ``collectorPlatform.position``, OPC UA ``EOS.Machine.CollectorPlatform.Position``, MQTT
        ``CollectorPlatform.Position``.
        """
        return Sensor(self._connection, DATA_POINTS["collectorPlatform.position"])


class DispenserSensors(SensorGroup):
    """Powder dispenser: dosing, fill level, axes, inert gas."""

    @property
    def dosage_factor(self) -> Sensor:
        """Dispenser dosage factor set point, in %.

        Set point of the powder dosage, %. One value per layer, written when the layer is finished; too little leads
        to short feeds in the powder bed.

        Recorded: once per layer.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``dispenser.dosageFactor``, OPC UA ``EOS.Machine.Dispenser.DosageFactorSetPoint``, MQTT
        ``Dispenser.DosageFactorSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["dispenser.dosageFactor"])

    @property
    def dosing_chamber_count(self) -> Sensor:
        """Dosed chambers.

        Number of dosing chambers that were really emptied for a layer. One value per layer, written when the layer
        is finished; compare with the calculated count.

        Recorded: once per layer.

        Machines: EOS M 400, EOS M 400-4.

        Key ``dispenser.dosingChamberCount``, OPC UA ``EOS.Machine.Dispenser.DosingChamberCount``, MQTT
        ``Dispenser.DosingChamberCount``.
        """
        return Sensor(self._connection, DATA_POINTS["dispenser.dosingChamberCount"])

    @property
    def dosing_chamber_count_calculated(self) -> Sensor:
        """Calculated dosing chambers.

        Number of dosing chambers that the machine means to empty for a layer. One value per layer, written when the
        layer is finished.

        Recorded: once per layer.

        Machines: EOS M 400, EOS M 400-4.

        Key ``dispenser.dosingChamberCountCalculated``, OPC UA
        ``EOS.Machine.Dispenser.DosingChamberCountCalculated``, MQTT ``Dispenser.DosingChamberCountCalculated``.
        """
        return Sensor(self._connection, DATA_POINTS["dispenser.dosingChamberCountCalculated"])

    @property
    def fill_level(self) -> Sensor:
        """Dispenser fill level, in %.

        Filling height of the dispenser, % of its maximum. Calculated from its shape and the material, so it can be
        off by up to 5 %; tells when to refill.

        Recorded: with each job.

        Machines: EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``dispenser.fillLevel``, OPC UA ``EOS.Machine.Dispenser.FillLevel``, MQTT ``Dispenser.FillLevel``.
        """
        return Sensor(self._connection, DATA_POINTS["dispenser.fillLevel"])

    @property
    def inert_gas_pressure(self) -> Sensor:
        """Dispenser inert gas pressure, in mbar.

        Pressure of the inert gas in the dispenser, mbar. A loss of it lets air reach the powder.

        Recorded: every 1 s, when changed by 0.4 mbar.

        Machines: EOS M 400, EOS M 400-4.

        Key ``dispenser.inertGasPressure``, OPC UA ``EOS.Machine.Dispenser.InertGasPressure``, MQTT
        ``Dispenser.InertGasPressure``.
        """
        return Sensor(self._connection, DATA_POINTS["dispenser.inertGasPressure"])

    @property
    def last_dosing_count(self) -> LiveSensor:
        """Last dosing count.

        Dosing steps of the latest dosing; each step empties one chamber of the dispensing system. No history is
        recorded.

        Not recorded: the current value only.

        Machines: EOS M 400, EOS M 400-4.

        Key ``dispenser.lastDosingCount``, OPC UA ``EOS.Machine.Dispenser.LastDosingCount``, MQTT
        ``Dispenser.LastDosingCount``.
        """
        return LiveSensor(self._connection, DATA_POINTS["dispenser.lastDosingCount"])

    @property
    def linear_axis_speed_set_point(self) -> Sensor:
        """Dispenser linear axis speed set point, in mm/s.

        Commanded speed of the dispenser's linear axis, mm/s. One value per layer, written when the layer is
        finished.

        Recorded: once per layer.

        Machines: EOS M 290.

        Key ``dispenser.linearAxisSpeedSetPoint``, OPC UA ``EOS.Machine.Dispenser.LinearAxisSpeed.SetPoint``, MQTT
        ``Dispenser.LinearAxisSpeedSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["dispenser.linearAxisSpeedSetPoint"])

    @property
    def position(self) -> Sensor:
        """Dispenser position, in mm.

        Position of the dispenser axis, mm. Its travel tells how much powder has been fed.

        Recorded: every 0.1 s, when changed by 0.001 mm.

        Machines: EOS M 290.

        Key ``dispenser.position``, OPC UA ``EOS.Machine.Dispenser.Position``, MQTT ``Dispenser.Position``.
        """
        return Sensor(self._connection, DATA_POINTS["dispenser.position"])

    @property
    def rotary_axis_speed_set_point(self) -> Sensor:
        """Dispenser rotary axis speed set point, in °/s.

        Commanded speed of the dispenser's rotary axis, °/s. One value per layer, written when the layer is
        finished.

        Recorded: once per layer.

        Machines: EOS M 400, EOS M 400-4.

        Key ``dispenser.rotaryAxisSpeedSetPoint``, OPC UA ``EOS.Machine.Dispenser.RotaryAxisSpeed.SetPoint``, MQTT
        ``Dispenser.RotaryAxisSpeedSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["dispenser.rotaryAxisSpeedSetPoint"])


class EnvironmentSensors(SensorGroup):
    """Climate of the room around the machine."""

    @property
    def relative_humidity(self) -> Sensor:
        """Ambient relative humidity, in %.

        Relative humidity around the machine, %: the water vapor in the air against the most it could hold at its
        temperature and pressure. High values bring moisture to the powder.

        Recorded: every 1 s, when changed by 0.2 %.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``environment.relativeHumidity``, OPC UA ``EOS.Machine.Environment.HumidityRelative``, MQTT
        ``Environment.HumidityRelative``.
        """
        return Sensor(self._connection, DATA_POINTS["environment.relativeHumidity"])

    @property
    def temperature(self) -> Sensor:
        """Ambient temperature, in °C.

        Temperature of the room around the machine, °C, taken by a sensor inside the machine. Its swings explain
        drifts elsewhere.

        Recorded: every 1 s, when changed by 0.2 °C.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``environment.temperature``, OPC UA ``EOS.Machine.Environment.Temperature``, MQTT
        ``Environment.Temperature``.
        """
        return Sensor(self._connection, DATA_POINTS["environment.temperature"])


class ExposureLaserSensors(SensorGroup):
    """The data points ``exposure.laser.*``."""

    @property
    def operating_time(self) -> LiveSensor:
        """Laser operating time, in h.

        Hours that one laser has been in operation so far. No history is recorded for this data point.

        Not recorded: the current value only.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``exposure.laser.operatingTime``, OPC UA ``EOS.Machine.Exposure.Laser{laserNumber}.OperatingTime``, MQTT
        ``Laser{laserNumber}.OperatingTime``.
        """
        return LiveSensor(self._connection, DATA_POINTS["exposure.laser.operatingTime"], self._number)

    @property
    def temperature(self) -> Sensor:
        """Laser temperature, in °C.

        Temperature of a laser, °C. A rise points to a cooling problem and may change the output power.

        Recorded: every 1 s, when changed by 0.1 °C.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``exposure.laser.temperature``, OPC UA ``EOS.Machine.Exposure.Laser{laserNumber}.Temperature``, MQTT
        ``Laser{laserNumber}.Temperature``.
        """
        return Sensor(self._connection, DATA_POINTS["exposure.laser.temperature"], self._number)


class ExposureShutterSensors(SensorGroup):
    """The data points ``exposure.shutter.*``."""

    @property
    def temperature(self) -> Sensor:
        """Shutter temperature, in °C.

        Temperature of the shutter in front of a laser, °C. It climbs when the laser is out of alignment.

        Recorded: every 10 s, when changed by 0.5 °C.

        Machines: EOS P 500.

        Key ``exposure.shutter.temperature``, OPC UA ``EOS.Machine.Exposure.Shutter{shutterNumber}.Temperature``,
        MQTT ``Shutter{shutterNumber}.Temperature``.
        """
        return Sensor(self._connection, DATA_POINTS["exposure.shutter.temperature"], self._number)


class ExposureSensors(SensorGroup):
    """Lasers, scanner calibration, laser power, shutters."""

    @property
    def laser(self) -> NumberedSensors[ExposureLaserSensors]:
        """The data points ``exposure.laser.*`` by number, counted from 1: ``laser[2]``."""
        return NumberedSensors(self._connection, lambda number: ExposureLaserSensors(self._connection, number))

    @property
    def shutter(self) -> NumberedSensors[ExposureShutterSensors]:
        """The data points ``exposure.shutter.*`` by number, counted from 1: ``shutter[2]``."""
        return NumberedSensors(self._connection, lambda number: ExposureShutterSensors(self._connection, number))


class FilterSystemFilterSensors(SensorGroup):
    """The data points ``filterSystem.filter.*``."""

    @property
    def filter_cleaning_active_state(self) -> Sensor:
        """Filter cleaning active.

        True (1) while the filter is being cleaned. Can explain pauses and pressure changes at that time.

        Recorded: with each job.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``filterSystem.filter.filterCleaningActiveState``, OPC UA
        ``EOS.Machine.FilterSystem.Filter.CleaningActiveState`` (inferred), MQTT
        ``FilterSystem.Filter.CleaningActiveState``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.filter.filterCleaningActiveState"])

    @property
    def filter_cleanings_executed(self) -> Sensor:
        """Filter cleanings executed.

        Cleanings since the filter was last changed. One value per layer, written when the layer is finished; RFS
        1.x only.

        Recorded: once per layer.

        Machines: EOS M 290, EOS M 400, EOS M 400-4, with RFS 1.x.

        Key ``filterSystem.filter.filterCleaningsExecuted``, OPC UA
        ``EOS.Machine.FilterSystem.Filter.CleaningsExecuted``, MQTT ``FilterSystem.Filter.CleaningsExecuted``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.filter.filterCleaningsExecuted"])

    @property
    def filter_cleanings_remaining(self) -> Sensor:
        """Filter cleanings remaining.

        Cleanings left until a filter change is advisable. One value per layer, written when the layer is finished;
        RFS 1.x only.

        Recorded: once per layer.

        Machines: EOS M 290, EOS M 400, EOS M 400-4, with RFS 1.x.

        Key ``filterSystem.filter.filterCleaningsRemaining``, OPC UA
        ``EOS.Machine.FilterSystem.Filter.CleaningsRemaining``, MQTT ``FilterSystem.Filter.CleaningsRemaining``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.filter.filterCleaningsRemaining"])

    @property
    def flow(self) -> Sensor:
        """Filter system gas flow, in m³/h.

        Inert gas that passes through the recirculating filter system, m³/h. Too little leaves fume and spatter over
        the plate; RFS 2.0 only.

        Recorded: every 0.1 s, when changed by 1 m³/h.

        Machines: EOS M 300-4, EOS M 400-4, with RFS 2.0.

        Key ``filterSystem.filter.flow``, OPC UA ``EOS.Machine.FilterSystem.Filter.Flow``, MQTT
        ``FilterSystem.Filter.Flow``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.filter.flow"])

    @property
    def pressure_differential(self) -> Sensor:
        """Filter pressure differential, in mbar.

        Pressure drop over the filter, mbar. It grows as the filter clogs.

        Recorded: every 1 s, when changed by 1 mbar.

        Machines: EOS M 290, EOS M 300-4, EOS M 400-4, EOS P 500.

        Key ``filterSystem.filter.pressureDifferential``, OPC UA
        ``EOS.Machine.FilterSystem.Filter.PressureDifferential``, MQTT ``FilterSystem.Filter.PressureDifferential``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.filter.pressureDifferential"])


class FilterSystemFilterFineSensors(SensorGroup):
    """The data points ``filterSystem.filterFine.*``."""

    @property
    def pressure_differential(self) -> Sensor:
        """Fine filter pressure differential, in mbar.

        Pressure drop over the fine filter, mbar. It grows as the fine filter clogs.

        Recorded: every 1 s, when changed by 0.1 mbar.

        Machines: EOS P 500.

        Key ``filterSystem.filterFine.pressureDifferential``, OPC UA
        ``EOS.Machine.FilterSystem.FineFilter.PressureDifferential``, MQTT
        ``FilterSystem.FineFilter.PressureDifferential``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.filterFine.pressureDifferential"])


class FilterSystemTurbineSensors(SensorGroup):
    """The data points ``filterSystem.turbine.*``."""

    @property
    def flow_set_point(self) -> Sensor:
        """Turbine flow set point, in m³/h.

        Flow that the turbine is controlled to, m³/h. Compare with the measured gas flow; RFS 2.0 only.

        Recorded: with each job.

        Machines: EOS M 300-4, EOS M 400-4, with RFS 2.0.

        Key ``filterSystem.turbine.flowSetPoint``, OPC UA ``EOS.Machine.FilterSystem.Turbine.FlowSetPoint``
        (inferred), MQTT ``FilterSystem.Turbine.FlowSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.turbine.flowSetPoint"])

    @property
    def power(self) -> Sensor:
        """Turbine power set point, in %.

        Set point of the turbine power, %. One value per layer, written when the layer is finished; RFS 1.x only.

        Recorded: once per layer.

        Machines: EOS M 290, EOS P 500, EOS M 400, EOS M 400-4, with RFS 1.x.

        Key ``filterSystem.turbine.power``, OPC UA ``EOS.Machine.FilterSystem.Turbine.PowerSetPoint``, MQTT
        ``FilterSystem.Turbine.PowerSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.turbine.power"])

    @property
    def pressure_differential(self) -> Sensor:
        """Turbine pressure differential, in mbar.

        Pressure that the turbine adds, mbar. It shapes how the shielding gas spreads over the plate, and so the
        cooling rate and the removal of the powder plume; RFS 1.3 only.

        Recorded: every 0.1 s, when changed by 1 mbar.

        Machines: EOS M 290, EOS M 400, EOS M 400-4, with RFS 1.3.

        Key ``filterSystem.turbine.pressureDifferential``, OPC UA
        ``EOS.Machine.FilterSystem.Turbine.PressureDifferential``, MQTT
        ``FilterSystem.Turbine.PressureDifferential``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.turbine.pressureDifferential"])

    @property
    def pressure_set_point(self) -> Sensor:
        """Turbine pressure set point, in mbar.

        Pressure that the turbine is controlled to, mbar. Compare with the turbine pressure differential; RFS 1.3
        only.

        Recorded: with each job.

        Machines: EOS M 290, EOS M 400, EOS M 400-4, with RFS 1.3.

        Key ``filterSystem.turbine.pressureSetPoint``, OPC UA ``EOS.Machine.FilterSystem.Turbine.PressureSetPoint``
        (inferred), MQTT ``FilterSystem.Turbine.PressureSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.turbine.pressureSetPoint"])


class FilterSystemSensors(SensorGroup):
    """Recirculating filter system (RFS) with its turbine and filters."""

    @property
    def filter(self) -> FilterSystemFilterSensors:
        """The data points ``filterSystem.filter.*``."""
        return FilterSystemFilterSensors(self._connection)

    @property
    def filter_fine(self) -> FilterSystemFilterFineSensors:
        """The data points ``filterSystem.filterFine.*``."""
        return FilterSystemFilterFineSensors(self._connection)

    @property
    def o2_concentration(self) -> Sensor:
        """Filter system oxygen concentration, in %.

        Oxygen in the recirculating filter system, %. A rise hints at a leak, which also matters for safety with
        reactive powder.

        Recorded: every 1 s, when changed by 0.01 %.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``filterSystem.o2Concentration``, OPC UA ``EOS.Machine.FilterSystem.O2Concentration``, MQTT
        ``FilterSystem.O2Concentration``.
        """
        return Sensor(self._connection, DATA_POINTS["filterSystem.o2Concentration"])

    @property
    def turbine(self) -> FilterSystemTurbineSensors:
        """The data points ``filterSystem.turbine.*``."""
        return FilterSystemTurbineSensors(self._connection)


class InertGasValveInletSensors(SensorGroup):
    """The data points ``inertGas.valveInlet.*``."""

    @property
    def position(self) -> Sensor:
        """Inert gas inlet valve position, in %.

        Opening of the proportional inlet valve for shielding gas, %. A valve that stays wide open hints at gas
        losses.

        Recorded: every 1 s, when changed by 2 %.

        Machines: EOS M 290, EOS M 400-4, EOS M 400.

        Key ``inertGas.valveInlet.position``, OPC UA ``EOS.Machine.InertGas.ValveInlet.Position``, MQTT
        ``InertGas.ValveInlet.Position``.
        """
        return Sensor(self._connection, DATA_POINTS["inertGas.valveInlet.position"])


class InertGasSensors(SensorGroup):
    """Shielding gas: type, flow rates, inlet valve."""

    @property
    def flow_argon(self) -> Sensor:
        """Argon flow rate, in l/min.

        Flow of argon as shielding gas, l/min. Usually high while the machine is flooded, low afterwards; a flow
        that stays high hints at a leak.

        Recorded: every 1 s, when changed by 0.1 l/min.

        Machines: EOS M 300-4.

        Key ``inertGas.flowArgon``, OPC UA ``EOS.Machine.InertGas.FlowRateArgon``, MQTT ``InertGas.Flow.Argon``.
        """
        return Sensor(self._connection, DATA_POINTS["inertGas.flowArgon"])

    @property
    def flow_nitrogen(self) -> Sensor:
        """Nitrogen flow rate, in l/min.

        Flow of nitrogen as shielding gas, l/min. Usually high while the machine is flooded, low afterwards; a flow
        that stays high hints at a leak.

        Recorded: every 1 s, when changed by 0.1 l/min.

        Machines: EOS M 300-4.

        Key ``inertGas.flowNitrogen``, OPC UA ``EOS.Machine.InertGas.FlowRateNitrogen``, MQTT
        ``InertGas.Flow.Nitrogen``.
        """
        return Sensor(self._connection, DATA_POINTS["inertGas.flowNitrogen"])

    @property
    def gas_type(self) -> TextSensor:
        """Inert gas type.

        Name of the shielding gas in the process chamber, as text. Has to suit the material; neither paged nor
        bounded by a time window.

        Recorded: with each job.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 396, EOS P 500, EOS P 770, EOS P 810.

        Key ``inertGas.gasType``, OPC UA ``EOS.Machine.InertGas.GasType`` (inferred), MQTT ``InertGas.GasType``.
        """
        return TextSensor(self._connection, DATA_POINTS["inertGas.gasType"])

    @property
    def valve_inlet(self) -> InertGasValveInletSensors:
        """The data points ``inertGas.valveInlet.*``."""
        return InertGasValveInletSensors(self._connection)


class IpcCpuSensors(SensorGroup):
    """The data points ``ipc.cpu.*``."""

    @property
    def load(self) -> Sensor:
        """IPC processor load, in %.

        Load of the industrial PC's processors as a whole, %. Lasting high load delays data and control software.

        Recorded: every 1 s, when changed by 1 %.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 500.

        Key ``ipc.cpu.load``, OPC UA ``EOS.Machine.Ipc.Cpu.Load``, MQTT ``Ipc.Cpu.Load``.
        """
        return Sensor(self._connection, DATA_POINTS["ipc.cpu.load"])


class IpcHardDiskSensors(SensorGroup):
    """The data points ``ipc.hardDisk.*``."""

    @property
    def free_space(self) -> Sensor:
        """IPC free disk space, in GB.

        Space left on the industrial PC's data disk, GB. Job data and images need it; clear old jobs in time.

        Recorded: every 60 s, when changed by 0.1 GB.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 500.

        Key ``ipc.hardDisk.freeSpace``, OPC UA ``EOS.Machine.Ipc.HardDisk.FreeSpace``, MQTT
        ``Ipc.HardDisk.FreeSpace``.
        """
        return Sensor(self._connection, DATA_POINTS["ipc.hardDisk.freeSpace"])


class IpcMemorySensors(SensorGroup):
    """The data points ``ipc.memory.*``."""

    @property
    def total(self) -> LiveSensor:
        """IPC total memory, in GB.

        Memory that the operating system of the industrial PC can use, GB. No history is recorded.

        Not recorded: the current value only.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 500.

        Key ``ipc.memory.total``, OPC UA ``EOS.Machine.Ipc.Memory.Total`` (inferred), MQTT ``Ipc.Memory.Total``.
        """
        return LiveSensor(self._connection, DATA_POINTS["ipc.memory.total"])

    @property
    def used(self) -> Sensor:
        """IPC memory used, in %.

        Memory in use on the industrial PC, %. A steady rise can mean that software needs a restart.

        Recorded: every 1 s, when changed by 0.1 %.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 500.

        Key ``ipc.memory.used``, OPC UA ``EOS.Machine.Ipc.Memory.Used``, MQTT ``Ipc.Memory.Used``.
        """
        return Sensor(self._connection, DATA_POINTS["ipc.memory.used"])


class IpcSensors(SensorGroup):
    """Industrial PC of the machine: processor, memory, disk."""

    @property
    def cpu(self) -> IpcCpuSensors:
        """The data points ``ipc.cpu.*``."""
        return IpcCpuSensors(self._connection)

    @property
    def hard_disk(self) -> IpcHardDiskSensors:
        """The data points ``ipc.hardDisk.*``."""
        return IpcHardDiskSensors(self._connection)

    @property
    def memory(self) -> IpcMemorySensors:
        """The data points ``ipc.memory.*``."""
        return IpcMemorySensors(self._connection)


class ProcessChamberSensors(SensorGroup):
    """Climate of the process chamber: oxygen, pressure, humidity, temperature."""

    @property
    def humidity_absolute(self) -> Sensor:
        """Process chamber absolute humidity, in g/m³.

        Water vapor in the process chamber, g/m³. Moisture makes powder flow badly and promotes porosity.

        Recorded: every 1 s, when changed by 0.2 g/m³.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``processChamber.humidityAbsolute``, OPC UA ``EOS.Machine.ProcessChamber.HumidityAbsolute``, MQTT
        ``ProcessChamber.HumidityAbsolute``.
        """
        return Sensor(self._connection, DATA_POINTS["processChamber.humidityAbsolute"])

    @property
    def o2_concentration_bottom(self) -> Sensor:
        """Process chamber oxygen concentration, bottom, in %.

        Oxygen near the floor of the process chamber, %, close to the build. Rising values point to leaks or poor
        inerting and can mean oxidized parts.

        Recorded: every 0.5 s, when changed by 0.1 %.

        Machines: EOS M 400, EOS M 400-4.

        Key ``processChamber.o2ConcentrationBottom``, OPC UA ``EOS.Machine.ProcessChamber.O2Concentration.Bottom``,
        MQTT ``ProcessChamber.O2Concentration.Bottom``.
        """
        return Sensor(self._connection, DATA_POINTS["processChamber.o2ConcentrationBottom"])

    @property
    def o2_concentration_top(self) -> Sensor:
        """Process chamber oxygen concentration, top, in %.

        Oxygen near the ceiling of the process chamber, %. Shows when inerting is complete and reveals leaks during
        the build.

        Recorded: every 0.5 s, when changed by 0.1 %.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 500.

        Key ``processChamber.o2ConcentrationTop``, OPC UA ``EOS.Machine.ProcessChamber.O2Concentration.Top``, MQTT
        ``ProcessChamber.O2Concentration.Top``.
        """
        return Sensor(self._connection, DATA_POINTS["processChamber.o2ConcentrationTop"])

    @property
    def pressure_absolute(self) -> Sensor:
        """Process chamber absolute pressure, in mbar.

        Absolute pressure in the process chamber, mbar. It follows the weather as well as the gas supply.

        Recorded: every 1 s, when changed by 0.2 mbar.

        Machines: EOS P 500.

        Key ``processChamber.pressureAbsolute``, OPC UA ``EOS.Machine.ProcessChamber.PressureAbsolute``, MQTT
        ``ProcessChamber.PressureAbsolute``.
        """
        return Sensor(self._connection, DATA_POINTS["processChamber.pressureAbsolute"])

    @property
    def pressure_relative(self) -> Sensor:
        """Process chamber relative pressure, in mbar.

        Pressure in the process chamber against the room around it, mbar. A slight excess keeps air out; a drop
        hints at a leak.

        Recorded: every 0.5 s, when changed by 0.1 mbar.

        Machines: EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``processChamber.pressureRelative``, OPC UA ``EOS.Machine.ProcessChamber.PressureRelative``, MQTT
        ``ProcessChamber.PressureRelative``.
        """
        return Sensor(self._connection, DATA_POINTS["processChamber.pressureRelative"])

    @property
    def temperature(self) -> Sensor:
        """Process chamber temperature, in °C.

        Temperature in the process chamber, °C. Part quality depends on its stability, above all with polymers.

        Recorded: every 1 s, when changed by 0.2 °C.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 396, EOS P 500, EOS P 770, EOS P 810.

        Key ``processChamber.temperature``, OPC UA ``EOS.Machine.ProcessChamber.Temperature``, MQTT
        ``ProcessChamber.Temperature``.
        """
        return Sensor(self._connection, DATA_POINTS["processChamber.temperature"])


class RecoaterSensors(SensorGroup):
    """Recoater: position, speeds, torque."""

    @property
    def axis_speed_set_point(self) -> Sensor:
        """Recoater axis speed set point, in mm/s.

        Commanded speed of the recoater axis, mm/s. One value per layer, written when the layer is finished.

        Recorded: once per layer.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 500.

        Key ``recoater.axisSpeedSetPoint``, OPC UA ``EOS.Machine.Recoater.AxisSpeed.SetPoint``, MQTT
        ``Recoater.AxisSpeedSetPoint``.
        """
        return Sensor(self._connection, DATA_POINTS["recoater.axisSpeedSetPoint"])

    @property
    def axis_torque(self) -> Sensor:
        """Recoater axis torque, in Nm.

        Torque of the recoater axis, Nm. Peaks often mean that the blade touches parts that stick out of the powder.

        Recorded: every 0.1 s, when changed by 0.01 Nm.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4.

        Key ``recoater.axisTorque``, OPC UA ``EOS.Machine.Recoater.AxisTorque``, MQTT ``Recoater.AxisTorque``.
        """
        return Sensor(self._connection, DATA_POINTS["recoater.axisTorque"])

    @property
    def position(self) -> Sensor:
        """Recoater position, in mm.

        Position of the recoater, mm. Its strokes show when each layer was spread and where the recoater stopped.

        Recorded: every 0.1 s, when changed by 0.1 mm.

        Machines: EOS M 290, EOS M 300-4, EOS M 400, EOS M 400-4, EOS P 396, EOS P 500, EOS P 770, EOS P 810.

        Key ``recoater.position``, OPC UA ``EOS.Machine.Recoater.Position``, MQTT ``Recoater.Position``.
        """
        return Sensor(self._connection, DATA_POINTS["recoater.position"])

    @property
    def roll_speed_left(self) -> Sensor:
        """Recoater roll speed, left, in mm/s.

        Speed at which the recoater's left roll turns, mm/s. Irregular turning spreads the powder unevenly.

        Recorded: every 0.1 s, when changed by 1 mm/s.

        Machines: EOS P 500.

        Key ``recoater.rollSpeedLeft``, OPC UA ``EOS.Machine.Recoater.RollSpeedLeft``, MQTT
        ``Recoater.RollSpeedLeft``.
        """
        return Sensor(self._connection, DATA_POINTS["recoater.rollSpeedLeft"])

    @property
    def roll_speed_right(self) -> Sensor:
        """Recoater roll speed, right, in mm/s.

        Speed at which the recoater's right roll turns, mm/s. Irregular turning spreads the powder unevenly.

        Recorded: every 0.1 s, when changed by 1 mm/s.

        Machines: EOS P 500.

        Key ``recoater.rollSpeedRight``, OPC UA ``EOS.Machine.Recoater.RollSpeedRight``, MQTT
        ``Recoater.RollSpeedRight``.
        """
        return Sensor(self._connection, DATA_POINTS["recoater.rollSpeedRight"])


class SensorAreas(SensorGroup):
    """The areas of the machine that have data points."""

    @property
    def building_platform(self) -> BuildingPlatformSensors:
        """Building platform: position, speed set point, temperature."""
        return BuildingPlatformSensors(self._connection)

    @property
    def collector_platform(self) -> CollectorPlatformSensors:
        """Collector platform of the EOS M 290."""
        return CollectorPlatformSensors(self._connection)

    @property
    def dispenser(self) -> DispenserSensors:
        """Powder dispenser: dosing, fill level, axes, inert gas."""
        return DispenserSensors(self._connection)

    @property
    def environment(self) -> EnvironmentSensors:
        """Climate of the room around the machine."""
        return EnvironmentSensors(self._connection)

    @property
    def exposure(self) -> ExposureSensors:
        """Lasers, scanner calibration, laser power, shutters."""
        return ExposureSensors(self._connection)

    @property
    def filter_system(self) -> FilterSystemSensors:
        """Recirculating filter system (RFS) with its turbine and filters."""
        return FilterSystemSensors(self._connection)

    @property
    def inert_gas(self) -> InertGasSensors:
        """Shielding gas: type, flow rates, inlet valve."""
        return InertGasSensors(self._connection)

    @property
    def ipc(self) -> IpcSensors:
        """Industrial PC of the machine: processor, memory, disk."""
        return IpcSensors(self._connection)

    @property
    def process_chamber(self) -> ProcessChamberSensors:
        """Climate of the process chamber: oxygen, pressure, humidity, temperature."""
        return ProcessChamberSensors(self._connection)

    @property
    def recoater(self) -> RecoaterSensors:
        """Recoater: position, speeds, torque."""
        return RecoaterSensors(self._connection)
