"""Cases to set side by side on the page: the rules in force, presets, saved scenarios; each answered once and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.settings.presets import choose_rules
from analysis.settings.scenarios import settings_of
from data.errors import TransferImpactError
from data.presets import RULES, load_preset, preset_names
from reports.content.comparison import Case

if TYPE_CHECKING:
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from dashboard.state.question import Asked
    from data.errors import Problem
    from data.scenarios.scenario_store import Saved


@dataclass(frozen=True)
class Question:
    """Rules and assumptions under a title, not answered yet. `status` as in Case."""

    title: str
    rules: Rules
    assumptions: Assumptions
    status: str = ""


def preset_questions(asked: Asked) -> list[Question]:
    """Return the rules in force, then every preset, all under the assumptions in force."""
    own = Question(asked.say("which-now"), asked.rules, asked.assumptions)
    return [own, *(preset_question(name, asked) for name in preset_names(RULES))]


def preset_question(name: str, asked: Asked) -> Question:
    """Return a preset under the assumptions in force."""
    status = asked.say(f"status-{load_preset(RULES, name).status}")
    return Question(asked.say(f"preset-{name}"), choose_rules(name, {}, asked.world.pack_price_per_gb), asked.assumptions, status)


def scenario_question(saved: Saved, asked: Asked) -> Question:
    """Return a saved scenario with assumptions of its own, on the base in use; ParameterError where it cannot be read."""
    settings = settings_of(saved.scenario)
    return Question(saved.scenario.name, settings.rules_at(asked.world.pack_price_per_gb), settings.assumptions_on(asked.world))


def answer(question: Question, asked: Asked) -> tuple[Case | None, tuple[Problem, ...]]:
    """Replay a question on the base in use; None, and why, where its rules do not fit the base."""
    try:
        result = replace(asked, rules=question.rules, assumptions=question.assumptions).result(cuts=False)
    except TransferImpactError as error:
        return None, error.problems
    return Case(question.title, result, question.status), ()
