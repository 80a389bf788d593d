"""Many small bases of one law, analysed with the assumptions known: do the sampling intervals hold what a large base says?"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.outcomes.measures import HEADLINES
from analysis.settings.assumptions import make_assumptions
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.truth.held import Claim

if TYPE_CHECKING:
    from analysis.results.result import Result

HORIZON = 24
SUMMED_MONTHS = (6, 12, 24)


def answer(seed: int, subscribers: int, threads: int = 1) -> dict[str, Claim]:
    """Return the estimates and 90 % intervals of the base `seed` by quantity; their truth is not known yet: NaN.

    The assumptions are the declared defaults, the same for every base: none takes its own measured conversion.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "base"
        synthesise(folder, subscribers, seed, threads=threads)
        world = prepare(folder, threads=threads)
    return _claims(simulate(world, make_rules({}), make_assumptions({}), horizon=HORIZON, cuts=False, threads=threads))


def _claims(result: Result) -> dict[str, Claim]:
    points, npv = result.projection.time_path, result.projection.npv
    found = {name: result.outcome(name) for name in HEADLINES}
    ends = {name: (one.change, one.low, one.high) for name, one in found.items()} | {"npv": (npv.value, npv.low, npv.high)}
    for month in SUMMED_MONTHS:
        point = points[month - 1]
        ends[f"cumulative_{month}"] = float(point.cumulative), point.low, point.high
    claims = {}
    for name, (value, low, high) in ends.items():
        assert low is not None
        assert high is not None
        claims[name] = Claim(value, low, high, float("nan"))
    return claims
