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
    "bond_keep": 0.7, "steady": 0.2, "fade": 0.93, "fee_share": 0.2,
}  # fmt: skip
NAMED: Mapping[str, Named] = {
    "ordinary": Named("temptation", 101, PLAIN, "A bit of everything."),
    "ask-first": Named("temptation", 102, {**PLAIN, "ask_first": 1.0}, "All ask before they think of a pack."),
}
