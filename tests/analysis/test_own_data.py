"""From files in shapes that operators have to an answer: what the replay sees is what the files say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare_from_tables
from analysis.world.world import MEASURES
from data.importing.importer import import_population
from tests.data.shapes import SHAPES

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World
    from tests.data.shapes import Shape


def world_of(shape: Shape, folder: Path) -> World:
    """Return the world of a source, by way of its mapping."""
    (folder / "map.toml").write_text(shape.mapping, encoding="utf-8")
    import_population(shape.written(folder / "source"), str(folder / "map.toml"), folder / "out")
    return prepare_from_tables(folder / "out")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_source_of_this_shape_is_answered(tmp_path: Path, shape: Shape) -> None:
    world = world_of(shape, tmp_path)
    months = {row[1] for row in shape.rows}
    seen = [row for row in shape.rows if row[1] in {str(month) for month in world.months}]
    assert {str(month) for month in world.months} <= months
    assert int(world.rows.packs.sum()) == sum(row[3] for row in seen)
    assert simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False).outcomes


def test_fee_and_pack_are_those_of_the_month_in_which_they_were_paid(tmp_path: Path) -> None:
    world = world_of(SHAPES["prices-by-month"], tmp_path)
    paid = {name: world.month_sums[:, :, MEASURES.index(name)].sum(axis=1).tolist() for name in ("fee", "pack_revenue")}
    # A price that held from the middle of January on is that of February.
    assert paid == {"fee": [200_000_000, 240_000_000, 420_000_000], "pack_revenue": [100_000_000, 120_000_000, 60_000_000]}
    baseline = simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False).outcome("revenue_per_subscriber").baseline
    assert baseline == pytest.approx((200 + 240 + 420 + 100 + 120 + 60) / 6)


def test_an_allowance_by_month_is_what_that_month_had(tmp_path: Path) -> None:
    rows = world_of(SHAPES["allowance-by-month"], tmp_path).rows
    assert sorted((rows.balance / 1_000_000).tolist()) == [2.0, 2.0, 2.0, 10.0]
