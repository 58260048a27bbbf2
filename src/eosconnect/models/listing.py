"""Lists that the machine gives in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Listing"]

T = TypeVar("T")


class Listing(list[T]):
    """A list of models that can become a DataFrame.

    Args:
        items: the models.
        kind: their class, so that an empty list has columns, too.
        columns: further columns of the DataFrame, with one value in every row.

    Example:
        >>> from eosconnect.models.license import License
        >>> licenses = Listing([License(product_name="Reporting")], kind=License, columns={"machine": "si1716"})
        >>> licenses.to_pandas()[["machine", "product_name"]].to_dict("records")
        [{'machine': 'si1716', 'product_name': 'Reporting'}]
    """

    def __init__(
        self, items: Iterable[T] = (), *, kind: type[T] | None = None, columns: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(items)
        self._kind = kind
        self._columns = dict(columns or {})

    def to_pandas(self, *, tz: str | None = "UTC") -> pd.DataFrame:
        """One row per model.

        Args:
            tz: the zone of times; ``None`` makes them UTC without saying so, as spreadsheets want them.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        from eosconnect.presentation.frames import to_pandas

        return to_pandas(self, kind=self._kind, tz=tz, **self._columns)

    def _repr_html_(self) -> str:
        from eosconnect.presentation.html.lists import list_view

        return list_view(self._kind, self, self._columns)
