"""What the rules cannot do on this base, said rather than left to be guessed from a zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.results.result import Notice
from analysis.world.small_groups import FEWEST, told_count
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from analysis.engine.mechanism import Counts
    from analysis.kernels.inputs import Limits
    from analysis.settings.rules import Rules
    from analysis.world.prepared_base import PreparedBase
    from analysis.world.world import World

ALL_BUY = 0.9  # more buyers among the short than this, and those who did without are not seen
LIMITS = ("monthly_cap_gb", "max_transfer_gb", "transfers_per_month", "received_cap_gb")


def _few(count: int, base: PreparedBase) -> bool:
    """Say whether so few are eligible that nothing can be expected; that it is none may not be told from a handful."""
    return count == 0 or count < FEWEST <= base.subscribers


def eligible(world: World, limits: Limits) -> Counts:
    """Return how many may give in any month, and how many may receive."""
    own = slice(0, world.subscribers)
    givers = np.count_nonzero(limits.gives_from[own] < len(world.months))
    return {"givers": int(givers), "receivers": int(np.count_nonzero(limits.may_receive[own]))}


def notices_of(base: PreparedBase, rules: Rules, counts: Counts) -> tuple[Notice, ...]:
    """Return why nothing, or less than rules that are on suggest, can move: each the key of a sentence with counts."""
    found = []
    if base.whole.ties == 0:
        found.append(Notice("no-ties", {}))
    elif base.whole.pairs == 0:
        found.append(Notice("no-pairs", {"ties": told_count(base.whole.ties)}))
    if _few(counts["givers"], base) or _few(counts["receivers"], base):
        told = {name: told_count(count) for name, count in counts.items()}
        found.append(Notice("nobody-eligible", {**told, "subscribers": told_count(base.subscribers)}))
    if rules.keep_floor_gb > 0 and not rules.unlimited_may_give:
        highest = base.whole.highest_kb / KB_PER_GB
        if 0 <= highest <= rules.keep_floor_gb:
            found.append(Notice("floor-above-allowances", {"floor": rules.keep_floor_gb, "highest": highest}))
    if base.measured.get("topup_conversion", 0.0) > ALL_BUY:
        found.append(Notice("nearly-all-short-buy", {"share": round(100 * base.measured["topup_conversion"])}))
    found += [Notice("limit-is-zero", {"name": name}) for name in LIMITS if getattr(rules, name) == 0]
    return tuple(found)
