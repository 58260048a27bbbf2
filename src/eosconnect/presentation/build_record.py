"""A build record as DataFrame, JSON and file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from eosconnect.errors import ConfigurationError
from eosconnect.models.build_record import BuildRecord
from eosconnect.models.exposure import Calibration, LaserPowerMeasurement
from eosconnect.models.part import Part
from eosconnect.models.user_message import Severity, UserMessage
from eosconnect.part_file import PartFile
from eosconnect.presentation.frames import to_pandas
from eosconnect.presentation.spreadsheets import to_excel

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["plain", "record_frame", "record_json", "save_record"]


def plain(value: Any) -> Any:
    """A model as JSON values: the names of our fields, without the JSON that it came from.

    Example:
        >>> from eosconnect.models.part import PartLayer
        >>> plain(PartLayer(layer_index=12, exposure_time=3.25))
        {'layer_index': 12, 'exposure_time': 3.25}
    """
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value)) if field.name != "raw"]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")  # as the machine's own JSON writes them
    return value


def record_json(record: BuildRecord) -> str:
    return json.dumps(plain(record), ensure_ascii=False, indent=2, allow_nan=False)


def record_frame(record: BuildRecord, tz: str | None) -> pd.DataFrame:
    import pandas as pd

    parts = to_pandas(record.parts, kind=Part, tz=tz).add_prefix("part.")
    if parts.empty:
        parts = parts.reindex(range(1))
    job = to_pandas([record.job], tz=tz).add_prefix("job.")
    counts = {
        "calibrations": len(record.calibrations),
        "calibrations.failed": sum(calibration.successful is False for calibration in record.calibrations),
        "laser_power_measurements": len(record.laser_power),
        "messages.warnings": sum(message.severity == Severity.WARNING for message in record.messages),
        "messages.errors": sum(
            message.severity in (Severity.ERROR, Severity.FATAL_ERROR) for message in record.messages
        ),
    }
    head = pd.DataFrame(
        {
            "machine": record.machine,
            "serial_number": record.info.serial_number if record.info else None,
            "product_name": record.info.product_name if record.info else None,
        },
        index=[0],
    )
    versions = {
        f"job.module_versions.{version.name}": version.version for version in record.job.module_versions if version.name
    }
    one = pd.concat([head, job, pd.DataFrame({**versions, **counts}, index=[0])], axis="columns")
    many = one.loc[[0] * len(parts)].reset_index(drop=True)
    return pd.concat([many, parts.reset_index(drop=True)], axis="columns")


def save_record(record: BuildRecord, file: Path) -> Path:
    match file.suffix.casefold():
        case ".html" | ".htm":
            text = record.to_html()
        case ".json":
            text = record.to_json()
        case ".csv":
            return to_excel(record.to_pandas(), file)
        case ".xlsx":
            return to_excel(tabs(record), file)
        case _:
            raise ConfigurationError(f"no build record is kept in {file.name}", hint="use .html, .json, .csv or .xlsx")
    with PartFile(file) as part:
        part.write(text.encode())
        part.complete(file)
    return file


def tabs(record: BuildRecord) -> dict[str, pd.DataFrame]:
    """A tab for each thing; what there is none of has its columns."""
    return {
        "Job": to_pandas([record.job], machine=record.machine),
        "Parts": to_pandas(record.parts, kind=Part),
        "Messages": to_pandas(record.messages, kind=UserMessage),
        "Calibrations": to_pandas(record.calibrations, kind=Calibration),
        "Laser power": to_pandas(record.laser_power, kind=LaserPowerMeasurement),
    }
