"""Measure a change of rules under every mechanism in one run, beside gifting: absolute times differ, ratios less.

python -m tests.tools.bench_mechanisms [SUBSCRIBERS ...]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_kinds import KINDS
from analysis.settings.rule_set import GIFTING
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.tools.bench import RUNS

if TYPE_CHECKING:
    from analysis.settings.parameters import Value
    from analysis.world.world import World

# A rule of each that is moved at every call, so that no cache answers: from how much on, by how much.
MOVED = {
    "gifting": ("monthly_cap_gb", 10.0),
    "rollover": ("carry_cap_gb", 100.0),
    "family_pool": ("pool_draw_gb", 100.0),
    "marketplace": ("market_fee_per_gb", 1.0),
    "paid_gift": ("bought_price", 50.0),
    "gifting_rollover": ("monthly_cap_gb", 10.0),
    "gifting_family_pool": ("monthly_cap_gb", 10.0),
}


TITLES = ("subscribers", "mechanism", "a rule change", "times gifting", "processor", "times gifting")


def answer(world: World, mechanism: str, run: int) -> object:
    """Answer for the rules of a mechanism as declared, one of them moved."""
    name, start = MOVED[mechanism]
    rules: dict[str, Value] = {name: start + run}
    return simulate(world, KINDS[mechanism].of(rules), assumptions_for(world, {}), cuts=False)


def measure(subscribers: int, folder: Path) -> None:
    """Print a row a mechanism: what a change of rules takes, and how many times that of gifting."""
    path = folder / str(subscribers)
    synthesise(path, subscribers)
    world = prepare(path)
    times = {mechanism: timed(world, mechanism) for mechanism in KINDS}
    for mechanism, took in times.items():
        more = " | ".join(f"{one:,.0f} ms | {one / other:.2f}" for one, other in zip(took, times[GIFTING], strict=True))
        print(f"| {subscribers:,} | {mechanism} | {more} |", flush=True)


def timed(world: World, mechanism: str) -> tuple[float, float]:
    """Return the medians of seven changes of rules in ms: by the clock, and of the processor, whose threads add up."""
    answer(world, mechanism, 0)
    found = []
    for run in range(1, RUNS + 1):
        start, used = time.perf_counter(), time.process_time()
        answer(world, mechanism, run)
        found.append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used)))
    clock, processor = (statistics.median(each) for each in zip(*found, strict=True))
    return clock, processor


if __name__ == "__main__":
    print(f"| {' | '.join(TITLES)} |\n|{' --- |' * len(TITLES)}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for size in sys.argv[1:] or ("100000",):
            measure(int(size), Path(scratch))
