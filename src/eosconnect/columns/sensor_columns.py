"""Sensor values as four columns of one length."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["NO_LAYER", "SensorColumns"]

NO_LAYER: Final = -1


@attrs.frozen(eq=False, repr=False)
class SensorColumns:
    """The values of a page, or of many pages. Source: SensorValue.

    Attributes:
        timestamps: ``datetime64[ns]``, UTC; NaT where the machine gave none, or one outside the years 1678 to 2261.
        values: ``float64``, in the unit of the sensor; NaN where the sensor reports an error.
        layer_index: ``int32``, -1 where no layer was being built.
        is_in_job: ``bool``, whether the value belongs to a job.

    Example:
        >>> columns = SensorColumns.concatenate([])
        >>> len(columns), columns.values.dtype
        (0, dtype('float64'))
    """

    timestamps: NDArray[np.datetime64]
    values: NDArray[np.float64]
    layer_index: NDArray[np.int32]
    is_in_job: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.values)

    def __repr__(self) -> str:
        return f"SensorColumns({len(self):,} value{'' if len(self) == 1 else 's'})"

    def __getitem__(self, rows: slice | NDArray[Any]) -> SensorColumns:
        """The rows of a slice (without a copy), or those that an array of flags or positions chooses."""
        return SensorColumns(
            self.timestamps[rows],
            self.values[rows],
            self.layer_index[rows],
            self.is_in_job[rows],
        )

    @classmethod
    def concatenate(cls, pages: Iterable[SensorColumns]) -> SensorColumns:
        """The rows of all pages, in their order, in one piece of memory per column.

        Example:
            >>> from eosconnect.columns import decode_page
            >>> page = decode_page(b'[{"value": 79.5}, {"value": 79.75}]')
            >>> SensorColumns.concatenate([page, page[1:]]).values.tolist()
            [79.5, 79.75, 79.75]
        """
        import numpy as np

        empty = cls(
            np.empty(0, "datetime64[ns]"),
            np.empty(0, np.float64),
            np.empty(0, np.int32),
            np.empty(0, np.bool_),
        )
        several = [empty, *pages]
        return cls(
            np.concatenate([page.timestamps for page in several]),
            np.concatenate([page.values for page in several]),
            np.concatenate([page.layer_index for page in several]),
            np.concatenate([page.is_in_job for page in several]),
        )
