"""What the page must show for a rule set, asked of the engine itself and not of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import assumptions_for
from analysis.settings.parameters import as_dict
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import futures_of
from reports.content.headlines import headlines
from reports.content.horizon import sure_lines
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.world.world import World


def result_of(world: World, rules: Mapping[str, Value], preset: str | None = None) -> Result:
    """Return the engine's answer to a preset and rules under the base's own assumptions."""
    values = as_dict(choose_rules(preset, {}, world.pack_price_per_gb)) | dict(rules)
    return simulate(world, make_rules(values), assumptions_for(world, {}), cuts=False)


def numbers_of(world: World, language: str = "en", preset: str | None = None, **rules: Value) -> list[str]:
    """Return the four headline changes as the page words them."""
    return [f"{card.change} ({card.direction})" for card in headlines(result_of(world, rules, preset), wording(language))]


def draws_line(world: World, **rules: Value) -> str:
    """Return what the page says once all draws of a question are answered."""
    result = result_of(world, rules)
    *_, drawn = futures_of(world, result)
    return sure_lines(replace(result, futures=drawn), wording("en"))[0]
