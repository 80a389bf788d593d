"""From what-if to what-to-do: published indices, closed forms, exhaustive enumeration, and honest verdicts."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from analysis.decide.breakeven import break_even, numeric_names
from analysis.decide.candidates import BETWEEN, Candidate, Goal, best_of, front, picks_of
from analysis.decide.interaction import interaction
from analysis.decide.net_value import worth_of
from analysis.decide.scenario_discovery import discover
from analysis.decide.search import search, verdict_on
from analysis.decide.search_space import rules_from, space_of
from analysis.decide.shortlist import AIMS, shortlist
from analysis.decide.sobol import indices_of, sobol_indices
from analysis.decide.tornado import tornado
from analysis.decide.value_of_information import smooth, value_of_measuring
from analysis.decide.what_if import WhatIf
from analysis.mechanisms.registry import mechanism_of
from analysis.parallel import side_by_side
from analysis.results.draws import Futures
from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import Assumptions, assumptions_for, make_assumptions
from analysis.settings.parameters import as_dict, parameters_of
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.uncertainty.distributions import drawn_values, unknown_names, with_values
from analysis.uncertainty.drivers import drivers_of
from analysis.uncertainty.monte_carlo import futures_of
from analysis.world.prepare import prepare
from data.errors import ParameterError
from tests.analysis.builder import WHOLE_MONTHS, Builder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.decide.candidates import Pick
    from analysis.settings.parameters import Value
    from analysis.world.world import World


@pytest.fixture(scope="module")
def what_if(world: World) -> WhatIf:
    return WhatIf.on(world, choose_rules("hong-kong", {}, world.pack_price_per_gb), assumptions_for(world, WHOLE_MONTHS), 12)


@pytest.fixture(scope="module")
def futures(what_if: WhatIf) -> Futures:
    central = simulate(what_if.world, what_if.question.rules, what_if.question.assumptions, horizon=12, cuts=False)
    return list(futures_of(what_if.world, central, 128))[-1]


def test_the_lean_answer_is_the_answer(what_if: WhatIf) -> None:
    whole = simulate(what_if.world, what_if.question.rules, what_if.question.assumptions, horizon=12, cuts=False)
    lean = what_if.worth()
    assert lean.npv == pytest.approx(whole.projection.npv.value, abs=1e-8)
    assert lean.se == pytest.approx(whole.projection.npv.se)
    for name in ("satisfaction", "topup_rate", "renewal_rate"):
        assert getattr(lean, name) == pytest.approx(whole.outcome(name).change, abs=1e-12)


@pytest.mark.parametrize("name", unknown_names())
def test_what_a_change_leaves_as_it_is_need_not_be_walked_again(what_if: WhatIf, name: str) -> None:
    likely = parameters_of(Assumptions)[name].likely
    assert likely is not None
    value: Value = 5 if name in ("adoption_months", "regular_months") else 0.3 * likely[0] + 0.7 * likely[1]
    assumed = make_assumptions(as_dict(what_if.question.assumptions) | {name: value})
    plain = worth_of(what_if.world, what_if.question.rules, assumed, what_if.question.horizon)
    assert what_if.worth({name: value}).gains.tolist() == plain.gains.tolist()


def test_answers_side_by_side_keep_their_order() -> None:
    assert list(side_by_side(lambda one: one * one, range(50), 3)) == [one * one for one in range(50)]
    assert list(islice(side_by_side(lambda one: one, itertools.count(), 2), 5)) == [0, 1, 2, 3, 4]


def ishigami(uniforms: NDArray[np.float64]) -> NDArray[np.float64]:
    x = math.pi * (2 * uniforms - 1)
    found: NDArray[np.float64] = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return found


def sobol_g(uniforms: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.array([0.0, 1.0, 4.5, 9.0])
    found: NDArray[np.float64] = np.prod((np.abs(4 * uniforms - 2) + weights) / (1 + weights), axis=1)
    return found


def test_the_indices_of_ishigami_are_the_published_ones() -> None:
    found = {index.name: index for index in indices_of("abc", ishigami, 1024)}
    for name, first, total in (("a", 0.3139, 0.5576), ("b", 0.4424, 0.4424), ("c", 0.0, 0.2437)):
        assert abs(found[name].first - first) <= found[name].first_reach
        assert abs(found[name].total - total) <= found[name].total_reach


def test_the_indices_of_sobol_g_are_the_published_ones() -> None:
    found = indices_of("abcd", sobol_g, 2048)
    weights = dict(zip("abcd", (0.0, 1.0, 4.5, 9.0), strict=True))
    parts = {name: 1 / (3 * (1 + weight) ** 2) for name, weight in weights.items()}
    variance = math.prod(1 + part for part in parts.values()) - 1
    assert [index.name for index in found] == list("abcd")
    for index in found:
        part = parts[index.name]
        assert abs(index.first - part / variance) <= index.first_reach
        assert abs(index.total - part / (1 + part) * (variance + 1) / variance) <= index.total_reach


def test_every_unknown_has_an_index_and_progress_reaches_the_end(what_if: WhatIf) -> None:
    told: list[float] = []
    found = sobol_indices(what_if, 4, progress=lambda _, share: told.append(share))
    assert {index.name for index in found} == set(unknown_names())
    assert told[-1] == 1.0


def test_the_tornado_asks_every_unknown_at_both_ends(what_if: WhatIf) -> None:
    steps = list(tornado(what_if))
    bars = steps[-1]
    assert len(steps) == len(bars) == len(unknown_names())
    assert [abs(bar.swing) for bar in bars] == sorted((abs(bar.swing) for bar in bars), reverse=True)
    first = bars[0]
    assert first.npv_low == pytest.approx(what_if.worth({first.name: first.low}).npv)
    assert first.se is not None
    assert 0 < first.se < abs(first.swing)


# A pack of 1 GB costs 2, carrying a GB 0.1; gifts displace a share d of packs: a fee pays from 2 d + 0.1 (1 - d) per GB on.
LINEAR: dict[str, Value] = {
    "topup_conversion": 1.0, "give_probability": 1.0, "forecast_error": 0.0, "induced_share": 0.0, "adoption_months": 0,
    "network_cost_per_gb": 0.05, "transfer_cost_share": 0.0, "satisfaction_to_renewal": 0.0, "trade_down_rate": 0.0,
    "givers_keep_rate": 0.0, **WHOLE_MONTHS,
}  # fmt: skip


@pytest.mark.parametrize("displacement", [0.2, 0.5])
def test_break_even_is_the_closed_form_where_all_is_linear(displacement: float, tmp_path: Path) -> None:
    base = Builder(pack_price=2)
    for place in range(20):
        buys = int(place < round(20 * displacement))
        base.person(f"giver{place}", 9).person(f"taker{place}", 11, packs=buys).tie(f"giver{place}", f"taker{place}")
    world = prepare(base.write(tmp_path / "p"))
    linear = WhatIf.on(world, make_rules({"gift_days": None}), assumptions_for(world, LINEAR), 1)
    found = break_even(linear, "fee_per_gb", 0.0, 1.5)
    (crossing,) = found.crossings
    assert crossing.value == pytest.approx(displacement * 2 + (1 - displacement) * 0.1, abs=2e-4)
    assert crossing.rises
    cost = break_even(linear, "network_cost_per_gb", 0.0, 1.0)
    assert cost.crossings == ()
    assert cost.sign == -1


def test_from_a_loss_to_no_change_nothing_is_crossed(what_if: WhatIf) -> None:
    # A fee above the price of packs for as much is paid by nobody: the worth rises to 0 and stays there.
    found = break_even(replace(what_if, question=replace(what_if.question, rules=make_rules({}))), "fee_per_gb", 0.0, 1e4)
    assert found.points[-1].npv == 0
    assert found.points[0].npv < 0
    assert all(crossing.value < found.points[-1].value for crossing in found.crossings)
    assert found.sign == -1 or found.crossings


def test_the_sampling_band_bounds_a_crossing(what_if: WhatIf) -> None:
    found = break_even(what_if, "fee_per_gb")
    (crossing,) = found.crossings
    assert crossing.low is not None
    assert crossing.high is not None
    assert crossing.low < crossing.value < crossing.high
    assert abs(what_if.worth({"fee_per_gb": crossing.value}).npv) < 0.05


def test_a_parameter_that_is_no_number_is_refused(what_if: WhatIf) -> None:
    assert "fee_payer" not in numeric_names()
    with pytest.raises(ParameterError):
        break_even(what_if, "fee_per_gigabyte")
    with pytest.raises(ParameterError):
        break_even(what_if, "fee_per_gb", -5.0, 3.0)


def test_an_interaction_grid_holds_the_answers_at_its_corners(what_if: WhatIf) -> None:
    grid = interaction(what_if, "topup_conversion", "give_probability", 3)
    corner: dict[str, Value] = {"topup_conversion": grid.rows[-1], "give_probability": grid.columns[0]}
    assert grid.npv[-1][0] == pytest.approx(what_if.worth(corner).npv)
    assert len(grid.npv) == len(grid.rows) == len(grid.columns) == 3


def test_perfect_information_is_worth_what_theory_says_of_a_coin() -> None:
    # npv = x, x uniform on (-1, 1): knowing x is worth E[max(0, x)] = 1/4; knowing an unrelated y is worth nothing.
    draws = np.random.default_rng(1).uniform(-1, 1, (4000, len(unknown_names())))
    npv = draws[:, 3] + 0.2 * np.random.default_rng(2).normal(size=4000)
    fake = Futures(4000, 1, draws, {}, npv, npv[:, None], 200, 4000, None)
    worth = {one.name: one.value for one in value_of_measuring(fake)}
    assert worth[unknown_names()[3]] == pytest.approx(0.25, abs=0.02)
    assert all(worth[name] < 0.02 for name in unknown_names() if name != unknown_names()[3])
    assert worth["all"] >= max(value for name, value in worth.items() if name != "all")
    assert drivers_of(fake)[0].name == unknown_names()[3]


def test_regression_follows_a_curve_and_takes_ties_together() -> None:
    x = np.repeat(np.arange(10.0), 50)
    noise = np.random.default_rng(3).normal(0, 0.1, 500)
    assert np.abs(smooth(x, (x - 4) ** 2 + noise) - (x - 4) ** 2).max() < 0.3
    assert smooth(np.array([1.0, 1.0, 2.0]), np.array([0.0, 2.0, 5.0])).tolist() == [1.0, 1.0, 5.0]


def test_losing_futures_are_found_where_they_were_put() -> None:
    draws = np.random.default_rng(4).uniform(0, 1, (2000, len(unknown_names())))
    npv = np.where((draws[:, 5] > 0.6) & (draws[:, 0] < 0.5), -1.0, 1.0)
    box = discover(Futures(2000, 1, draws, {}, npv, npv[:, None], 200, 2000, None)).boxes[0]
    limits = {limit.name: limit for limit in box.limits}
    assert set(limits) == {unknown_names()[0], unknown_names()[5]}
    assert limits[unknown_names()[5]].low == pytest.approx(0.6, abs=0.02)
    assert limits[unknown_names()[0]].high == pytest.approx(0.5, abs=0.02)
    assert box.density > 0.95
    assert box.coverage > 0.95


def test_where_every_future_loses_there_is_no_box_to_tell(futures: Futures) -> None:
    assert discover(replace(futures, npv=-np.abs(futures.npv) - 1)).boxes == ()
    assert discover(replace(futures, npv=np.abs(futures.npv) + 1)).loss_rate == 0


SMALL: dict[str, tuple[Value, ...]] = {
    "fee_per_gb": (0.0, 20.0, 40.0, 70.0),
    "monthly_cap_gb": (1.0, 5.0, None),
    "unlimited_may_give": (False, True),
    "min_transfer_gb": (0.0, 2.0),
}


@pytest.mark.parametrize("objective", ["expected", "worst", "safe", "satisfaction"])
def test_the_search_finds_what_enumeration_finds(what_if: WhatIf, objective: str) -> None:
    goal = Goal(objective, loss_limit=0.5)
    found = list(search(what_if, goal, budget=150, draws=8, space=SMALL))[-1]
    best = max_by_enumeration(what_if, goal)
    assert (found.best is None) == (best is None)
    if found.best is not None and best is not None:
        assert found.best.rules == best.rules
        assert found.best.npv == pytest.approx(best.npv)


def max_by_enumeration(what_if: WhatIf, goal: Goal) -> Candidate | None:
    from analysis.decide.search import Scorer

    scorer = Scorer(what_if.world.sampled(0), what_if, 8, 1, goal)
    return best_of(
        goal,
        [
            scorer.score(rules_from(what_if.question.rules, dict(zip(SMALL, values, strict=True))), number, 1)
            for number, values in enumerate(product(*SMALL.values()))
        ],
    )


@pytest.mark.parametrize("kept", [True, False])
def test_a_search_asks_each_draw_of_the_need_that_it_imputes(
    what_if: WhatIf, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    from analysis.decide import search as searching

    monkeypatch.setattr(searching, "MOST_KEPT", 200_000 if kept else 0)
    world = replace(what_if.world, manifest=replace(what_if.world.manifest, synthesised=("need_gb",)))
    asked = WhatIf.on(world, what_if.question.rules, what_if.question.assumptions, 12)
    scorer = searching.Scorer(cast("World", world), asked, 6, 1, Goal())
    found = scorer.score(asked.question.rules, 0, 1)
    drawn = drawn_values(asked.question.assumptions, 6, 1)
    futures = [with_values(asked.question.assumptions, row) for row in drawn]
    assert len({future.unseen_need for future in futures}) > 1
    told = [worth_of(world, asked.question.rules, future, 12).npv for future in futures]
    assert found.npv == pytest.approx(float(np.mean(told)), abs=1e-12)
    assert len(set(told)) > 1


def test_a_search_goes_on_where_it_was_left(what_if: WhatIf, tmp_path: Path) -> None:
    keep = tmp_path / "search.log"
    first = list(islice(search(what_if, Goal(), budget=30, draws=4, keep=keep), 12))[-1]
    rest = list(search(what_if, Goal(), budget=30, draws=4, keep=keep))
    assert rest[0].done == first.done == 12
    assert rest[0].best == first.best
    assert rest[-1].done == 30


@pytest.mark.parametrize(
    "stops", [pytest.param((3,), marks=pytest.mark.long), (12, 45), pytest.param((70,), marks=pytest.mark.long)]
)
def test_a_search_that_was_stopped_finds_what_one_finds_that_was_not(
    what_if: WhatIf, tmp_path: Path, stops: tuple[int, ...]
) -> None:
    whole = list(search(what_if, Goal(), budget=100, draws=4))
    for stop in stops:
        left = search(what_if, Goal(), budget=100, draws=4, keep=tmp_path / "search.log")
        assert next(found for found in left if found.done == stop) == whole[stop - 1]
        del left  # nobody asks on, and the search ends there
    rest = list(search(what_if, Goal(), budget=100, draws=4, keep=tmp_path / "search.log"))
    assert rest == whole[stops[-1] - 1 :]
    assert list(search(what_if, Goal(), budget=50, draws=4, keep=tmp_path / "search.log")) == [replace(whole[49], budget=50)]


def test_a_front_holds_only_what_nothing_else_beats(what_if: WhatIf) -> None:
    found = list(search(what_if, Goal(), budget=40, draws=4))[-1]
    for one, other in itertools.permutations(found.front_satisfaction, 2):
        assert one.npv > other.npv or one.satisfaction > other.satisfaction
    assert found.best is not None
    assert found.front_satisfaction[0].npv == found.best.npv


def test_the_winner_is_scored_anew_beside_every_preset(what_if: WhatIf) -> None:
    found = list(search(what_if, Goal(), budget=40, draws=4))[-1]
    verdict = verdict_on(what_if, Goal(), found, draws=16)
    assert verdict is not None
    assert verdict.winner.rules == verdict.searched.rules
    assert verdict.winner.npv != verdict.searched.npv
    assert verdict.present is not None
    assert verdict.present.rules == as_dict(what_if.question.rules)
    rivals = [candidate.npv for _, candidate in verdict.presets]
    assert verdict.beats_all == (verdict.winner.npv > max(rivals))


def test_a_goal_that_nothing_meets_has_no_winner(what_if: WhatIf) -> None:
    found = list(search(what_if, Goal("satisfaction", profit_floor=1e6), budget=12, draws=4))[-1]
    assert found.best is None
    assert verdict_on(what_if, Goal(), found, draws=8) is None


def test_every_value_of_the_space_makes_rules(what_if: WhatIf) -> None:
    space = space_of(what_if.question.rules, what_if.world.pack_price_per_gb)
    for name, values in space.items():
        for value in values:
            rules_from(what_if.question.rules, {name: value})
    assert all(getattr(what_if.question.rules, name) in values for name, values in space.items())
    tight = mechanism_of(what_if.question.rules).consistent(
        {"step_gb": 5.0, "min_transfer_gb": 4.0, "monthly_cap_gb": 2.0, "max_transfer_gb": None}
    )
    assert tight["step_gb"] == tight["min_transfer_gb"] == 2.0


def test_equal_candidates_leave_one_on_the_front() -> None:
    one = Candidate({}, 1.0, 0.0, 0.0, 2.0, 0.0, feasible=True, number=0)
    assert front([one, replace(one, number=1)], lambda candidate: candidate.satisfaction) == (one,)


def made(number: int, npv: float, loss_rate: float, satisfaction: float) -> Candidate:
    return Candidate({}, npv, npv, loss_rate, satisfaction, 0.0, feasible=True, number=number)


def test_a_shortlist_names_each_answer_once_with_all_that_it_is_best_for() -> None:
    rich, liked, careful, same = made(1, 5.0, 0.0, 0.1), made(2, 0.5, 0.6, 0.9), made(3, 1.0, 0.05, 0.4), made(4, 5.0, 0.0, 0.1)
    loser = made(5, -1.0, 0.9, 2.0)
    found = {pick.aims: pick.candidate for pick in picks_of([rich, liked, careful, same, loser], AIMS)}
    assert found == {("worth",): rich, ("liked",): liked, ("careful",): careful}
    both = picks_of([rich, same, made(6, 2.0, 0.9, 0.3), loser], AIMS)
    assert [pick.aims for pick in both] == [("worth", "careful"), ("liked",), (BETWEEN,)]
    assert picks_of([], AIMS) == ()


def test_a_shortlist_changes_no_rule_that_adds_nothing_and_is_judged_where_it_was_not_searched(what_if: WhatIf) -> None:
    grown = list(shortlist(what_if, budget=14, draws=4))
    assert [one.done for one in grown][:15] == list(range(15))
    last, before = grown[-1], as_dict(what_if.question.rules)
    assert [one.is_judged for one in grown].count(True) == 1
    assert last.is_judged
    searched, plain = (sum(map(changed_from(before), one.picks)) for one in (grown[14], last))
    assert plain < searched
    assert all(pick.candidate.rules[name] == before[name] for pick in last.picks for name in ("fee_payer", "giver_sims"))
    again = list(shortlist(what_if, budget=14, draws=4, threads=1))[-1]
    assert again == last


def changed_from(before: dict[str, Value]) -> Callable[[Pick], int]:
    return lambda pick: sum(before[name] != value for name, value in pick.candidate.rules.items())
