"""The notebooks of ``examples/``, run and made into pages with their output.

They run in this process, in a folder of their own: a Jupyter kernel for each would take longer than all of them. What
matters of Jupyter is kept: the last expression of a cell is shown, in HTML where it can be, and so are its figures.
"""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["NOTEBOOKS", "Cell", "Output", "Page", "executed", "page", "pages", "read"]

NOTEBOOKS: Final = Path(__file__).parents[2] / "examples"

#: In the navigation's order.
ORDER: Final = (
    *("tutorial", "failed-job", "compare", "powder-bed"),
    *("time-in-state", "dataset-duckdb", "watch-email"),
)

#: The colours of our plots on a light page, and what they become on a dark one.
DARK: Final = {
    "#1d2a30": "#d5dde1",
    "#5f6b73": "#9fb0b8",
    "#0b6e8f": "#4fc1e0",
    "#7fb3c6": "#3f7f95",
    "#cfd8dd": "#42515a",
    "#e3e8eb": "#3a444b",
    "#b9c2c8": "#66747c",
    "#c8371f": "#f0715c",
}


@attrs.frozen
class Cell:
    """One cell as it stands in the file.

    Attributes:
        kind: Markdown or code.
        source: its text.
        tags: ``left`` and ``right`` for two cells that stand side by side on the page.
    """

    kind: Literal["markdown", "code"]
    source: str
    tags: tuple[str, ...] = ()


@attrs.frozen
class Output:
    """What a cell shows: printed text, HTML, or a figure as SVG."""

    kind: Literal["text", "html", "svg"]
    content: str


@attrs.frozen
class Page:
    """A notebook as a page, with the pictures that belong to it."""

    name: str
    markdown: str
    pictures: Mapping[str, str]


def read(notebook: Path) -> list[Cell]:
    """The cells of a notebook."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    return [
        Cell(cell["cell_type"], "".join(cell["source"]), tuple(cell["metadata"].get("tags", ())))
        for cell in content["cells"]
    ]


def executed(notebook: Path, folder: Path) -> list[tuple[Cell, list[Output]]]:
    """The cells with what they show, run in ``folder``; the environment stays as it was.

    Raises:
        Exception: whatever a cell raises; the traceback names the notebook and the cell.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = read(notebook)
    with as_in_a_notebook(folder, names):
        return [
            (cell, run(cell.source, f"{notebook.stem}[{number}]", names) if cell.kind == "code" else [])
            for number, cell in enumerate(cells, start=1)
        ]


@contextmanager
def as_in_a_notebook(folder: Path, names: dict[str, Any]) -> Iterator[None]:
    """Figures for light pages, no machine configured; what the cells opened is closed."""
    import matplotlib as mpl
    from matplotlib import pyplot

    before, environment = Path.cwd(), dict(os.environ)
    colours = {
        **dict.fromkeys(("text.color", "axes.titlecolor"), "#1d2a30"),
        **dict.fromkeys(("axes.labelcolor", "xtick.color", "ytick.color", "axes.edgecolor"), "#5f6b73"),
    }
    backend = mpl.get_backend()
    for name in [name for name in os.environ if name.startswith("EOSCONNECT_")]:
        del os.environ[name]
    os.chdir(folder)
    try:
        pyplot.switch_backend("agg")
        pyplot.close("all")  # what somebody else has drawn is not of this notebook
        with mpl.rc_context({**colours, "svg.hashsalt": "eosconnect", "svg.fonttype": "none"}):
            yield
    finally:
        for value in reversed(list(names.values())):
            if type(value).__name__ in ("Machine", "Simulator"):
                value.close()
        pyplot.close("all")
        pyplot.switch_backend(backend)
        os.chdir(before)
        os.environ.clear()
        os.environ.update(environment)


def run(source: str, name: str, names: dict[str, Any]) -> list[Output]:
    """Run one cell as a notebook does."""
    from matplotlib import pyplot

    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    value = None
    with redirect_stdout(StringIO()) as printed:
        exec(compile(ast.Module(body, []), name, "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), name, "eval"), names)
    outputs = [Output("text", printed.getvalue())] if printed.getvalue() else []
    figures = [pyplot.figure(number) for number in pyplot.get_fignums()]
    if value is not None and value not in figures and not source.rstrip().endswith(";"):
        outputs.append(shown(value))
    outputs += [Output("svg", svg(figure)) for figure in figures]
    pyplot.close("all")
    return outputs


def shown(value: Any) -> Output:
    html: Callable[[], str] | None = getattr(value, "_repr_html_", None)
    return Output("html", html()) if html else Output("text", repr(value))


def svg(figure: Figure) -> str:
    file = StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    return file.getvalue()


def in_dark(drawn: str) -> str:
    return re.sub("|".join(DARK), lambda colour: DARK[colour[0]], drawn)


def page(name: str, cells: Sequence[tuple[Cell, list[Output]]]) -> Page:
    """The page of a notebook that was run."""
    wide = any("left" in cell.tags for cell, _ in cells)
    parts = ["---\nhide:\n  - navigation\n  - toc\n---"] if wide else []
    pictures: dict[str, str] = {}
    for cell, outputs in cells:
        if cell.kind == "markdown":
            parts.append(cell.source)
            continue
        code = f"```python\n{cell.source}\n```"
        if "left" in cell.tags:
            code = f'<div class="sides" markdown>\n\n{titled(code, "By hand")}'
        elif "right" in cell.tags:
            code = f"{titled(code, 'With the SDK')}\n\n</div>"
        parts.append(code)
        for output in outputs:
            if output.kind == "svg":
                number = len(pictures) // 2 + 1
                pictures[f"{name}-{number}-light.svg"] = output.content
                pictures[f"{name}-{number}-dark.svg"] = in_dark(output.content)
                parts.append(
                    f"![Figure {number}]({name}-{number}-light.svg#only-light)\n"
                    f"![Figure {number}]({name}-{number}-dark.svg#only-dark)"
                )
            elif output.kind == "html":
                parts.append(f'<div class="shown">\n{without_blank_lines(output.content)}\n</div>')
            else:
                parts.append(f'```text title="Output"\n{output.content.rstrip()}\n```')
    download = f"[Download this notebook]({name}.ipynb)\n"
    return Page(name, "\n\n".join([*parts, download]), pictures)


def titled(code: str, title: str) -> str:
    return code.replace("```python", f'```python title="{title}"', 1)


def without_blank_lines(html: str) -> str:
    """A blank line would end the HTML, for Markdown."""
    return re.sub(r"\n\s*\n", "\n", html)


def pages() -> Iterator[Page]:
    """All notebooks as pages; one that did not change is not run again while the site is served."""
    for name in ORDER:
        notebook = NOTEBOOKS / f"{name}.ipynb"
        yield made(notebook, notebook.stat().st_mtime_ns)


@cache
def made(notebook: Path, changed: int) -> Page:
    with TemporaryDirectory() as folder:
        return page(notebook.stem, executed(notebook, Path(folder)))
