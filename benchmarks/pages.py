"""A job's worth of sensor values, written once, as a .NET server writes them."""

from __future__ import annotations

from array import array
from datetime import UTC, datetime, timedelta
from itertools import accumulate

import attrs
import numpy as np

__all__ = ["RenderedRows"]

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
INTERVAL = 0.3  # seconds between two values
LAYER = 60.0  # seconds a layer takes


@attrs.frozen
class RenderedRows:
    """JSON rows, one after the other with commas between them, and where each of them begins.

    Attributes:
        text: all rows.
        begins: where they begin, and one beyond the comma that would follow the last.
    """

    text: memoryview = attrs.field(repr=False)
    begins: array[int] = attrs.field(repr=False)

    def __len__(self) -> int:
        return len(self.begins) - 1

    def window(self, skip: int, take: int) -> memoryview:
        """The rows from ``skip`` on, at most ``take`` of them, without the brackets of a list."""
        first, stop = min(skip, len(self)), min(skip + take, len(self))
        return self.text[self.begins[first] : max(self.begins[stop] - 1, self.begins[first])]

    @classmethod
    def of(cls, count: int, seed: int = 1) -> RenderedRows:
        """A temperature during one long job.

        The values are 32-bit numbers of a controller in JSON's 64 bits, such as 38.47000122070312: the longest texts
        that are likely, and the hardest to read. Trailing zeros of the time's seven decimals are left out.
        """
        generator = np.random.default_rng(seed)
        values = (38 + generator.normal(0, 0.8, count)).round(2).astype(np.float32).astype(np.float64).tolist()
        ticks = np.cumsum(generator.integers(int(INTERVAL * 0.9e7), int(INTERVAL * 1.1e7), count)).tolist()
        rows = []
        for tick, value in zip(ticks, values, strict=True):
            seconds, fraction = divmod(tick, 10**7)
            moment = (START + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
            decimals = f".{fraction:07d}".rstrip("0").rstrip(".")
            layer = 1 + int(seconds / LAYER)
            rows.append(f'{{"timestamp":"{moment}{decimals}Z","isInJob":true,"value":{value!r},"layerIndex":{layer}}}')
        begins = array("Q", accumulate((len(row) + 1 for row in rows), initial=0))
        return cls(memoryview(",".join(rows).encode("ascii")), begins)
