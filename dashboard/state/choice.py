"""What a person chose, apart from what comes by itself: so a change is visible, and a reset is an empty choice."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.scenarios.presets import choose_rules, mechanism_of_preset
from analysis.settings.horizon import DEFAULT_HORIZON
from analysis.settings.money import DECLARED_AT, current
from analysis.settings.parameters import Value, as_dict, parameters_of
from analysis.settings.rule_kinds import kind_of
from data.errors import Problem, nearest
from wording import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.rule_set import RuleSet
    from data.errors import Fact


@dataclass(frozen=True)
class Money:
    """The money of the base in use: its currency, empty before any was opened, and what a GB costs in a pack there."""

    currency: str = ""
    pack_price_per_gb: float = DECLARED_AT


@dataclass(frozen=True)
class Chosen:
    """What a person chose, no more: `rules` differ from the preset's, `assumptions` were set by hand.

    `base` is a folder's name, of this session alone if it `is_private`; an empty text anywhere means "as it comes":
    the first base, the declared defaults. `money` is not chosen but comes with the base: a preset charges in it.
    """

    language: str = DEFAULT_LANGUAGE
    base: str = ""
    is_private: bool = False
    preset: str = ""
    culture: str = ""
    horizon: int = DEFAULT_HORIZON
    rules: Mapping[str, Value] = field(default_factory=dict)
    assumptions: Mapping[str, Value] = field(default_factory=dict)
    money: Money = Money()

    @property
    def kind(self) -> type[RuleSet]:
        """Return what declares the rules: those of the preset's mechanism, gifting's without a preset."""
        return kind_of(mechanism_of_preset(self.preset or None))

    @property
    def question(self) -> tuple[object, ...]:
        """Return what the answer depends on, the base and its money apart."""
        return self.preset, self.culture, self.horizon, dict(self.rules), dict(self.assumptions)

    def with_rule(self, name: str, value: Value) -> Chosen:
        """Return the choice with a rule set; the preset's own value is no change."""
        rest = {rule: kept for rule, kept in self.rules.items() if rule != name}
        return replace(self, rules=rest if self.preset_values()[name] == value else rest | {name: value})

    def with_assumption(self, name: str, value: Value, default: Value) -> Chosen:
        """Return the choice with an assumption set; the value that holds anyway, `default`, is no change."""
        rest = {known: kept for known, kept in self.assumptions.items() if known != name}
        return replace(self, assumptions=rest if value == default else rest | {name: value})

    def rule_values(self) -> dict[str, Value]:
        """Return every rule by name, as chosen or as the preset has it."""
        return self.preset_values() | dict(self.rules)

    def preset_values(self) -> dict[str, Value]:
        """Return every rule as the preset has it on the base in use."""
        return preset_values(self.preset, self.money.pack_price_per_gb)


@functools.lru_cache(maxsize=256)
def _values_of(preset: str, pack_price_per_gb: float) -> tuple[tuple[str, Value], ...]:
    return tuple(as_dict(choose_rules(preset or None, {}, pack_price_per_gb)).items())


def preset_values(preset: str, pack_price_per_gb: float) -> dict[str, Value]:
    """Return every rule of a preset by name, where a GB costs that much in a pack; of no preset, the declared defaults."""
    return dict(_values_of(preset, pack_price_per_gb))


def settled(
    chosen: Chosen, plans: tuple[str, ...], defaults: Mapping[str, Value], money: Money
) -> tuple[Chosen, tuple[Problem, ...]]:
    """Fit a choice to a base, whose assumptions are `defaults` before any is set by hand.

    Plans that the base has not are told, and so are amounts set in another currency, which stay as they are.
    """
    problems: list[Problem] = []
    amounts = [f"{name} = {value}" for name, value in chosen.rules.items() if value and parameters_of(chosen.kind)[name].is_money]
    if amounts and chosen.money.currency not in ("", money.currency):
        moved: dict[str, Fact] = {"amounts": ", ".join(amounts), "found": chosen.money.currency, "here": money.currency}
        problems.append(Problem("amounts-in-other-currency", moved))
    chosen = replace(chosen, money=money)
    preset = chosen.preset_values()
    chosen = replace(chosen, rules={name: value for name, value in chosen.rules.items() if value != preset[name]})
    for name in (name for name, known in parameters_of(chosen.kind).items() if known.kind == "names"):
        asked = chosen.rules.get(name)
        if not isinstance(asked, tuple):
            continue
        missing = [plan for plan in asked if plan not in plans]
        if missing:
            facts: dict[str, Fact] = {"name": name, "value": missing[0], "nearest": nearest(missing[0], plans), "choices": plans}
            problems.append(Problem("unknown-plan", facts))
            chosen = chosen.with_rule(name, tuple(plan for plan in asked if plan in plans) or None)
    assumptions = current(chosen.assumptions, money.pack_price_per_gb)
    own = {name: value for name, value in assumptions.items() if value != defaults[name]}
    return replace(chosen, assumptions=own), tuple(problems)
