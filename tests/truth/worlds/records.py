"""The records of the daily loop: what a person is, what a person's month begins with, what a month leaves behind."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Records = NDArray[np.void]
DAYS, YEAR, AHEAD, LOTS = 30, 12, 24, 8

# Traits: they never change. Volumes in kB, money in roubles.
PERSON = np.dtype(
    [
        *((name, np.int64) for name in ("plan", "region", "household", "age", "joins", "tenure", "aware", "first", "reseller")),
        *((name, np.float64) for name in ("daily_kb", "hazard", "taste", "asks", "gives", "ration")),
        *((name, np.int64) for name in ("fixed_day", "warned", "early")),
        *((name, np.float64) for name in ("budget", "reference", "bears_kb", "fee_per_gb")),
    ]
)
PLAN = np.dtype([("allowance_kb", np.int64), ("pack_kb", np.int64), ("price", np.float64), ("fee", np.float64)])
# What changes: balances and counts of the month, then what lasts longer.
STATE = np.dtype(
    [
        *(
            (name, np.int64)
            for name in ("present", "plan", "main_kb", "pack_kb", "held_kb", "packs", "days_out", "asked_on", "decided")
        ),
        *(
            (name, np.int64)
            for name in ("times", "out_kb", "in_kb", "received", "refused", "pestered", "warned", "wait", "aware")
        ),
        *(
            (name, np.float64)
            for name in ("mood", "bond", "habit", "fatigue", "shame", "buying", "anchor", "wanted_kb", "gifted_kb")
        ),
    ]
)
MONTH = np.dtype(
    [
        *((name, np.int64) for name in ("present", "plan", "need_kb", "used_kb", "unmet_kb", "packs", "pack_kb", "ran_out")),
        *((name, np.int64) for name in ("gifts_in", "kb_in", "gifts_out", "kb_out", "gift_used_kb", "gift_expired_kb")),
        *((name, np.int64) for name in ("induced_kb", "main_left_kb", "pack_left_kb", "lots_kb", "dumped")),
        *((name, np.float64) for name in ("pack_rub", "fee_rub", "hazard", "mood")),
    ]
)


class Town(NamedTuple):
    """Who lives in a world: people, plans, ties (where each one's begin, the other end, strength, seen by the operator)."""

    people: Records
    plans: Records
    starts: NDArray[np.int64]
    others: NDArray[np.int64]
    strength: NDArray[np.float64]
    seen: NDArray[np.bool_]


class Life(NamedTuple):
    """What happens in it: states, gifts held as lots of (kB, last day), needs by day, the records of months, the seed."""

    state: Records
    lot_kb: NDArray[np.int64]
    lot_until: NDArray[np.int64]
    need: NDArray[np.int32]
    out: Records
    seed: int
