"""What a random world draws: every parameter of behaviour with its range and the sentence that says what it means.

The ranges are wide on purpose: nobody has published a trial, so a world is anything reasonable people could believe.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

THEORIES = ("temptation", "habits", "ledger")
METERS = ("exact", "mebibytes", "lost", "throttled")


@dataclass(frozen=True)
class Range:
    """Where a parameter is drawn from: evenly in [low, high] (or in its logarithm), 0 in a share `none` of the worlds."""

    low: float
    high: float
    why: str
    none: float = 0.0
    log: bool = False

    def drawn(self, kind: float, place: float) -> float:
        """Return the value at `place` (0-1) of the range, or 0 when `kind` (0-1) falls into the share `none`."""
        if kind < self.none:
            return 0.0
        if self.log:
            return math.exp(math.log(self.low) + place * (math.log(self.high) - math.log(self.low)))
        return self.low + place * (self.high - self.low)


PEOPLE: Mapping[str, Range] = {
    "plans": Range(2, 4.999, "Number of plans on sale, rounded down."),
    "meter": Range(0, 3.999, "Which meter fills the usage: exact, whole MiB, last session lost, throttled past the limit."),
    "need_median_gb": Range(8.0, 11.0, "Median volume a person would use in a month, GB."),
    "need_spread": Range(0.7, 0.9, "Spread of that volume between people, sd of log."),
    "month_spread": Range(0.2, 0.4, "Spread of a person's months, sd of log."),
    "burst": Range(0.4, 1.2, "Spread of a person's days, sd of log: how much need comes in bursts."),
    "weekend": Range(-0.2, 0.3, "By how much need is larger on two days of seven."),
    "trip_share": Range(0.0, 0.06, "Share of months with a trip, which need nearly twice as much."),
    "headroom": Range(0.8, 1.25, "Allowance people want per GB they need."),
    "choice_spread": Range(0.5, 0.9, "How far they miss it when they choose a plan, sd of log."),
    "pack_rub_per_gb": Range(38.0, 60.0, "Price of a pack of 4 GB, roubles per GB; large packs are cheaper per GB."),
    "arpu": Range(450.0, 490.0, "Revenue aimed at, roubles per subscriber and month."),
    "leaving": Range(0.0145, 0.021, "Share of subscribers aimed at who leave in a month."),
    "leaving_spread": Range(0.3, 1.0, "How unlike people are in leaving, sd of log hazard."),
    "friends": Range(2.0, 7.0, "Friends of a person on this network besides the household."),
    "friend_region": Range(0.6, 0.95, "Share of friends chosen from the own region."),
    "resellers": Range(0.003, 0.02, "Share of people who give to dozens of strangers.", none=0.85),
}
ASKING: Mapping[str, Range] = {
    "aware_most": Range(0.4, 1.0, "Share of people who ever come to know of gifting."),
    "aware_months": Range(1.0, 12.0, "Mean months until one of them does."),
    "askers": Range(0.3, 0.9, "Share of people who would ever ask."),
    "ask_chance": Range(0.08, 0.7, "Chance that such a person asks on a day of shortage.", log=True),
    "ask_first": Range(0.0, 1.0, "Share of askers who ask before they think of a pack; others ask after deciding against it."),
    "tries": Range(1.0, 3.999, "Contacts asked in a day before giving up, rounded down."),
    "polite_gb": Range(1.0, 4.0, "Median amount asked for, GB."),
    "ask_whole": Range(0.05, 0.6, "Share of requests that are for all that is missing.", none=0.4),
    "giving": Range(0.25, 0.9, "Mean chance that a contact says yes when there is something to spare."),
    "tie_pull": Range(0.0, 1.2, "How much readier the closest contacts are, exponent of tie strength."),
    "buffer": Range(0.0, 0.6, "What a giver keeps above the own expected use, share of it."),
}
LIVING: Mapping[str, Range] = {
    "indulge": Range(0.02, 0.35, "Extra use while a gift lasts, share of need.", none=0.3),
    "ration_share": Range(0.05, 0.6, "Share of people who use less as the balance runs low.", none=0.3),
    "ration": Range(0.3, 0.9, "How much less."),
    "push": Range(0.002, 0.03, "Chance a day that leftovers are given unasked in the last days of a month.", none=0.5),
    "push_days": Range(2.0, 6.0, "How many last days that is."),
    "memory": Range(0.0, 0.8, "Share of a mood that lasts into the next month."),
    "short_hurts": Range(0.2, 1.0, "Log hazard of leaving per month wholly unmet."),
    "spend_hurts": Range(0.0, 0.3, "Log hazard per plan fee spent on packs."),
    "receive_helps": Range(0.01, 0.15, "Fall of log hazard in a month with a gift.", none=0.1),
    "give_helps": Range(0.005, 0.06, "Fall of log hazard in a month of giving.", none=0.3),
    "refusal_hurts": Range(0.005, 0.06, "Log hazard per day of asking in vain.", none=0.5),
    "pester_hurts": Range(0.002, 0.03, "Log hazard per request that reaches a contact.", none=0.6),
    "bind": Range(0.03, 0.25, "How strongly a gift binds, log hazard.", none=0.6),
    "bond_keep": Range(0.5, 0.9, "Share of that bond left after a month."),
}
TEMPTATION: Mapping[str, Range] = {
    "wish": Range(-2.2, -0.2, "Log of what a GB is worth on a day of shortage, pack prices per GB."),
    "wish_spread": Range(0.3, 1.2, "How unlike people are in that, sd of log."),
    "whim": Range(0.5, 1.4, "How unlike a person's days are, sd of log."),
    "steady": Range(0.05, 0.6, "Share of that whim that lasts a whole month.", none=0.4),
    "fade": Range(0.8, 1.0, "Temptation left after each day without."),
    "fee_share": Range(0.1, 1.0, "What a GB from a friend is worth against one of a pack, when there is a fee.", log=True),
}
HABITS: Mapping[str, Range] = {
    "fixed_share": Range(0.005, 0.04, "Share of people who buy a pack on a fixed day of the month, whatever is left.", none=0.2),
    "warned_share": Range(0.03, 0.3, "Share of people who buy when told that 80 % is used, whatever the need.", none=0.2),
    "warned_buys": Range(0.2, 0.8, "Chance that they do so in a month in which they are told early enough."),
    "habit_base": Range(0.04, 0.35, "Chance that running out ends in a pack without any habit of it."),
    "habit_pull": Range(0.0, 0.5, "How much likelier that is for somebody who bought every month."),
    "most_packs": Range(1.0, 3.999, "Packs a month that the budget allows, rounded down."),
    "gift_skips": Range(0.1, 0.9, "Share of shoppers by day or warning who skip a pack while a gift lasts.", none=0.4),
    "gift_stills": Range(0.1, 0.9, "By how much a gift this month makes the habit of buying weaker, share of it.", none=0.2),
    "second_look": Range(0.05, 0.5, "Chance that running out after a gift is another occasion to buy.", none=0.4),
    "early_share": Range(0.0, 0.7, "Share of askers who ask when warned, before they run out."),
    "giver_habit": Range(0.02, 0.3, "Log readiness that a month of giving adds.", none=0.3),
    "giver_fatigue": Range(0.05, 0.8, "Log readiness that a month of giving takes away at first.", none=0.3),
    "shame": Range(0.1, 0.8, "Log chance of asking that an asking in vain takes away for some months.", none=0.3),
    "seeds": Range(0.005, 0.2, "Share of people who know of gifting at the launch."),
    "catching": Range(0.05, 0.9, "Chance a month to hear of it from the closest contact who knows.", log=True),
    "pays_share": Range(0.02, 0.35, "Share of people to whom paying for a friend's gift is no offence."),
    "push": Range(0.005, 0.06, "As in all worlds, but dumping is what this theory is about.", none=0.25),
    "pester_hurts": Range(0.003, 0.05, "As in all worlds, and more.", none=0.4),
    "refusal_hurts": Range(0.01, 0.1, "As in all worlds, and more.", none=0.4),
    "bind": Range(0.05, 0.4, "As in all worlds, and more.", none=0.5),
}
LEDGER: Mapping[str, Range] = {
    "budget_share": Range(0.3, 0.85, "Share of people who have any money a month for packs."),
    "budget_rub": Range(180.0, 600.0, "Median of that money, roubles."),
    "reference": Range(0.8, 3.0, "Median price per GB held to be fair, in prices per GB of a pack of 4 GB.", log=True),
    "reference_spread": Range(0.3, 0.8, "How unlike people are in that, sd of log."),
    "bears_gb": Range(0.3, 3.0, "Median shortage that is simply borne, GB."),
    "horizon_days": Range(5.0, 30.0, "Days ahead that people think of when they judge a shortage."),
    "most_packs": Range(1.0, 4.999, "Packs bought in one go at most, rounded down."),
    "rethink_days": Range(3.0, 20.0, "Days until a decision against a pack is thought over."),
    "fair_days": Range(2.0, 25.0, "Days for which buying feels unfair after a gift.", none=0.2),
    "anchor": Range(0.02, 0.25, "By how much each gift lowers that price for some months, log.", none=0.4),
    "pays_share": Range(0.03, 0.3, "Share of people who would pay any fee for a friend's gift."),
    "pays_rub": Range(5.0, 30.0, "Median of what they would pay for a GB, roubles."),
    "reviews": Range(0.05, 0.5, "Share of people a year who think about their plan.", none=0.3),
    "inertia_rub": Range(40.0, 200.0, "What another plan must save in a month to be chosen, roubles."),
    "relies": Range(0.0, 1.0, "Share of the gifts of past months that a chooser counts on."),
}
COMMON: Mapping[str, Range] = {**PEOPLE, **ASKING, **LIVING}
OF_THEORY: Mapping[str, Mapping[str, Range]] = {"temptation": TEMPTATION, "habits": HABITS, "ledger": LEDGER}
NAMES = tuple(dict.fromkeys(("theory", *COMMON, *TEMPTATION, *HABITS, *LEDGER)))
WAYS = np.dtype([(name, np.float64) for name in NAMES])


def drawn_ways(theory: str, seed: int, attempt: int, changed: Mapping[str, float]) -> np.void:
    """Return the parameters of a world: drawn from (seed, attempt), then `changed` by name. What a theory lacks is 0."""
    ways = np.zeros(1, WAYS)
    random = np.random.default_rng([seed, attempt])
    for name, known in {**COMMON, **OF_THEORY[theory]}.items():
        ways[name] = known.drawn(*random.random(2).tolist())
    for name, value in changed.items():
        ways[name] = value
    ways["theory"] = THEORIES.index(theory)
    record: np.void = ways[0]
    return record
