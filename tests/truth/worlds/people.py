"""The people of a world: plans on sale, who chose which, households and friends, traits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.schema import KB_PER_GB
from tests.truth.worlds.records import DAYS, PERSON, PLAN, YEAR, Records, Town
from tests.truth.worlds.ties import ties_of
from tests.truth.worlds.traits import give_traits

Numbers = NDArray[np.float64]
# Allowances in GB and fees in roubles before they are scaled to the revenue aimed at.
MENUS = {
    2: ((14, 350), (45, 600)),
    3: ((8, 260), (24, 430), (55, 640)),
    4: ((5, 200), (15, 350), (32, 500), (75, 780)),
}
REGIONS = (0.3, 0.25, 0.2, 0.15, 0.1)
AGES = (0.1, 0.14, 0.2, 0.22, 0.15, 0.11, 0.08)
AGE_NEED = (0.9, 1.25, 1.2, 1.1, 0.95, 0.8, 0.6)
HOUSEHOLD_SIZES = (0.35, 0.3, 0.2, 0.15)
# Of this share the base is new within the year, as many as leave.
PACK_POWER, PACK_SHARE, PACK_REVENUE = 0.6, 0.6, 12.0


def make_town(ways: np.void, seed: int, subscribers: int) -> Town:
    """Return a town of about `subscribers` people present at a time, drawn from `seed`."""
    random = np.random.default_rng([seed, 77])
    count = round(subscribers * (1 + YEAR * float(ways["leaving"])))
    people = np.zeros(count, PERSON)
    sizes = random.choice(4, count, p=HOUSEHOLD_SIZES) + 1
    people["household"] = np.repeat(np.arange(count), sizes)[:count]
    homes = random.choice(len(REGIONS), count, p=REGIONS)
    people["region"] = homes[people["household"]]
    people["age"] = random.choice(len(AGES), count, p=AGES)
    need_gb = _needs(random, people, ways)
    people["daily_kb"] = need_gb * KB_PER_GB / DAYS
    plans = _plans(ways)
    people["plan"] = _chosen(random, need_gb, plans, ways)
    plans["fee"] = _fees(plans, people["plan"], float(ways["arpu"]))
    _presence(random, people, ways, subscribers)
    give_traits(random, people, plans, ways)
    return Town(people, plans, *ties_of(random, people, ways))


def rub_per_gb(town: Town) -> float:
    """Return what a GB costs in a pack as the product has it: the median over subscribers."""
    return float(np.median((town.plans["price"] / (town.plans["pack_kb"] / KB_PER_GB))[town.people["plan"]]))


def _needs(random: np.random.Generator, people: Records, ways: np.void) -> Numbers:
    """Return what each would use in a month, GB: alike in a household, falling with age."""
    own, home = random.standard_normal(len(people)), random.standard_normal(len(people))
    log = float(ways["need_spread"]) * (np.sqrt(0.8) * own + np.sqrt(0.2) * home[people["household"]])
    return np.asarray(float(ways["need_median_gb"]) * np.exp(log) * np.array(AGE_NEED)[people["age"]])


def _plans(ways: np.void) -> Records:
    menu = np.array(MENUS[int(ways["plans"])], float)
    plans = np.zeros(len(menu), PLAN)
    plans["allowance_kb"] = menu[:, 0] * KB_PER_GB
    plans["fee"] = menu[:, 1]
    pack_gb = np.round(np.clip(1.1 * menu[:, 0] ** PACK_SHARE, 2, 12))
    plans["pack_kb"] = pack_gb * KB_PER_GB
    plans["price"] = np.round(float(ways["pack_rub_per_gb"]) * 4 * (pack_gb / 4) ** PACK_POWER)
    return plans


def _chosen(random: np.random.Generator, need_gb: Numbers, plans: Records, ways: np.void) -> NDArray[np.int64]:
    """Return the plan of each: the smallest that covers what is wanted, or the largest."""
    wanted = need_gb * float(ways["headroom"]) * np.exp(float(ways["choice_spread"]) * random.standard_normal(len(need_gb)))
    return np.minimum(np.searchsorted(plans["allowance_kb"], wanted * KB_PER_GB), len(plans) - 1)


def _fees(plans: Records, chosen: NDArray[np.int64], arpu: float) -> Numbers:
    scale = (arpu - PACK_REVENUE) / float(plans["fee"][chosen].mean())
    return np.asarray(np.round(plans["fee"] * scale, -1))


def _presence(random: np.random.Generator, people: Records, ways: np.void, subscribers: int) -> None:
    """Settle tenure, months of joining, and hazards that fall with tenure and average what the world aims at."""
    count = len(people)
    new = np.arange(count) >= subscribers
    random.shuffle(new)
    people["joins"] = np.where(new, random.integers(1, YEAR, count), 0)
    people["tenure"] = np.where(new, 0, np.floor(random.exponential(40.0, count)))
    rough = np.exp(float(ways["leaving_spread"]) * random.standard_normal(count))
    typical = rough[~new] * tenure_factor(people["tenure"][~new])
    people["hazard"] = float(ways["leaving"]) * rough / typical.mean()


def tenure_factor(tenure: NDArray[np.int64]) -> Numbers:
    """Return how much readier to leave a subscriber of that many months is than an old one."""
    return np.asarray(0.7 + 1.0 * np.exp(-tenure / 12.0))
