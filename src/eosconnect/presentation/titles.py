"""What a data point is called above a picture."""

from __future__ import annotations

import re

from eosconnect.decisions.data_points import DATA_POINTS

__all__ = ["title_of"]


def title_of(key: str) -> str:
    """The name of a data point in words, with a capital letter; what is not in the catalogue stays as it is."""
    number = re.search(r"\[(\d+)\]", key)
    data_point = DATA_POINTS.get(re.sub(r"\[\d+\]", "", key))
    if data_point is None:
        return key
    label = data_point.label if number is None else f"{data_point.label} {number[1]}"
    return label[:1].upper() + label[1:]
