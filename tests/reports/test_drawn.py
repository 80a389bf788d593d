"""The geometry of the charts: positions follow from the numbers, all of it lies on the sheet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import futures_of
from reports.content.winners_losers import gaining, group_rows, losing, strongest
from reports.document.executive import answer, measure_first
from reports.pdf.chart_geometry import bridge, month_ticks, nice_ticks, path
from wording import wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.world.world import World

SAY = wording("en")


@pytest.fixture(scope="module")
def losing_result(world: World) -> Result:
    """Return an answer that is a loss, as gifts bind nobody, and of 16 draws each taken as the loss of its size."""
    assumptions = assumptions_for(world, {"satisfaction_to_renewal": 0.0})
    central = simulate(world, make_rules({}), assumptions, cuts=False)
    *_, futures = futures_of(world, central, 16)
    sure = replace(futures, npv=-abs(futures.npv))
    return replace(central, futures=sure)


def test_the_steps_of_the_bridge_join_and_end_at_the_sum(plain_result: Result) -> None:
    drawing = bridge(plain_result, SAY)
    *steps, total = drawing.bars
    assert steps[0].start == pytest.approx(drawing.zero)
    assert [step.start for step in steps[1:]] == pytest.approx([step.end for step in steps[:-1]])
    assert total.end == pytest.approx(steps[-1].end)
    assert all(0 <= edge <= 1 for bar in drawing.bars for edge in (bar.start, bar.end))
    assert {step.kind for step in steps if step.text.startswith("+")} == {"rising"}
    assert {step.kind for step in steps if step.text.startswith("−")} == {"falling"}


def test_the_time_path_stays_on_the_sheet_and_its_bands_close(drawn_result: Result) -> None:
    drawing = path(drawn_result, SAY)
    months = len(drawn_result.projection.time_path)
    assert (len(drawing.line), len(drawing.sampling), len(drawing.assumption)) == (months, 2 * months, 2 * months)
    points = (*drawing.line, *drawing.sampling, *drawing.assumption)
    assert all(0 <= right <= 1 and 0 <= down <= 1 for right, down in points)
    assert {label: at for at, label in drawing.down_ticks}["0"] == pytest.approx(drawing.zero)


def test_the_month_of_payback_is_drawn_where_it_is(drawn_result: Result) -> None:
    never, paid = (replace(drawn_result, projection=replace(drawn_result.projection, payback_month=month)) for month in (None, 6))
    assert path(never, SAY).payback is None
    assert path(paid, SAY).payback == pytest.approx(6 / 24)


@pytest.mark.parametrize(("low", "high", "ticks"), [
    (-51.0, 0.0, [-60, -40, -20, 0]), (0.0, 0.0, [0, 1]), (-0.3, 0.9, [-0.5, 0, 0.5, 1]),
    (0.0, 1_000_001.0, [0, 500_000, 1_000_000, 1_500_000]),
])  # fmt: skip
def test_ticks_are_round_and_reach_over_both_ends(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high) == pytest.approx(ticks)


@pytest.mark.parametrize("months", [1, 5, 12, 24, 25, 60])
def test_the_last_month_is_always_labelled(months: int) -> None:
    ticks = month_ticks(months)
    assert ticks[-1] == months
    assert len(ticks) <= 8


def test_the_groups_listed_are_formed_before_the_run_and_gain_or_lose_most(plain_result: Result) -> None:
    winners, losers = strongest(plain_result, SAY)
    shown = [one for one in plain_result.winners_losers if one.shares and one.dimension not in ("all", "role")]
    assert winners[0].gain == SAY.percent(max(map(gaining, shown)), 1)
    assert losers[0].lose == SAY.percent(max(map(losing, shown)), 1)
    roles = {SAY("doc-group", dimension=SAY("dimension-role"), level=SAY(f"role-{role}")) for role in ("receiver", "both")}
    assert roles.isdisjoint(row.name for row in (*winners, *losers))


def test_a_hidden_group_tells_no_number(plain_result: Result) -> None:
    small = replace(plain_result.winners_losers[1], subscribers=None, shares=None)
    hidden = replace(plain_result, winners_losers=(plain_result.winners_losers[0], small))
    row = group_rows(hidden, SAY)[1]
    assert (row.subscribers, row.gain, row.lose, row.profit) == (SAY("doc-hidden"), "–", "–", "–")


def test_the_answer_is_open_where_sampling_or_the_draws_do_not_agree(losing_result: Result) -> None:
    assert answer(losing_result, SAY) == SAY("doc-answer-down")
    futures = losing_result.futures
    assert futures is not None
    mixed = replace(futures, npv=futures.npv * ([1, -1] * (futures.draws // 2)))
    assert answer(replace(losing_result, futures=mixed), SAY) == SAY("doc-answer-open")
    npv = replace(losing_result.projection.npv, low=-1.0, high=1.0)
    assert answer(replace(losing_result, projection=replace(losing_result.projection, npv=npv)), SAY) == SAY("doc-answer-open")
    assert answer(replace(losing_result, futures=None), SAY) == SAY("doc-answer-assumed-down")


def test_where_no_unknown_moves_the_value_the_conversion_is_to_be_measured(drawn_result: Result) -> None:
    assert drawn_result.futures is not None
    still = replace(drawn_result, futures=replace(drawn_result.futures, npv=0 * drawn_result.futures.npv))
    assert measure_first(still, SAY) == measure_first(replace(drawn_result, futures=None), SAY)
    assert measure_first(still, SAY)[0] == SAY("topup_conversion")
    assert measure_first(drawn_result, SAY) != measure_first(still, SAY)


def test_a_bridge_without_steps_has_a_sum_of_nothing(plain_result: Result) -> None:
    empty = tuple(replace(step, change=Decimal(0)) for step in plain_result.projection.bridge)
    drawing = bridge(replace(plain_result, projection=replace(plain_result.projection, bridge=empty)), SAY)
    assert [bar.kind for bar in drawing.bars] == ["sum"]
    assert drawing.bars[0].start == drawing.bars[0].end == drawing.zero
