"""Scenarios as values of the registries: checked by the same declarations as anything a person sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.scenarios.presets import culture_assumptions, mechanism_of_preset, preset_rules
from analysis.settings.assumptions import Assumptions, assumptions_for, make_assumptions
from analysis.settings.horizon import DEFAULT_HORIZON
from analysis.settings.money import DECLARED_AT, RETIRED, current, readable_assumptions
from analysis.settings.parameters import Parameter, Value, as_dict, parameters_of
from analysis.settings.rule_kinds import every_rule, kind_naming, kind_of
from data.errors import FINDING, ParameterError, Problem, TransferImpactError, nearest
from data.presets import CULTURES, RULES, Raw, load_preset, preset_names
from data.scenarios.scenario_file import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.settings.assumptions import Base
    from analysis.settings.rule_set import RuleSet
    from data.errors import Fact


@dataclass(frozen=True)
class Settings:
    """What a scenario sets: the rules over those of its preset; the assumptions over those of its culture, as it names them."""

    preset: str | None
    rules: Mapping[str, Value]
    culture: Mapping[str, Value]
    assumptions: Mapping[str, Value]

    def rules_at(self, pack_price_per_gb: float) -> RuleSet:
        """Return the rules in force where a GB costs that much in a pack: the scenario's over the preset's."""
        return _rules(self.preset, self.rules, pack_price_per_gb)

    def assumptions_on(self, world: Base) -> Assumptions:
        """Return the assumptions in force on a base: the scenario's over what the base measures over the declared ones."""
        return assumptions_for(world, dict(self.culture) | self.own_assumptions_on(world))

    def own_assumptions_on(self, world: Base) -> dict[str, Value]:
        """Return the assumptions that the scenario itself sets, by the names of today."""
        return current(self.assumptions, world.pack_price_per_gb)


def settings_of(scenario: Scenario) -> Settings:
    """Return the rules and assumptions of a scenario; one ParameterError tells everything that is wrong, with nearest names."""
    problems = [*_unknown_name(RULES, scenario.preset), *_unknown_name(CULTURES, scenario.culture)]
    kind = kind_naming(scenario.rules) if problems or not scenario.preset else kind_of(mechanism_of_preset(scenario.preset))
    rules, wrong_rules = _read(kind, scenario.rules)
    own, wrong_own = _read(Assumptions, scenario.assumptions, RETIRED)
    problems += wrong_rules + wrong_own
    if problems:
        raise ParameterError(problems)
    culture = culture_assumptions(scenario.culture) if scenario.culture else {}
    make_assumptions({name: value for name, value in (culture | own).items() if name not in RETIRED})
    _rules(scenario.preset, rules, DECLARED_AT)  # what contradicts does so at any price
    return Settings(scenario.preset, rules, culture, own)


def _rules(preset: str | None, own: Mapping[str, Value], pack_price_per_gb: float) -> RuleSet:
    values = (preset_rules(preset, pack_price_per_gb) if preset else {}) | dict(own)
    kind = kind_of(mechanism_of_preset(preset)) if preset else kind_naming(values)
    return kind.of(values)


def currency_note(scenario: Scenario, world: Base) -> Problem | None:
    """Say so where a scenario sets money that is not, or may not be, in the currency of a base; None where all is well.

    Of a scenario that does not name its currency this is asked only if it was set on another base.
    """
    here = world.manifest
    amounts = {name: value for name, value in (*scenario.rules.items(), *scenario.assumptions.items()) if _is_money(name)}
    told = [f"{name} = {value}" for name, value in amounts.items() if value not in (0, "none")]
    if not told or scenario.currency == here.currency:
        return None
    facts = {"scenario": scenario.name, "amounts": ", ".join(told), "here": here.currency, "base": scenario.base}
    if scenario.currency:
        return Problem("scenario-currency", {**facts, "found": scenario.currency}, FINDING)
    elsewhere = scenario.base_fingerprint not in ("", here.fingerprint)
    return Problem("scenario-currency-unknown", facts, FINDING) if elsewhere else None


def _is_money(name: str) -> bool:
    known = every_rule() | readable_assumptions()
    return name in known and known[name].is_money


def check_scenarios(scenarios: Iterable[Scenario]) -> None:
    """Raise one ParameterError for everything that is wrong with any of the scenarios, each problem with the scenario's name."""
    problems = []
    for scenario in scenarios:
        try:
            settings_of(scenario)
        except TransferImpactError as error:
            problems += [Problem(problem.key, {**problem.facts, "scenario": scenario.name}) for problem in error.problems]
    if problems:
        raise ParameterError(problems)


def scenario_of(  # noqa: PLR0913 - what a scenario is, part by part
    name: str,
    world: Base,
    rules: RuleSet,
    assumptions: Assumptions,
    *,
    preset: str | None,
    culture: str | None,
    horizon: int = DEFAULT_HORIZON,
) -> Scenario:
    """Return the scenario that gives these rules and assumptions on `world`: all rules, and the assumptions set by hand.

    Amounts that the preset gives on this base are left to the preset: on a base in other money it gives others.
    """
    given = preset_rules(preset, world.pack_price_per_gb) if preset else {}
    shares = load_preset(RULES, preset).price_shares if preset else {}
    own_rules = {key: value for key, value in as_dict(rules).items() if key not in shares or value != given[key]}
    default = as_dict(assumptions_for(world, culture_assumptions(culture) if culture else {}))
    set_by_hand = {key: value for key, value in as_dict(assumptions).items() if value != default[key]}
    return Scenario(
        name=name,
        rules={key: _raw(value) for key, value in own_rules.items()},
        assumptions={key: _raw(value) for key, value in set_by_hand.items()},
        preset=preset,
        culture=culture,
        base=world.manifest.name,
        base_fingerprint=world.manifest.fingerprint,
        currency=world.manifest.currency,
        horizon_months=horizon,
    )


def _unknown_name(kind: str, name: str | None) -> list[Problem]:
    """Tell a name that no shipped preset has. A file of that name is never opened: a scenario may come from anybody."""
    known = preset_names(kind)
    if not name or name in known:
        return []
    key = "unknown-preset" if kind == RULES else "unknown-culture"
    return [Problem(key, {"name": name, "known": tuple(known), "nearest": nearest(name, known)})]


def _read(
    registry: type, values: Mapping[str, Raw], retired: Mapping[str, Parameter] | None = None
) -> tuple[dict[str, Value], list[Problem]]:
    """Return the values of a registry that can be read, and what is wrong with the others."""
    known = parameters_of(registry) | dict(retired or {})
    read: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, raw in values.items():
        if name not in known:
            facts: dict[str, Fact] = {"name": name, "nearest": nearest(name, known), "known": tuple(known)}
            problems.append(Problem("unknown-parameter", facts))
            continue
        try:
            read[name] = known[name].parse(raw) if isinstance(raw, str) else tuple(raw) if isinstance(raw, list) else raw
        except ParameterError as error:
            problems += error.problems
            continue
        wrong = known[name].check(read[name])
        problems += [wrong] if wrong else []
    return read, problems


def _raw(value: Value) -> Raw:
    """Return a value as TOML can write it."""
    if value is None:
        return "none"
    return list(value) if isinstance(value, tuple) else value
