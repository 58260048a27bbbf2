"""The site's hooks: fills the generated parts of pages, draws the pictures, and runs the examples.

A page marks a generated part with ``<!-- generated: name -->``. Nothing generated is committed, so nothing drifts.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

MARKER = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)


def on_startup(**_: Any) -> None:
    """Make the code importable from the checkout, whether it is installed or not."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "generated")]


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the generated parts into their places."""
    from docs.generation.parts import PARTS

    return MARKER.sub(lambda marker: PARTS[marker[1]](), markdown)


def on_files(files: Any, *, config: Any) -> Any:
    """Add the pictures, drawn from the simulated machine, and the examples, which are notebooks that are run."""
    from mkdocs.structure.files import File

    from docs.generation.notebooks import NOTEBOOKS, pages
    from docs.generation.pictures import pictures

    for name, content in pictures().items():
        files.append(File.generated(config, f"pictures/{name}", content=content))
    for page in pages():
        notebook = NOTEBOOKS / f"{page.name}.ipynb"
        files.append(File.generated(config, f"examples/{page.name}.md", content=page.markdown))
        files.append(File.generated(config, f"examples/{notebook.name}", abs_src_path=str(notebook)))
        for name, content in page.pictures.items():
            files.append(File.generated(config, f"examples/{name}", content=content))
    return files
