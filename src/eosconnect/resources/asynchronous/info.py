"""Machine information: what the machine is, and what it is doing in one word."""

from __future__ import annotations

from eosconnect.models.machine_info import (
    MachineInfo,
    MachineModel,
    MachineType,
    ProcessState,
    ProcessStateAm,
    ProcessStateEos,
)
from eosconnect.resources.asynchronous.reading import one, text
from eosconnect.transport.asynchronous.connection import AsyncConnection
from eosconnect.transport.reply import Reply

__all__ = ["AsyncInfo"]


class AsyncInfo:
    """What the machine is, reached as ``machine.info``.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     info = await machine.info.get()
        ...     print(info.product_name, info.type, info.process_state)
        EOS M 290 Metal Processing
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self) -> MachineInfo:
        """Model, serial number, material and process states in one object. Source: ``GET /info``."""
        return await one(self._connection, "get_info", MachineInfo)

    async def brand(self) -> str | None:
        """The manufacturer. Source: ``GET /info/brand``."""
        return await text(self._connection, "get_info_brand")

    async def host_name(self) -> str | None:
        """The machine's name in its network. Source: ``GET /info/hostName``."""
        return await text(self._connection, "get_info_host_name")

    async def inert_gas_type(self) -> str | None:
        """The inert gas the machine works with. Source: ``GET /info/inertGasType``."""
        return await text(self._connection, "get_info_inert_gas_type")

    async def material(self) -> str | None:
        """The material the machine is equipped with. Source: ``GET /info/material``."""
        return await text(self._connection, "get_info_material")

    async def product_name(self) -> str | None:
        """The product name, such as "EOS M 290". Source: ``GET /info/productName``."""
        return await text(self._connection, "get_info_product_name")

    async def serial_number(self) -> str | None:
        """The serial number. Source: ``GET /info/serialNumber``."""
        return await text(self._connection, "get_info_serial_number")

    async def process_state(self) -> ProcessState | None:
        """Idle, Processing or Error. Source: ``GET /info/processState``."""
        value = await text(self._connection, "get_info_process_state")
        return None if value is None else ProcessState(value)

    async def process_state_am(self) -> ProcessStateAm | None:
        """The process state in the terms of additive manufacturing. Source: ``GET /info/processStateAM``."""
        value = await text(self._connection, "get_info_process_state_am")
        return None if value is None else ProcessStateAm(value)

    async def process_state_eos(self) -> ProcessStateEos | None:
        """The process state the machine uses internally. Source: ``GET /info/processStateEOS``."""
        value = await text(self._connection, "get_info_process_state_eos")
        return None if value is None else ProcessStateEos(value)

    async def technical_model(self) -> MachineModel | None:
        """The technical model, such as M291. Source: ``GET /info/technicalModel``."""
        value = await text(self._connection, "get_info_technical_model")
        return None if value is None else MachineModel(value)

    async def type(self) -> MachineType | None:
        """Metal, Polymer or a station. Source: ``GET /info/type``."""
        value = await text(self._connection, "get_info_type")
        return None if value is None else MachineType(value)

    async def remote_control_allowed(self) -> bool | None:
        """Whether the machine may be controlled remotely, ``None`` if it does not say.

        Source: ``GET /info/remoteControlAllowed``.
        """
        value = await text(self._connection, "get_info_remote_control_allowed")
        return None if value is None else value.casefold() == "true"

    async def module_versions(self) -> dict[str, str]:
        """Versions of the installed software and hardware modules by name; empty if none are registered.

        The document says text or an empty list: text is handed out under the key ``""``.

        Source: ``GET /info/moduleVersions``.
        """
        return await self._connection.call("get_info_module_versions", module_versions)


def module_versions(reply: Reply) -> dict[str, str]:
    value = None if reply.is_nothing else reply.json()
    if isinstance(value, str):
        return {"": value} if value else {}
    entries = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    return {str(entry.get("name")): str(entry.get("version")) for entry in entries if isinstance(entry, dict)}
