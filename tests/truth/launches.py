"""Launches made exactly as planned, each on a base of its own and read at the end of every month: who alarms, and when.

python -m tests.truth.launches writes the table of docs/coverage.md (half an hour); with KIND FIRST LAST it tells launches alone.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.monitoring import read
from analysis.monitoring.answer import ALARM, DEPARTS
from analysis.monitoring.example import AS_PLANNED, EARLIER, MONTHS, RUN_IN, hidden_truth, planned
from analysis.monitoring.expected import DRAWS, Replays
from analysis.monitoring.seen import WATCHED
from analysis.pilot.example.example import make_example
from analysis.pilot.plan import Plan
from analysis.pilot.readout.answer import FEW
from analysis.uncertainty.distributions import drawn_values, with_values
from data.synthetic.generator import synthesise
from tests.truth import page
from tests.truth.alarms import Launch, Told, launches_table
from tests.truth.each import each

if TYPE_CHECKING:
    from analysis.monitoring.answer import Monitored
    from analysis.pilot.learning.replayed import ReplayedPilot
    from analysis.settings.assumptions import Assumptions


@dataclass(frozen=True)
class Kind:
    """How a launch is made: on how many subscribers, what share waits or is held back, dealt how; `earlier` months before it."""

    subscribers: int
    held: float
    unit: str = "communities"
    earlier: int = EARLIER
    strata: tuple[str, ...] = ("region", "short", "size")
    most_waiting: int = 1_000_000  # clusters: with thirty and more charts would be read, not a mix


KINDS = {
    "holdout": Kind(4_000, 0.4, earlier=0),  # of some hundred communities forty: enough for charts
    "many-of-some": Kind(4_000, 0.25),  # 25 wait: too few for charts, enough for a p of 5 %
    "one-of-some": Kind(1_000, 0.96, strata=(), most_waiting=29),  # one launched, as like them as they are
    "regions": Kind(4_000, 0.75, "regions"),
}
MOST_DEALS, DEALS_APART = 20, 1_000_003
LAUNCHES, FIRST = {"holdout": 64, "one-of-some": 20, "many-of-some": 20, "regions": 20}, 7_101


@dataclass
class Paths:
    """The plan of one launch replayed once over all its months; a reading of fewer months takes its part of them.

    Draws, luck and months are those that `paths` would replay for every reading anew.
    """

    draws: list[dict[tuple[str, int], float]] = field(default_factory=list)
    given: list[list[np.ndarray]] = field(default_factory=list)

    def __call__(self, replay: ReplayedPilot, assumed: Assumptions, draws: int, seed: int, *_: object) -> Replays:
        """Return what `analysis.monitoring.expected.paths` does."""
        if not self.draws:
            self._replay(replay, assumed, draws, seed)
        last = max(replay.of_month)
        rows = [[one[kind, month] for kind, month in zip(replay.kinds, replay.of_month, strict=True)] for one in self.draws]
        return Replays(np.array(rows), tuple(one[last - 1] for one in self.given))

    def _replay(self, replay: ReplayedPilot, assumed: Assumptions, draws: int, seed: int) -> None:
        places = [(kind, month + 1) for kind in WATCHED for month in range(len(replay.months))]
        whole = replace(replay, kinds=tuple(kind for kind, _ in places), of_month=tuple(month for _, month in places))
        values = drawn_values(assumed, draws, seed)
        for nth in range(draws):
            other = whole.with_luck(np.random.default_rng([seed, nth]))
            changed = other.changed(with_values(assumed, values[nth]))
            self.draws.append(dict(zip(places, other.summaries_of(changed).tolist(), strict=True)))
            by_month = np.cumsum([changed.changed("transfers", month) for month in range(len(replay.months))], axis=0)
            self.given.append([gifts[gifts > 0] for gifts in by_month])


def launched(kind: Kind, seed: int, base: Path, folder: Path) -> None:
    """Write a launch of a kind that goes as planned, and the base that it is of."""
    arms = (f"waiting:{kind.held:g}:0:0", f"launched:{1 - kind.held:g}:1:1")
    for deal in range(MOST_DEALS):  # an arm of fewer than ten is refused, so another base is taken
        synthesise(base, kind.subscribers, seed=seed + DEALS_APART * deal, months=12 + kind.earlier)
        plan = Plan.of({
            "arm_list": arms, "unit": kind.unit, "strata": kind.strata, "months": MONTHS, "run_in_months": RUN_IN,
            "seed": seed + DEALS_APART * deal,
        })  # fmt: skip
        make_example(base, folder, plan, seed, hidden=hidden_truth(AS_PLANNED, seed), assumed=planned(), earlier=kind.earlier)
        dealt = pq.read_table(folder / "assignment.parquet")
        waiting = dealt.filter(pc.invert(dealt["may_give"]))["cluster"]
        if pc.sum(dealt["may_give"]).as_py() >= FEW and len(waiting.unique()) <= kind.most_waiting:
            return
        shutil.rmtree(folder)
        shutil.rmtree(base)


def cut(folder: Path, target: Path, months: int) -> Path:
    """Write a launch as it stood after so many months."""
    shutil.copytree(folder, target)
    plan = json.loads((folder / "design.json").read_text(encoding="utf-8"))["plan"]
    every = sorted(pc.unique(pq.read_table(folder / "months.parquet")["month"]).to_pylist())
    last = every[plan["run_in_months"] + months - 1]
    for name in ("months.parquet", "gifts.parquet"):
        table = pq.read_table(target / name)
        pq.write_table(table.filter(pc.less_equal(table["month"], last)), target / name)
    return target


def readings(seed: int, kind: str, draws: int = DRAWS, months: tuple[int, ...] = tuple(range(1, MONTHS + 1))) -> Launch:
    """Return what alarmed in the readings of one launch as planned, after so many months each."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as scratch, patch.object(read, "paths", Paths()), patch.object(read, "reasons", _none):
        base, folder = Path(scratch) / "base", Path(scratch) / "launch"
        launched(KINDS[kind], seed, base, folder)
        whole = told_of(read.read_launch(folder, base, draws, 1))  # first of all: it replays every month
        at = {month: cut(folder, Path(scratch) / str(month), month) for month in months if month < MONTHS}
        told = [told_of(read.read_launch(launch, base, draws, 1)) for launch in at.values()]
    return Launch(seed, (*told, whole))


def _none(*_: object) -> tuple[()]:
    """Explain nothing: whether a launch alarms is all that is asked."""
    return ()


def told_of(found: Monitored) -> Told:
    """Return what of a reading alarmed, and what was stated beside it."""
    beside = [one.name for one in found.watches if one.state == ALARM]
    plan_p = min((one.plan_p for one in found.compared), default=1.0)
    charts = found.rates.share if found.rates else 0.0
    return Told(tuple(one.name for one in found.alarms), tuple(beside), found.verdict == DEPARTS, plan_p, charts, found.any_alarm)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for one in range(int(sys.argv[2]), int(sys.argv[3]) + 1):
            sys.stdout.write(json.dumps(asdict(readings(one, sys.argv[1]))) + "\n")
            sys.stdout.flush()
    else:
        every = {
            kind: each(partial(readings, kind=kind), range(FIRST, FIRST + count), f"launches, {kind}")
            for kind, count in LAUNCHES.items()
        }
        page.write("launches", launches_table(every))
