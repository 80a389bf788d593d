"""Worlds with a name: one thing about each is set, and it says which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Named:
    """A named world: its theory, its seed, what is set (by the names of ranges.py), and in words what it is."""

    theory: str
    seed: int
    changed: Mapping[str, float]
    why: str


# What an ordinary world is: a bit of everything, nothing much of anything.
PLAIN: Mapping[str, float] = {
    "plans": 4, "meter": 0, "burst": 0.8, "resellers": 0, "aware_most": 0.7, "aware_months": 3, "askers": 0.5, "ask_chance": 0.2,
    "ask_first": 0.4, "tries": 2, "polite_gb": 2.5, "ask_whole": 0.15, "giving": 0.5, "tie_pull": 0.5, "buffer": 0.2,
    "indulge": 0.1, "ration_share": 0.2, "ration": 0.5, "push": 0.0, "push_days": 3, "memory": 0.3, "short_hurts": 0.5,
    "spend_hurts": 0.1, "receive_helps": 0.06, "give_helps": 0.01, "refusal_hurts": 0.01, "pester_hurts": 0.0, "bind": 0.0,
    "bond_keep": 0.7, "steady": 0.2, "fade": 0.93, "fee_share": 0.35,
}  # fmt: skip
PLAIN_HABITS: Mapping[str, float] = {
    **{name: value for name, value in PLAIN.items() if name not in {"steady", "fade", "fee_share"}},
    "fixed_share": 0.015, "warned_share": 0.1, "warned_buys": 0.5, "habit_base": 0.15, "habit_pull": 0.3, "most_packs": 2,
    "gift_skips": 0.3, "early_share": 0.2, "second_look": 0.4, "gift_stills": 0.4,
    "giver_habit": 0.1, "giver_fatigue": 0.2, "shame": 0.2, "seeds": 0.1, "catching": 0.6,
    "pays_share": 0.1, "push": 0.01,
}  # fmt: skip
PLAIN_LEDGER: Mapping[str, float] = {
    **{name: value for name, value in PLAIN.items() if name not in {"steady", "fade", "fee_share"}},
    "bears_gb": 1.0, "horizon_days": 15, "most_packs": 3, "rethink_days": 7, "fair_days": 7, "anchor": 0.05, "pays_share": 0.12,
    "pays_rub": 8, "reviews": 0.15, "inertia_rub": 100, "relies": 0.5,
}  # fmt: skip
NAMED: Mapping[str, Named] = {
    "ordinary": Named("temptation", 101, PLAIN, "A bit of everything."),
    "ordinary-habits": Named("habits", 102, PLAIN_HABITS, "The same people, but of habit."),
    "ordinary-ledger": Named("ledger", 103, PLAIN_LEDGER, "The same people, but with accounts in their heads."),
    "ask-first": Named("temptation", 104, {**PLAIN, "ask_first": 1.0}, "All ask before they think of a pack."),
    "ask-after": Named("temptation", 105, {**PLAIN, "ask_first": 0.0}, "All ask only when they have decided against a pack."),
    "big-askers": Named("temptation", 106, {**PLAIN, "ask_whole": 1.0}, "All ask for the whole of what is missing."),
    "small-tokens": Named("temptation", 107, {**PLAIN, "polite_gb": 1.0, "ask_whole": 0.0}, "A gigabyte at a time."),
    "steady-will": Named(
        "temptation", 108, {**PLAIN, "steady": 1.0, "ask_first": 1.0}, "One willingness a month; all ask first."
    ),
    "rationers": Named("temptation", 109, {**PLAIN, "ration_share": 0.8, "ration": 0.85}, "Most hold back before the limit."),
    "dumpers": Named("temptation", 110, {**PLAIN, "push": 0.04, "push_days": 5}, "Leftovers are pushed on contacts."),
    "contagion": Named("habits", 111, {**PLAIN_HABITS, "seeds": 0.01, "catching": 0.2}, "Word spreads slowly along ties."),
    "shy": Named("temptation", 112, {**PLAIN, "askers": 0.15, "ask_chance": 0.08}, "Hardly anybody asks."),
    "generous": Named(
        "temptation", 113, {**PLAIN, "askers": 0.9, "ask_chance": 0.3, "giving": 0.9, "tie_pull": 0.1}, "All help."
    ),
    "sticky": Named("temptation", 114, {**PLAIN, "bind": 0.4, "bond_keep": 0.9}, "A gift binds for months."),
    "pestered": Named("habits", 115, {**PLAIN_HABITS, "pester_hurts": 0.1, "refusal_hurts": 0.08}, "Requests drive people away."),
    "budget-shoppers": Named(
        "habits",
        116,
        {**PLAIN_HABITS, "fixed_share": 0.05, "warned_share": 0.3, "habit_base": 0.08},
        "Packs by calendar and warning.",
    ),
    "movers": Named("ledger", 117, {**PLAIN_LEDGER, "reviews": 0.8, "inertia_rub": 30, "relies": 1.0}, "Plans are thought over."),
    "fair-waiters": Named("ledger", 118, {**PLAIN_LEDGER, "fair_days": 25, "anchor": 0.2}, "After a gift a pack feels unfair."),
    "indifferent": Named(
        "temptation",
        119,
        {**PLAIN, "short_hurts": 0.05, "receive_helps": 0.0, "give_helps": 0.0},
        "Nothing about data makes anybody leave.",
    ),
    "resellers": Named("temptation", 120, {**PLAIN, "resellers": 0.02}, "A few give to dozens of strangers."),
    "lossy-meter": Named("temptation", 121, {**PLAIN, "meter": 2}, "The meter loses the last session."),
    "throttled": Named("temptation", 122, {**PLAIN, "meter": 3}, "Slow use goes on past the limit."),
}
