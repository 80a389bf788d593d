"""Find the first attempt of every world that is an ordinary year, and write accepted.toml: python -m tests.truth.worlds.redraw.

To be run whenever a range, a named world or a daily loop changes.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from tests.truth.worlds.calibration import ACCEPTED, first_ordinary
from tests.truth.worlds.spec import worlds

HEAD = "# The first attempt of each world that is an ordinary year. Written by python -m tests.truth.worlds.redraw.\n"


def main() -> None:
    """Write the file and say which worlds took long."""
    every = worlds()
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(first_ordinary, every))
    lines = [f"{world.name} = {attempt}\n" for world, attempt in zip(every, found, strict=True)]
    ACCEPTED.write_text(HEAD + "".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(every)} worlds, {sum(found) / len(every):.1f} attempts in vain on average, {max(found)} at most.\n")


if __name__ == "__main__":
    main()
