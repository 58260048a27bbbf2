"""Documents as PDF: headings, facts, tables, charts and pictures on A4 pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from reportlab.graphics.shapes import Drawing, Line, PolyLine, String
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from eosconnect.simulator.world.noise import Floats

__all__ = ["Chart", "Content", "Facts", "Heading", "Picture", "Rows", "pdf"]

_WIDTH = 174 * mm
_INK, _PALE, _GRID = colors.HexColor("#20313f"), colors.HexColor("#eef2f5"), colors.HexColor("#c9d3da")
_CURVES = [colors.HexColor(code) for code in ("#1f6f9c", "#c8602b", "#4b8a4a", "#8a5a9c", "#b09020", "#5f6b73")]
_STYLES = getSampleStyleSheet()
_TEXT = ParagraphStyle("text", parent=_STYLES["BodyText"], fontSize=8, leading=10, textColor=_INK)
_TITLE = ParagraphStyle("title", parent=_STYLES["Title"], fontSize=18, alignment=0, textColor=_INK, spaceAfter=2)
_SECTION = ParagraphStyle("section", parent=_STYLES["Heading2"], fontSize=11, textColor=_INK, spaceBefore=10)


@attrs.frozen
class Heading:
    """The heading of a section."""

    text: str


@attrs.frozen
class Facts:
    """Names with a value each, in two columns."""

    facts: Sequence[tuple[str, str]]


@attrs.frozen
class Rows:
    """A table that goes on over as many pages as it needs.

    Attributes:
        widths: shares of the page.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


@attrs.frozen(eq=False)
class Chart:
    """Curves over one axis.

    Attributes:
        curves: names with x and y.
    """

    title: str
    x_axis: str
    curves: Sequence[tuple[str, Floats, Floats]]


@attrs.frozen
class Picture:
    """An image file with a line below it."""

    file: bytes
    caption: str


Content = Heading | Facts | Rows | Chart | Picture


def pdf(title: str, subtitle: str, contents: Sequence[Content]) -> bytes:
    """The report; the same contents give the same bytes."""
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        title=title,
        subject=subtitle,
        author="Simulated machine",
        invariant=1,
    )
    story: list[Flowable] = [Paragraph(_safe(title), _TITLE), Paragraph(_safe(subtitle), _TEXT), Spacer(1, 4 * mm)]
    kept: list[Flowable] = []
    for content in contents:
        if isinstance(content, Heading):
            kept = [Paragraph(_safe(content.text), _SECTION)]
        elif isinstance(content, Rows) and len(content.rows) > 20:  # too long to be kept on one page
            story += [*kept, _flowable(content)]
            kept = []
        else:
            story.append(KeepTogether([*kept, _flowable(content), Spacer(1, 2 * mm)]))
            kept = []
    document.build(story + kept, onFirstPage=_footer, onLaterPages=_footer)
    return file.getvalue()


def _footer(canvas: Canvas, document: Any) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 7)
    canvas.setFillColor(_INK)
    canvas.drawString(20 * mm, 10 * mm, "Made by a simulated machine. Not a quality record.")
    canvas.drawRightString(A4[0] - 20 * mm, 10 * mm, f"Page {canvas.getPageNumber()}")
    canvas.restoreState()


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _flowable(content: Facts | Rows | Chart | Picture) -> Flowable:
    match content:
        case Facts(facts):
            return _facts(facts)
        case Rows(head, rows, widths):
            return _rows(head, rows, widths)
        case Chart():
            return _chart(content)
        case Picture(file, caption):
            image = Image(io.BytesIO(file), width=70 * mm, height=70 * mm, kind="proportional")
            return Table([[image], [Paragraph(_safe(caption), _TEXT)]], hAlign="LEFT")


def _facts(facts: Sequence[tuple[str, str]]) -> Table:
    half = (len(facts) + 1) // 2
    cells = []
    for left, right in zip(facts[:half], [*facts[half:], ("", "")][:half], strict=True):
        cells.append([Paragraph(_safe(text), _TEXT) for text in (*left, *right)])
    table = Table(cells, colWidths=[share * _WIDTH for share in (0.18, 0.36, 0.18, 0.28)], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (0, -1), _PALE),
                ("BACKGROUND", (2, 0), (2, -1), _PALE),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, _GRID),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ]
        )
    )
    return table


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    bold = ParagraphStyle("head", parent=_TEXT, fontName="Helvetica-Bold", textColor=colors.white)
    cells = [[Paragraph(_safe(text), bold) for text in head]]
    cells += [[Paragraph(_safe(text), _TEXT) for text in row] for row in rows]
    table = Table(cells, colWidths=[share * _WIDTH for share in widths], repeatRows=1, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), _INK),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, _PALE]),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, _GRID),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ]
        )
    )
    return table


def _chart(chart: Chart) -> Drawing:
    width, height, left, bottom = _WIDTH, 46 * mm, 14 * mm, 9 * mm
    right, top = width - 2 * mm, height - 6 * mm
    x = np.concatenate([x for _, x, _ in chart.curves])
    y = np.concatenate([y for _, _, y in chart.curves])
    x_ticks, y_ticks = _ticks(float(x.min()), float(x.max()), 9.0), _ticks(float(y.min()), float(y.max()), 4.5)
    low_x, high_x = float(x.min()), max(float(x.max()), float(x.min()) + 1e-9)
    low_y, high_y = min(float(y.min()), y_ticks[0]), max(float(y.max()), y_ticks[-1], y_ticks[0] + 1e-9)

    def at(u: float, v: float) -> tuple[float, float]:
        return (
            left + (u - low_x) / (high_x - low_x) * (right - left),
            bottom + (v - low_y) / (high_y - low_y) * (top - bottom),
        )

    drawing = Drawing(width, height)
    drawing.add(String(left, height - 3.5 * mm, chart.title, fontName="Helvetica-Bold", fontSize=8, fillColor=_INK))
    drawing.add(String(right, 2.2 * mm, chart.x_axis, fontSize=7, textAnchor="end", fillColor=_INK))
    for tick in y_ticks:
        height_of = at(low_x, tick)[1]
        drawing.add(Line(left, height_of, right, height_of, strokeColor=_GRID, strokeWidth=0.4))
        drawing.add(String(left - 4, height_of - 2.5, f"{tick:g}", fontSize=7, textAnchor="end", fillColor=_INK))
    for tick in x_ticks:
        if low_x <= tick <= high_x:
            place = at(tick, low_y)[0]
            drawing.add(String(place, bottom - 8, f"{tick:g}", fontSize=7, textAnchor="middle", fillColor=_INK))
    drawing.add(Line(left, bottom, right, bottom, strokeColor=_INK, strokeWidth=0.6))
    for number, (name, u, v) in enumerate(chart.curves):
        color = _CURVES[number % len(_CURVES)]
        points = [coordinate for point in zip(u, v, strict=True) for coordinate in at(*map(float, point))]
        drawing.add(PolyLine(points, strokeColor=color, strokeWidth=0.7))
        if len(chart.curves) > 1:
            place = right - (len(chart.curves) - number) * 24 * mm
            drawing.add(String(place, height - 3.5 * mm, name, fontSize=6.5, fillColor=color))
    return drawing


def _ticks(low: float, high: float, most: float) -> list[float]:
    """Round numbers around a range."""
    span = max(high - low, 1e-6 * max(abs(high), 1.0))
    step = 10.0 ** np.floor(np.log10(span / most))
    step *= next(factor for factor in (1.0, 2.0, 5.0, 10.0, 20.0) if factor * step * most >= span)
    first, last = np.floor(low / step), np.ceil(high / step)
    return [round(float(number * step), 9) for number in np.arange(first, last + 1)]
