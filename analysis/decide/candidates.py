"""A set of rules scored over draws of the unknowns, and which of many are best: for a goal, or on a front of two aims."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.results.draws import TAIL
from analysis.settings.parameters import Parameter
from data.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from analysis.decide.net_value import Worth
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet

LOSS_LIMIT = Parameter("loss_limit", "number", "main", "", 0.10, "judgement", low=0, high=1)
PROFIT_FLOOR = Parameter("profit_floor", "number", "main", "currency", 0.0, "judgement", low=-1e9, high=1e9)
BETWEEN, MOST_PICKS = "between", 3
OBJECTIVES = ("expected", "worst", "safe", "satisfaction")


@dataclass(frozen=True)
class Goal:
    """What to look for.

    "expected" wants the highest mean npv, "worst" the highest mean of the worst 5 %, "safe" the highest mean npv with at most
    `loss_limit` of the draws below zero, "satisfaction" the highest satisfaction with a mean npv of at least `profit_floor`.
    """

    objective: str = "expected"
    loss_limit: float = 0.10
    profit_floor: float = 0.0

    def __post_init__(self) -> None:
        """Raise ParameterError where a condition could never be asked of a number."""
        found = [LOSS_LIMIT.check(self.loss_limit), PROFIT_FLOOR.check(self.profit_floor)]
        problems = [problem for problem in found if problem is not None]
        if problems:
            raise ParameterError(problems)


@dataclass(frozen=True)
class Candidate:
    """Rules by name, and what came of them over the draws: means, CVaR 5 % (`worst`), share of draws below zero.

    Money per initial subscriber over the horizon, discounted; changes of satisfaction in points and of the top-up rate.
    """

    rules: dict[str, Value]
    npv: float
    worst: float
    loss_rate: float
    satisfaction: float
    topup_rate: float
    feasible: bool
    number: int

    def as_plain(self) -> dict[str, object]:
        """Return the candidate as values that JSON can hold."""
        return asdict(self)


@dataclass(frozen=True)
class Aim:
    """What a set of a shortlist is for: the highest score by `wants`, of those that keep the condition of `keeps`."""

    name: str
    wants: Goal
    keeps: Goal

    def meets(self, candidate: Candidate) -> bool:
        """Say whether a candidate keeps the condition, whatever goal it was scored for."""
        return violation(self.keeps, candidate.npv, candidate.loss_rate) <= 0


@dataclass(frozen=True)
class Pick:
    """A set of rules worth a look, and what for: the names of the aims at which none that was tried does better, or "between"."""

    aims: tuple[str, ...]
    candidate: Candidate


@dataclass(frozen=True)
class Shortlist:
    """The few best of so many sets of rules tried, beside the rules in force (`present`), as far as that is known.

    Once it `is_judged` all of them are scored on fresh draws; `searched` and `judged` say on how many subscribers.
    """

    start: RuleSet
    done: int
    budget: int
    present: Candidate | None = None
    picks: tuple[Pick, ...] = ()
    is_judged: bool = False
    searched: int = 0
    judged: int = 0


def scored(rules: dict[str, Value], answers: Sequence[Worth], goal: Goal, number: int) -> Candidate:
    """Return a candidate from its answers, one per draw."""
    npv = np.array([answer.npv for answer in answers])
    tail = max(1, math.ceil(TAIL * npv.size))
    loss_rate, mean = float((npv < 0).mean()), float(npv.mean())
    return Candidate(
        rules=rules,
        npv=mean,
        worst=float(np.sort(npv)[:tail].mean()),
        loss_rate=loss_rate,
        satisfaction=float(np.mean([answer.satisfaction for answer in answers])),
        topup_rate=float(np.mean([answer.topup_rate for answer in answers])),
        feasible=violation(goal, mean, loss_rate) <= 0,
        number=number,
    )


def violation(goal: Goal, npv: float, loss_rate: float) -> float:
    """Return by how much a goal's condition is missed; at most 0 where it is met."""
    if goal.objective == "safe":
        return loss_rate - goal.loss_limit
    return goal.profit_floor - npv if goal.objective == "satisfaction" else 0.0


def score(goal: Goal, candidate: Candidate) -> float:
    """Return what a goal wants more of."""
    if goal.objective == "satisfaction":
        return candidate.satisfaction
    return candidate.worst if goal.objective == "worst" else candidate.npv


def best_of(goal: Goal, candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the best that meets the goal's condition; the earlier found of equals; None if none meets it."""
    feasible = [candidate for candidate in candidates if candidate.feasible]
    return max(feasible, key=lambda candidate: (score(goal, candidate), -candidate.number), default=None)


def front(candidates: Iterable[Candidate], aim: Callable[[Candidate], float]) -> tuple[Candidate, ...]:
    """Return those of which no other has both more npv and more of `aim`, the most profitable first."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (-one.npv, -aim(one), one.number)):
        if not kept or aim(candidate) > aim(kept[-1]):
            kept.append(candidate)
    return tuple(kept)


def picks_of(tried: Sequence[Candidate], aims: Sequence[Aim]) -> tuple[Pick, ...]:
    """Return the best for each aim, each answer once; where fewer than three are left, one from the middle of the front.

    Sets of rules that come to the same worth and satisfaction are one answer: rules that do not bind tell them apart.
    """
    found: dict[tuple[float, float], Pick] = {}
    for aim in aims:
        best = max((one for one in tried if aim.meets(one)), key=lambda one: (score(aim.wants, one), -one.number), default=None)
        if best is not None:
            known = found.get(_answer(best))
            found[_answer(best)] = Pick((*known.aims, aim.name), known.candidate) if known else Pick((aim.name,), best)
    line = [one for one in front(tried, lambda one: one.satisfaction) if _answer(one) not in found]
    if line and len(found) < MOST_PICKS:
        middle = line[len(line) // 2]
        found[_answer(middle)] = Pick((BETWEEN,), middle)
    return tuple(found.values())


def _answer(candidate: Candidate) -> tuple[float, float]:
    return round(candidate.npv, 6), round(candidate.satisfaction, 6)
