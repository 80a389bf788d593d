"""What the rules cannot do on this base, said rather than left to be guessed from a zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.pairs import UNLIMITED
from analysis.results import Notice
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from analysis.kernels.inputs import Limits
    from analysis.rules import Rules
    from analysis.world import World

SHOWN_DIGITS = 16
LIMITS = ("monthly_cap_gb", "max_transfer_gb", "transfers_per_month", "received_cap_gb")


def changed_tables(world: World) -> tuple[Notice, ...]:
    """Return what has to be said first where the tables are not those that the base was stamped for: damaged, or changed."""
    found = world.manifest.fingerprint
    if world.stamped in ("", found):
        return ()
    return (Notice("tables-changed", {"found": found[:SHOWN_DIGITS], "expected": world.stamped[:SHOWN_DIGITS]}),)


def notices_of(world: World, rules: Rules, limits: Limits) -> tuple[Notice, ...]:
    """Return why nothing, or less than the rules suggest, can move: each the key of a sentence with counts."""
    if not rules.enabled:
        return ()
    found = []
    if world.tie_strength.size == 0:
        found.append(Notice("no-ties", {}))
    elif world.pairs.clock.size == 0:
        found.append(Notice("no-pairs", {"ties": int(world.tie_strength.size)}))
    givers, receivers = int(np.count_nonzero(limits.gives_from < len(world.months))), int(np.count_nonzero(limits.may_receive))
    if givers == 0 or receivers == 0:
        found.append(Notice("nobody-eligible", {"givers": givers, "receivers": receivers, "subscribers": world.subscribers}))
    if rules.keep_floor_gb > 0 and not rules.unlimited_may_give:
        highest = float(world.rows.balance.max(initial=UNLIMITED)) / KB_PER_GB
        if 0 <= highest <= rules.keep_floor_gb:
            found.append(Notice("floor-above-allowances", {"floor": rules.keep_floor_gb, "highest": highest}))
    found += [Notice("limit-is-zero", {"name": name}) for name in LIMITS if getattr(rules, name) == 0]
    return tuple(found)
