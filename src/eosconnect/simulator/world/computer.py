"""The computer that records it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from eosconnect.simulator.world.moment import Moment, fading
from eosconnect.simulator.world.noise import Floats

__all__ = ["MEMORY_TOTAL", "SAMPLED"]

MEMORY_TOTAL = 32.0  # GB


def processor_load(m: Moment) -> Floats:
    busy = 17.0 + 16.0 * m.during("Exposure") + 8.0 * m.during("Recoating") + 22.0 * m.during("Monitoring_PB")
    load: Floats = np.clip(busy + 3.0 * m.drift("load", 300.0) + 3.4 * m.noise("load"), 1.0, 100.0)
    return load


def memory_used(m: Moment) -> Floats:
    growing = 7.0 * (1.0 - np.exp(-m.t / 60_000.0)) * fading(m.since(m.course.duration) / 300.0)
    return 38.0 + growing + 2.5 * m.surroundings("memory", 20_000.0) + 0.085 * m.noise("memory")


def disk_free(m: Moment) -> Floats:
    return m.job.wear.disk_free - 0.35 * np.minimum(m.t, m.course.duration) / 3600.0


SAMPLED: Mapping[str, Callable[[Moment], Floats]] = {
    "ipc.cpu.load": processor_load,
    "ipc.hardDisk.freeSpace": disk_free,
    "ipc.memory.used": memory_used,
}
