"""Where nothing moves the answer says which rule, or which fact, stops it, and what would move without it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from analysis.world.small_groups import FEWER
from data.schema import SIM_TYPES
from reports.content.headlines import notice_lines
from tests.analysis.builder import Builder
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Notice
    from analysis.settings.parameters import Value
    from analysis.world.world import World


def notices(world: World, rules: dict[str, Value], assumptions: dict[str, Value] | None = None) -> dict[str, Notice]:
    result = simulate(world, make_rules(rules), assumptions_for(world, assumptions or {}), cuts=False)
    assert result.flow.transfers == 0
    return {notice.key: notice for notice in result.notices}


@pytest.mark.parametrize(
    ("rules", "key"),
    [
        ({"fee_per_transfer": 1e6}, "blocked-fee"),
        ({"fee_per_gb": 1e5, "fee_payer": "giver"}, "blocked-fee"),
        ({"step_gb": 500.0, "max_transfer_gb": None, "monthly_cap_gb": None}, "blocked-size"),
        ({"min_transfer_gb": 400.0, "max_transfer_gb": None, "monthly_cap_gb": None}, "blocked-size"),
    ],
)
def test_the_rule_that_stops_everything_is_named_with_what_it_stops(world: World, rules: dict[str, Value], key: str) -> None:
    found = notices(world, rules)
    assert float(found[key].facts["transfers"]) > 100
    assert found[key].facts["subscribers"] == world.subscribers


def test_what_a_lifted_rule_would_let_through_is_what_moves_without_it(world: World) -> None:
    stopped = notices(world, {"fee_per_transfer": 1e6})["blocked-fee"]
    free = simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False)
    assert stopped.facts["transfers"] == free.flow.transfers


def test_several_rules_that_stop_it_together_are_told_as_such(world: World) -> None:
    both: dict[str, Value] = {"fee_per_transfer": 1e6, "step_gb": 500.0, "max_transfer_gb": None, "monthly_cap_gb": None}
    assert list(notices(world, both)) == ["blocked-together"]


def test_unwillingness_is_told_and_no_rule_is_blamed(world: World) -> None:
    assert list(notices(world, {}, {"give_probability": 0.0})) == ["blocked-nobody-gives"]


def test_nothing_is_said_where_something_moves_or_transfers_are_off(world: World) -> None:
    for rules in ({}, {"enabled": False}):
        assert simulate(world, make_rules(rules), assumptions_for(world, {}), cuts=False).notices == ()


def test_a_handful_is_told_as_fewer_than_ten_and_so_is_nobody(world: World) -> None:
    plan, sizes = world.rows.plan, np.bincount(world.rows.plan)
    rare = world.plans[int(sizes.argmin())]
    of_rare = world.tenure[plan == sizes.argmin()] + len(world.months) - 1
    for tenure in (int(np.sort(of_rare)[-3]), 1200):
        rules: dict[str, Value] = {"giver_plans": (rare,), "giver_sims": SIM_TYPES, "min_tenure_months": tenure}
        result = simulate(world, make_rules(rules), assumptions_for(world, {}), cuts=False)
        (notice,) = (one for one in result.notices if one.key == "nobody-eligible")
        assert notice.facts["givers"] == FEWER
        for language in LANGUAGES:
            (line,) = notice_lines(replace(result, notices=(notice,)), wording(language))
            assert wording(language)(FEWER) in line
        assert not any(isinstance(value, int) and value < 10 for one in result.notices for value in one.facts.values())


def test_what_a_lifted_rule_would_let_through_is_not_counted_where_it_is_a_handful(tmp_path: Path) -> None:
    base = Builder().person("a", 2).person("b", 14).tie("a", "b").write(tmp_path / "p")
    found = notices(prepare(base), {"fee_per_transfer": 1e6}, {"give_probability": 1.0, "adoption_months": 0})
    assert found["blocked-fee"].facts == {"transfers": FEWER, "subscribers": FEWER}
