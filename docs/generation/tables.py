"""Tables in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["breakable", "code", "table"]


def table(heading: Sequence[str], rows: Iterable[Sequence[str]], *, centred: Iterable[int] = ()) -> str:
    """A Markdown table; the columns whose numbers are in ``centred`` are centred."""
    middle = set(centred)
    lines = [
        heading,
        [":-:" if column in middle else "---" for column in range(len(heading))],
        *rows,
    ]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def code(text: str | None) -> str:
    """Text as code; a dash where there is none."""
    return f"`{text}`" if text else "–"


def breakable(text: str | None) -> str:
    """A name as code that may go on in the next line after a dot or a slash; a dash where there is none."""
    return f"<code>{re.sub(r'(?=[./][a-zA-Z{])', '<wbr>', text)}</code>" if text else "–"
