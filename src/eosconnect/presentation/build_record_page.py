"""A build record as a page: HTML that stands alone, prints well and runs no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from enum import Enum
from html import escape
from typing import Any, Final

from eosconnect.models.build_record import BuildRecord
from eosconnect.models.exposure import Calibration, LaserPowerMeasurement
from eosconnect.models.job import JobDurations, JobResult, MaterialDetails
from eosconnect.models.machine_info import MachineInfo
from eosconnect.models.part import PartStatus
from eosconnect.models.user_message import Severity, UserMessage
from eosconnect.presentation.html.elements import text

__all__ = ["record_body", "record_page"]

#: The doubled class beats the styles that notebooks give to every table.
#: Colours are the reader's own, so that it reads on light and dark pages and in notebooks of either theme.
STYLE: Final = """
.build-record { font: 14px/1.45 system-ui, "Segoe UI", sans-serif; max-width: 76rem; margin: 0 auto;
  --line: color-mix(in srgb, currentColor 22%, transparent); --good: color-mix(in srgb, #2da44e 30%, transparent);
  --bad: color-mix(in srgb, #cf222e 32%, transparent); --notice: color-mix(in srgb, #d4a72c 30%, transparent); }
.build-record h1 { font-size: 1.6rem; margin: 0 0 .2rem; }
.build-record h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; padding-bottom: .1rem;
  border-bottom: 1px solid var(--line); }
.build-record .facts td { overflow-wrap: anywhere; }
.build-record .facts { columns: 2 24rem; column-gap: 2.5rem; }
.build-record .facts section { break-inside: avoid; padding-top: .1rem; }
.build-record .facts h2 { margin-top: 1.2rem; }
.build-record table { border-collapse: collapse; font-size: inherit; }
.build-record.build-record table th, .build-record.build-record table td {
  padding: .15rem 1.2rem .15rem 0; text-align: left; vertical-align: top; }
.build-record th { font-weight: 600; white-space: nowrap; }
.build-record .rows thead th { border-bottom: 1px solid var(--line); }
.build-record .rows td { white-space: nowrap; }
.build-record .rows .long { white-space: normal; overflow-wrap: anywhere; min-width: 16rem; }
.build-record.build-record table .number { text-align: right; font-variant-numeric: tabular-nums; }
.build-record .good, .build-record .bad, .build-record .notice { padding: 0 .45rem; border-radius: .6rem; }
.build-record .good { background: var(--good); }
.build-record .bad { background: var(--bad); }
.build-record .notice { background: var(--notice); }
.build-record .missing { background: var(--notice); padding: .4rem .8rem; border-radius: .3rem; }
.build-record .sum { margin: 0 0 .4rem; }
.build-record .scroll { overflow-x: auto; }
@media print {
  .build-record { font-size: 11px; } .build-record h2 { break-after: avoid; } .build-record tr { break-inside: avoid; }
  .build-record .facts { columns: 2; column-gap: 1.5rem; }
  .build-record .scroll { overflow: visible; } .build-record .rows .long { min-width: 9rem; }
}
"""

#: Values that a reader looks for, and how they are marked.
MARKS: Final[Mapping[Any, str]] = {
    JobResult.SUCCESSFUL: "good",
    JobResult.FAILED: "bad",
    JobResult.USER_CANCELED: "notice",
    Severity.WARNING: "notice",
    Severity.ERROR: "bad",
    Severity.FATAL_ERROR: "bad",
    PartStatus.DELETED: "notice",
    PartStatus.DEACTIVATED: "notice",
}


#: Columns whose texts may take several lines.
LONG: Final = frozenset({"File", "Message"})


def record_page(record: BuildRecord) -> str:
    """The whole page."""
    title = escape(f"Build record {record.job.id}")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>:root {{ color-scheme: light dark; }} body {{ margin: 2rem; }}</style>\n</head>\n"
        f"<body>\n{record_body(record)}\n</body>\n</html>\n"
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
        '<div class="facts">',
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
        facts("Module versions", [(version.name or "", version.version) for version in job.module_versions]),
        "</div>",
        rows(
            "Parts",
            ("Part", "Order", "Item", "Status", "Exposure set", "Exposure time", "Volume [mm³]", "File"),
            (
                (
                    part.id,
                    part.order_id,
                    part.item_id,
                    part.status,
                    part.exposure_param_name,
                    seconds(part.exposure_time),
                    part.volume,
                    part.file_path,
                )
                for part in record.parts
            ),
        ),
        rows(
            "Scanner calibrations",
            ("Time", "Exposure unit", "Layer", "Successful", "Gain x", "Offset x", "Gain y", "Offset y", "Retries"),
            map(calibration_row, record.calibrations),
            calibration_summary(record.calibrations),
        ),
        rows(
            "Laser power",
            ("Time", "Laser", "Layer", "Input [W]", "Output [W]", "Correction"),
            (
                (
                    measured.timestamp,
                    measured.laser_index,
                    measured.layer_index,
                    measured.input_power,
                    measured.output_power,
                    measured.correction,
                )
                for measured in record.laser_power
            ),
            power_summary(record.laser_power),
        ),
        rows(
            "Messages",
            ("Time", "Severity", "Layer", "Message", "Id"),
            (
                (
                    message.raised_at,
                    message.severity,
                    message.layer_index,
                    message.message,
                    message.message_id,
                )
                for message in sorted(record.messages, key=by_time)
            ),
        ),
    ]
    return '<div class="build-record">\n' + "\n".join(filter(None, sections)) + "\n</div>"


def by_time(message: UserMessage) -> tuple[bool, float]:
    """The order in which things happened, which the machine does not promise; what has no time comes last."""
    return message.raised_at is None, message.raised_at.timestamp() if message.raised_at else 0.0


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


def calibration_summary(calibrations: Sequence[Calibration]) -> str:
    """What a reader would look for in the rows."""
    failed = sum(calibration.successful is False for calibration in calibrations)
    retries = sum(
        galvo.retries or 0
        for calibration in calibrations
        for galvo in (calibration.galvo_x, calibration.galvo_y)
        if galvo is not None
    )
    return f"{failed or 'None'} failed; {retries or 'no'} {'retry' if retries == 1 else 'retries'}."


def power_summary(measurements: Sequence[LaserPowerMeasurement]) -> str:
    """How far the lasers were from what was asked of them."""
    deviations = [
        measured.output_power / measured.input_power - 1
        for measured in measurements
        if measured.output_power is not None and measured.input_power
    ]
    return f"Output at most {max(map(abs, deviations)):.1%} from the input." if deviations else ""


def missing(record: BuildRecord) -> str:
    reasons = "".join(f"<br>{text(what)}: {text(why)}" for what, why in record.not_available.items())
    return f'<p class="missing">Not available from this machine:{reasons}</p>' if reasons else ""


def facts(title: str, pairs: Sequence[tuple[str, Any]]) -> str:
    """A table of names and values; values that are not known are left out."""
    lines = [f"<tr><th>{text(name)}</th><td>{marked(value)}</td></tr>" for name, value in pairs if value is not None]
    if not lines:
        return ""
    return f"<section><h2>{text(title)}</h2>\n<table>\n" + "\n".join(lines) + "\n</table></section>"


def rows(title: str, columns: Sequence[str], lines: Iterable[Sequence[Any]], summary: str = "") -> str:
    """A table with a line per thing."""
    table = list(lines)
    if not table:
        return ""
    kinds = [kind_of(name, [line[place] for line in table]) for place, name in enumerate(columns)]
    head = "".join(f"<th{kind}>{text(name)}</th>" for name, kind in zip(columns, kinds, strict=True))
    body = [
        "<tr>" + "".join(f"<td{kind}>{marked(value)}</td>" for value, kind in zip(line, kinds, strict=True)) + "</tr>"
        for line in table
    ]
    said = f'<p class="sum">{text(summary)}</p>\n' if summary else ""
    return (
        f'<h2>{text(title)} ({len(body)})</h2>\n{said}<div class="scroll"><table class="rows">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(body) + "\n</tbody></table></div>"
    )


def kind_of(column: str, values: Iterable[Any]) -> str:
    """How the cells of a column are set: numbers and durations to the right, long texts in several lines."""
    if column in LONG:
        return ' class="long"'
    numbers = any(isinstance(value, int | float | timedelta) and not isinstance(value, bool) for value in values)
    return ' class="number"' if numbers else ""


def marked(value: Any) -> str:
    """A value for people, marked if it is one that they look for."""
    mark = MARKS.get(value) if isinstance(value, Enum) else None
    return f'<span class="{mark}">{text(value)}</span>' if mark else text(value)


def unit(value: float | None, symbol: str) -> str | None:
    return None if value is None else f"{value:.8g}{symbol}"


def seconds(value: float | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)


def of(reached: float | None, planned: float | None, symbol: str = "") -> str | None:
    if reached is None:
        return None
    return f"{reached:.8g} of {planned:.8g}{symbol}" if planned is not None else f"{reached:.8g}{symbol}"
