"""Small groups are hidden, and cannot be found by subtraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.outcomes.cuts import BANDS
from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from analysis.world.small_groups import hidden_levels
from analysis.world.world import MEASURES
from data.synthetic.generator import synthesise

if TYPE_CHECKING:
    from analysis.world.world import World


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ([50, 60, 70], set()),
        ([3, 60, 70], {0, 1}),
        ([60, 3, 4, 70], {1, 2, 0}),
        ([60, 7, 8, 70], {1, 2}),
        ([9], {0}),
        ([0, 60, 70], set()),
        ([0, 5, 70], {1, 2}),
    ],
    ids=[
        "none small",
        "one small",
        "two small, under 10 together",
        "two small, 15 together",
        "all of it",
        "empty",
        "empty and small",
    ],
)
def test_a_small_cell_is_hidden_with_enough_others(sizes: list[int], hidden: set[int]) -> None:
    assert hidden_levels(np.array(sizes), np.ones((1, len(sizes)))) == hidden


def test_bands_of_every_group_sum_to_one_and_the_overall_row_is_there(world: World) -> None:
    bands = simulate(world, make_rules({}), assumptions_for(world, {})).winners_losers
    assert (bands[0].dimension, bands[0].level, bands[0].subscribers) == ("all", "all", world.subscribers)
    shown = [row.shares for row in bands if row.shares is not None]
    assert len(shown) > 30
    assert all(len(shares) == len(BANDS) and sum(shares) == pytest.approx(1) for shares in shown)


def test_those_who_neither_gave_nor_received_are_unchanged(world: World) -> None:
    result = simulate(world, make_rules({}), assumptions_for(world, {}))
    neither = next(row for row in result.winners_losers if (row.dimension, row.level) == ("role", "neither"))
    assert neither.shares == (0.0, 0.0, 1.0, 0.0, 0.0)
    untouched = next(cell for cell in result.segments if (cell.dimension, cell.level) == ("role", "neither"))
    assert untouched.outcomes is not None
    assert all(outcome.change == 0 for outcome in untouched.outcomes)


def test_with_rules_off_nobody_gains_or_loses(world: World) -> None:
    result = simulate(world, make_rules({"enabled": False}), assumptions_for(world, {}))
    assert {row.shares for row in result.winners_losers if row.shares} == {(0.0, 0.0, 1.0, 0.0, 0.0)}


@pytest.mark.parametrize("preset", [None, "t2", "korea", "lg-uplus", "kenya"])
def test_nobody_renews_more_often_than_everybody(tmp_path_factory: pytest.TempPathFactory, preset: str | None) -> None:
    folder = tmp_path_factory.getbasetemp() / "two-thousand"
    if not folder.exists():
        synthesise(folder, 2000, 5)
    world = prepare(folder)
    result = simulate(world, choose_rules(preset, {}, world.pack_price_per_gb), assumptions_for(world, {}))
    renewals = [
        (cell.dimension, cell.level, outcome.with_rules)
        for cell in result.segments
        for outcome in cell.outcomes or ()
        if outcome.name == "renewal_rate" and outcome.with_rules is not None
    ]
    assert len(renewals) > 15
    assert [found for found in renewals if not 0 <= found[2] <= 1] == []


def test_the_whole_base_renews_as_it_was_seen_to(world: World) -> None:
    seen, left = (int(world.month_sums[:, :, MEASURES.index(name)].sum()) for name in ("renewals_seen", "leavers"))
    found = simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False).outcome("renewal_rate")
    assert found.baseline == pytest.approx(1 - left / seen, abs=1e-12)
