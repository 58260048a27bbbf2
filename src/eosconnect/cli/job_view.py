"""One job on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from eosconnect.cli.jobs import layers_of, shown_result
from eosconnect.cli.messages import message_columns
from eosconnect.cli.sensors import shown_number
from eosconnect.cli.session import Session
from eosconnect.cli.tables import Column, facts, table_of
from eosconnect.cli.timeline import duration_bars, layer_strip
from eosconnect.cli.times import span

if TYPE_CHECKING:
    from eosconnect.models.build_record import BuildRecord
    from eosconnect.models.exposure import Calibration, LaserPowerMeasurement
    from eosconnect.models.job import JobDetail
    from eosconnect.models.layer import Layer
    from eosconnect.models.part import Part

__all__ = ["view"]

#: Parts that are listed; a build can have hundreds of them.
MOST_PARTS = 12


def view(session: Session, record: BuildRecord, layers: list[Layer]) -> Iterator[RenderableType]:
    detail = record.job
    yield Text().append(detail.task or detail.id, style="heading").append("  ").append_text(shown_result(detail))
    yield Text()
    yield facts(details(session, record))
    if bars := duration_bars(detail, layers, session):
        yield Text("\nWhere the time went", style="heading")
        yield bars
    messages = sorted(record.messages, key=lambda message: message.raised_at.timestamp() if message.raised_at else 0)
    if strip := layer_strip(layers, messages, session):
        yield Text("\nTime per layer", style="heading")
        yield strip
    if messages:
        yield Text("\nMessages", style="heading")
        columns = [column for column in message_columns(session) if column.heading != "job"]
        yield table_of(messages, columns, session.console)
    if record.parts:
        yield Text("\nParts", style="heading")
        yield table_of(record.parts[:MOST_PARTS], part_columns(), session.console)
        if len(record.parts) > MOST_PARTS:
            yield Text(f"{MOST_PARTS} of {len(record.parts):,} parts; --json and --output have all", style="quiet")
    if detail.details_available is False:
        yield Text("\nThe machine no longer has the details of this job.", style="quiet")


def details(session: Session, record: BuildRecord) -> Iterator[tuple[str, str | Text | None]]:
    detail = record.job
    yield "job", Text(detail.id, style="key")
    yield "started", session.moment(detail.started_at)
    yield "ended", session.moment(detail.ended_at, f"took {span(detail.duration)}" if detail.duration else "")
    percent = f"{detail.progress:.0%}" if detail.progress is not None and detail.progress < 1 else ""
    yield "layers", joined(layers_of(detail), percent)
    if detail.height is not None:
        total = f" of {detail.height_total:g}" if detail.height_total not in (None, detail.height) else ""
        yield "height", f"{detail.height:g}{total} mm"
    yield from made_of(detail)
    yield "inert gas", detail.inert_gas_type
    yield "started by", detail.starter
    yield "order", detail.order_id
    yield "beam offset", millimetres(detail.beam_offset)
    scaling = {name: getattr(detail, f"scaling_{name}") for name in ("x", "y", "bottom", "top")}
    if any(scaling.values()):
        yield "scaling", ", ".join(f"{name} {value:g}" for name, value in scaling.items() if value is not None)
    yield "calibrations", shown_calibrations(record.calibrations)
    yield "laser power", shown_power(record.laser_power)
    if detail.is_corrupt:
        yield "data", Text("corrupt", style="bad")
    yield "software", ", ".join(f"{module.name} {module.version}" for module in detail.module_versions)
    if record.not_available:
        yield "not available", Text(", ".join(record.not_available).replace("_", " "), style="quiet")


def made_of(detail: JobDetail) -> Iterator[tuple[str, str | Text | None]]:
    material = detail.material_details
    yield "material", (material and material.material_name) or detail.material
    if material:
        notes = [material.version and f"version {material.version}", material.customized_by_customer and "customized"]
        yield "material set", joined(material.material_set_name or "", ", ".join(note for note in notes if note))
        yield "layer thickness", millimetres(material.default_layer_thickness)


def shown_calibrations(calibrations: Sequence[Calibration]) -> Text | None:
    if not calibrations:
        return None
    failed = sum(calibration.successful is False for calibration in calibrations)
    shown = Text(f"{len(calibrations):,}")
    return shown.append(f"  {failed:,} failed", style="bad") if failed else shown.append("  all fine", style="quiet")


def shown_power(measurements: Sequence[LaserPowerMeasurement]) -> str | None:
    powers = [entry.output_power for entry in measurements if entry.output_power is not None]
    if not powers:
        return None
    least, most = shown_number(min(powers)), shown_number(max(powers))
    return f"{least} W" if least == most else f"{least} to {most} W in {len(powers):,} measurements"


def part_columns() -> Sequence[Column[Part]]:
    return (
        Column("part", lambda part: str(part.id), right=True),
        Column("order", lambda part: part.order_id, optional=2),
        Column("item", lambda part: part.item_id, optional=3),
        Column("status", lambda part: str(part.status or "").lower(), optional=1),
        Column("exposed", lambda part: span(part.exposure_time), right=True, optional=4),
        Column("volume", lambda part: f"{part.volume / 1000:,.1f} cm³" if part.volume else "", right=True, optional=5),
        Column("exposure set", lambda part: part.exposure_param_name, optional=6),
        Column("file", lambda part: (part.file_path or "").replace("\\", "/").rpartition("/")[2], optional=7),
    )


def joined(text: str, remark: str) -> Text:
    shown = Text(text)
    return shown.append(f"  {remark}", style="quiet") if text and remark else shown


def millimetres(value: float | None) -> str | None:
    return None if value is None else f"{value:g} mm"
