"""Do the 90 % assumption intervals hold the truth in worlds written from other theories? Writes the table of docs/coverage.md.

    python -m tests.truth.other_theories FOLDER [world ...]

Each world's tables are imported as an operator's are (no need, a meter that rounds), answered with draws under four presets, and
compared with what gifting really does there. An outcome is held when the truth, give or take two standard deviations of its own
luck, lies inside the interval of the draws. Tables and truths are kept in FOLDER for the next time.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import assumptions_for
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import futures_of
from analysis.world.prepare import prepare
from data.importing.importer import import_population
from tests.truth import page
from tests.truth.each import each
from tests.truth.worlds import RULES, worlds
from tests.truth.worlds.kept import tables_of, truths_of
from tests.truth.worlds.ranges import THEORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.world.world import World as Prepared
    from tests.truth.worlds import Truth, World

OUTCOMES = ("topup_rate", "renewal_rate", "profit_per_subscriber", "npv")
DRAWS = 64
LUCK = 2.0


@dataclass(frozen=True)
class Held:
    """One outcome of one world under one preset: the truth and its luck, the answer and its interval."""

    theory: str
    world: str
    rules: str
    outcome: str
    truth: float
    luck: float
    answer: float
    low: float
    high: float

    @property
    def side(self) -> int:
        """Return 0 where the interval holds the truth, else -1 where that lies below and 1 where it lies above."""
        return (self.truth > self.high + LUCK * self.luck) - (self.truth < self.low - LUCK * self.luck)


def held_in(world: World, folder: Path, rules: Sequence[str] = RULES, draws: int = DRAWS) -> list[Held]:
    """Return every outcome of a world under every one of the `rules`."""
    true = truths_of(world, folder, rules)
    with tempfile.TemporaryDirectory() as scratch:
        import_population(tables_of(world, folder), "schema", Path(scratch) / "base")
        prepared = prepare(Path(scratch) / "base", threads=1)
    return [held for name in rules for held in held_under(prepared, name, world, true[name], draws)]


def held_under(
    prepared: Prepared, rules: str, world: World, true: Truth, draws: int, assumed: Mapping[str, Value] | None = None
) -> list[Held]:
    """Return every outcome of a prepared world under one preset, with `assumed` in place of defaults."""
    assumptions = assumptions_for(prepared, assumed or {})
    central = simulate(prepared, choose_rules(rules, {}, prepared.pack_price_per_gb), assumptions, cuts=False, threads=1)
    *_, futures = futures_of(prepared, central, draws, threads=1)
    found = []
    for outcome in OUTCOMES:
        mean, luck = getattr(true.mean, outcome), getattr(true.noise, outcome)
        ends = futures.interval(outcome)
        found.append(Held(world.theory, world.name, rules, outcome, mean, luck, _answer(central, outcome), *ends))
    return found


def _answer(central: Result, outcome: str) -> float:
    return central.projection.npv.value if outcome == "npv" else central.outcome(outcome).change


def table(found: Iterable[Held]) -> str:
    """Return a row per outcome and preset: how often the truth was held, in all and by theory, and where it lay otherwise."""
    cells: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in found:
        cells[one.outcome, one.rules].append(one)
    heads = ["quantity", "rules", "held", *THEORIES, "truth below", "truth above", "mean truth", "mean answer", "right sign"]
    lines = [f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads))]
    for (outcome, rules), many in sorted(cells.items(), key=lambda cell: (OUTCOMES.index(cell[0][0]), RULES.index(cell[0][1]))):
        held = [_held(many), *(_held([one for one in many if one.theory == theory]) for theory in THEORIES)]
        sides = [str(sum(one.side == side for one in many)) for side in (-1, 1)]
        scale, digits = (100, 3) if outcome in ("topup_rate", "renewal_rate") else (1, 2)
        means = [f"{scale * sum(values) / len(many):+.{digits}f}" for values in _values(many)]
        signs = f"{sum(one.truth * one.answer > 0 for one in many)} of {len(many)}"
        lines.append(f"| {' | '.join([f'`{outcome}`', rules, *held, *sides, *means, signs])} |")
    return "\n".join(lines)


def _held(many: Sequence[Held]) -> str:
    held = sum(one.side == 0 for one in many)
    return f"{held} of {len(many)} ({100 * held / len(many):.0f} %)" if many else "–"


def _values(many: Sequence[Held]) -> tuple[list[float], list[float]]:
    return [one.truth for one in many], [one.answer for one in many]


def _held_in_nth(nth: int, folder: Path, draws: int) -> list[Held]:
    return held_in(worlds()[nth], folder, draws=draws)


def held_in_all(folder: Path, names: Sequence[str] = (), draws: int = DRAWS) -> list[Held]:
    """Return every outcome of all worlds, or of those named, answered in processes side by side."""
    chosen = [nth for nth, world in enumerate(worlds()) if not names or world.name in names]
    found = each(partial(_held_in_nth, folder=folder, draws=draws), chosen, "worlds of other theories")
    return [held for world in found for held in world]


if __name__ == "__main__":
    page.write("other-theories", table(held_in_all(Path(sys.argv[1]), sys.argv[2:])))
