"""What lies ahead in a scenario, as a page of plain text: a synthetic base, a preset, the assumptions as declared or as drawn."""

from __future__ import annotations

import textwrap
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import RESOLD, assumptions_for
from analysis.settings.parameters import as_dict, parameters_of
from analysis.simulate import simulate
from analysis.uncertainty.distributions import drawn_values, with_values

if TYPE_CHECKING:
    from analysis.results.result import Result, TimePoint
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World

FOLDER = Path(__file__).parent
DRAWS, SEED = 64, 1
EVERY = 6


@dataclass(frozen=True)
class Ahead:
    """What a file says. `draw` None: the assumptions as declared; otherwise which of the draws of their likely ranges."""

    title: str
    why: str
    rules: str
    horizon: int
    draw: int | None = None
    fee_per_gb: str = ""  # roubles, in place of what the preset charges


def files() -> list[Path]:
    """Return the scenario files in their order."""
    return sorted(FOLDER.glob("*.toml"))


def read(file: Path) -> Ahead:
    """Read one scenario."""
    return Ahead(**tomllib.loads(file.read_text(encoding="utf-8")))


def assumed_in(scenario: Ahead, world: World) -> Assumptions:
    """Return the assumptions of a scenario: nothing in them is set by hand."""
    assumed = assumptions_for(world, {})
    return assumed if scenario.draw is None else with_values(assumed, drawn_values(assumed, DRAWS, SEED)[scenario.draw])


def play(scenario: Ahead, world: World) -> Result:
    """Return what comes of a scenario."""
    own = {"fee_per_gb": scenario.fee_per_gb} if scenario.fee_per_gb else {}
    rules = choose_rules(scenario.rules, own, world.pack_price_per_gb)
    return simulate(world, rules, assumed_in(scenario, world), horizon=scenario.horizon, cuts=False)


def render(scenario: Ahead, world: World) -> str:
    """Return the text of a scenario."""
    result = play(scenario, world)
    ahead = result.projection
    known = parameters_of(type(result.assumptions))
    drawn = [
        f"  {name} = {value:.4g} (declared {as_dict(assumptions_for(world, {}))[name]:.4g})"
        for name, value in as_dict(result.assumptions).items()
        if isinstance(value, int | float) and known[name].likely and (known[name].moves != RESOLD or result.assumptions.resellers)
    ]
    fee = f" at {scenario.fee_per_gb} roubles per GB" if scenario.fee_per_gb else ""
    path = [_month(point) for point in ahead.time_path if point.month == 1 or point.month % EVERY == 0]
    bridge = [f"  {step.item}: {step.change:+.4f}" for step in ahead.bridge if step.change]
    paid = "not within the horizon" if ahead.payback_month is None else f"month {ahead.payback_month}"
    parts = [
        [scenario.title.upper(), *textwrap.wrap(" ".join(scenario.why.split()), 110)],
        [f"RULES {scenario.rules}{fee}, {scenario.horizon} months"],
        ["ASSUMPTIONS", *drawn],
        ["CHANGE IN PROFIT per initial subscriber", *path],
        ["OF THIS, over the horizon", *bridge],
        [f"PAID BACK {paid}; in today's money {ahead.npv.value:+.4f}"],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _month(point: TimePoint) -> str:
    stay = f"{point.retained_per_1000:+.3f} of 1,000 more stay"
    return f"  month {point.month}: {point.profit_change:+.4f}, sum {point.cumulative:+.4f}, {stay}"
