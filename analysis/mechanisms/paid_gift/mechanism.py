"""Paid gifts as a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from analysis.engine.moves import Moves
from analysis.mechanisms.common.moving import Moving
from analysis.mechanisms.paid_gift.replay import effects_of, moves_of
from analysis.settings.paid_gift_rules import PaidGiftRules

if TYPE_CHECKING:
    from analysis.engine.changes import Replayed
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World


class PaidGift(Moving[PaidGiftRules, Moves]):
    """A subscriber buys gigabytes for a contact that is short: it costs its giver money, not gigabytes."""

    rules = PaidGiftRules
    chance = "paid_gift_probability"
    kept_in_search: ClassVar[frozenset[str]] = frozenset({"enabled", "payer_sims", "bought_for_sims"})

    def moves_of(self, world: World, rules: PaidGiftRules, assumptions: Assumptions, threads: int | None) -> Moves:
        """Return who buys what for whom."""
        return moves_of(world, rules, assumptions, threads)

    def effects_of(self, world: World, moves: Moves, assumptions: Assumptions, threads: int | None) -> Replayed:
        """Return what gifts change in each month."""
        return effects_of(world, moves, assumptions, threads)
