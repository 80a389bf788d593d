"""A pilot, slowly: a tie carries a gift only if its giver may give and its receiver may receive; what is refused is counted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.reference.effects import Effect, effect, hazard_cell, hazards
from tests.reference.giving import book, opened, order_of, settle, wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from tests.reference.base import Base
    from tests.reference.effects import Unrounded
    from tests.reference.giving import Account, Setting


@dataclass(frozen=True)
class Held:
    """Rights by a subscriber's index: who may give, who may receive, and the fee per GB of its arm, if it has its own."""

    gives: Sequence[bool]
    receives: Sequence[bool]
    fee: Sequence[float | None]

    def between(self, giver: Account, receiver: Account, setting: Setting) -> Setting:
        """Return the setting with the fee of the payer's arm."""
        payer = giver if setting.rules.fee_payer == "giver" else receiver
        own = self.fee[payer.month.person.index]
        return setting if own is None else replace(setting, rules=replace(setting.rules, fee_per_gb=own))


@dataclass
class Found:
    """Effects by (subscriber, month); gifts and refusals as (month, giver, receiver): kB."""

    effects: dict[tuple[int, int], Effect] = field(default_factory=dict)
    unrounded: dict[tuple[int, int], Unrounded] = field(default_factory=dict)
    given: dict[tuple[int, int, int], int] = field(default_factory=dict)
    refused: dict[tuple[int, int, int], int] = field(default_factory=dict)


def run_pilot(base: Base, rules: Rules, assumed: Assumptions, seed: int, months: range, held: Held) -> Found:
    """Replay the months of a pilot; adoption counts from its first."""
    setting, hazard, found = settle(base, rules, assumed, seed), hazards(base), Found()
    for nth in months:
        for index, account in _walked(base, nth, setting, held, nth - months.start, found).items():
            if account.sent or account.received:
                both = effect(account, hazard[hazard_cell(account.month)], setting)
                found.effects[index, nth], found.unrounded[index, nth] = both
    return found


def _walked(base: Base, nth: int, setting: Setting, held: Held, counted: int, found: Found) -> dict[int, Account]:
    accounts = opened(base, nth, setting)
    for tie in sorted(base.ties, key=order_of):
        ends = accounts.get(tie.one.index), accounts.get(tie.other.index)
        for giver, receiver in (ends, ends[::-1]):
            if giver is None or receiver is None or not (giver.month.surplus and receiver.month.shortage):
                continue
            if not held.gives[giver.month.person.index]:
                continue
            own = held.between(giver, receiver, setting)
            moved = wanted(tie, giver, receiver, own, counted)
            where = nth, giver.month.person.index, receiver.month.person.index
            if moved[0] and held.receives[receiver.month.person.index]:
                book(giver, receiver, moved, own)
                found.given[where] = moved[0]
            elif moved[0]:
                found.refused[where] = moved[0]
    return accounts
