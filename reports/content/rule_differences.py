"""What sets a set of rules apart: from the preset it began as, or from the declared defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.scenarios.presets import preset_rules
from analysis.settings.parameters import as_dict, parameters_of
from data.presets import RULES, preset_names

if TYPE_CHECKING:
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet


@dataclass(frozen=True)
class Difference:
    """A rule in force that is not as in the set it is compared with."""

    name: str
    value: Value
    instead_of: Value


def reference_rules(preset: str | None, kind: type[RuleSet], pack_price_per_gb: float) -> dict[str, Value]:
    """Return the rules to compare with: those of a shipped preset on a base of that price; of None or a file, the declared."""
    declared = {name: parameter.default for name, parameter in parameters_of(kind).items()}
    return declared | (preset_rules(preset, pack_price_per_gb) if is_shipped(preset) and preset else {})


def is_shipped(preset: str | None) -> bool:
    """Say whether a preset is one of ours, so that its values are known wherever the report is read."""
    return preset in preset_names(RULES)


def rule_differences(rules: RuleSet, preset: str | None, pack_price_per_gb: float) -> tuple[Difference, ...]:
    """Return what in `rules` is not as in `preset` (None: as declared), in the order of declaration."""
    reference = reference_rules(preset, type(rules), pack_price_per_gb)
    return tuple(Difference(name, value, reference[name]) for name, value in as_dict(rules).items() if value != reference[name])
