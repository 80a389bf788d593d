"""What the rules cannot do on this base, said rather than left to be guessed from a zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.pairs import UNLIMITED
from analysis.results.result import Notice
from analysis.world.small_groups import FEWEST, told_count
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from analysis.kernels.inputs import Limits
    from analysis.settings.rules import Rules
    from analysis.world.world import World

ALL_BUY = 0.9  # more buyers among the short than this, and those who did without are not seen
LIMITS = ("monthly_cap_gb", "max_transfer_gb", "transfers_per_month", "received_cap_gb")


def _few(count: int, world: World) -> bool:
    """Say whether so few are eligible that nothing can be expected; that it is none may not be told from a handful."""
    return count == 0 or count < FEWEST <= world.subscribers


def notices_of(world: World, rules: Rules, limits: Limits) -> tuple[Notice, ...]:
    """Return why nothing, or less than rules that are on suggest, can move: each the key of a sentence with counts."""
    found = []
    if world.tie_strength.size == 0:
        found.append(Notice("no-ties", {}))
    elif world.pairs.clock.size == 0:
        found.append(Notice("no-pairs", {"ties": told_count(world.tie_strength.size)}))
    givers, receivers = int(np.count_nonzero(limits.gives_from < len(world.months))), int(np.count_nonzero(limits.may_receive))
    if _few(givers, world) or _few(receivers, world):
        counts = {"givers": told_count(givers), "receivers": told_count(receivers)}
        found.append(Notice("nobody-eligible", {**counts, "subscribers": told_count(world.subscribers)}))
    if rules.keep_floor_gb > 0 and not rules.unlimited_may_give:
        highest = float(world.rows.balance.max(initial=UNLIMITED)) / KB_PER_GB
        if 0 <= highest <= rules.keep_floor_gb:
            found.append(Notice("floor-above-allowances", {"floor": rules.keep_floor_gb, "highest": highest}))
    if world.measured.get("topup_conversion", 0.0) > ALL_BUY:
        found.append(Notice("nearly-all-short-buy", {"share": round(100 * world.measured["topup_conversion"])}))
    found += [Notice("limit-is-zero", {"name": name}) for name in LIMITS if getattr(rules, name) == 0]
    return tuple(found)
