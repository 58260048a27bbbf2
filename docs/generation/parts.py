"""The generated parts of pages, by the names that the pages use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docs.generation import classes, error_catalogue, operations, sensor_catalogue

__all__ = ["PARTS"]

PARTS: Mapping[str, Callable[[], str]] = {
    "sensor_catalogue": sensor_catalogue.by_area,
    "sensor_names": sensor_catalogue.names,
    "sensor_counts": sensor_catalogue.counts,
    "error_tree": error_catalogue.tree,
    "statuses": error_catalogue.statuses,
    "special_statuses": error_catalogue.special_statuses,
    "nothing_there": error_catalogue.nothing_there,
    "models": classes.models,
    "areas": classes.areas,
    "dataset": classes.dataset,
    "watching": classes.watching,
    "operations": operations.by_area,
}
