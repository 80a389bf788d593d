"""What cannot change anything changes nothing, exactly: not to a tolerance, to the bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.outcomes.base_notices import HEALTH_FAILED
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from tests.analysis.builder import Builder

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.world.world import World

EVERYONE: dict[str, Value] = {"give_probability": 1.0, "adoption_months": 0}


def replay(world: World, rules: dict[str, Value], assumptions: dict[str, Value] | None = None) -> Result:
    return simulate(world, make_rules(rules), assumptions_for(world, assumptions or {}))


def told(result: Result) -> list[str]:
    """Return what is said of the rules: of every base here is said that two people are few, and unlike any base of a market."""
    keys = [notice.key for notice in result.notices if notice.key != HEALTH_FAILED]
    assert keys.pop() == "few"
    return keys


def assert_nothing_changed(result: Result) -> None:
    assert [outcome.change for outcome in result.outcomes] == [0.0] * len(result.outcomes)
    assert all(outcome.with_rules == outcome.baseline for outcome in result.outcomes)
    assert result.profit_change == 0
    assert result.flow.transfers == 0
    assert result.flow.sent_gb == 0


@pytest.mark.parametrize(
    ("rules", "assumptions"),
    [
        ({"enabled": False}, EVERYONE),
        ({"monthly_cap_gb": 0.0}, EVERYONE),
        ({"max_transfer_gb": 0.0}, EVERYONE),
        ({"transfers_per_month": 0}, EVERYONE),
        ({"max_share_of_allowance": 0.0}, EVERYONE),
        ({"keep_floor_gb": 100.0}, EVERYONE),
        ({}, {"give_probability": 0.0}),
    ],
    ids=["rules off", "cap 0", "transfer 0", "no transfers", "share 0", "floor at the allowance", "nobody willing"],
)
def test_rules_that_allow_nothing_change_nothing(world: World, rules: dict[str, Value], assumptions: dict[str, Value]) -> None:
    assert_nothing_changed(replay(world, rules, assumptions))


def test_the_same_rules_without_the_block_do_change_something(world: World) -> None:
    assert replay(world, {}, EVERYONE).flow.transfers > 0


def test_no_ties_change_nothing(tmp_path: Path) -> None:
    base = Builder().person("a", 2).person("b", 14).write(tmp_path / "p")
    assert_nothing_changed(replay(prepare(base), {}, EVERYONE))


def test_everybody_short_changes_nothing(tmp_path: Path) -> None:
    base = Builder().person("a", 12).person("b", 14).tie("a", "b").write(tmp_path / "p")
    assert_nothing_changed(replay(prepare(base), {}, EVERYONE))


def test_everybody_in_surplus_changes_nothing(tmp_path: Path) -> None:
    base = Builder().person("a", 2).person("b", 4).tie("a", "b").write(tmp_path / "p")
    assert_nothing_changed(replay(prepare(base), {}, EVERYONE))


def test_a_fee_above_everyones_willingness_changes_nothing(tmp_path: Path) -> None:
    base = Builder(pack_price=1).person("a", 2).person("b", 14).tie("a", "b").write(tmp_path / "p")
    world = prepare(base)
    assert replay(world, {}, EVERYONE).flow.transfers == 1
    assert_nothing_changed(replay(world, {"fee_per_gb": 500.0, "fee_per_transfer": 1000.0}, EVERYONE))


def test_a_zero_is_explained(tmp_path: Path) -> None:
    base = Builder().person("a", 2).person("b", 14).tie("a", "b").write(tmp_path / "p")
    world = prepare(base)
    assert told(replay(world, {}, EVERYONE)) == []
    explained: list[tuple[dict[str, Value], str]] = [
        ({"keep_floor_gb": 10.0}, "floor-above-allowances"),
        ({"giver_sims": ("tourist",)}, "nobody-eligible"),
        ({"min_tenure_months": 60}, "nobody-eligible"),
        ({"monthly_cap_gb": 0.0}, "limit-is-zero"),
    ]
    for rules, key in explained:
        result = replay(world, rules, EVERYONE)
        assert_nothing_changed(result)
        assert told(result) == [key]


def test_a_base_without_ties_or_pairs_says_so(tmp_path: Path) -> None:
    lonely = Builder().person("a", 2).person("b", 14).write(tmp_path / "lonely")
    equal = Builder().person("a", 2).person("b", 4).tie("a", "b").write(tmp_path / "equal")
    assert told(replay(prepare(lonely), {}, EVERYONE)) == ["no-ties"]
    assert told(replay(prepare(equal), {}, EVERYONE)) == ["no-pairs"]


@pytest.mark.parametrize("name", ["tempted_again_share", "receiving_effect", "giving_effect"])
def test_what_a_gift_does_vanishes_with_its_size(world: World, name: str) -> None:
    most: dict[str, Value] = {"tempted_again_share": 1.0, "receiving_effect": 9.0, "giving_effect": 5.0}
    alone: dict[str, Value] = {other: most[other] if other == name else 0.0 for other in most}

    def moved(size_gb: float) -> float:
        found = replay(world, {"max_transfer_gb": size_gb, "step_gb": 0.001, "transfers_per_month": 1}, alone)
        return abs(found.outcome("topup_rate" if name == "tempted_again_share" else "satisfaction").change)

    assert moved(0.001) < 0.02 * moved(1.0)
