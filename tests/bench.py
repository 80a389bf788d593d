"""Measure speed in one run and print the table of docs/speed.md: absolute times differ between machines, ratios less."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.prepare import prepare
from analysis.rules import make_rules
from analysis.simulate import assumptions_for, simulate
from data.synth import synthesise

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7


def median_ms(work: Callable[[int], object]) -> float:
    """Return the median of RUNS timed calls after one warm-up; each call gets a number of its own, against caches."""
    work(0)
    times = []
    for run in range(1, RUNS + 1):
        start = time.perf_counter()
        work(run)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main(subscribers: int = 100_000) -> None:
    """Print what a population costs to build, to prepare and to answer from, beside one plain scan of its usage."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "population"
        start = time.perf_counter()
        synthesise(path, subscribers)
        built = time.perf_counter() - start
        start = time.perf_counter()
        world = prepare(path)
        prepared = time.perf_counter() - start
        assumptions = assumptions_for(world, {})
        answer = median_ms(lambda run: simulate(world, make_rules({"monthly_cap_gb": 10.0 + run}), assumptions))
        scan = median_ms(lambda _: _scan(path))
    print(f"| {subscribers:,} | {built:.2f} s | {prepared:.2f} s | {answer:.0f} ms | {scan:.1f} ms | {answer / scan:.1f} |")


def _scan(path: Path) -> None:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        connection.execute(
            "select sum(used_gb), sum(packs_bought) from read_parquet($f)", {"f": str(path / "usage.parquet")}
        ).fetchall()


if __name__ == "__main__":
    print("| subscribers | build | prepare | a rule change | plain scan of usage | ratio |")
    print("| --- | --- | --- | --- | --- | --- |")
    for size in [int(word) for word in sys.argv[1:]] or [100_000]:
        main(size)
