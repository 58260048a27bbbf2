"""What every view is made of: facts, rows, and the style that goes with them.

A view takes its colours from what surrounds it and runs no script, so it is readable on light and on dark ground, in
JupyterLab, VS Code, on a page and on paper. Where the style is taken out (an untrusted notebook), plain tables remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from html import escape
from typing import Any, Final

import attrs

__all__ = ["Markup", "facts", "folded", "heading", "note", "number", "rows", "section", "text", "view"]

#: Beats the styles that notebooks give to every table; nothing outside of a view is touched.
STYLE: Final = """
.eosconnect { font: 13px/1.45 system-ui, "Segoe UI", sans-serif; color: inherit; text-align: left; }
.eosconnect h1 { font-size: 1.6em; margin: 0 0 .2em; color: inherit; }
.eosconnect h2 { font-size: 1.15em; margin: 1.6em 0 .4em; color: inherit; border-bottom: 1px solid #8886; }
.eosconnect p { margin: .3em 0; }
.eosconnect p.title { font-weight: 600; font-size: 1.1em; }
.eosconnect .quiet { font-weight: 400; opacity: .72; }
.eosconnect .scroll { overflow-x: auto; }
.eosconnect table.facts, .eosconnect table.rows {
  border-collapse: collapse; border: 0; display: table; font-size: 1em; margin: .3em 0; table-layout: auto;
  width: auto; color: inherit; background: none; box-shadow: none; }
.eosconnect table tr { background: none; border: 0; }
.eosconnect table.facts th, .eosconnect table.facts td, .eosconnect table.rows th, .eosconnect table.rows td {
  background: none; border: 0; color: inherit; font-size: 1em; line-height: inherit; max-width: 40em; min-width: 0;
  padding: .15em 1.2em .15em 0; text-align: left; vertical-align: top; white-space: normal; }
.eosconnect table.facts th, .eosconnect table.rows th { font-weight: 600; white-space: nowrap; }
.eosconnect table.rows thead th { border-bottom: 1px solid #8886; }
.eosconnect table.rows tbody tr + tr td { border-top: 1px solid #8882; }
.eosconnect table.rows .number {
  text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.eosconnect table.rows td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.eosconnect table td code { background: none; border: 0; color: inherit; font-size: .95em; padding: 0; }
.eosconnect details { margin: .3em 0; }
.eosconnect details summary { cursor: pointer; opacity: .85; }
.eosconnect .missing { border-left: 3px solid #d29922; padding: .2em .8em; }
.eosconnect .dot { display: inline-block; width: .6em; height: .6em; border-radius: 50%; margin-right: .45em; }
.eosconnect .marked { white-space: nowrap; }
.eosconnect .good { background: #2da44e; } .eosconnect .bad { background: #e5534b; }
.eosconnect .warn { background: #d29922; } .eosconnect .busy { background: #3d8fd1; }
.eosconnect svg { display: block; max-width: 100%; height: auto; color: inherit; }
@media print { .eosconnect h2 { break-after: avoid; } .eosconnect tr { break-inside: avoid; } }
"""

#: States that a reader looks for first, and the colour of their dot.
DOTS: Final = {
    "Successful": "good",
    "Failed": "bad",
    "UserCanceled": "warn",
    "Pending": "busy",
    "Warning": "warn",
    "Error": "bad",
    "FatalError": "bad",
    "Running": "good",
    "PausedByUser": "warn",
    "PausedByMachine": "bad",
}


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def view(*sections: str) -> str:
    """The whole view; sections that are empty are left out."""
    return f'<div class="eosconnect">\n<style>{STYLE}</style>\n' + "\n".join(filter(None, sections)) + "\n</div>"


def heading(title: str, beside: str = "") -> str:
    """What this is; ``beside`` stands next to it, less loud."""
    return f'<p class="title">{text(title)}{quiet(beside)}</p>'


def quiet(words: str) -> str:
    return f' <span class="quiet">{text(words)}</span>' if words else ""


def note(words: str) -> str:
    """A line in the small print."""
    return f'<p class="quiet">{text(words)}</p>' if words else ""


def section(title: str, content: str) -> str:
    """Content below a heading; nothing if there is none."""
    return f"<h2>{text(title)}</h2>\n{content}" if content else ""


def folded(title: str, content: str) -> str:
    """Content that is shown on a click; nothing if there is none."""
    return f"<details><summary>{text(title)}</summary>\n{content}</details>" if content else ""


def facts(pairs: Iterable[tuple[str, Any]]) -> str:
    """A table of names and values; values that are not known are left out."""
    lines = [
        f"<tr><th>{text(name)}</th><td>{marked(value)}</td></tr>" for name, value in pairs if value not in (None, "")
    ]
    return '<table class="facts"><tbody>\n' + "\n".join(lines) + "\n</tbody></table>" if lines else ""


def rows(columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    """A table with a line per thing; nothing if there is no line."""
    table = [tuple(line) for line in lines]
    if not table:
        return ""
    kinds = [kind_of([line[position] for line in table]) for position in range(len(columns))]
    head = "".join(f"<th{kind}>{text(column)}</th>" for column, kind in zip(columns, kinds, strict=True))
    body = "\n".join(
        "<tr>" + "".join(f"<td{kind}>{marked(value)}</td>" for value, kind in zip(line, kinds, strict=True)) + "</tr>"
        for line in table
    )
    return (
        f'<div class="scroll"><table class="rows">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def kind_of(values: Sequence[Any]) -> str:
    """The class of a column, from what is in it."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return ' class="number"'
    return ' class="time"' if known and all(isinstance(value, datetime | timedelta) for value in known) else ""


def marked(value: Any) -> str:
    """A value with a dot, if it is one that a reader looks for first."""
    dot = DOTS.get(str(value.value)) if isinstance(value, Enum) else None
    return f'<span class="marked"><span class="dot {dot}"></span>{text(value)}</span>' if dot else text(value)


def text(value: Any) -> str:
    """A value for people, safe to stand in a page."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        utc = value.astimezone(UTC) if value.tzinfo else value
        return f"{utc:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, timedelta):
        return str(timedelta(seconds=round(value.total_seconds())))
    if isinstance(value, float):
        return f"{value:.8g}"
    if isinstance(value, Enum):
        return escape(str(value.value))
    if attrs.has(type(value)):
        inner = [getattr(value, field.name) for field in attrs.fields(type(value)) if field.name != "raw"]
        return ", ".join(text(entry) for entry in inner if entry is not None)
    if isinstance(value, tuple | list):
        return ", ".join(map(text, value))
    return escape(str(value))


def number(value: float | None, unit: str) -> str | None:
    """A number with its unit."""
    return None if value is None else f"{value:.8g} {unit}".rstrip()
