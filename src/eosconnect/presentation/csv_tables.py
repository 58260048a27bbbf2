"""The machine's CSV files as DataFrames with the columns of our models.

No document says how these files look inside. So separator, decimal mark and order of the columns are found out; a
column belongs to the field whose name in the document it carries, whatever its spelling (``zHeight``, ``Z_Height``,
``Z height [µm]``); columns that belong to no field are kept as texts under their own names.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

import attrs

from eosconnect.errors import UnexpectedResponseError
from eosconnect.models.conversion import json_name, millimetres
from eosconnect.presentation.extras import require
from eosconnect.presentation.frames import Column, columns_of, to_pandas

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["as_utf8", "csv_tables"]

SEPARATORS: Final = ";,\t|"

#: What stands in a numeric column that has no value.
NO_NUMBER: Final = ["", "null", "NULL", "NaN", "nan", "None", "-"]

#: Bytes in which the header and the first row are found.
BEGINNING: Final = 65_536

UNIT: Final = re.compile(r"[\[(]\s*([^\])]*?)\s*[\])]\s*$")


def csv_tables(kind: type[Any], files: Iterable[bytes], columns: Mapping[str, object] | None = None) -> pd.DataFrame:
    """One frame of all rows in some CSV files that list the same kind of thing.

    Args:
        kind: the model of a row; its fields are the columns, typed as in a frame of models.
        files: the contents.
        columns: further columns with one value in every row, in front of the others.

    Raises:
        ConfigurationError: pandas is not installed.
        UnexpectedResponseError: a file is no table of this kind.

    Example:
        >>> from eosconnect.models.part_statistic import PartStatistic
        >>> frame = csv_tables(PartStatistic, [b"LayerIndex;LayerHeight;PartId;Mean\\r\\n25;1000;4;17250,5\\r\\n"])
        >>> frame[["layer_index", "layer_height", "part_id", "mean"]].to_dict("records")
        [{'layer_index': 25, 'layer_height': 1.0, 'part_id': 4, 'mean': 17250.5}]
    """
    require("pandas", extra="pandas")
    import pandas as pd

    empty = to_pandas([], kind=kind)
    fields = fields_of(kind)
    tables = [empty, *(table for content in files if (table := read_table(content, kind, fields, empty)) is not None)]
    frame = pd.concat(tables, ignore_index=True)
    unknown = [name for name in frame.columns if name not in empty.columns]
    frame = frame[[*empty.columns, *unknown]]
    for position, (name, value) in enumerate((columns or {}).items()):
        series = pd.Series([value] * len(frame), dtype=pd.Series([""]).dtype if isinstance(value, str) else object)
        if name in frame.columns:
            frame[name] = frame[name].fillna(series)
        else:
            frame.insert(position, name, series)
    return frame


def fields_of(kind: type[Any]) -> dict[str, tuple[Column, bool]]:
    """The columns by their bare name in the document, each with whether the document gives it in µm and we in mm."""
    fields: dict[str, tuple[Column, bool]] = {}
    for column in columns_of(kind):
        names: list[str] = []
        owner, converted = kind, False
        for attribute in column.path:
            field = getattr(attrs.fields(owner), attribute)
            names.append(json_name(field))
            converted = field.metadata.get("read") is millimetres
            inner = [hint for hint in (*get_args(get_type_hints(owner)[attribute]), None) if hint is not type(None)]
            owner = inner[0] or owner
        fields[bare("".join(names))] = (column, converted)
    return fields


def bare(name: str) -> str:
    return re.sub(r"[^0-9a-z]", "", name.casefold())


def read_table(
    content: bytes, kind: type[Any], fields: Mapping[str, tuple[Column, bool]], empty: pd.DataFrame
) -> pd.DataFrame | None:
    """One file; ``None`` if it has no rows."""
    import pandas as pd

    content = as_utf8(content).removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    encoding = encoding_of(content)
    header, *lines = content[:BEGINNING].decode(encoding, errors="replace").splitlines() or [""]
    if not header.strip():
        return None
    separator = max(SEPARATORS, key=header.count)
    titles = [title.strip() for title in next(csv.reader([header], delimiter=separator))]
    # A row that ends in a separator has one value too many, which is empty.
    surplus = [f"\0{place}" for place in range(len(titles), len(next(csv.reader(lines, delimiter=separator), [])))]
    known = {title: fields.get(bare(UNIT.sub("", title))) for title in titles}
    if not any(known.values()):
        raise UnexpectedResponseError(f"a table of {kind.__name__} rows was expected, and no column is known")
    numbers = [title for title, field in known.items() if field is not None and field[0].kind in (int, float)]
    try:
        raw = pd.read_csv(
            BytesIO(content),
            sep=separator,
            encoding=encoding,
            encoding_errors="replace",
            header=0,
            names=[*titles, *surplus],
            index_col=False,
            dtype={title: str for title in (*titles, *surplus) if title not in numbers},
            keep_default_na=False,
            na_values=dict.fromkeys(numbers, NO_NUMBER),
            skipinitialspace=True,
        )
    except (ValueError, pd.errors.ParserError) as error:
        raise UnexpectedResponseError(f"a table of {kind.__name__} rows is damaged") from error
    if (raw[surplus].fillna("") != "").any(axis=None):
        raise UnexpectedResponseError(f"a table of {kind.__name__} rows has more values than columns")
    if raw.empty:
        return None
    table: dict[str, pd.Series[Any]] = {}
    for title, field in known.items():
        if field is None:
            table[title] = raw[title]
            continue
        column, converted = field
        series = typed(raw[title], column.kind)
        if converted and not says_millimetres(title):
            series = series / 1000
        table[column.name] = series.astype(empty[column.name].dtype)
    return pd.DataFrame(table)


def as_utf8(content: bytes) -> bytes:
    """What Windows calls Unicode, as UTF-8; everything else as it is.

    Example:
        >>> as_utf8("LayerIndex;Mean".encode("utf-16"))
        b'LayerIndex;Mean'
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace").encode()
    return content


def encoding_of(content: bytes) -> str:
    """UTF-8, or what Western Windows writes where it is not."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def says_millimetres(title: str) -> bool:
    unit = UNIT.search(title)
    return unit is not None and unit[1].casefold() == "mm"


def typed(series: pd.Series[Any], kind: Any) -> pd.Series[Any]:
    """The values of one column; what does not fit is absent."""
    import pandas as pd

    if kind in (int, float):
        if not pd.api.types.is_numeric_dtype(series):
            series = pd.to_numeric(series.astype(str).str.replace(",", ".", regex=False), errors="coerce")
        return series.where(series % 1 == 0) if kind is int else series
    texts = series.where(series != "")
    if kind is bool:
        return texts.str.casefold().map({"true": True, "false": False, "1": True, "0": False})
    if kind is datetime:
        return pd.to_datetime(texts, utc=True, format="ISO8601", errors="coerce")
    if issubclass(kind, Enum):
        return texts.map({text: str(kind(text)) for text in texts.dropna().unique()})
    return texts
