"""The best rules of every mechanism: one search each, judged on fresh draws, ranked by the goal's own measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.decide.candidates import Goal, score
from analysis.decide.what_if import WhatIf
from analysis.mechanisms.registry import MECHANISMS
from analysis.rivals.best import Champion, champions, ranked_champions
from analysis.scenarios.presets import mechanism_of_preset
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_kinds import kind_naming
from analysis.settings.rules import make_rules
from reports.decisions.champions import champions_finding, champions_plain, champions_rows
from reports.decisions.sensitivity import money
from wording import wording

if TYPE_CHECKING:
    from analysis.world.world import World

GOAL, SAY = Goal(), wording("en")


@pytest.fixture(scope="module")
def found(world: World) -> list[Champion]:
    what_if = WhatIf.on(world, make_rules({}), assumptions_for(world, {}))
    return list(champions(what_if, GOAL, effort=2 * len(MECHANISMS), draws=4))


def test_every_mechanism_has_its_best_among_its_own_rules(found: list[Champion]) -> None:
    assert [one.mechanism for one in found] == list(MECHANISMS)
    for one in found:
        assert one.winner is not None
        assert one.tried == 2
        assert mechanism_of_preset(one.preset) == one.mechanism
        assert kind_naming(one.winner.rules).mechanism == one.mechanism


def test_the_best_comes_first_and_whoever_misses_the_goal_last(found: list[Champion]) -> None:
    ranked = ranked_champions(found, GOAL)
    assert [one.winner.npv for one in ranked if one.winner] == sorted(
        (one.winner.npv for one in found if one.winner), reverse=True
    )
    nobody = Champion("gifting", "t2", 2, None)
    assert ranked_champions([nobody, *found], GOAL)[-1] is nobody


def test_what_is_told_is_what_was_found(found: list[Champion]) -> None:
    ranked = ranked_champions(found, GOAL)
    first = ranked[0].winner
    assert first is not None
    rows = champions_rows(ranked, "RUB", SAY)
    assert [row[0] for row in rows] == [SAY(f"mechanism-{one.mechanism}") for one in ranked]
    assert money(score(GOAL, first), "RUB", SAY) in champions_finding(ranked, GOAL, "RUB", SAY)
    assert champions_finding([Champion("gifting", "t2", 2, None)], GOAL, "RUB", SAY) == SAY("champion-none")
    plain = champions_plain(GOAL, ranked)["mechanisms"]
    assert isinstance(plain, list)
    assert [one["mechanism"] for one in plain] == [one.mechanism for one in ranked]
