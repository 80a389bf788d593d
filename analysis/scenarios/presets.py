"""Presets as values of the registries: read from data, checked by the same declarations as anything a person sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.settings.assumptions import Assumptions
from analysis.settings.money import in_money
from analysis.settings.parameters import Value, names_text, parse_settings
from analysis.settings.rule_kinds import kind_of
from analysis.settings.rule_set import GIFTING
from data.presets import CULTURES, RULES, Raw, load_preset, preset_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.rule_set import RuleSet


def preset_rules(name: str, pack_price_per_gb: float) -> dict[str, Value]:
    """Return the values of a rules preset, or of a TOML file with a table [rules]; what it leaves out keeps its default.

    Amounts that a preset tells as shares of what a GB costs in a pack become money at `pack_price_per_gb`, that of a World.
    """
    preset = load_preset(RULES, name)
    kind = kind_of(preset.mechanism)
    shares = {rule: _text(in_money(share, pack_price_per_gb)) for rule, share in preset.price_shares.items()}
    return parse_settings(kind, {rule: _text(value) for rule, value in preset.values.items()} | shares)


def culture_assumptions(name: str) -> dict[str, Value]:
    """Return the assumptions that a market culture sets."""
    return parse_settings(Assumptions, {key: _text(value) for key, value in load_preset(CULTURES, name).values.items()})


def mechanism_of_preset(name: str | None) -> str:
    """Return whose rules a preset, or a file of rules, sets; without one those of gifting."""
    return load_preset(RULES, name).mechanism or GIFTING if name else GIFTING


def presets_of(mechanism: str) -> list[str]:
    """Return the shipped presets of a mechanism, in the order of `preset_names`."""
    return [name for name in preset_names(RULES) if mechanism_of_preset(name) == mechanism]


def choose_rules(preset: str | None, settings: Mapping[str, str], pack_price_per_gb: float) -> RuleSet:
    """Return rules from a preset (None: gifting as declared) with `name=value` settings on top, as `preset_rules` says."""
    kind = kind_of(mechanism_of_preset(preset))
    return kind.of((preset_rules(preset, pack_price_per_gb) if preset else {}) | parse_settings(kind, settings))


def _text(value: Raw) -> str:
    """Write a TOML value as a person would on the command line."""
    if isinstance(value, list):
        return names_text(tuple(value))
    return str(value)
