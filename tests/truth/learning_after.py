"""Worlds for estimators that need gifts, days, outages, bonuses or launches: each makes what one of them reads, by its own rules.

Communities differ in what is hidden, so that whoever forgets them has intervals too narrow. An event can be left out, or spoilt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.estimators.giving import giving
from analysis.evidence.estimators.lottery import billing_day_lottery
from analysis.evidence.estimators.moving import trading_down
from analysis.evidence.estimators.outage import drop_of, pull_of, slope_by_outage, slope_interval
from analysis.evidence.estimators.timing import buying_when_out
from analysis.evidence.frame.happenings import Chances, PriceList, RunOuts
from analysis.evidence.frame.panel import Panel, Survey
from tests.truth.held import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from analysis.results.certificates import Certificate

    Floats = NDArray[np.float64]
    Draw = np.random.Generator

MONTHS, COMMUNITY, PLANS, YEAR = 12, 25, 4, 12
HAZARD, FALLS = 0.022, 1.5


@dataclass(frozen=True)
class Way:
    """How a world is made: with its event or without, spoilt or not."""

    event: bool = True
    spoilt: bool = False


def bare(people: int, regions: int, seed: int, months: int = MONTHS) -> Panel:
    """Return a panel of people who are there all the time, need what they have and do nothing."""
    draw = np.random.default_rng(seed)
    sub, month = np.tile(np.arange(people), months), np.repeat(np.arange(months), people)
    community = np.arange(people) // COMMUNITY
    region, plan = community % regions, draw.integers(PLANS, size=people)
    some = np.ones(sub.size)
    return Panel(
        sub=sub,
        month=month,
        need=5 * some,
        balance=10 * some,
        packs=0 * some,
        leaving=np.full(sub.size, -1),
        hazard=HAZARD * some,
        tenure=month,
        reachable=some > 0,
        group_of=community % 200,
        cell_of=region * PLANS + plan,
        region_of=region,
        pack_gb=some,
        pack_price=100 * some,
        fee=400 * some,
    )


def spread(draw: Draw, panel: Panel, by: float = 0.25) -> Floats:
    """Return a factor for each subscriber that its community has in common, one on average."""
    groups = int(panel.group_of.size // COMMUNITY) + 1
    return np.asarray(1 + by * draw.uniform(-1, 1, groups)[np.arange(panel.group_of.size) // COMMUNITY], np.float64)


def gifts_world(draw: Draw, way: Way) -> tuple[Panel, dict[str, float]]:
    """Chances to give in three waves of launches; spoilt: a campaign in all regions at once, in the ninth month."""
    panel = replace(bare(6_000, 12, int(draw.integers(2**31)), months=1), tables=frozenset({"gifts"}))
    hidden = {
        "give_probability": float(draw.uniform(0.04, 0.2)),
        "tie_strength_exponent": float(draw.uniform(0.4, 1.1)),
        "adoption_months": float(draw.uniform(2, 7)),
    }
    ties = np.exp(draw.normal(-1.6, 0.8, 15_000)).clip(0.01, 1)
    tie, month = draw.integers(ties.size, size=30_000), draw.integers(MONTHS, size=30_000)
    who = draw.integers(panel.group_of.size, size=ties.size)[tie]
    since = month - 1 - panel.region_of[who] % 3
    kept = since >= 0
    tie, month, who, since = tie[kept], month[kept], who[kept], since[kept]
    weight = ties ** hidden["tie_strength_exponent"]
    chance = hidden["give_probability"] * spread(draw, panel)[who] * np.minimum(1, (since + 1) / hidden["adoption_months"])
    if way.spoilt:
        chance *= np.where(month >= 8, 2.0, 1.0)
    given = draw.random(tie.size) < 1 - (1 - np.minimum(0.95, chance)) ** (weight[tie] / weight.mean())
    if not way.event:
        given &= False
        return panel, hidden
    at = (panel.group_of[who], np.log(ties[tie]), since, month)
    return replace(panel, chances=Chances(*at, np.ones(tie.size), given.astype(float), np.log(ties), np.ones(ties.size))), hidden


def days_world(draw: Draw, way: Way) -> tuple[Panel, dict[str, float]]:
    """Balances that run out, and prices that move once in half of the cells; spoilt: cut where demand had been rising."""
    panel = bare(80_000, 12, int(draw.integers(2**31)), months=1)
    hidden = {"topup_elasticity": float(draw.uniform(-1.4, -0.3))}
    cells, people = 12 * PLANS, panel.group_of.size
    step = np.where(draw.random(cells) < 0.5, draw.choice([0.7, 0.8, 1.25, 1.5], cells), 1.0)
    if way.spoilt:
        step = np.where(step != 1, 0.75, 1.0)
    change = draw.choice([165, 225], cells)
    bill = draw.integers(28, size=people)
    who, cycle = np.divmod(draw.permutation(people * MONTHS)[: people * 4], MONTHS)
    into = np.minimum(29, (30 * draw.random(who.size) ** 0.6).astype(np.int64))
    day = cycle * 30 + bill[who] + into
    cell = panel.cell_of[who]
    under_new = (day >= change[cell]) & (step[cell] != 1)
    rising = np.exp(np.clip(0.003 * (day - 60), 0, 1)) if way.spoilt else 1.0
    of_community = spread(draw, panel)[who]
    willing = 0.25 * of_community * np.exp(draw.normal(0, 0.05, cells))[cell] * (1 - 0.2 * into / 30)
    chance = willing * np.where(under_new, step[cell] ** hidden["topup_elasticity"], 1.0) * np.where(step[cell] != 1, rising, 1.0)
    bought = (draw.random(who.size) < np.minimum(1, chance)).astype(float)
    # Not of the communities that happen to be here: errors by community are about others that might have been.
    hidden["topup_conversion"] = float((chance / of_community)[into < 29].mean())
    if not way.event:
        return replace(panel, need_is_known=False), hidden
    listed_cell = np.concatenate([np.arange(cells), np.flatnonzero(step != 1)])
    listed_day = np.concatenate([np.zeros(cells, np.int64), change[step != 1]])
    price = np.concatenate([np.full(cells, 100.0), 100 * step[step != 1]])
    order = np.lexsort((listed_day, listed_cell))
    runs = RunOuts(who, cell, cycle, day, into, 29 - into, bought)
    return replace(panel, runs=runs, listed=PriceList(listed_cell[order], listed_day[order], price[order])), hidden


def outage_world(draw: Draw, way: Way) -> tuple[Panel, dict[str, float]]:
    """Outages that cost points and drive people away; spoilt: they strike where people were leaving already."""
    panel = bare(12_000, 12, int(draw.integers(2**31)))
    hidden = {"slope": float(draw.uniform(0.1, 0.7))}
    struck = draw.random((12, MONTHS)) < 0.15
    luck = np.exp(draw.normal(0, 0.05, (12, MONTHS)))
    if way.spoilt:
        luck[:, :-1] *= np.where(struck[:, 1:], 1.5, 1.0)
        luck *= np.where(struck, 1.5, 1.0)
    region, month = panel.region_of[panel.sub], panel.month
    points = draw.uniform(5, 10)
    own = struck[region, month].astype(float)
    pace = luck[region, month] * np.exp(hidden["slope"] * points / 10 * own) * spread(draw, panel)[panel.sub]
    leaving = (draw.random(panel.sub.size) < HAZARD * pace).astype(np.int64)
    rows = np.flatnonzero(draw.random(panel.sub.size) < 0.3)
    score = 75 - points * own[rows] + draw.normal(0, 6, panel.group_of.size)[panel.sub[rows]] + draw.normal(0, 10, rows.size)
    panel = replace(panel, leaving=leaving, survey=Survey(rows, score))
    return (replace(panel, struck=own) if way.event else panel), hidden


def bonus_world(draw: Draw, way: Way) -> tuple[Panel, dict[str, float]]:
    """Bonuses every month to some, after which they move down oftener; spoilt: given to who was on the way down."""
    panel = replace(bare(12_000, 12, int(draw.integers(2**31))), tables=frozenset({"plan_moves"}))
    hidden = {"trade_down_rate": float(draw.uniform(0.03, 0.18))}
    people = panel.group_of.size
    start = np.where(draw.random(people) < 0.2, draw.integers(3, 6, people), 99)
    got = panel.month >= start[panel.sub]
    able = panel.cell_of[panel.sub] % PLANS > 0
    extra = 1 - (1 - hidden["trade_down_rate"] * spread(draw, panel)) ** (1 / YEAR)
    rate = 0.004 * spread(draw, panel)[panel.sub] + np.where(panel.month >= start[panel.sub] + 3, extra[panel.sub], 0.0)
    if way.spoilt:
        rate = rate + np.where(start[panel.sub] < 99, 0.006, 0.0)
    down = np.where(able, draw.random(panel.sub.size) < rate, np.nan)
    return replace(panel, down=down, bonus=got.astype(float) if way.event else np.zeros(0)), hidden


def launch_world(draw: Draw, way: Way) -> tuple[Panel, dict[str, float]]:
    """Rollover in most regions of forty, in three waves; spoilt: where people had begun to move down."""
    panel = replace(bare(20_000, 40, int(draw.integers(2**31))), tables=frozenset({"plan_moves"}))
    hidden = {"trade_down_rate": float(draw.uniform(0.03, 0.18))}
    wave = draw.permutation(40) % 4
    launched = np.where(wave < 3, 4 + wave, -1)
    since = np.where(launched >= 0, MONTHS, 0)[panel.region_of[panel.sub]]
    since = np.where(since > 0, panel.month - launched[panel.region_of[panel.sub]], -99)
    extra = 1 - (1 - hidden["trade_down_rate"]) ** (1 / YEAR)
    luck = np.exp(draw.normal(0, 0.1, (40, MONTHS)))[panel.region_of[panel.sub], panel.month]
    rate = 0.006 * luck + np.where(since >= 3, extra, 0.0)
    if way.spoilt:
        rate = rate + np.where(since >= -2, 0.006 * np.clip(since + 3, 0, 4) / 4, 0.0)
    down = (draw.random(panel.sub.size) < rate).astype(float)
    return replace(panel, down=down, introduced=launched if way.event else np.full(40, -1)), hidden


World = tuple[
    "Callable[[Draw, Way], tuple[Panel, dict[str, float]]]", "Callable[[Panel], Iterator[Certificate]]", tuple[str, ...]
]
WORLDS: Mapping[str, World] = {
    "gifts": (gifts_world, giving, ("give_probability", "tie_strength_exponent", "adoption_months")),
    "run-outs": (days_world, buying_when_out, ("topup_conversion",)),
    "billing-days": (days_world, billing_day_lottery, ("topup_elasticity",)),
    "outages": (outage_world, slope_by_outage, ("satisfaction_to_renewal",)),
    "bonuses": (bonus_world, trading_down, ("trade_down_rate",)),
    "launches": (launch_world, trading_down, ("trade_down_rate",)),
}


def certificates(seed: int, kind: str, way: Way) -> tuple[dict[str, Certificate], dict[str, float], Panel]:
    """Return what is learned from a world, what was hidden in it, and the world."""
    draw = np.random.default_rng(seed)
    make, estimator, _ = WORLDS[kind]
    panel, hidden = make(draw, way)
    return {one.assumption: one for one in estimator(panel)}, hidden, panel


def claims(seed: int, kind: str, way: Way | None = None, *, reach: bool = False) -> dict[str, Claim]:
    """Return the intervals of sampling where the gates were open (or the ranges to assume), by world and assumption."""
    found, hidden, panel = certificates(seed, kind, way or Way())
    told: dict[str, Claim] = {}
    for name, one in found.items():
        if one.reach_low is None or one.reach_high is None:
            continue
        if kind == "outages":
            told[f"{kind}:{name}"] = _of_slope(one, hidden["slope"], panel, reach=reach)
        elif one.low is not None and one.high is not None and one.estimate is not None:
            low, high = (one.reach_low, one.reach_high) if reach else (one.low, one.high)
            told[f"{kind}:{name}"] = Claim(one.estimate, low, high, hidden[name])
    return told


def _of_slope(one: Certificate, slope: float, panel: Panel, *, reach: bool) -> Claim:
    """Return the interval of the slope of falls; or the range to assume, against the slope at the usual weight of falls."""
    if reach:
        assert one.reach_low is not None
        assert one.reach_high is not None
        return Claim(one.reach_high, one.reach_low, one.reach_high, slope / FALLS)
    rows, score = panel.survey.row, panel.survey.score
    pull, drop = pull_of(panel, panel.struck), drop_of(panel, rows, score).scaled(-0.1)
    low, high = slope_interval(pull, drop, 0.0)
    return Claim(pull.estimate / drop.estimate, low, high, slope)
