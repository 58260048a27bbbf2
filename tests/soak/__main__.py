"""``python -m tests.soak 10m``: soak, print the figures, and with ``--write`` put them into the documentation.

It ends with 1 if anything was lost, or grew.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.plan import Plan, duration
from tests.soak.report import draw, report, verdicts, written_between_markers
from tests.soak.soaking import soak

PAGE = Path(__file__).parents[2] / "docs" / "about" / "soak.md"

#: Machine seconds per second: three and a half weeks in five minutes.
SPEED = 7_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="nox -s soak --", description=__doc__)
    parser.add_argument("time", type=duration, nargs="?", default=600.0, help="how long, such as 90s, 10m or 2h")
    parser.add_argument("--seed", type=int, default=1, help="of the machine and of the faults")
    parser.add_argument("--speed", type=float, default=SPEED, help="machine seconds per second")
    parser.add_argument("--model", default="EOS M 290", help="of the machine")
    parser.add_argument("--write", action="store_true", help=f"put the figures into {PAGE.name}")
    asked = parser.parse_args()
    plan = Plan(seconds=asked.time, speed=asked.speed, seed=asked.seed, model=asked.model)
    with tempfile.TemporaryDirectory(prefix="eosconnect-soak-") as folder:
        outcome = soak(plan, Path(folder))
    figures = report(outcome)
    sys.stdout.write(figures)
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(written_between_markers(page, figures), encoding="utf-8", newline="\n")
        draw(outcome, PAGE.with_suffix(".svg"))
    return 0 if all(verdicts(outcome).values()) else 1


if __name__ == "__main__":
    sys.exit(main())
