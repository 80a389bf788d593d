"""The seam between mechanisms: one that is nothing like gifting goes through replay, projection, draws and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pytest

from analysis.decide.breakeven import break_even
from analysis.decide.response import response
from analysis.decide.search_space import space_of
from analysis.decide.what_if import WhatIf
from analysis.engine.changes import Changes, Replayed, room_for
from analysis.engine.kernel_units import behaviour_of, response_of
from analysis.engine.mechanism import Mechanism
from analysis.kernels.effects import COLUMNS, changes
from analysis.kernels.inputs import DAYS
from analysis.mechanisms import registry
from analysis.mechanisms.registry import MECHANISMS, mechanism_of
from analysis.outcomes.cuts import ROLE
from analysis.results.result import Flow
from analysis.settings.assumptions import AHEAD, ALLOCATION, EFFECTS, Assumptions, acting_on, assumptions_for
from analysis.settings.parameters import declare, parameters_of
from analysis.settings.rule_set import GIFTING, RuleSet
from analysis.settings.rules import Rules, make_rules
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import futures_of
from data.errors import ParameterError
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.world.world import World


@dataclass(frozen=True)
class BonusRules(RuleSet):
    """What an operator sets on a bonus."""

    mechanism = "bonus"
    enabled: bool = declare(default=True, kind="switch", group="main", unit="", source="judgement")
    bonus_gb: float = declare(1.0, "number", "size", "GB/month", "judgement", low=0, high=100, top=10, step=0.5)


class Bonus(Mechanism):
    """The operator itself gives everybody whose month ran out the same amount, at no charge."""

    rules = BonusRules
    roles: ClassVar[tuple[str, ...]] = ("neither", "receiver")
    kept_in_search: ClassVar[frozenset[str]] = frozenset({"enabled"})

    def replay(
        self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None = None, allocation: object = None
    ) -> Replayed:
        assert (threads, allocation) in {(None, None), (1, None)}, "nothing was allocated"
        assert isinstance(rules, BonusRules)
        rows, cycle = world.rows, len(world.months)
        short = (rows.balance >= 0) & (rows.need > rows.balance) & rules.enabled
        touched = [np.flatnonzero(short & (rows.month[: rows.sub.size] == month)) for month in range(cycle)]
        starts = tuple(accumulate((rows_of.size for rows_of in touched), initial=0))
        every = room_for(starts[-1])
        behaviour, answer = behaviour_of(assumptions, world), response_of(assumptions)
        for rows_of, (first, last) in zip(touched, pairwise(starts), strict=True):
            state = np.tile(np.array([0, round(rules.bonus_gb * KB_PER_GB), 1, 0], np.int64), (rows_of.size, 1))
            table, person = every.table[first:last], every.person[first:last]
            changes(rows_of, state, DAYS, rows, behaviour, answer, np.uint64(world.seed), person, table)
        return Replayed(every, starts, (1.0,) * cycle)

    def roles_of(self, world: World, whole: Changes) -> NDArray[np.int16]:
        """Return who got a bonus."""
        code = np.zeros(world.subscribers, np.int16)
        code[whole.person] = 1
        return code

    def flow_of(self, total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
        """Return what the operator handed out."""
        gb = {name: Decimal(int(value)) / KB_PER_GB for name, value in zip(COLUMNS, total, strict=True)}
        got = int(people[1])
        fates = (gb["displaced_kb"], gb["served_kb"], gb["induced_kb"], gb["expired_gift_kb"])
        return Flow(got, 0, got, gb["received_kb"], gb["received_kb"], *fates)


@pytest.fixture
def bonus(monkeypatch: pytest.MonkeyPatch) -> BonusRules:
    monkeypatch.setattr(registry, "MECHANISMS", {**MECHANISMS, "bonus": Bonus()})
    return BonusRules.of({"bonus_gb": 2.0})


def test_another_mechanism_is_answered_with_intervals_segments_and_a_path(bonus: BonusRules, world: World) -> None:
    assumptions = assumptions_for(world, {})
    result = simulate(world, bonus, assumptions, horizon=12)
    assert result.rules == bonus
    assert result.flow.received_gb > 0
    fates = (result.flow.displaced_gb, result.flow.served_unmet_gb, result.flow.induced_gb, result.flow.expired_gift_gb)
    assert sum(fates) == result.flow.received_gb
    assert result.outcome("topup_rate").change < 0 < result.outcome("satisfaction").change
    assert {row.level for row in result.segments if row.dimension == ROLE} == {"neither", "receiver"}
    assert sum(step.total for step in result.profit_bridge) == result.profit_change
    *_, futures = futures_of(world, result, draws=16)
    low, high = futures.interval("npv")
    assert low < high


def test_another_mechanism_is_decided_on(bonus: BonusRules, world: World) -> None:
    what_if = WhatIf.on(world, bonus, assumptions_for(world, {}), 12)
    npv = simulate(world, bonus, what_if.question.assumptions, horizon=12, cuts=False).projection.npv.value
    assert what_if.worth().npv == pytest.approx(npv, abs=1e-8)
    assert what_if.worth({"bonus_gb": 0.5}).npv != what_if.worth().npv
    assert set(space_of(bonus, world.pack_price_per_gb)) == {"bonus_gb"}
    assert list(response(what_if, "bonus_gb"))[-1].name == "bonus_gb"
    assert break_even(what_if, "bonus_gb", points=3).name == "bonus_gb"
    with pytest.raises(ParameterError):
        break_even(what_if, "monthly_cap_gb")


def test_no_bonus_changes_nothing(bonus: BonusRules, world: World) -> None:
    result = simulate(world, bonus.changed({"enabled": False}), assumptions_for(world, {}), horizon=12)
    assert result.profit_change == 0
    assert result.projection.npv.value == 0


def test_rules_of_one_mechanism_are_refused_by_another(world: World) -> None:
    with pytest.raises(TypeError):
        mechanism_of(make_rules({})).replay(world, BonusRules(), assumptions_for(world, {}))


def test_each_mechanism_stands_under_the_name_its_rules_bear() -> None:
    assert {name: one.rules.mechanism for name, one in MECHANISMS.items()} == {name: name for name in MECHANISMS}
    assert MECHANISMS[GIFTING].rules is Rules
    for mechanism in MECHANISMS.values():
        assert mechanism.kept_in_search <= parameters_of(mechanism.rules).keys()


def test_every_assumption_says_what_depends_on_it_first() -> None:
    assert acting_on(ALLOCATION, EFFECTS, AHEAD) == parameters_of(Assumptions).keys()
