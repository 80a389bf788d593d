"""Do the 90 % assumption intervals hold the truth in worlds written from other theories? Prints the table of docs/coverage.md.

Each world's tables are imported as an operator's are (no need, a meter that rounds), answered with draws under four presets, and
compared with what gifting really does there. An outcome is held when the truth, give or take two standard deviations of its own
luck, lies inside the interval of the draws, widened to the variants of the model that stand beside it.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.futures import futures_of, variants_of
from analysis.prepare import prepare
from analysis.presets import choose_rules
from analysis.simulate import assumptions_for, simulate
from data.importer import import_population
from tests.truth.worlds import RULES, truth, worlds, write_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.results import Result
    from analysis.world import World as Prepared
    from tests.truth.worlds import World

OUTCOMES = ("topup_rate", "renewal_rate", "profit_per_subscriber", "npv")
DRAWS = 200
LUCK = 2.0


@dataclass(frozen=True)
class Held:
    """One outcome of one world under one preset: the truth and its luck, the answer and its interval with the variants."""

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


def held_in(world: World, draws: int = DRAWS) -> Iterator[Held]:
    """Yield every outcome of a world under every preset."""
    with tempfile.TemporaryDirectory() as scratch:
        write_tables(world, Path(scratch) / "tables")
        import_population(Path(scratch) / "tables", "schema", Path(scratch) / "base")
        prepared = prepare(Path(scratch) / "base")
        for rules in RULES:
            yield from _under(world, prepared, rules, draws)


def _under(world: World, prepared: Prepared, rules: str, draws: int) -> Iterator[Held]:
    central = simulate(prepared, choose_rules(rules, {}, prepared.pack_price_per_gb), assumptions_for(prepared, {}), cuts=False)
    *_, futures = futures_of(prepared, central, draws)
    variants = variants_of(prepared, central)
    true = truth(world, rules)
    for outcome in OUTCOMES:
        low, high = futures.interval(outcome)
        if outcome == "npv":
            values = [variant.npv.value for variant in variants]
            low, high = min(low, *values), max(high, *values)
        mean, luck = getattr(true.mean, outcome), getattr(true.noise, outcome)
        yield Held(world.theory, world.name, rules, outcome, mean, luck, _answer(central, outcome), low, high)


def _answer(central: Result, outcome: str) -> float:
    return central.projection.npv.value if outcome == "npv" else central.outcome(outcome).change


def table(found: Iterable[Held]) -> str:
    """Return the rows of the table: per outcome and preset how often the truth was held, and where it lay otherwise."""
    cells: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in found:
        cells[one.outcome, one.rules].append(one)
    head = "| outcome | rules | held | truth below | truth above | mean truth | mean answer | right sign |"
    lines = [head, "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for (outcome, rules), many in sorted(cells.items(), key=lambda cell: (OUTCOMES.index(cell[0][0]), RULES.index(cell[0][1]))):
        below, above = (sum(one.side == side for one in many) for side in (-1, 1))
        size = len(many)
        truth_mean, answer = (sum(getattr(one, name) for one in many) / size for name in ("truth", "answer"))
        scale, digits = (100, 3) if outcome in ("topup_rate", "renewal_rate") else (1, 2)
        signs = sum(one.truth * one.answer > 0 for one in many)
        held = f"{size - below - above} of {size} ({100 * (size - below - above) / size:.0f} %)"
        means = f"{scale * truth_mean:+.{digits}f} | {scale * answer:+.{digits}f}"
        lines.append(f"| `{outcome}` | {rules} | {held} | {below} | {above} | {means} | {signs} of {size} |")
    return "\n".join(lines)


def main(names: list[str]) -> None:
    """Answer all worlds, or those named, and print the table as it grows."""
    found: list[Held] = []
    chosen = [world for world in worlds() if not names or world.name in names]
    for nth, world in enumerate(chosen, 1):
        found += held_in(world)
        sys.stderr.write(f"{nth} of {len(chosen)}: {world.name}\n")
        sys.stderr.flush()
    sys.stdout.write(table(found) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
