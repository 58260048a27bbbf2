"""What a machine model supports, as far as the document says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from eosconnect.decisions.data_points import DATA_POINTS
from eosconnect.decisions.operations import OPERATIONS, Operation, OperationId
from eosconnect.errors import ConfigurationError

__all__ = ["AREAS", "has_filter_system", "operations_named", "supports"]

#: Areas of the facade whose operations do not share a tag of their own.
AREAS: Final[Mapping[str, tuple[OperationId, ...]]] = {
    "build_record": ("get_job",),
    "images": ("download_layer_images", "get_layer_image_metadata"),
    "indications": ("download_job_indications", "list_layer_indications"),
    "layers": ("list_layers", "get_current_layer"),
    "module_versions": ("get_info_module_versions",),
    "part_statistics": ("download_job_part_statistics", "list_layer_part_statistics"),
    "state": ("list_states", "get_current_state"),
    "user_messages": ("list_user_messages",),
}


def operations_named(what: str) -> tuple[Operation, ...]:
    """The operations that a name stands for.

    Args:
        what: an area as on the machine (``"images"``, ``"part statistics"``), an operation's id in either spelling
            (``"list_job_states"``, ``"listJobStates"``), or a data point's key (``"exposure.laser[2].temperature"``).

    Raises:
        ConfigurationError: it stands for nothing; the hint names what is near.

    Example:
        >>> [operation.path for operation in operations_named("state")]
        ['/info/state', '/info/state/current']
    """
    key = re.sub(r"\[\d+\]", "", what.strip())
    snake = re.sub(r"[\s-]+", "_", re.sub(r"(?<!^)([A-Z])", r"_\1", key)).lower()
    if key in DATA_POINTS:
        return tuple(operation for operation in all_operations() if operation.data_point == key)
    if snake in AREAS:
        return tuple(OPERATIONS[id] for id in AREAS[snake])
    found = tuple(operation for operation in all_operations() if snake in (operation.id, operation.tag))
    if not found:
        known = [*DATA_POINTS, *AREAS, *{operation.tag for operation in all_operations()}, *OPERATIONS]
        near = get_close_matches(key, known, n=3, cutoff=0.5) or get_close_matches(snake, known, n=3, cutoff=0.5)
        hint = 'an area is "images", an operation "list_job_states", a data point "exposure.laser.temperature"'
        if near:
            hint = f"did you mean {' or '.join(near)}?"
        raise ConfigurationError(f"{what!r} names nothing in the document", hint=hint)
    return found


@cache
def all_operations() -> tuple[Operation, ...]:
    return tuple(OPERATIONS.values())


def supports(operation: Operation, model: str | None, filter_system: str | None = None) -> bool:
    """Whether a machine model has an operation; what the document leaves open counts as yes.

    Args:
        operation: of the Web API.
        model: in the document's words, such as "EOS M 290"; ``None`` if it is not known.
        filter_system: the variant of the filter system as the machine tells it.

    Example:
        >>> supports(OPERATIONS["list_states"], "EOS P 396")
        False
    """
    if model is not None and operation.machines and model not in operation.machines:
        return False
    return has_filter_system(operation.filter_system, filter_system)


def has_filter_system(needed: str | None, variant: str | None) -> bool:
    """Whether a variant such as "RFS 1.3" is what an operation is limited to, such as "RFS 1.x".

    Inferred: no document links the two spellings, so that a variant without a version number counts as yes.

    Example:
        >>> has_filter_system("RFS 1.x", "RFS 1.3"), has_filter_system("RFS 2.0", "RFS 1.3")
        (True, False)
        >>> has_filter_system("RFS 2.0", None)
        True
    """
    if needed is None or variant is None:
        return True
    installed = re.search(r"(\d+)\.(\d+|x)", variant, re.IGNORECASE)
    wanted = re.search(r"(\d+)\.(\d+|x)", needed, re.IGNORECASE)
    if installed is None or wanted is None:
        return True
    return installed[1] == wanted[1] and ("x" in (wanted[2], installed[2].lower()) or installed[2] == wanted[2])
