"""Small synthetic worlds whose assumptions are hidden from the estimators: do certificates hold what was planted?

A world is made as arrays, by rules of the test's own: communities differ, cells have luck of their own, subscribers leave and
take contacts along. `planted` events can be left out (then nothing may be said) or spoilt, as operators spoil them: prices cut
where demand rose, bonuses given to those whose use had just fallen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.evidence.frame.panel import Panel, Survey
from analysis.evidence.learn import certificates_of
from analysis.settings.assumptions import Assumptions
from tests.truth.held import Claim

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.results.certificates import Certificate

    Floats = NDArray[np.float64]

MONTHS, COMMUNITY, REGIONS, PLANS = 12, 25, 12, 4
HAZARD = 0.022
EVENTS = ("prices", "bonuses", "survey", "need", "leaving")
INTERVALS = ("topup_conversion", "topup_elasticity", "induced_share", "unmet_penalty", "spend_penalty", "waste_penalty")
BOUNDS = ("satisfaction_to_renewal", "peer_hazard_ratio")
BEHIND = {
    "prices": ("topup_elasticity",),
    "bonuses": ("induced_share",),
    "survey": ("unmet_penalty", "spend_penalty", "waste_penalty"),
    "need": ("topup_conversion",),
    "leaving": ("satisfaction_to_renewal", "peer_hazard_ratio", "heterogeneous_hazards"),
}
NEVER = ("give_probability", "tie_strength_exponent", "forecast_buffer", "adoption_months", "trade_down_rate")


@dataclass(frozen=True)
class Hidden:
    """What a world is made by, and nobody tells the estimators."""

    topup_conversion: float
    topup_elasticity: float
    induced_share: float
    unmet_penalty: float
    spend_penalty: float
    waste_penalty: float
    satisfaction_to_renewal: float
    peer_hazard_ratio: float


@dataclass(frozen=True)
class Plan:
    """What happens in a world: which events there are, and which of them are spoilt."""

    events: tuple[str, ...] = EVENTS
    spoilt: tuple[str, ...] = ()
    subscribers: int = 6_000


class Rows(NamedTuple):
    """The subscriber-months that are left once people leave."""

    sub: NDArray[np.int64]
    month: NDArray[np.int64]
    leaving: NDArray[np.int64]
    tenure: NDArray[np.int64]
    reachable: NDArray[np.bool_]


def hidden_of(draw: np.random.Generator) -> Hidden:
    """Draw what is hidden."""
    low = [0.15, -1.4, 0.0, 20, 5, 3, 0.0, 1.0]
    high = [0.4, -0.3, 0.5, 45, 20, 12, 0.4, 1.1]
    return Hidden(*(float(value) for value in draw.uniform(low, high)))


def certificates(seed: int, plan: Plan) -> tuple[dict[str, Certificate], Hidden]:
    """Return what is learned from a world, by assumption, and what was hidden: of buying, at the prices there were."""
    draw = np.random.default_rng(seed)
    hidden = hidden_of(draw)
    panel, paid = world_of(draw, hidden, plan)
    found = {one.assumption: one for one in certificates_of(panel)}
    return found, replace(hidden, topup_conversion=hidden.topup_conversion * paid)


def claims(seed: int, plan: Plan, *, reach: bool = False) -> dict[str, Claim]:
    """Return the intervals of what was identified or bounded, or the ranges to assume, each with the truth."""
    found, hidden = certificates(seed, plan)
    told: dict[str, Claim] = {}
    for name in INTERVALS + BOUNDS:
        one, truth = found[name], getattr(hidden, name)
        low, high = (one.reach_low, one.reach_high) if reach or one.estimate is None else (one.low, one.high)
        if low is not None or high is not None:
            low, high = (-np.inf if low is None else low), (np.inf if high is None else high)
            told[name] = Claim(high if one.estimate is None else one.estimate, low, high, truth)
    return told


def world_of(draw: np.random.Generator, hidden: Hidden, plan: Plan) -> tuple[Panel, float]:
    """Make a world: people, needs, packs, bonuses, scores, leaving; and by what factor its prices changed buying."""
    people = plan.subscribers
    community = np.arange(people) // COMMUNITY
    region, tariff = community % REGIONS, draw.integers(PLANS, size=people)
    cell = region * PLANS + tariff
    price = _prices(draw, plan)
    allowance = np.array([3.0, 6.0, 12.0, 30.0])[tariff]
    own = allowance * np.exp(draw.normal(-0.75, 0.55, people) + draw.normal(0, 0.15, community.max() + 1)[community])
    need = own[:, None] * np.exp(draw.normal(0, 0.4, (people, MONTHS)))
    bonus = _bonuses(draw, plan, need)
    # What is seen as need holds what a windfall induced: the base cannot tell them apart.
    need = need + hidden.induced_share * np.maximum(0, bonus - np.maximum(0, need - allowance[:, None]))
    short = need > allowance[:, None]
    luck = draw.normal(0, 0.05, (REGIONS * PLANS, MONTHS))
    if "prices" in plan.spoilt:  # demand had been rising where the price was cut, and goes on
        cut = (price[:, -1] < 1)[:, None]
        luck = luck + cut * np.clip(0.12 * (np.arange(MONTHS) - 2), 0, 0.8)
    willing = hidden.topup_conversion * (1 + 0.3 * draw.uniform(-1, 1, community.max() + 1))[community]
    pull = (price**hidden.topup_elasticity * np.exp(luck))[cell]
    if "prices" not in plan.events:
        pull = np.ones(need.shape)
    chance = np.minimum(1, willing[:, None] * pull)
    packs = (short & (draw.random((people, MONTHS)) < chance)).astype(float)
    one, other = _ties(draw, people)
    rows = _rows(draw, hidden, plan, need, packs, allowance, (one, other))
    base = Panel(
        sub=rows.sub,
        month=rows.month,
        need=need[rows.sub, rows.month],
        balance=allowance[rows.sub],
        packs=packs[rows.sub, rows.month],
        leaving=rows.leaving,
        hazard=np.full(rows.sub.size, HAZARD),
        tenure=rows.tenure,
        reachable=rows.reachable,
        group_of=community % 200,
        cell_of=cell,
        region_of=region,
        pack_gb=np.ones(rows.sub.size),
        pack_price=np.full(rows.sub.size, 100.0),
        fee=np.array([300.0, 400.0, 500.0, 700.0])[tariff][rows.sub],
        one=one,
        other=other,
        price=price if "prices" in plan.events else np.zeros((0, 0)),
        need_is_known="need" in plan.events,
    )
    base = replace(base, bonus=bonus[base.sub, base.month]) if "bonuses" in plan.events else base
    base = replace(base, survey=_survey(draw, hidden, base)) if "survey" in plan.events else base
    return base, float(chance[short].mean() / (willing[:, None] * np.ones(MONTHS))[short].mean())


def _prices(draw: np.random.Generator, plan: Plan) -> Floats:
    """Change the price of half of the cells once, in one of two months."""
    cells = REGIONS * PLANS
    step = draw.choice([0.75, 0.85, 1.2, 1.4], cells)
    if "prices" in plan.spoilt:
        step = draw.choice([0.75, 0.85], cells)
    step = np.where(draw.random(cells) < 0.5, step, 1.0)
    when = draw.choice([6, 8], cells)
    return np.asarray(np.where(np.arange(MONTHS) >= when[:, None], step[:, None], 1.0), np.float64)


def _bonuses(draw: np.random.Generator, plan: Plan, need: Floats) -> Floats:
    bonus = np.zeros(need.shape)
    if "bonuses" not in plan.events:
        return bonus
    given = draw.random(need.shape) < 0.03
    given[:, :3] = False
    if "bonuses" in plan.spoilt:  # to those whose use fell last month
        fell = need[:, 1:-1] < 0.6 * need[:, :-2]
        given[:, 2:] &= False
        given[:, 2:] |= fell & (draw.random(fell.shape) < 0.15)
    # One bonus a person: a second would be compared with the first.
    given &= np.cumsum(given, axis=1) == 1
    bonus[given] = draw.uniform(1, 5, int(given.sum()))
    return bonus


def _ties(draw: np.random.Generator, people: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    start = np.arange(people) // COMMUNITY * COMMUNITY
    one = np.repeat(np.arange(people), 2)
    other = np.repeat(start, 2) + draw.integers(COMMUNITY, size=2 * people)
    far = draw.random(2 * people) < 0.1
    other = np.where(far, draw.integers(people, size=2 * people), np.minimum(other, people - 1))
    pairs = np.unique(np.sort(np.stack([one, other], axis=1)[one != other], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _rows(  # noqa: PLR0917 - what people are, part by part
    draw: np.random.Generator,
    hidden: Hidden,
    plan: Plan,
    need: Floats,
    packs: Floats,
    allowance: Floats,
    ties: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> Rows:
    """Let people leave month by month; return the arrays of the subscriber-months that are left."""
    people = need.shape[0]
    had = allowance[:, None] + packs
    used = np.minimum(need, had)
    points = hidden.unmet_penalty * (need - used) / need + hidden.waste_penalty * np.minimum(1, (had - used) / allowance[:, None])
    pace = np.exp(hidden.satisfaction_to_renewal * (points - points.mean()) / Assumptions().satisfaction_sd)
    here, gone = np.ones(people, bool), np.zeros(people)
    sub: list[NDArray[np.int64]] = []
    month: list[NDArray[np.int64]] = []
    leaving: list[NDArray[np.int64]] = []
    for m in range(MONTHS):
        near = np.bincount(ties[0], gone[ties[1]], people) + np.bincount(ties[1], gone[ties[0]], people)
        leaves = here & (draw.random(people) < np.minimum(1, HAZARD * pace[:, m] * hidden.peer_hazard_ratio**near))
        rows = np.flatnonzero(here)
        sub.append(rows)
        month.append(np.full(rows.size, m))
        leaving.append(leaves[rows].astype(np.int64))
        here, gone = here & ~leaves, leaves.astype(float)
    who, when = np.concatenate(sub), np.concatenate(month)
    told = np.concatenate(leaving) if "leaving" in plan.events else np.full(who.size, -1)
    joined = np.asarray(draw.integers(0, 60, size=(people,)), np.int64)
    return Rows(who, when, told, joined[who] + when, draw.random(who.size) < 0.85)


def _survey(draw: np.random.Generator, hidden: Hidden, panel: Panel) -> Survey:
    rows = np.flatnonzero(draw.random(panel.sub.size) < 0.3)
    penalties = np.array([hidden.unmet_penalty, hidden.spend_penalty, hidden.waste_penalty])
    person = draw.normal(0, 8, panel.group_of.size) - 10 * (panel.need.mean() > 0) * draw.random(panel.group_of.size)
    score = 85 + person[panel.sub[rows]] - np.einsum("ni,i->n", panel.shares[rows], penalties) + draw.normal(0, 12, rows.size)
    return Survey(rows, np.where(draw.random(rows.size) < 0.6, score, np.nan))
