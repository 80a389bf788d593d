"""Run the truth tests and write their tables into docs/coverage.md: python -m tests.truth.coverage."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from tests.truth import other_theories, page
from tests.truth.assumption_layer import claims_of_world, next_year_of_world
from tests.truth.each import each, workers
from tests.truth.held import held_of
from tests.truth.learning import INTERVALS, Plan, claims
from tests.truth.learning_after import WORLDS as AFTER
from tests.truth.learning_after import claims as claims_after
from tests.truth.next_year import leaning_of
from tests.truth.sampling_layer import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.truth.held import Claim, Held
    from tests.truth.next_year import Leaning

WORLDS, WORLD_SUBSCRIBERS = 200, 3_000
KNOWN_WORLDS, FIRST_KNOWN = 60, 1_001
BASES, BASE_SUBSCRIBERS = 200, 10_000
LARGE_SUBSCRIBERS, LARGE_SEEDS = 300_000, (9_000, 9_001, 9_002)
# Not from 1 on: those were looked at while estimators were written. Whoever mends one after seeing this table takes others.
LEARNING_WORLDS, FIRST_LEARNING = 300, 90_001


def assumption_table(seeds: Sequence[int], subscribers: int) -> tuple[Held, ...]:
    """Return how often the assumption layer held the truth in the worlds `seeds`."""
    return held_of(each(partial(claims_of_world, subscribers=subscribers), seeds, "worlds"))


def sampling_table(seeds: Sequence[int], subscribers: int, large: int) -> tuple[Held, ...]:
    """Return how often sampling intervals of small bases `seeds` held what three `large` bases of the same law say on average."""
    return held_of(sampling_claims(seeds, subscribers, large))


def sampling_claims(
    seeds: Sequence[int], subscribers: int, large: int, large_seeds: Sequence[int] = LARGE_SEEDS
) -> list[dict[str, Claim]]:
    """Return the claims of the small bases `seeds`, the mean answer of the `large` ones being the truth.

    One large base has luck of its own, which every small one would be held to.
    """
    answers = [answer(seed, large, workers()) for seed in large_seeds]
    truth = {name: fmean(one[name].central for one in answers) for name in answers[0]}
    small = each(partial(answer, subscribers=subscribers), seeds, "bases")
    return [{name: replace(claim, truth=truth[name]) for name, claim in base.items()} for base in small]


def next_year_table(seeds: Sequence[int], subscribers: int) -> tuple[Leaning, ...]:
    """Return how far the answers are from next year in the worlds `seeds` when nothing is hidden."""
    return leaning_of(each(partial(next_year_of_world, subscribers=subscribers), seeds, "worlds with nothing hidden"))


def learning_table(seeds: Sequence[int]) -> tuple[Held, ...]:
    """Return how often certificates held what was hidden, each in the worlds in which its gates were open."""
    worlds = each(partial(claims, plan=Plan()), seeds, "worlds to learn from")
    return tuple(held_of([{name: world[name]} for world in worlds if name in world])[0] for name in INTERVALS)


def learning_after_table(seeds: Sequence[int]) -> tuple[Held, ...]:
    """Return the same of estimators that need gifts, days, outages, bonuses or launches, each in worlds of its own."""
    rows = []
    for kind, (_, _, names) in AFTER.items():
        worlds = each(partial(claims_after, kind=kind), seeds, f"worlds of {kind}")
        keys = [f"{kind}:{name}" for name in names]
        rows += [held_of([{key: world[key]} for world in worlds if key in world])[0] for key in keys]
    return tuple(replace(row, name=row.name.replace(":", "_").replace("-", "_")) for row in rows)


if __name__ == "__main__":
    learning = range(FIRST_LEARNING, FIRST_LEARNING + LEARNING_WORLDS)
    known = range(FIRST_KNOWN, FIRST_KNOWN + KNOWN_WORLDS)
    page.write("assumptions", page.shares_table(assumption_table(range(1, WORLDS + 1), WORLD_SUBSCRIBERS)))
    page.write("next-year", page.leaning_table(next_year_table(known, WORLD_SUBSCRIBERS)))
    with tempfile.TemporaryDirectory() as kept:
        page.write("other-theories", other_theories.table(other_theories.held_in_all(Path(kept))))
    page.write("sampling", page.shares_table(sampling_table(range(1, BASES + 1), BASE_SUBSCRIBERS, LARGE_SUBSCRIBERS)))
    page.write("learning", page.shares_table(learning_table(learning)))
    page.write("learning-after", page.shares_table(learning_after_table(learning)))
    outside = page.outside()
    sys.stderr.writelines(f"{line}\n" for line in outside)
    sys.exit(1 if outside else 0)
