"""No transfer breaks a rule, seen from outside: by what each subscriber-month sent and received."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from data.errors import ParameterError
from tests.analysis.replaying import replay
from tests.analysis.test_laws_bookkeeping import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.settings.parameters import Value
    from analysis.world.world import World

GB = 1_000_000
LISTED = "archive"  # a plan of the default base
Facts = dict[str, "NDArray[np.int64]"]
WILLING: dict[str, Value] = {"give_probability": 1.0, "adoption_months": 0, "forecast_error": 0.0}
WIDE: dict[str, Value] = {
    "same_region_only": False,
    "max_transfer_gb": None,
    "monthly_cap_gb": None,
    "receiver_active_only": False,
}


def facts_of(world: World, rules: dict[str, Value], side: str) -> Iterator[Facts]:
    """Yield, month by month, what is known of those who sent (or received) and the shared columns of their rows."""
    for nth, month in enumerate(replay(world, make_rules(WIDE | rules), assumptions_for(world, WILLING)).months):
        rows = np.array(rows_of(world, nth, month))
        kept = month.column(side) > 0
        columns = {"person": month.person, "row": rows, "kb": month.column(side), "transfers": month.column("transfers")}
        assert kept.any()
        yield {name: np.asarray(values[kept], np.int64) for name, values in columns.items()}


def test_a_giver_keeps_need_and_floor(world: World) -> None:
    for facts in facts_of(world, {"keep_floor_gb": 1.5, "step_gb": None}, "sent_kb"):
        balance, need = world.rows.balance[facts["row"]], world.rows.need[facts["row"]]
        assert (balance - need - facts["kb"] >= 1.5 * GB).all()


def test_a_giver_stays_within_the_share_of_the_allowance(world: World) -> None:
    for facts in facts_of(world, {"max_share_of_allowance": 0.2, "step_gb": None}, "sent_kb"):
        assert (facts["kb"] <= 0.2 * world.rows.balance[facts["row"]]).all()


@pytest.mark.parametrize("unlimited", [False, True])
def test_a_giver_stays_within_the_monthly_cap(world: World, unlimited: bool) -> None:  # noqa: FBT001
    rules: dict[str, Value] = {"monthly_cap_gb": 3.0, "unlimited_may_give": unlimited}
    capped = 0
    for facts in facts_of(world, rules, "sent_kb"):
        assert (facts["kb"] <= 3 * GB).all()
        assert unlimited or (world.rows.balance[facts["row"]] >= 0).all()
        capped += int((facts["kb"] == 3 * GB).sum())
    assert capped > 0


def test_a_receiver_stays_within_the_cap_on_receiving(world: World) -> None:
    reached = 0
    for facts in facts_of(world, {"received_cap_gb": 2.0}, "received_kb"):
        assert (facts["kb"] <= 2 * GB).all()
        reached += int((facts["kb"] == 2 * GB).sum())
    assert reached > 0


@pytest.mark.parametrize(("least", "largest", "step"), [(1.0, 2.0, 0.5), (1.5, 2.0, 1.0), (1.5, 2.0, None), (0.7, 1.3, 0.25)])
def test_every_transfer_is_of_whole_steps_and_of_a_size_allowed(
    world: World, least: float, largest: float, step: float | None
) -> None:
    rules: dict[str, Value] = {"min_transfer_gb": least, "max_transfer_gb": largest, "step_gb": step, "transfers_per_month": 3}
    for facts in facts_of(world, rules, "sent_kb"):
        assert (facts["transfers"] <= 3).all()
        assert (facts["kb"] <= facts["transfers"] * largest * GB).all()
        assert (facts["kb"] >= facts["transfers"] * least * GB).all()
        assert step is None or (facts["kb"] % int(step * GB) == 0).all()


def test_only_listed_plans_and_sims_give_and_receive(world: World) -> None:
    for side, name in (("sent_kb", "giver_plans"), ("received_kb", "receiver_plans")):
        for facts in facts_of(world, {name: (LISTED,)}, side):
            assert {world.plans[plan] for plan in world.rows.plan[facts["person"]]} == {LISTED}
    for side, name in (("sent_kb", "giver_sims"), ("received_kb", "receiver_sims")):
        for facts in facts_of(world, {name: ("local",)}, side):
            assert (world.rows.sim[world.rows.plan[facts["person"]]] == 0).all()


def test_nothing_crosses_a_region_where_regions_must_match(world: World) -> None:
    for month in replay(world, make_rules(WIDE | {"same_region_only": True}), assumptions_for(world, WILLING)).months:
        region = world.rows.region[month.person]
        balance = np.bincount(region, weights=month.column("sent_kb") - month.column("received_kb"))
        assert (balance == 0).all()


def test_only_those_who_stay_receive_where_receivers_must_be_active(world: World) -> None:
    for facts in facts_of(world, {"receiver_active_only": True}, "received_kb"):
        assert (world.rows.leaving[facts["row"]] != 1).all()
    received = [facts["row"] for facts in facts_of(world, {"receiver_active_only": False}, "received_kb")]
    assert any((world.rows.leaving[rows] == 1).any() for rows in received), "without the rule leavers do receive"


def test_tenure_counts_at_the_month_of_the_transfer(world: World) -> None:
    late = 0
    for nth, facts in enumerate(facts_of(world, {"min_tenure_months": 18}, "sent_kb")):
        assert (world.tenure[facts["person"]] + nth >= 18).all()
        late += int((world.tenure[facts["person"]] < 18).sum())
    assert late > 0, "some only came of age during the replay"


def test_a_plan_that_is_not_there_is_told_of_rules_that_are_off_as_well(world: World) -> None:
    for enabled in (True, False):
        rules = make_rules({"giver_plans": ("nowhere",), "enabled": enabled})
        with pytest.raises(ParameterError, match="unknown-plan"):
            simulate(world, rules, assumptions_for(world, {}))
