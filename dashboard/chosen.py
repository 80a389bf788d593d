"""What a person chose, apart from what comes by itself: so a change is visible, and a reset is an empty choice."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.parameters import Value, as_dict, parameters_of
from analysis.presets import choose_rules
from analysis.projection import DEFAULT_HORIZON
from analysis.rules import Rules
from data.errors import Problem, nearest
from wording import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.errors import Fact


@dataclass(frozen=True)
class Chosen:
    """What a person chose, no more: `rules` differ from the preset's, `assumptions` were set by hand.

    `base` is a folder's name, of this session alone if it `is_private`; an empty text anywhere means "as it comes":
    the first base, the declared defaults.
    """

    language: str = DEFAULT_LANGUAGE
    base: str = ""
    is_private: bool = False
    preset: str = ""
    culture: str = ""
    horizon: int = DEFAULT_HORIZON
    rules: Mapping[str, Value] = field(default_factory=dict)
    assumptions: Mapping[str, Value] = field(default_factory=dict)

    def with_rule(self, name: str, value: Value) -> Chosen:
        """Return the choice with a rule set; the preset's own value is no change."""
        rest = {rule: kept for rule, kept in self.rules.items() if rule != name}
        return replace(self, rules=rest if preset_values(self.preset)[name] == value else rest | {name: value})

    def with_assumption(self, name: str, value: Value, default: Value) -> Chosen:
        """Return the choice with an assumption set; the value that holds anyway, `default`, is no change."""
        rest = {known: kept for known, kept in self.assumptions.items() if known != name}
        return replace(self, assumptions=rest if value == default else rest | {name: value})

    def rule_values(self) -> dict[str, Value]:
        """Return every rule by name, as chosen or as the preset has it."""
        return preset_values(self.preset) | dict(self.rules)


@functools.cache
def _values_of(preset: str) -> tuple[tuple[str, Value], ...]:
    return tuple(as_dict(choose_rules(preset or None, {})).items())


def preset_values(preset: str) -> dict[str, Value]:
    """Return every rule of a preset by name; of no preset, the declared defaults."""
    return dict(_values_of(preset))


def settled(chosen: Chosen, plans: tuple[str, ...], defaults: Mapping[str, Value]) -> tuple[Chosen, tuple[Problem, ...]]:
    """Fit a choice to a base, whose assumptions are `defaults` before any is set by hand; plans it has not are told."""
    problems: list[Problem] = []
    for name in (name for name, known in parameters_of(Rules).items() if known.kind == "names"):
        asked = chosen.rules.get(name)
        if not isinstance(asked, tuple):
            continue
        missing = [plan for plan in asked if plan not in plans]
        if missing:
            facts: dict[str, Fact] = {"name": name, "value": missing[0], "nearest": nearest(missing[0], plans), "choices": plans}
            problems.append(Problem("unknown-plan", facts))
            chosen = chosen.with_rule(name, tuple(plan for plan in asked if plan in plans) or None)
    own = {name: value for name, value in chosen.assumptions.items() if value != defaults[name]}
    return replace(chosen, assumptions=own), tuple(problems)
