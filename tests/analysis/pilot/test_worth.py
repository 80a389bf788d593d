"""What a pilot is worth before it is run: never below nothing, never above knowing all, nothing where nothing could change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.decide.what_if import WhatIf
from analysis.pilot.learning.settings import Learning
from analysis.pilot.plan import Plan
from analysis.pilot.presets import plan_of
from analysis.pilot.worth import worth
from analysis.pilot.worth.options import ASKED, AT_A_FEE, OFF
from analysis.pilot.worth.worth import PilotWorth, worth_of_pilot
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from data.errors import InputError, ParameterError
from reports.trials.worth_words import designs_header, designs_rows, doubts_rows, sizes_rows, worth_lines
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.world.world import World

PLAN = plan_of("both-communities")
BEFORE_SURVEYS = "6ef8a063346f420ca52cbe1556a3d782765742c4983288022408c59adc9cba52"


def asked(world: World, population: Path, *names: str, designs: Sequence[str] = (), plan: Plan = PLAN) -> PilotWorth:
    what_if = WhatIf.on(world, make_rules({}), assumptions_for(world, {}))
    return worth_of_pilot(what_if, population, plan, Learning(), names, designs)


@pytest.fixture(scope="module")
def found(world: World, population: Path) -> PilotWorth:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(worth, "DRAWS", 24)
        patched.setattr(worth, "LENGTHS", (6,))
        return asked(world, population, "kenya", "t2")


def test_what_is_seen_is_worth_no_more_than_knowing_all_and_never_less_than_nothing(found: PilotWorth) -> None:
    assert list(found.means) == [OFF, ASKED, AT_A_FEE, "kenya", "t2"]
    assert found.means[OFF] == 0
    assert found.best == max(found.means, key=lambda name: found.means[name])
    assert {one.part for one in found.sizes} == set(worth.PARTS)
    assert all(0 <= one.evsi <= found.perfect + 1e-9 for one in found.sizes)
    assert all(0 <= one.evsi <= one.perfect + 1e-9 for one in found.doubts)


def test_the_bill_is_the_worth_of_who_is_left_less_packs_and_waiting(found: PilotWorth) -> None:
    for one in found.sizes:
        left = (24 - min(24, one.months + PLAN.run_in_months)) / 24
        assert one.net == pytest.approx(found.subscribers * one.evsi * left - one.cost - one.waiting)
    costs = [one.cost for one in found.sizes]
    assert costs == sorted(costs)  # a larger share loses more packs
    assert found.sizes[0].waiting == pytest.approx(max(0.0, found.means[found.best]) * found.subscribers * 9 / 24)


def test_the_more_the_model_is_doubted_the_more_knowing_all_is_worth(found: PilotWorth) -> None:
    perfect = [one.perfect for one in found.doubts]
    assert perfect == sorted(perfect)
    assert found.doubts[0].perfect == pytest.approx(found.perfect)


def test_designs_stand_beside_the_plan_and_a_survey_shows_more_and_is_paid_for(
    world: World, population: Path, found: PilotWorth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worth, "DRAWS", 24)
    monkeypatch.setattr(worth, "LENGTHS", ())
    plan = PLAN.changed({"survey_answers": 4000, "cost_per_answer": 15.0})
    surveyed = asked(world, population, "kenya", "t2", plan=plan, designs=("both-communities", "both-subscribers"))
    whole = [next(one for one in of.sizes if (one.part, one.months) == (1.0, 6)) for of in (found, surveyed)]
    assert whole[1].cost == pytest.approx(whole[0].cost + 60_000)
    same, single = surveyed.designs
    assert same.clear == whole[1], "the plan's own design beside itself"
    assert same.doubted == surveyed.doubts[worth.DOUBTS.index(worth.COMPARED_AT)]
    assert single.clear.cost != same.clear.cost
    say = wording("en")
    assert [row[0] for row in designs_rows(surveyed, "RUB", say)] == [say(f"pilot-plan-{one.name}") for one in surveyed.designs]
    assert all(len(row) == len(designs_header("RUB", say)) for row in designs_rows(surveyed, "RUB", say))


def test_a_plan_made_before_surveys_could_be_planned_keeps_its_digest() -> None:
    assert Plan().plan_digest == BEFORE_SURVEYS
    assert Plan.of({"survey_answers": 10}).plan_digest != BEFORE_SURVEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_words_and_zero_is_an_answer(found: PilotWorth, language: str) -> None:
    say = wording(language)
    assert len(sizes_rows(found, "RUB", say)) == len(found.sizes)
    assert len(doubts_rows(found, "RUB", say)) == len(found.doubts)
    nothing = PilotWorth({OFF: 0.0, ASKED: -1.0}, OFF, 0.0, tuple(_without(one) for one in found.sizes), found.doubts, 10, 4)
    zero = worth_lines(nothing, "RUB", say)[0]
    assert zero == say("pilot-worth-zero", perfect=say.money(0.0, "RUB"))


def _without(one: worth.Sized) -> worth.Sized:
    return worth.Sized(one.part, one.months, 0.0, one.cost, one.waiting, -one.cost)


@pytest.mark.long
def test_a_run_in_of_a_year_leaves_the_plan_its_own_length(world: World, population: Path) -> None:
    found = asked(world, population, plan=PLAN.changed({"months": 9, "run_in_months": 12}))
    assert {one.months for one in found.sizes} == {9}


def test_an_option_that_is_no_gifting_is_refused_and_so_are_rules_of_another_mechanism(world: World, population: Path) -> None:
    with pytest.raises(InputError, match="unknown-preset"):
        asked(world, population, "rollover-mts")
    other = WhatIf.on(world, make_rules({}), assumptions_for(world, {}))
    with pytest.raises(ParameterError):
        worth_of_pilot(other, population, PLAN.changed({"months": 13}), Learning())
