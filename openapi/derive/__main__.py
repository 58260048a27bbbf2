"""Reads the text when it is given, then composes the document, or with --check only compares it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from openapi.derive import document, reading
from openapi.derive.tables import DOCUMENT, FIRST_READING, as_document, as_rows, facts


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m openapi.derive", description=__doc__)
    parser.add_argument("text", nargs="?", type=Path, help="text of the vendor's documentation, to be read anew")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if anything is out of step")
    chosen = parser.parse_args(arguments)

    read = reading.read(chosen.text.read_text(encoding="utf-8")) if chosen.text else facts()
    made = {FIRST_READING: as_rows(read), DOCUMENT: as_document(document.compose(read))}
    changed = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if chosen.check and changed:
        raise SystemExit(f"out of step: {', '.join(path.name for path in changed)}; python -m openapi.derive writes it")
    for path in changed:
        path.write_text(made[path], encoding="utf-8", newline="\n")
        print(f"{path.name}: written")


if __name__ == "__main__":
    main()
