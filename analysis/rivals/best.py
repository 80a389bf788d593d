"""The best rules of every mechanism, each found by a search of its own with the same goal and effort, judged on fresh draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.decide.candidates import score
from analysis.decide.net_value import worth_of
from analysis.decide.search import DEFAULT_DRAWS, SEARCH_SUBSCRIBERS, search, verdict_on
from analysis.decide.what_if import WhatIf
from analysis.mechanisms.registry import MECHANISMS
from analysis.scenarios.presets import choose_rules, presets_of
from analysis.world.subsample import community_sample
from data.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.decide.candidates import Candidate, Goal
    from analysis.decide.search import Verdict
    from data.progress import Progress

EFFORT = 700  # sets of rules over all mechanisms, a hundred each


@dataclass(frozen=True)
class Champion:
    """What a search in one mechanism came to: `preset` is whose rules it began from, `verdict` None where nothing met the goal.

    The draws of two mechanisms are not the same: each has unknowns of its own.
    """

    mechanism: str
    preset: str
    tried: int
    verdict: Verdict | None

    @property
    def winner(self) -> Candidate | None:
        """Return the rules found, as fresh draws judge them."""
        return None if self.verdict is None else self.verdict.winner


def champions(
    what_if: WhatIf,
    goal: Goal,
    effort: int = EFFORT,
    draws: int = DEFAULT_DRAWS,
    threads: int | None = None,
    progress: Progress = silent,
) -> Iterator[Champion]:
    """Yield the best rules for a goal in each mechanism, whatever the question's own rules are.

    `effort` sets of rules are shared out evenly, at least one each. A search begins from the mechanism's preset that is worth
    most as assumed; who may take part stays as that has it. Winners are judged on twice as many fresh draws. `progress` hears of
    every set and may stop the work by raising.
    """
    world, assumptions, horizon = what_if.world, what_if.question.assumptions, what_if.question.horizon
    budget = max(1, effort // len(MECHANISMS))
    small, _ = community_sample(world, SEARCH_SUBSCRIBERS)
    for nth, mechanism in enumerate(MECHANISMS):
        price = world.pack_price_per_gb
        offered = {name: choose_rules(name, {}, price) for name in presets_of(mechanism) if name != "off"}
        preset = max(offered, key=lambda name: worth_of(small, offered[name], assumptions, horizon).npv)
        begun = WhatIf.on(world, offered[preset], assumptions, horizon)
        for found in search(begun, goal, budget, draws, threads=threads):
            progress("search", (nth + found.done / (budget + 1)) / len(MECHANISMS))
        yield Champion(mechanism, preset, found.done, verdict_on(begun, goal, found, 2 * draws, threads=threads))


def ranked_champions(found: list[Champion], goal: Goal) -> list[Champion]:
    """Return them by the goal's own measure, the best first: after those who still meet it on fresh draws, who do not."""

    def place(one: Champion) -> tuple[bool, bool, float]:
        winner = one.winner
        return winner is None, winner is None or not winner.feasible, 0.0 if winner is None else -score(goal, winner)

    return sorted(found, key=place)
