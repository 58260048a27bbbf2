"""``eosconnect layers``: when each layer was built, and what its time went into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from eosconnect.cli.inputs import JOB
from eosconnect.cli.jobs import LIMIT
from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import fields_of
from eosconnect.cli.session import Session
from eosconnect.cli.tables import Column
from eosconnect.cli.times import span
from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    from eosconnect.models.layer import Layer, LayerOperationType

__all__ = ["layers"]


@on_machine
def layers(
    session: Session,
    job: Annotated[str, JOB] = "latest",
    *,
    first: Annotated[int | None, typer.Option(min=0, help="Smallest index, included.", show_default=False)] = None,
    last: Annotated[int | None, typer.Option(min=0, help="Largest index, included.", show_default=False)] = None,
    min_height: Annotated[float | None, typer.Option(help="Upper height in mm, included.", show_default=False)] = None,
    max_height: Annotated[float | None, typer.Option(help="Upper height in mm, included.", show_default=False)] = None,
    limit: Annotated[int | None, LIMIT] = None,
) -> None:
    """List the layers of a job and what their time went into.

    In a terminal these are the last ones, unless --limit says otherwise.
    """
    from eosconnect.models.layer import Layer, LayerOperationType

    if first is not None and last is not None and last < first:
        raise ConfigurationError(f"layers {first} to {last} are no range", hint="last is not smaller than first")
    listed = session.machine.layers.list(
        session.job(job), first=first, last=last, min_height=min_height, max_height=max_height
    )
    rows = sorted(session.read(listed, "layers"), key=lambda layer: layer.index)
    fields = {
        **fields_of(Layer, machine=session.machine.host),
        **{f"durations.{operation.value.lower()}": seconds_of(operation) for operation in LayerOperationType},
    }
    session.rows(rows, columns(session), kind=Layer, what="layers", fields=fields, limit=limit, last=True)


def seconds_of(operation: LayerOperationType) -> Callable[[Layer], float]:
    return lambda layer: round(layer.seconds(operation), 6)


def columns(session: Session) -> Sequence[Column[Layer]]:
    def seconds(operation: str) -> Column[Layer]:
        return Column(
            operation,
            lambda layer: f"{seconds:.1f} s" if (seconds := layer.seconds(operation)) else "",
            right=True,
            optional=3,
        )

    return (
        Column("layer", lambda layer: f"{layer.index:,}", right=True),
        Column(
            "height", lambda layer: f"{layer.end_height:.3f} mm" if layer.end_height is not None else "", right=True
        ),
        Column("thickness", lambda layer: f"{layer.thickness:g} mm" if layer.thickness else "", right=True, optional=5),
        Column(session.in_zone("started"), lambda layer: session.clock(layer.started_at, seconds=True)),
        Column("took", lambda layer: span(layer.duration), right=True),
        *(seconds(operation) for operation in ("recoating", "exposure", "heating", "dosing", "interrupt")),
    )
