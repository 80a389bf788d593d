"""A quick version of the second half of docs/coverage.md: small worlds of each of the three theories, two presets, few draws."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.world.prepare import prepare
from data.importing.importer import import_population
from tests.analysis.builder import WHOLE_MONTHS
from tests.truth import page
from tests.truth.held import fewest_by_chance
from tests.truth.other_theories import OUTCOMES, Held, held_in, held_under, table
from tests.truth.worlds import World
from tests.truth.worlds.kept import tables_of, truths_of
from tests.truth.worlds.ranges import THEORIES

if TYPE_CHECKING:
    from pathlib import Path

SUBSCRIBERS, SEEDS, DRAWS = 1_000, (7_001, 7_002), 24
PRESETS = ("t2", "hong-kong")


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    return [World(f"quick-{theory}-{seed}", theory, seed, SUBSCRIBERS) for theory in THEORIES for seed in SEEDS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worlds")


@pytest.fixture(scope="module")
def found(worlds: list[World], folder: Path) -> list[Held]:
    return [held for world in worlds for held in held_in(world, folder, PRESETS, DRAWS)]


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.long
def test_the_range_holds_the_truth_of_theories_that_are_not_ours(found: list[Held], outcome: str) -> None:
    held = [one.side == 0 for one in found if one.outcome == outcome]
    assert sum(held) >= fewest_by_chance(len(held), page.OTHER_BAND[0] / 100)


@pytest.mark.long
def test_a_month_settled_at_one_stroke_would_be_found_out(worlds: list[World], folder: Path, tmp_path: Path) -> None:
    world = worlds[0]
    import_population(tables_of(world, folder), "schema", tmp_path / "base")
    sure = WHOLE_MONTHS | {"give_probability": 0.1}
    (one, *_) = held_under(prepare(tmp_path / "base"), "t2", world, truths_of(world, folder, ("t2",))["t2"], DRAWS, sure)
    assert one.outcome == "topup_rate"
    assert one.answer < 4 * one.truth < 0


def test_an_interval_far_from_the_truth_is_counted_on_its_side() -> None:
    above = Held("habits", "w", "t2", "npv", 3.0, 0.1, 1.0, 0.0, 2.0)
    assert (above.side, replace(above, truth=-1.0).side, replace(above, luck=0.5).side) == (1, -1, 0)
    row = table([above, replace(above, truth=1.5, theory="ledger")]).splitlines()[-1]
    assert row.startswith("| `npv` | t2 | 1 of 2 (50 %) | – | 0 of 1 (0 %) | 1 of 1 (100 %) | 0 | 1 |")


def test_every_row_of_the_page_is_within_what_is_required() -> None:
    rows = page.other_shares()
    assert len(rows) == len(OUTCOMES) * 4
    low, high = page.OTHER_BAND
    assert not [row for row, share in rows.items() if not low <= share <= high]
