"""What a pilot is worth before it is run: what choosing after it brings above choosing now, less what it costs.

The expected value of sample information by regression (Strong, Oakley and Brennan 2015): a pilot is drawn for each draw of the
assumptions, and each option's net value is foretold from what that pilot shows, by a fit on other draws. Zero is an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.decide.net_value import worth_of
from analysis.parallel import side_by_side
from analysis.pilot.ground import ground_of, plan_on
from analysis.pilot.learning.replayed import REVENUE
from analysis.pilot.presets import plan_of
from analysis.pilot.worth.options import ASKED, OFF, options_of
from analysis.pilot.worth.shown import KINDS, shown_by
from analysis.settings.rules import gifting_alone
from analysis.shards.store import Store
from analysis.statistics.information_value import held_out_information, net_benefit_of_sampling, perfect_information
from analysis.uncertainty.distributions import drawn_values, with_values
from analysis.world.subsample import community_sample
from data.errors import ParameterError, Problem
from data.progress import silent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.decide.what_if import WhatIf
    from analysis.pilot.learning.settings import Learning
    from analysis.pilot.plan import Plan
    from analysis.pilot.worth.shown import Shown
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import AnyBase
    from data.progress import Progress

    Floats = NDArray[np.float64]

DRAWS, REPEATS, SEED = 256, 8, 11
SAMPLE = 10_000  # subscribers whose months ahead are answered for each draw and option; the whole base sets the level
PARTS = (0.05, 0.1, 0.25, 0.5, 1.0)
LENGTHS = (3, 6, 9)
DOUBTS = (0.0, 1.0, 3.0, 6.0, 10.0)
COMPARED_AT = 6.0  # the doubt with which designs are held side by side: without one most are worth nothing
SHARED = ("months", "run_in_months", "seed", "survey_answers", "cost_per_answer", "frame")
WHOLE_BASE: Mapping[str, Value] = {"first_month": None, "looks": None, "take_part": 1.0}


@dataclass(frozen=True)
class Sized:
    """A pilot of a share of the base over so many months: EVSI per subscriber, its cost and the waiting, and what is left.

    `net` is for the whole base, currency: negative where the pilot costs more than it brings.
    """

    part: float
    months: int
    evsi: float
    cost: float
    waiting: float
    net: float


@dataclass(frozen=True)
class Doubt:
    """With a model that may be off by an sd of `doubt` in each option's value: what knowing all, and the pilot, are worth."""

    doubt: float
    perfect: float
    evsi: float
    net: float


@dataclass(frozen=True)
class Designed:
    """A design over the plan's own months in its frame: without doubt about the model, and with some."""

    name: str
    clear: Sized
    doubted: Doubt


@dataclass(frozen=True)
class PilotWorth:
    """`means` are each option's expected value per subscriber; `best` is what would be chosen now.

    `sizes` are without doubt about the model, of shares of the base and of the `frame` (the subscribers the plan is held among);
    `doubts` are of the plan's own months in its frame, `designs` those of other plans there. Money per initial subscriber over
    the horizon, but for cost, waiting and net, which are of the whole base.
    """

    means: Mapping[str, float]
    best: str
    perfect: float
    sizes: tuple[Sized, ...]
    doubts: tuple[Doubt, ...]
    subscribers: int
    draws: int
    designs: tuple[Designed, ...] = ()
    frame: int = 0


def worth_of_pilot(  # noqa: PLR0913, PLR0917 - a question, a plan, what may be chosen, then how
    what_if: WhatIf,
    population: Path,
    plan: Plan,
    learning: Learning,
    names: Sequence[str] = (),
    designs: Sequence[str] = (),
    threads: int | None = None,
    progress: Progress = silent,
) -> PilotWorth:
    """Return what pilots as planned, of several sizes and lengths, are worth to a choice between options.

    `designs` name other plans to hold beside it, with its own months and survey. ParameterError for rules of another mechanism
    and months the base has not, or a frame larger than a store's; InputError for unknown presets and unknown designs.
    """
    base, question = what_if.world, what_if.question
    if not gifting_alone(question.rules):
        raise ParameterError([Problem("pilot-mechanism", {"name": question.rules.mechanism})])
    rules = question.rules
    plan = plan_on(base, plan)
    plan.pilot_months(len(base.months))
    months_of = _lengths(plan, len(base.months))
    plans = [plan.changed({**WHOLE_BASE, "months": months}) for months in months_of]
    plans += [_as_planned(name, plan) for name in designs]
    options = options_of(question, names, base.pack_price_per_gb)
    drawn = drawn_values(question.assumptions, DRAWS, SEED, rules.mechanism)
    benefits = _benefits(base, options, question.assumptions, drawn, question.horizon, threads, progress)
    ground = ground_of(base, plan, None if isinstance(base, Store) else population, threads)
    own = ground.world.subscribers / base.subscribers
    shown = []
    for nth, one in enumerate(plans):

        def told(share: float, done: int = nth) -> None:
            progress("pilot-shows", 0.5 + 0.5 * (done + share) / len(plans))

        shown.append(shown_by(ground, base.subscribers, one, question, rules, drawn, threads, told))
    progress("done", 1.0)
    names_of = list(options)
    means = dict(zip(names_of, benefits.mean(axis=0).tolist(), strict=True))
    best = max(means, key=lambda name: means[name])
    case = _Case(benefits, names_of.index(ASKED), learning.share, question.horizon, base.subscribers, plan.run_in_months)
    held, others = shown[months_of.index(plan.months)], shown[len(months_of) :]
    return PilotWorth(
        means,
        best,
        perfect_information(benefits),
        tuple(case.sized(one, part) for one in shown[: len(months_of)] for part in sorted({own, *PARTS})),
        tuple(case.doubted(held, doubt, own) for doubt in DOUBTS),
        base.subscribers,
        DRAWS,
        tuple(
            Designed(name, case.sized(one, own), case.doubted(one, COMPARED_AT, own))
            for name, one in zip(designs, others, strict=True)
        ),
        ground.world.subscribers,
    )


def _as_planned(name: str, plan: Plan) -> Plan:
    """Return the design of a name, over the months and with the survey of a plan."""
    same: dict[str, Value] = {name: getattr(plan, name) for name in SHARED}
    return plan_of(name).changed({**WHOLE_BASE, **same})


def _lengths(plan: Plan, replayed: int) -> tuple[int, ...]:
    """Return the plan's own length, and those that the base has months for with the run-in."""
    return tuple(sorted({plan.months, *(months for months in LENGTHS if months + plan.run_in_months <= replayed)}))


def _benefits(  # noqa: PLR0913, PLR0917 - a base, what is asked of it, then how
    world: AnyBase,
    options: Mapping[str, RuleSet],
    assumed: Assumptions,
    drawn: Floats,
    horizon: int,
    threads: int | None,
    progress: Progress,
) -> Floats:
    """Return the npv [draw, option] per initial subscriber: of a sample of communities, at the level of the whole base."""
    sample, _ = community_sample(world, SAMPLE)
    columns = []
    for nth, (name, rules) in enumerate(options.items()):
        if name == OFF:
            columns.append(np.zeros(len(drawn)))
            continue
        shift = 0.0
        if sample is not world:
            whole, part = (worth_of(one, rules, assumed, horizon, threads).npv for one in (world, sample))
            shift = whole - part

        def ask(row: Floats, rules: RuleSet = rules) -> float:
            return worth_of(sample, rules, with_values(assumed, row, rules.mechanism), horizon).npv

        columns.append(np.array(list(side_by_side(ask, drawn, threads))) + shift)
        progress("pilot-options", 0.5 * (nth + 1) / len(options))
    return np.stack(columns, axis=1)


@dataclass(frozen=True)
class _Case:
    """The options' values over draws, which of them is piloted, how far the model may be off, and what waits for the pilot."""

    benefits: Floats
    piloted: int
    discrepancy: float
    horizon: int
    subscribers: int
    run_in: int

    def sized(self, shown: Shown, part: float) -> Sized:
        """Return the worth of a pilot of a share of the base."""
        evsi = self._evsi(self.benefits, shown, part, None)
        return Sized(part, shown.months, evsi, *self._bill(evsi, shown, part))

    def doubted(self, shown: Shown, doubt: float, part: float) -> Doubt:
        """Return the worth of a pilot of a share of the base where each option but none may be off by an sd of `doubt`.

        The pilot shows what the piloted one is off by.
        """
        rng = np.random.default_rng(SEED)
        off = doubt * rng.standard_normal((REPEATS * len(self.benefits), self.benefits.shape[1]))
        off[:, 0] = 0.0
        wide = np.tile(self.benefits, (REPEATS, 1)) + off
        evsi = self._evsi(wide, shown, part, off[:, self.piloted])
        return Doubt(doubt, perfect_information(wide), evsi, self._bill(evsi, shown, part)[2])

    def _evsi(self, benefits: Floats, shown: Shown, part: float, off: Floats | None) -> float:
        rng = np.random.default_rng(SEED + 1)
        values = np.tile(shown.values, (REPEATS, 1))
        wide = benefits if len(benefits) == len(values) else np.tile(benefits, (REPEATS, 1))
        noise = rng.multivariate_normal(np.zeros(len(shown.noise)), shown.noise / part, len(values), method="eigh")
        seen = values + noise + self.discrepancy * np.abs(values) * rng.standard_normal(values.shape)
        if off is not None:
            # What the model is off by shows in the money of the pilot's months, as evenly as it would over the horizon.
            money = KINDS.index(REVENUE)
            seen[:, money] += off / self.horizon
        # Drawn, not every other: halves of Sobol points by place are halves of the ranges.
        half = np.tile(rng.permutation(len(shown.values)) % 2 == 0, REPEATS)
        return held_out_information(wide, seen, half)

    def _bill(self, evsi: float, shown: Shown, part: float) -> tuple[float, float, float]:
        """Return what packs not sold and answers cost, what waiting forgoes, and what is left; of the whole base."""
        cost = (max(0.0, float(shown.lost.mean())) * shown.treated + shown.survey) * part
        waits = min(self.horizon, shown.months + self.run_in)
        now = max(0.0, float(self.benefits.mean(axis=0).max()))
        waiting = now * self.subscribers * waits / self.horizon
        return cost, waiting, net_benefit_of_sampling(self.subscribers, evsi, self.horizon - waits, self.horizon, cost + waiting)
