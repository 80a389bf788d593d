"""What a shard says of its own people, before anything of the whole base is known: their rows, and counts that add."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from analysis.dealing.months import months_in
from analysis.kernels.pairs import signs_there
from analysis.world.constants import extremes_of
from analysis.world.kept_files import let_go
from analysis.world.months import People, months_of, rows_of
from analysis.world.tables import mean_use, presence
from analysis.world.world import short_ratios

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.shards.routing import Routed
    from analysis.world.months import Counts


@dataclass(frozen=True)
class Part:
    """The people of one shard by their numbers in the base, rising, and their rows, month after month by place among them.

    `facts` have no hazard yet; `band` is that of tenure. `starts` are the first rows of the months, `signs` [month, subscriber]
    those of `signs_there`.
    """

    person: NDArray[np.int32]
    facts: NDArray[np.void]
    starts: NDArray[np.int64]
    signs: NDArray[np.int8]
    leaving: NDArray[np.int8]
    tariff: NDArray[np.int32]
    band: NDArray[np.int8]
    person_sums: NDArray[np.int64]
    use: NDArray[np.float64]
    short: NDArray[np.float64]
    last_band: NDArray[np.int8]
    first: NDArray[np.int8]
    last: NDArray[np.int8]
    counts: Counted

    def let_go(self) -> None:
        """Give back what maps of its files take of the memory."""
        let_go(array for field in fields(self) if isinstance(array := getattr(self, field.name), np.ndarray))


@dataclass(frozen=True)
class Counted:
    """Counts that add, and extremes: see `Whole`, `hazards_of`, `churn_shape` and `measured_of`."""

    month_sums: NDArray[np.int64]
    hazards: NDArray[np.int64]
    tenure: Counts
    ran_out: int
    unknown: int
    allowances: NDArray[np.int64]
    needed: NDArray[np.int64]
    runs_out: bool
    highest_kb: int
    shortage_kb: int

    def __add__(self, other: Counted) -> Counted:
        """Return the counts of both."""
        tenure = dict(self.tenure)
        for cell, (at_risk, gone) in other.tenure.items():
            before = tenure.get(cell, (0, 0))
            tenure[cell] = before[0] + at_risk, before[1] + gone
        return Counted(
            month_sums=self.month_sums + other.month_sums,
            hazards=self.hazards + other.hazards,
            tenure=tenure,
            ran_out=self.ran_out + other.ran_out,
            unknown=self.unknown + other.unknown,
            allowances=np.minimum(self.allowances, other.allowances),
            needed=np.maximum(self.needed, other.needed),
            runs_out=self.runs_out or other.runs_out,
            highest_kb=max(self.highest_kb, other.highest_kb),
            shortage_kb=self.shortage_kb + other.shortage_kb,
        )


def part_of(folder: Path, shard: int, routed: Routed) -> Part:
    """Read the subscriber-months of one shard from where they were dealt to. InputError for money too large to sum."""
    person = np.flatnonzero(routed.shard == shard).astype(np.int32)
    place = np.full(routed.shard.size, -1, np.int32)
    place[person] = np.arange(person.size, dtype=np.int32)
    told, plans = months_in(folder, shard), routed.plans
    whose = People(routed.tenure[person], plans.sim[routed.plan[person]], routed.group[person])
    found = months_of(told, place[told["sub"]], whose, plans, routed.near, (len(routed.months), routed.manifest.currency))
    del told
    rows = rows_of(found.arrays, (routed.key[person], routed.plan[person], routed.region[person]), plans)
    last_band = np.zeros(person.size, np.int8)
    last_band[rows.sub] = found.band
    first, last = presence(rows)
    starts = np.searchsorted(rows.month, np.arange(len(routed.months) + 1)).astype(np.int64)
    return Part(
        person=person,
        facts=rows.facts,
        starts=starts,
        signs=signs_there(rows.facts, starts, person.size),
        leaving=rows.leaving,
        tariff=rows.tariff,
        band=found.band,
        person_sums=found.person_sums,
        use=mean_use(found.person_sums),
        short=short_ratios(rows),
        last_band=last_band,
        first=first,
        last=last,
        counts=Counted(
            month_sums=found.month_sums,
            hazards=found.hazards,
            tenure=found.tenure,
            ran_out=found.ran_out,
            unknown=found.unknown,
            **extremes_of(rows)._asdict(),
        ),
    )
