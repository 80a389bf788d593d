"""The projection: against a plain model, and the laws that hold whatever the assumptions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.engine.kernel_units import adoption_by_month
from analysis.engine.projection import ahead_of, carried_of, cohort_of, course_of
from analysis.kernels.effects import COLUMNS
from analysis.kernels.projection import FLOWS
from analysis.outcomes.time_path import payback_month
from analysis.settings.assumptions import assumptions_for
from analysis.settings.money import transfer_cost
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from data.errors import ParameterError
from data.schema import SIM_TYPES
from tests.analysis.replaying import replay
from tests.reference.ahead import Person, Row, person_ahead

if TYPE_CHECKING:
    from analysis.engine.changes import Changes
    from analysis.settings.parameters import Value
    from analysis.world.world import World

MONEY = ("packs_lost", "packs_won", "fees", "network", "support")
SETTINGS: list[tuple[dict[str, Value], dict[str, Value]]] = [
    ({}, {"peer_hazard_ratio": 1.0}),
    (
        {"fee_per_gb": 20.0},
        {
            "peer_hazard_ratio": 1.0,
            "heterogeneous_hazards": False,
            "regular_months": 2,
            "adoption_months": 0,
            "gift_fee_worth": 1.0,
            "give_probability": 0.3,
        },
    ),
    ({"gift_days": 7}, {"peer_hazard_ratio": 1.0, "receiving_effect": -3.0, "adoption_months": 9, "give_probability": 0.3}),
    (
        {},
        {
            "peer_hazard_ratio": 1.0,
            "goodwill_months": 6.5,
            "adoption_months": 18,
            "upgrades_forgone_rate": 0.3,
            "regular_months": 2,
        },
    ),
]


def rows_by_person(months: tuple[Changes, ...]) -> dict[int, dict[int, Row]]:
    found: dict[int, dict[int, Row]] = {}
    for nth, month in enumerate(months):
        for person, row in zip(month.person.tolist(), month.table.tolist(), strict=True):
            found.setdefault(person, {})[nth] = dict(zip(COLUMNS, row, strict=True))
    return found


@pytest.mark.parametrize(("rules", "assumed"), SETTINGS)
def test_the_engine_agrees_with_the_plain_model(world: World, rules: dict[str, Value], assumed: dict[str, Value]) -> None:
    assert agreeing(world, rules, assumed) > 500


@pytest.mark.parametrize(("rules", "assumed"), SETTINGS[1:])
def test_the_engine_agrees_with_the_plain_model_on_trips(
    travel_world: World, rules: dict[str, Value], assumed: dict[str, Value]
) -> None:
    everybody: dict[str, Value] = {"giver_sims": SIM_TYPES, "receiver_sims": SIM_TYPES}
    assert agreeing(travel_world, rules | everybody, assumed | {"give_probability": 1.0}) > 300


def agreeing(world: World, rules: dict[str, Value], assumed: dict[str, Value]) -> int:
    """Hold every flow of every month against the plain model; return how many people anything changes for."""
    horizon = 30
    assumptions = assumptions_for(world, assumed)
    replayed = replay(world, make_rules(rules), assumptions)
    ramp = len(replayed.settled)
    settled = rows_by_person((*replayed.settled, *replayed.months[ramp:]))
    rising = rows_by_person(replayed.months[:ramp])
    cohort, course = cohort_of(world, assumptions), course_of(world, replayed, assumptions, horizon)
    season, support = course.season[:12].tolist(), float(transfer_cost(assumptions, world.pack_price_per_gb)) * 1e6
    total = [
        dict.fromkeys((*MONEY, "retention", "plan_moves", "upgrades_forgone", "revenue", "retained"), 0.0) for _ in range(horizon)
    ]
    people = sorted(set(settled) | set(rising))
    later = adoption_by_month(assumptions, world, years=1)
    rising_by = [first / second for first, second in zip(replayed.adoption, later, strict=True)]
    for who in people:
        person = Person(
            int(world.first_month[who]), int(world.last_month[who]), float(world.launch_hazard[who]), float(cohort.alpha[who]),
            float(cohort.margin[who]), float(cohort.revenue[who]), float(cohort.step_fee[world.rows.plan[who]]),
            float(cohort.step_up[world.rows.plan[who]]),
            settled.get(who, {}), rising.get(who, {}), bool(cohort.trip[who]),
        )  # fmt: skip
        for month, flows in enumerate(person_ahead(person, 12, rising_by, season, (assumptions, support), horizon)):
            for item, amount in flows.items():
                total[month][item] += amount
    found = ahead_of(world, carried_of(world, replayed, assumptions, horizon), assumptions).flows.sum(axis=1)
    for month in range(horizon):
        for item, amount in total[month].items():
            # Each subscriber's share of a month is rounded once: half a unit each.
            scale = 1e9 if item == "retained" else 1.0
            assert found[month, FLOWS.index(item)] == pytest.approx(amount * scale, abs=0.5 * len(people)), (month, item)
    return len(people)


def test_a_base_that_nobody_ever_leaves_repeats_its_replay_exactly(world: World) -> None:
    settled = replace(world, launch_hazard=np.zeros_like(world.launch_hazard))
    assumptions = assumptions_for(world, {"adoption_months": 0, "trade_down_rate": 0.0, "givers_keep_rate": 0.0})
    rules = make_rules({"fee_per_transfer": 5.0})
    replayed = replay(settled, rules, assumptions)
    flows = ahead_of(settled, carried_of(settled, replayed, assumptions, 24), assumptions).flows
    rows = sum(month.person.size for month in replayed.months)
    column = {name: sum(int(month.column(name).sum()) for month in replayed.months) for name in COLUMNS}
    for year in (flows[:12], flows[12:]):
        year_sum = {name: int(year[:, :, i].sum()) for i, name in enumerate(FLOWS)}
        assert year_sum["fees"] == pytest.approx(column["fees"], abs=rows)
        assert year_sum["packs_lost"] + year_sum["packs_won"] == pytest.approx(column["pack_revenue"], abs=2 * rows)
        assert year_sum["retention"] == year_sum["retained"] == 0


def test_rules_off_change_nothing_in_any_month(world: World) -> None:
    ahead = simulate(
        world, make_rules({"enabled": False}), assumptions_for(world, {"platform_cost_per_month": 1000.0})
    ).projection
    assert all(point.profit_change == point.revenue_change == point.retained_per_1000 == 0 for point in ahead.time_path)
    assert ahead.npv.value == 0
    assert ahead.payback_month is None


def test_steps_and_months_sum_to_the_same_digit(world: World) -> None:
    assumptions = assumptions_for(
        world, {"platform_cost_per_month": 777.77, "gift_fee_worth": 1.0, "give_probability": 0.3, "upgrades_forgone_rate": 0.02}
    )
    ahead = simulate(world, make_rules({"fee_per_gb": 30.0}), assumptions, horizon=36).projection
    assert sum((step.change for step in ahead.bridge), Decimal(0)) == ahead.profit_change
    assert sum((point.profit_change for point in ahead.time_path), Decimal(0)) == ahead.time_path[-1].cumulative
    platform = next(step for step in ahead.bridge if step.item == "platform")
    assert platform.total == Decimal("-777.77") * 36
    assert all(step.change for step in ahead.bridge if step.item != "platform")


def test_a_shorter_horizon_is_the_beginning_of_a_longer_one(world: World) -> None:
    rules, assumptions = make_rules({}), assumptions_for(world, {})
    short, long = (simulate(world, rules, assumptions, horizon=months, cuts=False).projection for months in (7, 40))
    assert short.time_path == long.time_path[:7]


def test_threads_do_not_matter(world: World) -> None:
    rules, assumptions = make_rules({}), assumptions_for(world, {})
    one, three = (simulate(world, rules, assumptions, cuts=False, threads=count).projection for count in (1, 3))
    assert one == three


def test_without_a_pull_on_renewal_nobody_stays_longer(world: World) -> None:
    ahead = simulate(world, make_rules({}), assumptions_for(world, {"satisfaction_to_renewal": 0.0}), cuts=False).projection
    assert all(point.retained_per_1000 == 0 for point in ahead.time_path)
    assert next(step for step in ahead.bridge if step.item == "retention").change == 0


def test_peers_add_a_little_to_what_is_retained(world: World) -> None:
    retained = {}
    for ratio in (1.0, 1.03, 1.06):
        assumptions = assumptions_for(world, {"peer_hazard_ratio": ratio})
        retained[ratio] = simulate(world, make_rules({}), assumptions, cuts=False).projection.time_path[-1].retained_per_1000
    assert retained[1.0] < retained[1.03] < 1.05 * retained[1.0]
    assert retained[1.06] - retained[1.0] == pytest.approx(2 * (retained[1.03] - retained[1.0]), rel=1e-6)


def test_departures_slow_down_more_where_subscribers_differ(world: World) -> None:
    alike = simulate(world, make_rules({}), assumptions_for(world, {"heterogeneous_hazards": False}), cuts=False).projection
    differ = simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False).projection
    # The first month's hazard is the same; later those still there are loyal, so fewer packs are lost with those who left.
    assert alike.time_path[0].profit_change == differ.time_path[0].profit_change
    lost = [next(step.change for step in ahead.bridge if step.item == "packs_lost") for ahead in (alike, differ)]
    assert lost[1] < lost[0] < 0


@pytest.mark.parametrize(
    ("path", "month"),
    [
        ([-1, -2, 1], 3),
        ([1, 2, 3], 1),
        ([-1, -1, -1], None),
        ([1, -1, 2], 3),
        ([0, 0, 0], None),
        ([-1, 0, 0], 2),
        ([1, 2, -1], None),
    ],
)
def test_payback_is_the_month_from_which_the_sum_stays_above_water(path: list[int], month: int | None) -> None:
    assert payback_month([Decimal(amount) for amount in path]) == month


@pytest.mark.parametrize("months", [0, 61, -3])
def test_a_horizon_out_of_range_is_refused(world: World, months: int) -> None:
    with pytest.raises(ParameterError) as error:
        simulate(world, make_rules({}), assumptions_for(world, {}), horizon=months)
    assert error.value.problems[0].facts["name"] == "horizon_months"
