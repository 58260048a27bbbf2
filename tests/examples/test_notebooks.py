"""The notebooks run from the first cell to the last, without a machine, and show what their pages promise."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import pytest
from matplotlib import pyplot

from docs.generation import notebooks
from docs.generation.notebooks import NOTEBOOKS, ORDER, Cell, Output, executed, page, read

#: Lines of code in the vendor's tutorial, without blank ones and comments.
TUTORIAL = 288

#: What must be seen, besides that every cell runs.
SHOWN = {
    "tutorial": "35 jobs: True\nlast job: True\nmessages: True\n",
    "failed-job": "layer 429 stood still for 0:23:20.453000\n",
    "compare": "processChamber.o2ConcentrationTop",
    "powder-bed": "RecoaterStreak",
    "time-in-state": "13 Oct 07:25  ConsumableMissing",
    "dataset-duckdb": "14 jobs, 27,290 rows, complete: True\n",
    "watch-email": "Subject: 127.0.0.1:",
}
FIGURES = {"failed-job": 3, "compare": 1, "powder-bed": 1, "time-in-state": 1}


@pytest.mark.parametrize("name", ORDER)
def test_a_notebook_runs_and_shows_what_its_page_promises(name: str, tmp_path: Path) -> None:
    before = dict(os.environ), Path.cwd()
    pyplot.figure()  # somebody else's
    cells = executed(NOTEBOOKS / f"{name}.ipynb", tmp_path)
    shown = [output for _, outputs in cells for output in outputs]
    assert any(SHOWN[name] in output.content for output in shown)
    assert sum(output.kind == "svg" for output in shown) == FIGURES.get(name, 0)
    made = page(name, cells)
    assert len(made.pictures) == 2 * FIGURES.get(name, 0)
    assert all(f"({picture}#only-" in made.markdown for picture in made.pictures)
    assert (dict(os.environ), Path.cwd()) == before


def test_every_notebook_has_a_page_in_the_navigation() -> None:
    navigation = (NOTEBOOKS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    names = [file.stem for file in NOTEBOOKS.glob("*.ipynb")]
    assert sorted(names) == sorted(ORDER)
    assert [name for name in names if f"examples/{name}.md" not in navigation] == []


def test_the_tutorial_takes_a_tenth_of_its_lines() -> None:
    cells = read(NOTEBOOKS / "tutorial.ipynb")
    (own,) = [cell.source for cell in cells if "right" in cell.tags]
    (by_hand,) = [cell.source for cell in cells if "left" in cell.tags]
    assert f"{TUTORIAL} lines" in cells[0].source
    assert lines_of(own) + 1 <= TUTORIAL / 10  # and one that imports Machine
    assert lines_of(by_hand) > 4 * lines_of(own)


def lines_of(source: str) -> int:
    ast.parse(source)
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in source.splitlines())


@pytest.mark.parametrize("name", ORDER)
def test_notebooks_are_kept_without_output(name: str) -> None:
    content = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in content["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


def test_a_cell_that_fails_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ipynb"
    cells = [{"cell_type": "code", "metadata": {}, "source": ["1 / 0"]}]
    broken.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    with pytest.raises(ZeroDivisionError) as failure:
        executed(broken, tmp_path)
    assert str(failure.traceback[-1].path).endswith("broken[1]")


def test_a_page_has_pictures_for_light_and_dark() -> None:
    drawn = Output("svg", '<svg fill="#0b6e8f"/>')
    made = page("demo", [(Cell("markdown", "# Demo"), []), (Cell("code", "plot()"), [drawn])])
    assert made.pictures["demo-1-light.svg"] == drawn.content
    assert made.pictures["demo-1-dark.svg"] == '<svg fill="#4fc1e0"/>'
    assert made.markdown.startswith("# Demo\n\n```python\nplot()\n```")


def test_two_programs_stand_side_by_side() -> None:
    cells = [(Cell("code", "a", ("left",)), []), (Cell("code", "b", ("right",)), [])]
    made = page("demo", cells).markdown
    assert made.index('<div class="sides" markdown>') < made.index("By hand") < made.index("With the SDK")
    assert made.index("\nb\n") < made.index("</div>")


def test_a_blank_line_does_not_end_the_html_of_a_page() -> None:
    made = page("demo", [(Cell("code", "x"), [Output("html", "<p>a</p>\n\n<p>b</p>")])])
    assert '<div class="shown">\n<p>a</p>\n<p>b</p>\n</div>' in made.markdown


def test_all_colours_of_our_plots_have_a_dark_form() -> None:
    from eosconnect.presentation.plots import style

    neutral = {style.GOOD, style.WARN, style.OTHER, style.STOP}  # stand out from both
    ours = {value for value in vars(style).values() if isinstance(value, str) and value.startswith("#")}
    assert ours - neutral == set(notebooks.DARK)
