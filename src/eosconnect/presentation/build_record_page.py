"""A build record as a page: HTML that stands alone, prints well and runs no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum
from html import escape
from typing import Any, Final

from eosconnect.models.build_record import BuildRecord
from eosconnect.models.exposure import Calibration
from eosconnect.models.job import JobDurations, MaterialDetails
from eosconnect.models.machine_info import MachineInfo

__all__ = ["record_body", "record_page"]

STYLE: Final = """
.build-record { font: 14px/1.45 system-ui, "Segoe UI", sans-serif; color: #1b1f24; max-width: 72rem; margin: 0 auto; }
.build-record h1 { font-size: 1.6rem; margin: 0 0 .2rem; }
.build-record h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; border-bottom: 1px solid #d0d7de; }
.build-record table { border-collapse: collapse; }
.build-record th { text-align: left; font-weight: 600; white-space: nowrap; }
.build-record th, .build-record td { padding: .15rem 1rem .15rem 0; vertical-align: top; }
.build-record .rows th { border-bottom: 1px solid #d0d7de; }
.build-record .number { text-align: right; font-variant-numeric: tabular-nums; }
.build-record .missing { background: #fff8c5; padding: .4rem .8rem; }
.build-record .scroll { overflow-x: auto; }
@media print { .build-record h2 { break-after: avoid; } .build-record tr { break-inside: avoid; } }
"""


def record_page(record: BuildRecord) -> str:
    """The whole page."""
    title = escape(f"Build record {record.job.id}")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>body {{ margin: 2rem; }}</style>\n</head>\n<body>\n{record_body(record)}\n</body>\n</html>\n"
    )


def record_body(record: BuildRecord) -> str:
    """What stands on the page, to be shown in a notebook as well."""
    job, info = record.job, record.info or MachineInfo()
    material, durations = job.material_details or MaterialDetails(), job.durations or JobDurations()
    machine = " ".join(filter(None, (info.product_name, info.serial_number))) or record.machine
    sections = [
        f"<style>{STYLE}</style>",
        f"<h1>Build record {text(job.id)}</h1>",
        f"<p>{text(machine)}, read from {text(record.machine)} at {text(record.read_at)}. All times are UTC.</p>",
        missing(record),
        facts(
            "Job",
            [
                ("Result", job.result),
                ("Task", job.task),
                ("Order", job.order_id),
                ("Started by", job.starter),
                ("Started", job.started_at),
                ("Ended", job.ended_at),
                ("Duration", job.duration),
                ("Layers", of(job.layer_count, job.layer_count_target)),
                ("Height", of(job.height, job.height_total, " mm")),
                ("Inert gas", job.inert_gas_type),
            ],
        ),
        facts(
            "Material set",
            [
                ("Name", material.material_set_name or job.material_set),
                ("Material", material.material_name or job.material),
                ("Version", material.version),
                ("GUID", material.guid or job.material_set_guid),
                ("Derived from", material.parent_guid),
                ("Changed by the customer", material.customized_by_customer),
                ("Final", job.material_set_is_final if material.is_final is None else material.is_final),
                ("Layer thickness", unit(material.default_layer_thickness, " mm")),
                ("Released for", unit(material.material_thickness, " mm")),
            ],
        ),
        facts(
            "Scaling and beam offset",
            [
                ("Scaling x", unit(job.scaling_x, " %")),
                ("Scaling y", unit(job.scaling_y, " %")),
                ("Scaling at the bottom", unit(job.scaling_bottom, " %")),
                ("Scaling at the top", unit(job.scaling_top, " %")),
                ("Beam offset", unit(job.beam_offset, " mm")),
                ("Offset below the parts", unit(job.offset_bottom, " mm")),
            ],
        ),
        facts(
            "Durations",
            [
                ("Recoating", seconds(durations.recoating)),
                ("Exposure", seconds(durations.exposure)),
                ("Heating", seconds(durations.heating)),
            ],
        ),
        rows(
            "Parts",
            ("Part", "Order", "Item", "Status", "File", "Exposure set", "Exposure time", "Volume"),
            (
                (
                    part.id,
                    part.order_id,
                    part.item_id,
                    part.status,
                    part.file_path,
                    part.exposure_param_name,
                    unit(part.exposure_time, " s"),
                    unit(part.volume, " mm³"),
                )
                for part in record.parts
            ),
        ),
        facts("Module versions", [(version.name or "", version.version) for version in job.module_versions]),
        rows(
            "Scanner calibrations",
            ("Time", "Exposure unit", "Layer", "Successful", "Gain x", "Offset x", "Gain y", "Offset y", "Retries"),
            map(calibration_row, record.calibrations),
        ),
        rows(
            "Laser power",
            ("Time", "Laser", "Layer", "Input", "Output", "Correction"),
            (
                (
                    measured.timestamp,
                    measured.laser_index,
                    measured.layer_index,
                    unit(measured.input_power, " W"),
                    unit(measured.output_power, " W"),
                    measured.correction,
                )
                for measured in record.laser_power
            ),
        ),
        rows(
            "Messages",
            ("Time", "Severity", "Layer", "Message", "Id"),
            (
                (message.raised_at, message.severity, message.layer_index, message.message, message.message_id)
                for message in record.messages
            ),
        ),
    ]
    return '<div class="build-record">\n' + "\n".join(filter(None, sections)) + "\n</div>"


def calibration_row(calibration: Calibration) -> tuple[Any, ...]:
    x, y = calibration.galvo_x, calibration.galvo_y
    return (
        calibration.timestamp,
        calibration.exposure_unit_index,
        calibration.layer_index,
        calibration.successful,
        x and x.gain,
        x and x.offset,
        y and y.gain,
        y and y.offset,
        sum(galvo.retries or 0 for galvo in (x, y) if galvo is not None),
    )


def missing(record: BuildRecord) -> str:
    reasons = "".join(f"<br>{text(what)}: {text(why)}" for what, why in record.not_available.items())
    return f'<p class="missing">Not available from this machine:{reasons}</p>' if reasons else ""


def facts(title: str, pairs: Sequence[tuple[str, Any]]) -> str:
    """A table of names and values; values that are not known are left out."""
    lines = [f"<tr><th>{text(name)}</th><td>{text(value)}</td></tr>" for name, value in pairs if value is not None]
    return f"<h2>{text(title)}</h2>\n<table>\n" + "\n".join(lines) + "\n</table>" if lines else ""


def rows(title: str, columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    """A table with a line per thing."""
    body = ["<tr>" + "".join(cell(value) for value in line) + "</tr>" for line in lines]
    if not body:
        return ""
    head = "".join(f"<th>{text(column)}</th>" for column in columns)
    return (
        f'<h2>{text(title)} ({len(body)})</h2>\n<div class="scroll"><table class="rows">\n'
        f"<tr>{head}</tr>\n" + "\n".join(body) + "\n</table></div>"
    )


def cell(value: Any) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f'<td class="number">{text(value)}</td>' if number else f"<td>{text(value)}</td>"


def text(value: Any) -> str:
    """A value for people, safe to stand in a page."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, timedelta):
        return str(timedelta(seconds=round(value.total_seconds())))
    if isinstance(value, float):
        return f"{value:.8g}"
    return escape(str(value.value) if isinstance(value, Enum) else str(value))


def unit(value: float | None, symbol: str) -> str | None:
    return None if value is None else f"{value:.8g}{symbol}"


def seconds(value: float | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)


def of(reached: float | None, planned: float | None, symbol: str = "") -> str | None:
    if reached is None:
        return None
    return f"{reached:.8g} of {planned:.8g}{symbol}" if planned is not None else f"{reached:.8g}{symbol}"
