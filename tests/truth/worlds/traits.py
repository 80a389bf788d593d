"""What the people of a world are like, as far as it never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.schema import KB_PER_GB
from tests.truth.worlds.limits import NEVER, WAITING
from tests.truth.worlds.records import DAYS

if TYPE_CHECKING:
    from tests.truth.worlds.records import Records

BUDGET_SPREAD, BEARING_SPREAD, PAYING_SPREAD = 0.6, 0.7, 0.8


def give_traits(random: np.random.Generator, people: Records, plans: Records, ways: np.void) -> None:
    """Draw what people are like: who asks and gives, who rations, who hears, and what each theory says of buying."""
    count = len(people)
    people["taste"] = random.standard_normal(count)
    people["asks"] = float(ways["ask_chance"]) * (random.random(count) < ways["askers"])
    people["first"] = random.random(count) < ways["ask_first"]
    mean = min(0.97, max(0.03, float(ways["giving"])))
    people["gives"] = random.beta(3 * mean, 3 * (1 - mean), count) if ways["giving"] > 0 else 0.0
    people["ration"] = float(ways["ration"]) * (random.random(count) < ways["ration_share"])
    people["reseller"] = random.random(count) < ways["resellers"]
    people["gives"][people["reseller"] == 1] = 0.97
    hears = np.floor(random.exponential(max(0.01, float(ways["aware_months"])) * DAYS, count)).astype(np.int64)
    people["aware"] = np.where(random.random(count) < ways["aware_most"], hears, NEVER)
    _of_habits(random, people, plans, ways)
    _of_the_ledger(random, people, ways)


def _of_habits(random: np.random.Generator, people: Records, plans: Records, ways: np.void) -> None:
    """Shoppers are likelier among those whose plan is tight; who knows at the launch and who will never care to know."""
    count = len(people)
    tight = np.clip(DAYS * people["daily_kb"] / plans["allowance_kb"][people["plan"]], 0.05, 3)
    people["fixed_day"] = np.where(random.random(count) < ways["fixed_share"] * tight, random.integers(0, DAYS, count), -1)
    people["warned"] = random.random(count) < ways["warned_share"] * tight
    people["early"] = random.random(count) < ways["early_share"]
    people["fee_per_gb"] = np.where(random.random(count) < ways["pays_share"], random.exponential(25.0, count), 0.0)
    if ways["catching"] > 0:
        curious = random.random(count) < ways["aware_most"]
        knows = random.random(count) < ways["seeds"]
        people["aware"] = np.where(curious & knows, 0, np.where(curious, WAITING, NEVER))


def _of_the_ledger(random: np.random.Generator, people: Records, ways: np.void) -> None:
    count = len(people)
    money = float(ways["budget_rub"]) * np.exp(BUDGET_SPREAD * random.standard_normal(count))
    people["budget"] = np.where(random.random(count) < ways["budget_share"], money, 0.0)
    fair = np.exp(float(ways["reference_spread"]) * people["taste"])
    people["reference"] = float(ways["pack_rub_per_gb"]) * float(ways["reference"]) * fair
    people["bears_kb"] = float(ways["bears_gb"]) * KB_PER_GB * np.exp(BEARING_SPREAD * random.standard_normal(count))
    if ways["pays_rub"] > 0:
        pays = float(ways["pays_rub"]) * np.exp(PAYING_SPREAD * random.standard_normal(count))
        people["fee_per_gb"] = np.where(random.random(count) < ways["pays_share"], pays, 0.0)
