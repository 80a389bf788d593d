"""SIMs of trips: a gift dies with the shorter SIM, nothing is carried past the end, and another trip is asked for once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.engine.projection import ahead_of, carried_of
from analysis.kernels.projection import FLOWS
from analysis.mechanisms.registry import mechanism_of
from analysis.outcomes.base_notices import base_notices
from analysis.rivals.compare import rivals
from analysis.scenarios.presets import culture_assumptions, preset_rules
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_kinds import KINDS
from analysis.settings.rule_set import FAMILY_POOL, ROLLOVER
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.schema import SIM_TYPES
from data.synthetic.generator import synthesise
from tests.analysis.builder import WHOLE_MONTHS, Builder, PersonRow, PlanRow

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.settings.parameters import Value
    from analysis.world.world import World

EVERYBODY: dict[str, Value] = {
    "giver_sims": SIM_TYPES, "receiver_sims": SIM_TYPES, "step_gb": None, "min_transfer_gb": 0.0, "max_transfer_gb": None,
    "transfers_per_month": None, "monthly_cap_gb": None, "same_region_only": False,
}  # fmt: skip
# All give all they can, foresee everything, and use nothing they do not need.
OPEN: dict[str, Value] = WHOLE_MONTHS | {
    "give_probability": 1.0, "adoption_months": 0, "forecast_error": 0.0, "induced_share": 0.0, "held_back_share": 0.0,
    "request_packs": 1000.0,
}  # fmt: skip
SHARED_DAYS = st.integers(1, 40)


def party(*days: int | None, needs: tuple[float, ...], renewed: bool = False, sim: str = "tourist") -> Builder:
    """Give a base of people who all know each other, one a plan of 10 GB that lives so many days."""
    base = Builder()
    for nth, (lives, need) in enumerate(zip(days, needs, strict=True)):
        base.plan(f"plan{nth}", PlanRow(allowance_gb=10, pack_gb=5, sim=sim, days=lives))
        base.subscriber(f"s{nth}", PersonRow(f"plan{nth}", last_renewed=renewed), [(need, 0)])
    for one in range(len(days)):
        for other in range(one + 1, len(days)):
            base.tie(f"s{one}", f"s{other}", 0.9)
    return base


def gigabytes(folder: Path, gift_days: int | None = None) -> tuple[float, float, float]:
    """Return GB sent, received and used of gifts."""
    world = prepare(folder)
    flow = simulate(world, make_rules(EVERYBODY | {"gift_days": gift_days}), assumptions_for(world, OPEN), cuts=False).flow
    return float(flow.sent_gb), float(flow.received_gb), float(flow.displaced_gb + flow.served_unmet_gb)


def test_a_gift_of_a_sim_of_three_days_serves_three_days_of_fifteen(tmp_path: Path) -> None:
    sent, received, used = gigabytes(party(3, 15, needs=(1, 18)).write(tmp_path / "p"))
    assert sent == received == 8
    assert used == pytest.approx(18 * 3 / 15)


def test_a_gift_to_a_sim_of_three_days_is_used_within_them(tmp_path: Path) -> None:
    assert gigabytes(party(15, 3, needs=(1, 18)).write(tmp_path / "p")) == (8, 8, 8)
    assert gigabytes(party(15, 3, needs=(1, 18)).write(tmp_path / "q"), gift_days=1)[2] == pytest.approx(18 / 3)


def test_two_givers_who_leave_on_the_same_day_do_not_lengthen_each_others_gifts(tmp_path: Path) -> None:
    both = party(3, 3, 15, needs=(6, 6, 20))
    assert gigabytes(both.write(tmp_path / "p"))[2] == pytest.approx(20 * 3 / 15)
    longer = party(3, 6, 15, needs=(6, 6, 20))
    assert gigabytes(longer.write(tmp_path / "q"))[2] == pytest.approx(20 * 6 / 15)


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.tuples(SHARED_DAYS, SHARED_DAYS), needs=st.tuples(st.integers(0, 9), st.integers(11, 40)), lives=st.integers(1, 30)
)
def test_no_gift_outlives_either_sim_and_no_gigabyte_is_made_or_lost(
    tmp_path_factory: pytest.TempPathFactory, days: tuple[int, int], needs: tuple[int, int], lives: int
) -> None:
    folder = party(*days, needs=needs).write(tmp_path_factory.mktemp("party") / "p")
    sent, received, used = gigabytes(folder, lives)
    shortest, stay = (min(30, *days) if min(days) < 28 else 30), (days[1] if days[1] < 28 else 30)
    assert sent == received <= 10 - needs[0]
    assert used <= needs[1] * min(shortest, stay) / stay + 1e-9


@pytest.mark.parametrize("days", [None, 28, 31, 90])
def test_a_sim_that_lives_a_month_or_longer_is_as_it_always_was(tmp_path: Path, days: int | None) -> None:
    bases = [party(lives, lives, needs=(1, 18), renewed=True).write(tmp_path / str(nth)) for nth, lives in enumerate((30, days))]
    told = [simulate(world, make_rules(EVERYBODY), assumptions_for(world, OPEN)) for world in map(prepare, bases)]
    assert told[0].flow.received_gb == 8
    assert told[0].outcomes == told[1].outcomes
    assert told[0].projection == told[1].projection
    assert "trips" not in {notice.key for notice in told[1].notices}


def test_who_is_on_its_last_trip_is_there_to_be_given_to(tmp_path: Path) -> None:
    assert gigabytes(party(7, 7, needs=(1, 18)).write(tmp_path / "p"))[1] == 8
    assert gigabytes(party(30, 30, needs=(1, 18)).write(tmp_path / "q"))[1] == 0
    assert gigabytes(party(7, 7, needs=(1, 18), sim="local").write(tmp_path / "r"))[1] == 0  # that one leaves for good


def test_another_trip_is_asked_for_once_whatever_goodwill_lasts(tmp_path: Path) -> None:
    base = party(7, 7, needs=(1, 18))
    for nth in range(3):  # some do come again, so that there is somebody to win
        base.subscriber(f"t{nth}", PersonRow("plan0"), [(5, 0)])
    world = prepare(base.write(tmp_path / "p"))
    changes = {}
    for months in (1.0, 6.0):
        assumed = assumptions_for(world, OPEN | {"goodwill_months": months})
        changes[months] = simulate(world, make_rules(EVERYBODY), assumed, cuts=False).outcome("renewal_rate").change
    assert changes[1.0] == changes[6.0] > 0


def test_nothing_is_carried_past_the_end_of_a_sim_and_pooled_only_among_equals(tmp_path: Path) -> None:
    base = Builder().plan("week", PlanRow(allowance_gb=10, days=7)).plan("month", PlanRow(allowance_gb=10))
    for name, plan in (("month", "month"), ("for-a-week", "week")):
        base.subscriber(name, PersonRow(plan, account="a"), [(2, 0), (14, 0)])
    base.subscriber("other", PersonRow("month", account="a"), [(14, 0), (2, 0)])
    world = prepare(base.write(tmp_path / "p"))
    assumed = assumptions_for(world, OPEN | {"option_takeup_share": 1.0})
    plans = np.array(world.plans)[world.rows.plan]
    for mechanism, received in ((ROLLOVER, {"month"}), (FAMILY_POOL, {"month"})):
        rules = KINDS[mechanism].of({})
        found = mechanism_of(rules).replay(world, rules, assumed).months
        took = {str(plans[who]) for month in found for who in month.person[month.column("received_kb") > 0]}
        assert took == received


def test_nobody_who_may_give_is_nothing_at_all(travel_world: World) -> None:
    rules = make_rules(preset_rules("tourist-premium", travel_world.pack_price_per_gb) | {"giver_sims": ()})
    found = simulate(travel_world, rules, assumptions_for(travel_world, culture_assumptions("companions")))
    assert found.flow.sent_gb == found.projection.npv.value == 0
    assert all(outcome.change == 0 for outcome in found.outcomes)


def test_years_of_trips_repeat_the_replayed_one(travel_world: World) -> None:
    rules = make_rules(preset_rules("tourist-premium", travel_world.pack_price_per_gb) | {"premium_surcharge_per_gb": 1.0})
    assumed = assumptions_for(travel_world, culture_assumptions("companions") | {"adoption_months": 0, "gift_fee_worth": 1.0})
    replayed = mechanism_of(rules).replay(travel_world, rules, assumed)
    flows = ahead_of(travel_world, carried_of(travel_world, replayed, assumed, 24), assumed).flows.sum(axis=1)
    column = {name: [int(month.column(name).sum()) for month in replayed.months] for name in ("fees", "pack_revenue")}
    assert sum(column["fees"]) > 0
    for year in (flows[:12], flows[12:]):
        assert year[:, FLOWS.index("fees")].tolist() == column["fees"]
        packs = year[:, FLOWS.index("packs_lost")] + year[:, FLOWS.index("packs_won")]
        assert packs.tolist() == column["pack_revenue"]
        assert year[:, FLOWS.index("plan_moves")].any() == year[:, FLOWS.index("upgrades_forgone")].any() == False  # noqa: E712


def test_that_sims_end_by_themselves_is_said_in_place_of_high_churn(travel_world: World) -> None:
    (said,) = (notice for notice in base_notices(travel_world) if notice.key in {"trips", "churn-high"})
    assert said.key == "trips"
    assert 0.5 < float(str(said.facts["trip_share"])) < 0.95


@pytest.mark.long
def test_premium_tourist_rules_matter_where_visitors_are(tmp_path: Path, default_base: Path) -> None:
    synthesise(tmp_path / "travel", 50_000, market="travel")
    worth = {}
    for name, folder in (("travel", tmp_path / "travel"), ("default", default_base)):
        world = prepare(folder)
        assumed = assumptions_for(world, culture_assumptions("companions"))
        (found,) = rivals(world, assumed, 24, draws=0, only=("tourist-premium",))
        worth[name] = found.result.projection.npv
    low = worth["travel"].low
    assert low is not None
    assert low > 0
    assert abs(worth["default"].value) < 0.05 * worth["travel"].value
