"""Be hard on the program for some minutes and print what came of it; exit code 1 if anything is wrong.

python -m tests.soak [--seconds 600] [--seed 1] [--only PART [--case NUMBER]] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.soak.edges import Edges
from tests.soak.flips import Flips
from tests.soak.kills import Kills
from tests.soak.links import Links
from tests.soak.part import Tally, run
from tests.soak.sessions import Sessions
from tests.soak.settings import Settings

if TYPE_CHECKING:
    from tests.soak.part import Part

PARTS: tuple[Part, ...] = (Settings(), Links(), Kills(), Flips(), Sessions(), Edges())
SECONDS = 600.0


def main() -> None:
    """Run all parts, or one, or one case of it."""
    logging.disable(logging.WARNING)  # Streamlit warns that no server runs, which is as it should be
    asked = _asked()
    parts = [part for part in PARTS if asked.only in ("", part.name)]
    whole = sum(part.share for part in parts)
    with tempfile.TemporaryDirectory(prefix="soak-") as scratch:
        folder = Path(asked.keep or scratch)
        tallies = []
        for part in parts:
            tallies.append(run(part, folder / part.name, asked.seed, asked.seconds * part.share / whole, asked.case))
            print(f"{part.name}: {_came(tallies[-1])}", file=sys.stderr)
    _print(tallies, asked.seed)
    sys.exit(any(tally.wrong for tally in tallies))


def _asked() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    reader.add_argument("--seconds", type=float, default=SECONDS)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--only", choices=[part.name for part in PARTS], default="")
    reader.add_argument("--case", type=int)
    reader.add_argument("--keep", help="folder that does not exist yet, to look at the damaged files in")
    return reader.parse_args()


def _came(tally: Tally) -> str:
    return ", ".join(f"{word} {count}" for word, count in tally.came.most_common())


def _print(tallies: list[Tally], seed: int) -> None:
    print("| part | cases | what came of them | wrong |")
    print("| --- | --- | --- | --- |")
    for tally in tallies:
        print(f"| {tally.part.name} | {tally.tried} of {tally.part.planned} | {_came(tally)} | {len(tally.wrong)} |")
    for tally in tallies:
        for number, wrong in tally.wrong.items():
            print(f"\n{wrong}\n    python -m tests.soak --seed {seed} --only {tally.part.name} --case {number}")


if __name__ == "__main__":
    main()
