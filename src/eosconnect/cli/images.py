"""``eosconnect images``: what the monitoring systems saw, as a list or as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from eosconnect.cli.inputs import JOB, close_to, completing
from eosconnect.cli.jobs import LIMIT
from eosconnect.cli.options import on_machine
from eosconnect.cli.plain import fields_of
from eosconnect.cli.session import Session
from eosconnect.cli.streams import counting
from eosconnect.cli.tables import Column
from eosconnect.errors import ConfigurationError

if TYPE_CHECKING:
    from eosconnect.models.image import ImageMetadata, ImageType

__all__ = ["images"]

TYPES: Final = (
    *("PowderBedAfterRecoating", "PowderBedAfterExposure", "PowderBedBeforeRecoating"),
    *("ExposureOTIntegral", "ExposureOTMaximum"),
    *("MeltPoolMovingAverage1", "MeltPoolMovingAverage2", "MeltPoolSignalDynamics"),
)


@on_machine
def images(
    session: Session,
    job: Annotated[str, JOB] = "latest",
    *,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            "-t",
            help=f"Which images, all by default: {', '.join(TYPES)}. May be given several times; the beginning is "
            "enough, such as PowderBed.",
            autocompletion=completing(TYPES),
            show_default=False,
        ),
    ] = None,
    first: Annotated[int, typer.Option(min=1, help="First layer.")] = 1,
    last: Annotated[int | None, typer.Option(min=1, help="Last layer, included.", show_default=False)] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Save the images into this folder.", show_default=False)
    ] = None,
    file_type: Annotated[str, typer.Option("--format", help="jpeg, png or tiff.")] = "jpeg",
    limit: Annotated[int | None, LIMIT] = None,
) -> None:
    """List the layer images of a job, or save them.

    Saving goes on where it stopped: what is in the folder already is not fetched again.

    [bold]eosconnect images latest --type PowderBedAfterExposure --last 100 -o images[/]
    """
    from eosconnect.models.image import ImageMetadata

    chosen = chosen_types(types)
    job_id = session.job(job)
    if output is None:
        listed = session.machine.images.list(job_id, types=chosen, first=first, last=last, strict=bool(types))
        rows = session.read(listed, "images")
        fields = fields_of(ImageMetadata, machine=session.machine.host, job_id=job_id)
        session.rows(rows, columns(session), kind=ImageMetadata, what="images", fields=fields, limit=limit)
        return
    with counting("Saving images", unit="images") as more:
        files = session.machine.images.download(
            job_id,
            output,
            types=chosen,
            first=first,
            last=last,
            file_type=file_type,
            strict=bool(types),
            progress=more.to,
        )
    session.done(*files, what="images", folder=output)


def chosen_types(told: list[str] | None) -> list[ImageType]:
    """The image types that are meant, by their names or beginnings, whatever the letter case."""
    from eosconnect.models.image import ImageType

    chosen: list[ImageType] = []
    for word in told or ["all"]:
        folded = word.casefold().replace("_", "").replace("-", "")
        found = [kind for kind in ImageType if folded == "all" or kind.value.casefold().startswith(folded)]
        if not found:
            near = close_to(word, TYPES)
            question = f"; did you mean {near[0]}?" if near else ""
            raise ConfigurationError(f"{word!r} is not a type of image{question}", hint=f"one of {', '.join(TYPES)}")
        chosen += found
    return list(dict.fromkeys(chosen))


def columns(session: Session) -> tuple[Column[ImageMetadata], ...]:
    return (
        Column("layer", lambda image: "" if image.layer in (None, -1) else f"{image.layer:,}", right=True),
        Column(session.in_zone("taken"), lambda image: session.clock(image.taken_at, seconds=True)),
        Column("type", lambda image: str(image.image_type or "")),
    )
