"""Measure speed in one run and print the tables of docs/speed.md: absolute times differ between machines, ratios less.

python -m tests.tools.bench [SUBSCRIBERS ...]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analysis.decide.tornado import tornado
from analysis.decide.what_if import WhatIf
from analysis.engine.projection import ahead_of, carried_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import futures_of
from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.analysis.replaying import replay
from tests.tools.bench_pandas import plain_pandas

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7
SCAN = "select sum(used_gb), sum(packs_bought) from read_parquet($file)"


def median_ms(work: Callable[[int], object], runs: int = RUNS) -> float:
    """Return the median of `runs` timed calls after one warm-up; each call gets a number of its own, against caches."""
    work(0)
    times = []
    for run in range(1, runs + 1):
        start = time.perf_counter()
        work(run)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _scan(path: Path) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(SCAN, {"file": str(path / "usage.parquet")}).fetchall()


def measure(subscribers: int, folder: Path) -> None:
    """Print one row: what a population costs to build, prepare, open again and answer from, beside a scan of its usage."""
    path = folder / str(subscribers)
    built = seconds(lambda: synthesise(path, subscribers))
    prepared = seconds(lambda: prepare(path))
    world = prepare(path)
    opened = 1000 * seconds(lambda: prepare(path))
    assumptions = assumptions_for(world, {})

    def answer(run: int, *, cuts: bool) -> object:
        return simulate(world, make_rules({"monthly_cap_gb": 10.0 + run}), assumptions, cuts=cuts)

    headline = median_ms(lambda run: answer(run, cuts=False))
    replayed = replay(world, make_rules({}), assumptions)
    ahead = median_ms(lambda _: ahead_of(world, carried_of(world, replayed, assumptions, 24), assumptions))
    central = simulate(world, make_rules({}), assumptions, cuts=False)
    first = seconds(lambda: next(futures_of(world, central)))
    draws = seconds(lambda: deque(futures_of(world, central), maxlen=1))
    question = WhatIf.on(world, make_rules({}), assumptions)
    bars = seconds(lambda: deque(tornado(question), maxlen=1))
    everything = median_ms(lambda run: answer(run, cuts=True))
    scan = median_ms(lambda _: _scan(path))
    pandas = "" if subscribers > 100_000 else f"{median_ms(lambda run: plain_pandas(path, 10.0 + run), 1):,.0f} ms"
    cells = [f"{subscribers:,}", f"{built:.1f} s", f"{prepared:.1f} s", f"{opened:.0f} ms", f"{headline:.0f} ms"]
    cells += [f"{ahead:.0f} ms", f"{everything:.0f} ms", f"{first:.1f} s", f"{draws:.1f} s", f"{bars:.1f} s"]
    cells += [f"{scan:.0f} ms", f"{headline / scan:.1f}", pandas]
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    header = ["subscribers", "build", "prepare once", "open again", "a rule change", "of it 24 months ahead", "with every cut"]
    header += ["first 16 draws", "200 draws", "tornado", "scan of usage", "change / scan", "pandas"]
    print("| " + " | ".join(header) + " |\n|" + " --- |" * len(header))
    with tempfile.TemporaryDirectory() as scratch:
        for size in [int(word) for word in sys.argv[1:]] or [100_000]:
            measure(size, Path(scratch))
