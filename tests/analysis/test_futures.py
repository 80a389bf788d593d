"""Draws of the unknowns: the distribution they claim, the same numbers whoever asks, and what is told of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.settings.assumptions import CORRELATED, Assumptions, assumptions_for
from analysis.settings.parameters import as_dict, parameters_of
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.uncertainty.distributions import drawn_values, quantile, unknown_names, with_values
from analysis.uncertainty.draws_cache import explore, place_of
from analysis.uncertainty.monte_carlo import futures_of
from analysis.uncertainty.variants import VARIANTS, variants_of
from analysis.world.subsample import community_sample, drawn
from data.errors import ParameterError

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.draws import Futures
    from analysis.results.result import Result
    from analysis.world.world import World

DRAWS = 32


@pytest.fixture(scope="module")
def central(world: World) -> Result:
    return simulate(world, make_rules({"fee_per_gb": 10.0}), assumptions_for(world, {}), horizon=12, cuts=False)


@pytest.fixture(scope="module")
def futures(world: World, central: Result) -> Futures:
    return list(futures_of(world, central, DRAWS))[-1]


def test_every_unknown_stays_in_its_likely_range_with_the_mean_of_a_pert() -> None:
    values = drawn_values(Assumptions(), 2048, 1)
    for nth, name in enumerate(unknown_names()):
        parameter = parameters_of(Assumptions)[name]
        assert parameter.likely is not None
        (low, high), mode = parameter.likely, float(str(parameter.default))
        column = values[:, nth]
        assert low <= column.min() <= column.max() <= high
        assert float(column.mean()) == pytest.approx((low + 4 * mode + high) / 6, abs=0.01 * (high - low))


def test_an_assumed_value_outside_the_likely_range_stretches_it() -> None:
    values = quantile("give_probability", 0.8, np.linspace(0.001, 0.999, 99))
    assert 0.02 <= values.min() < 0.3 < values.max() <= 0.8


def test_unknowns_declared_to_go_together_do_and_the_others_do_not() -> None:
    values = drawn_values(Assumptions(), 4096, 3)
    ranks = values.argsort(axis=0).argsort(axis=0)
    found = np.asarray(np.corrcoef(ranks.T))
    names = unknown_names()
    for nth, one in enumerate(names):
        for mth, other in enumerate(names[:nth]):
            declared = CORRELATED.get((one, other), CORRELATED.get((other, one), 0.0))
            assert found[nth, mth] == pytest.approx(declared, abs=0.1), (one, other)


def test_more_draws_only_add_to_fewer() -> None:
    few, many = drawn_values(Assumptions(), 50, 1), drawn_values(Assumptions(), 64, 1)
    assert np.array_equal(few, many[:50])
    assert not np.array_equal(few, drawn_values(Assumptions(), 50, 2))


def test_a_draw_is_the_answer_to_its_values(world: World, central: Result, futures: Futures) -> None:
    assumed = with_values(central.assumptions, futures.values[5])
    again = simulate(world, central.rules, assumed, horizon=12, cuts=False)
    assert futures.npv[5] == again.projection.npv.value
    assert futures.changes["topup_rate"][5] == again.outcome("topup_rate").change
    assert futures.cumulative[5, -1] == float(again.projection.profit_change)


def test_threads_do_not_matter_and_stopping_early_keeps_what_is_known(world: World, central: Result, futures: Futures) -> None:
    first = next(futures_of(world, central, DRAWS, threads=1))
    assert first.draws < DRAWS
    assert np.array_equal(first.npv, futures.npv[: first.draws])


def test_each_partial_answer_adds_to_the_last(world: World, central: Result) -> None:
    counts = [found.draws for found in islice(futures_of(world, central, DRAWS), 4)]
    assert counts == [16, 17, 18, 19]


def test_the_told_numbers_are_those_of_the_draws(futures: Futures) -> None:
    low, high = futures.interval("npv")
    assert low < np.median(futures.npv) < high
    assert futures.probability_profit_rises == np.mean(futures.npv > 0)
    assert futures.cvar5 == pytest.approx(np.sort(futures.npv)[:2].mean())
    assert futures.cvar5 < low
    band_low, band_high = futures.band()
    assert (band_low <= band_high).all()
    assert band_low.size == 12


def test_a_variant_takes_one_mechanism_away(world: World, central: Result) -> None:
    found = {variant.name: variant for variant in variants_of(world, central)}
    assert list(found) == list(VARIANTS)
    for name, change in VARIANTS.items():
        assert set(change) <= set(as_dict(central.assumptions)), name
    steps = {step.item: step.change for step in central.projection.bridge}
    stays = float(steps["retention"])
    without = float(found["no-loyalty"].profit_change - central.projection.profit_change)
    assert stays > 0
    assert without == pytest.approx(-stays, rel=0.1)
    assert found["whole-months"].npv != central.projection.npv


def test_without_plan_moves_that_step_is_gone(world: World) -> None:
    often = simulate(world, make_rules({}), assumptions_for(world, {"give_probability": 0.5, "regular_months": 1}), horizon=24)
    moved = next(step.change for step in often.projection.bridge if step.item == "plan_moves")
    without = next(variant for variant in variants_of(world, often) if variant.name == "no-plan-moves")
    assert moved != 0
    assert float(without.profit_change - often.projection.profit_change) == pytest.approx(-float(moved), abs=1e-6)


def test_asked_again_the_draws_are_read_back(world: World, population: Path, central: Result) -> None:
    stages: list[float] = []
    explore(world, population, central, DRAWS, progress=lambda _, share: stages.append(share))
    assert stages == sorted(stages)
    assert stages[-1] == 1.0
    asked: list[float] = []
    again = explore(world, population, central, DRAWS, progress=lambda _, share: asked.append(share))
    assert not asked
    assert np.array_equal(again.npv, list(futures_of(world, central, DRAWS))[-1].npv)
    assert place_of(population, central.question, DRAWS).exists()


def test_cancelled_draws_leave_nothing_behind(world: World, population: Path, central: Result) -> None:
    def stop(_stage: str, share: float, /) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        explore(world, population, central, 33, progress=stop)
    assert not place_of(population, central.question, 33).exists()
    assert not list((population / ".prepared").glob("*.part"))


def test_a_broken_kept_file_is_drawn_again(world: World, population: Path, central: Result) -> None:
    place = place_of(population, central.question, 17)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"PK not an archive")
    assert explore(world, population, central, 17).draws == 17


@pytest.mark.parametrize("draws", [1, 10_001])
def test_a_count_of_draws_out_of_range_is_refused(world: World, population: Path, central: Result, draws: int) -> None:
    with pytest.raises(ParameterError) as error:
        explore(world, population, central, draws)
    assert error.value.problems[0].key == "draws-range"


def test_a_sample_holds_whole_groups_and_their_own_sums(world: World) -> None:
    sample, groups = community_sample(world, 1500)
    assert 10 <= groups < 200
    assert sample.subscribers <= 1500
    assert np.array_equal(np.unique(sample.group), np.unique(world.group)[:groups])
    last = int(sample.group.max()) + 1
    assert sample.subscribers == int((world.group < last).sum())
    assert np.array_equal(sample.person_sums.sum(axis=0), world.month_sums[:, :last].sum(axis=(0, 1)))
    assert np.array_equal(sample.month_sums.sum(axis=(0, 1)), sample.person_sums.sum(axis=0))
    assert community_sample(world)[0] is world


def test_a_sample_of_which_ten_groups_would_be_too_much_takes_communities_of_all_groups() -> None:
    lot, group = np.repeat(np.random.default_rng(1).permutation(5000), 8).astype(np.uint64), np.repeat(np.arange(5000) % 200, 8)
    people, by_lot = drawn(group.astype(np.int16), lot, 1000)
    assert by_lot
    assert people.size == 1000
    assert np.array_equal(people, np.flatnonzero(np.isin(lot, lot[people]))), "communities stay whole"
    assert np.unique(group[people]).size > 80
    inner, _ = drawn(group[people].astype(np.int16), lot[people], 400, by_lot=True)
    assert np.array_equal(people[inner], drawn(group.astype(np.int16), lot, 400)[0]), "the same from the base and from a sample"


def test_a_sample_by_lot_has_its_own_sums_and_the_months_of_the_base(world: World) -> None:
    sample, groups = community_sample(world, 150)
    assert groups == 10, "of fewer no error could be told"
    assert sample.by_lot
    whole = np.isin(world.lot, sample.lot)
    assert sample.subscribers == np.count_nonzero(whole)
    assert np.array_equal(sample.month_sums.sum(axis=(0, 1)), world.person_sums[whole].sum(axis=0))
    assert sample.whole.month_totals == world.whole.month_totals


def test_what_a_sample_says_of_a_draw_is_near_what_the_whole_base_says(world: World, central: Result) -> None:
    sample, _ = community_sample(world, 2500)
    assumed = assumptions_for(world, {"give_probability": 0.2, "topup_conversion": 0.5})
    whole, part = (
        simulate(base, central.rules, assumed, horizon=12, cuts=False).projection.npv.value
        - simulate(base, central.rules, central.assumptions, horizon=12, cuts=False).projection.npv.value
        for base in (world, sample)
    )
    assert part == pytest.approx(whole, rel=0.5)
