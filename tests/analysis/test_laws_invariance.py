"""Names, units, currency and threads are ours, not the subscribers': none of them may change an answer."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.analysis.builder import WHOLE_MONTHS
from tests.analysis.rewriting import DISTINCT_STRENGTHS, NO_LIMITS, NOBODY_BOUGHT, REDUCED, renamed, rewritten, together

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.world.world import World

SAME: dict[str, Value] = {
    "topup_conversion": 0.3,
    "give_probability": 0.4,
    "forecast_error": 0.0,
    "induced_share": 0.0,
    **WHOLE_MONTHS,
}


def answer(folder: Path, rules: dict[str, Value], assumptions: dict[str, Value], threads: int | None = None) -> Result:
    world = prepare(folder)
    result = simulate(world, make_rules(rules), assumptions_for(world, assumptions), cuts=False, threads=threads)
    assert result.flow.transfers > 100
    return result


def changes(result: Result) -> list[float]:
    return [outcome.change for outcome in result.outcomes]


def steps(result: Result) -> dict[str, Decimal]:
    return {step.item: step.total for step in result.profit_bridge}


def test_new_names_for_all_subscribers_leave_the_reduced_mode_as_it_was(population: Path, tmp_path: Path) -> None:
    plain = rewritten(population, tmp_path / "plain", (*NOBODY_BOUGHT, *DISTINCT_STRENGTHS))
    named = rewritten(plain, tmp_path / "named", renamed("x"))
    before, after = answer(plain, NO_LIMITS, REDUCED), answer(named, NO_LIMITS, REDUCED)
    assert before.flow == after.flow
    assert steps(before) == steps(after)
    assert changes(after) == pytest.approx(changes(before), rel=1e-12)


def test_two_halves_that_know_nothing_of_each_other_add_up(population: Path, tmp_path: Path) -> None:
    synthesise(tmp_path / "other", subscribers=1500, seed=23)
    halves = [
        rewritten(source, tmp_path / prefix, (*NOBODY_BOUGHT, *DISTINCT_STRENGTHS, *renamed(prefix)))
        for source, prefix in ((population, "a"), (tmp_path / "other", "b"))
    ]
    whole = answer(together(halves, tmp_path / "whole"), NO_LIMITS, REDUCED)
    one, other = (answer(half, NO_LIMITS, REDUCED) for half in halves)
    for name, value in asdict(whole.flow).items():
        assert value == getattr(one.flow, name) + getattr(other.flow, name), name
    assert steps(whole) == {item: total + steps(other)[item] for item, total in steps(one).items()}
    for name in ("unmet_gb", "expired_gb"):
        parts = one.outcome(name).change + other.outcome(name).change
        assert whole.outcome(name).change == pytest.approx(parts, rel=1e-12)


def test_twice_the_gigabytes_at_half_the_price_are_the_same_money(population: Path, tmp_path: Path) -> None:
    doubled = (
        "update plans set allowance_gb = allowance_gb * 2, pack_gb = pack_gb * 2",
        "update usage set used_gb = used_gb * 2, need_gb = need_gb * 2",
    )
    rules = NO_LIMITS | {"fee_per_transfer": 20.0}
    before = answer(rewritten(population, tmp_path / "same"), rules, SAME)
    # A gigabyte costs half as much now, and a transfer to support what it did.
    after = answer(rewritten(population, tmp_path / "double", doubled), rules, SAME | {"transfer_cost_share": 0.005})
    assert (before.flow.transfers, before.flow.givers) == (after.flow.transfers, after.flow.givers)
    assert after.flow.sent_gb == 2 * before.flow.sent_gb
    assert after.flow.displaced_gb == 2 * before.flow.displaced_gb > 0
    assert steps(before) == steps(after)
    for name in ("topup_rate", "renewal_rate", "satisfaction", "profit_per_subscriber"):
        assert after.outcome(name).change == before.outcome(name).change


def test_another_currency_scales_the_money_and_nothing_else(population: Path, tmp_path: Path) -> None:
    dearer = ("update plans set monthly_fee = monthly_fee * 4, pack_price = pack_price * 4",)
    fees: dict[str, Value] = {"fee_per_transfer": 5.0, "fee_per_gb": 2.0}
    before = answer(population, fees, SAME | {"transfer_cost_share": 0.025})
    after = answer(
        rewritten(population, tmp_path / "dearer", dearer),
        {name: 4 * float(str(value)) for name, value in fees.items()},
        SAME | {"transfer_cost_share": 0.025},
    )
    assert before.flow == after.flow
    # Values are rounded to a micro-unit in each currency: at most 2.5 of the larger one's per subscriber-month.
    slack = Decimal("0.0000025") * 2 * before.flow.transfers
    for item, total in steps(before).items():
        assert abs(steps(after)[item] - 4 * total) <= (slack if item == "network" else 0), item
    for name in ("topup_rate", "renewal_rate", "satisfaction", "unmet_gb"):
        assert after.outcome(name).change == before.outcome(name).change


def test_any_number_of_threads_gives_the_same_result_to_the_last_digit(world: World) -> None:
    rules, assumed = make_rules({}), assumptions_for(world, {})
    one, two, four = (simulate(world, rules, assumed, threads=threads) for threads in (1, 2, 4))
    assert one.flow.transfers > 100
    assert one == two == four
