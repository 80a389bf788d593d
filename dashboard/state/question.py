"""From what was chosen to the question that a base is asked, in a session or before there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.settings.assumptions import make_assumptions
from analysis.settings.question import question_on
from dashboard.state.assumptions_in_force import assumption_defaults, assumptions_of
from dashboard.state.choice import Money, settled

if TYPE_CHECKING:
    from analysis.settings.question import Question
    from analysis.shards.store import AnyBase
    from dashboard.state.choice import Chosen
    from data.errors import Problem


def fitted(now: Chosen, world: AnyBase) -> tuple[Chosen, tuple[Problem, ...]]:
    """Fit a choice to a base, and return what of it the base does not have."""
    money = Money(world.manifest.currency, world.pack_price_per_gb)
    return settled(now, world.plans, assumption_defaults(world, now.culture), money)


def question_of(now: Chosen, world: AnyBase) -> Question:
    """Return what a choice asks of a base. ParameterError where its settings are not allowed."""
    rules, assumptions = now.kind.of(now.rule_values()), make_assumptions(assumptions_of(now, world))
    return question_on(world, rules, assumptions, now.horizon)
