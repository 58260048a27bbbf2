"""Makes, or with --check only compares, everything that is generated."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from openapi.generation import client, sensor_areas, sync_twins, tables
from openapi.generation.output import COMMAND, ROOT, Made, differences, write


class Step(NamedTuple):
    make: Callable[[], Made]
    existing: Callable[[], Iterable[str]]


# In this order: the twins are derived from what the steps before them write.
STEPS = {
    "client": Step(client.make, client.existing),
    "tables": Step(tables.make, tables.existing),
    "sensors": Step(sensor_areas.make, sensor_areas.existing),
    "twins": Step(sync_twins.make, sync_twins.existing),
}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m openapi.generation", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="step", help=f"only these: {', '.join(STEPS)}")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if anything is out of step")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}")

    failures = 0
    for name in chosen.steps or STEPS:
        failures += run(name, check=chosen.check)
    if failures:
        raise SystemExit(f'{failures} failures; "{COMMAND}" writes what is out of step')


def run(name: str, *, check: bool) -> int:
    """One step; gives the number of files that are out of step (when checking) or could not be made."""
    files, problems = STEPS[name].make()
    changes = differences(files, [] if problems else STEPS[name].existing())
    for path, change in changes.items():
        print(f"{name}: {path}: {change if check else 'removed' if change == 'stale' else 'written'}")
        if not check and change == "stale":
            (ROOT / path).unlink()
        elif not check:
            write({path: files[path]}, ROOT)
    for problem in problems:
        print(f"{name}: {problem}", file=sys.stderr)
    print(f"{name}: {len(files)} files, {len(changes)} {'out of step' if check else 'changed'}")
    return len(problems) + (len(changes) if check else 0)


if __name__ == "__main__":
    main()
