"""What the page must show for a rule set, asked of the engine itself and not of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.assumptions import assumptions_for
from analysis.futures import futures_of
from analysis.parameters import as_dict
from analysis.presets import choose_rules
from analysis.rules import make_rules
from analysis.simulate import simulate
from reports.ahead import sure_lines
from reports.tables import headlines
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.parameters import Value
    from analysis.results import Result
    from analysis.world import World


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
