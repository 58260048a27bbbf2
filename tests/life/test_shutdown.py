"""The end of a program: a machine that is still open does not hold it up, and nothing is said but that it was open."""

from __future__ import annotations

import pytest

from eosconnect.simulator import Simulator
from tests.life.program import running

OPEN = {
    "used": """
        from eosconnect import Machine
        machine = Machine.from_env(None)
        machine.jobs.latest()
    """,
    "in the middle of a list": """
        from eosconnect import Machine
        machine = Machine.from_env(None)
        layers = iter(machine.layers.list(machine.jobs.latest()))
        next(layers)
    """,
    "by asyncio": """
        import asyncio
        from eosconnect import AsyncMachine
        machine = AsyncMachine.from_env(None)
        async def main():
            await machine.jobs.latest()
        asyncio.run(main())
    """,
    "by a task that goes on": """
        import asyncio
        from eosconnect import AsyncMachine
        machine = AsyncMachine.from_env(None)
        async def read():
            async for event in machine.watch():
                came.set()
        async def main():
            global came, reading
            came = asyncio.Event()
            reading = asyncio.create_task(read())
            await came.wait()
        asyncio.run(main())
    """,
    "by a thread that goes on": """
        import threading
        from eosconnect import Machine
        machine = Machine.from_env(None)
        came = threading.Event()
        def read():
            for event in machine.watch():
                came.set()
        threading.Thread(target=read, daemon=True).start()
        came.wait()
    """,
    "in a cycle": """
        from eosconnect import Machine
        class Plant: pass
        plant = Plant()
        plant.self, plant.machine = plant, Machine.from_env(None)
        plant.machine.jobs.latest()
    """,
}


@pytest.mark.parametrize("program", OPEN.values(), ids=OPEN)
def test_a_machine_that_is_open_at_the_end_of_a_program(own_simulator: Simulator, program: str) -> None:
    with running(program, own_simulator.env(), "-W", "ignore::ResourceWarning") as process:
        told, errors = process.communicate(timeout=60)
    assert (process.returncode, told, errors) == (0, "", "")


def test_who_wants_to_hear_is_told_that_it_was_open(own_simulator: Simulator) -> None:
    with running(OPEN["used"], own_simulator.env(), "-W", "always::ResourceWarning") as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "was not closed" in errors
    assert "Traceback" not in errors
