"""What a search may set: for each rule a short list of values in their order, taken from its declaration; None comes last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.mechanisms.registry import mechanism_of
from analysis.settings.money import scaled
from analysis.settings.parameters import as_dict, parameters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.parameters import Parameter, Value
    from analysis.settings.rule_set import RuleSet

Space = dict[str, tuple["Value", ...]]
STEPS = 12


def space_of(rules: RuleSet, pack_price_per_gb: float) -> Space:
    """Return the values a search chooses from, fees in the measure of the base; the rules' own value is always among them."""
    present, kept = as_dict(rules), mechanism_of(rules).kept_in_search
    levers = {name: scaled(lever, pack_price_per_gb) for name, lever in parameters_of(type(rules)).items() if name not in kept}
    return {name: values_of(lever, present[name]) for name, lever in levers.items()}


def values_of(parameter: Parameter, present: Value) -> tuple[Value, ...]:
    """Return the values of one rule that are looked at, in their order; `present` is among them, None comes last."""
    if parameter.kind == "switch":
        return (False, True)
    if parameter.kind == "choice":
        return parameter.choices
    top = parameter.high if parameter.top is None else parameter.top
    found = np.unique(np.round(_spread(parameter.low, top, parameter.step), 6)).tolist()
    values: set[float] = {*found, *([] if present is None else [float(str(present))])}
    kind = int if parameter.kind == "integer" else float
    return (*(kind(value) for value in sorted(values)), *((None,) if parameter.optional else ()))


def _spread(low: float, top: float, step: float) -> list[float]:
    """Return values from low to top, close together at the small end, where a limit bites; whole steps of the slider."""
    shares = np.linspace(0.0, 1.0, STEPS) ** 2
    values = [max(low, round((low + share * (top - low)) / step) * step) for share in shares]
    return [value for value in values if value > 0 or low <= 0]


def rules_from(base: RuleSet, values: Mapping[str, Value]) -> RuleSet:
    """Return the rules of a search with some of them set, switched on and made consistent."""
    return type(base).of(mechanism_of(base).consistent(as_dict(base) | {"enabled": True} | dict(values)))


def nearest_places(space: Space, rules: Mapping[str, Value]) -> dict[str, int]:
    """Return the place in `space` nearest to each value of a set of rules, a preset for one."""
    return {name: _nearest(values, rules.get(name)) for name, values in space.items()}


def _nearest(values: tuple[Value, ...], wanted: Value) -> int:
    if wanted in values:
        return values.index(wanted)
    if wanted is None or isinstance(wanted, str | bool | tuple):
        return len(values) - 1
    numbers = [float(value) if isinstance(value, int | float) else np.inf for value in values]
    return int(np.argmin([abs(number - float(wanted)) for number in numbers]))
