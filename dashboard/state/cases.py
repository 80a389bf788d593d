"""Cases to set side by side on the page: the rules in force, presets, saved scenarios; each answered once and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.scenarios.presets import choose_rules, presets_of
from analysis.scenarios.scenarios import settings_of
from data.errors import TransferImpactError
from data.presets import RULES, load_preset
from reports.content.comparison import Case

if TYPE_CHECKING:
    from analysis.settings.question import Question
    from dashboard.state.page_context import PageContext
    from data.errors import Problem
    from data.scenarios.scenario_store import Saved


@dataclass(frozen=True)
class OpenCase:
    """A question under a title, not answered yet. `status` as in Case."""

    title: str
    question: Question
    status: str = ""


def preset_cases(page: PageContext) -> list[OpenCase]:
    """Return the rules in force, then every preset of the same mechanism, all under the assumptions in force."""
    mine = presets_of(page.question.rules.mechanism)
    return [case_now(page), *(preset_case(name, page) for name in mine)]


def case_now(page: PageContext) -> OpenCase:
    """Return the question in force."""
    return OpenCase(page.say("which-now"), page.question)


def preset_case(name: str, page: PageContext) -> OpenCase:
    """Return a preset under the assumptions in force."""
    status = page.say(f"status-{load_preset(RULES, name).status}")
    rules = choose_rules(name, {}, page.world.pack_price_per_gb)
    return OpenCase(page.say(f"preset-{name}"), replace(page.question, rules=rules), status)


def scenario_case(saved: Saved, page: PageContext) -> OpenCase:
    """Return a saved scenario with assumptions of its own, on the base in use; ParameterError where it cannot be read."""
    settings = settings_of(saved.scenario)
    rules, assumptions = settings.rules_at(page.world.pack_price_per_gb), settings.assumptions_on(page.world)
    return OpenCase(saved.scenario.name, replace(page.question, rules=rules, assumptions=assumptions))


def answer(case: OpenCase, page: PageContext) -> tuple[Case | None, tuple[Problem, ...]]:
    """Replay a case on the base in use; None, and why, where its rules do not fit the base."""
    try:
        result = replace(page, question=case.question).result(cuts=False)
    except TransferImpactError as error:
        return None, error.problems
    return Case(case.title, result, case.status), ()
