"""The operations of the Web API: path, paging, machines, and whether a call may be repeated.

The facts come from the OpenAPI document by way of the generated :mod:`eosconnect.decisions.operation_table`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from attrs import frozen

from eosconnect.decisions.operation_table import MACHINES, TABLE, OperationId

__all__ = ["OPERATIONS", "Operation", "OperationId", "PageBounds", "operation"]


@frozen
class PageBounds:
    """How many items one answer may hold.

    Attributes:
        default: what the machine sends when nothing is asked for.
        maximum: what may be asked for at most, or ``None`` where the document states no maximum.
    """

    default: int
    maximum: int | None


@frozen
class Operation:
    """One operation of the Web API.

    Attributes:
        id: ``"list_jobs"``; its request builder is ``eosconnect_api.api.{tag}.{id}._get_kwargs``.
        tag: the area of the API, ``"jobs"``.
        method: ``"GET"``, ``"POST"`` or ``"DELETE"``.
        path: in the document's spelling and below ``/api/vX.Y``, except those that begin with ``/api/`` or ``/auth/``.
        repeatable: sending it twice does no more than sending it once.
        changes_machine: it changes something on the machine.
        page: its page bounds, or ``None`` if it is not paged.
        machines: the machine models that support it; empty where the document names none.
        filter_system: ``"RFS 1.x"``, ``"RFS 1.3"`` or ``"RFS 2.0"`` if only machines with that one support it.
        data_point: key of the data point that it reads, as in ``machine.sensors[key]``.
        statuses: every status that the document lists, and 404 where it is inferred.
    """

    id: OperationId
    tag: str
    method: str
    path: str
    repeatable: bool
    changes_machine: bool
    page: PageBounds | None
    machines: tuple[str, ...]
    filter_system: str | None
    data_point: str | None
    statuses: tuple[int, ...]

    @property
    def subject(self) -> str:
        """What it is about, in words; to be said of a machine that has none.

        Example:
            >>> operation("get_layer_image_metadata").subject, operation("upload_task").subject
            ('layer image metadata', 'task upload')
            >>> operation("get_exposure_laser_temperature_current").subject
            'data point exposure.laser.temperature'
        """
        if self.data_point is not None:
            return f"data point {self.data_point}"
        verb, *words = self.id.split("_")
        return " ".join([*words, *DOINGS.get(verb, ())])


#: What is done to a thing, where its name alone would say that the thing itself is missing.
DOINGS: Final[Mapping[str, tuple[str, ...]]] = {"delete": ("deletion",), "upload": ("upload",)}


@cache
def operation(id: OperationId) -> Operation:
    """The operation with this id.

    Raises:
        KeyError: there is no such operation.

    Example:
        >>> operation("get_job").path
        '/jobs/{jobId}'
        >>> operation("delete_job").repeatable
        False
    """
    tag, method, path, repeatable, changes_machine, page, machines, filter_system, data_point, statuses = TABLE[id]
    return Operation(
        id=id,
        tag=tag,
        method=method,
        path=path,
        repeatable=repeatable,
        changes_machine=changes_machine,
        page=PageBounds(*page) if page else None,
        machines=MACHINES[machines],
        filter_system=filter_system,
        data_point=data_point,
        statuses=statuses,
    )


class _Operations(Mapping[OperationId, Operation]):
    """All operations by id. Each is made when it is first asked for, so that importing stays quick."""

    def __getitem__(self, id: OperationId) -> Operation:
        return operation(id)

    def __iter__(self) -> Iterator[OperationId]:
        return iter(TABLE)

    def __len__(self) -> int:
        return len(TABLE)


OPERATIONS: Mapping[OperationId, Operation] = _Operations()
