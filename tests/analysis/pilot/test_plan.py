"""The plan of a pilot: what it refuses, and what names it."""

from __future__ import annotations

import pytest

from analysis.pilot.plan import Plan
from analysis.pilot.presets import PLANS, plan_of
from data.errors import InputError, ParameterError
from wording import LANGUAGES, wording


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"arm_list": "a:0.5:0:0"}, "plan-arms-few"),
        ({"arm_list": "a:0.5:0:0,a:0.5:1:1"}, "plan-arm-twice"),
        ({"arm_list": "a:0.5:0:0,b:0.4:1:1"}, "plan-arm-shares"),
        ({"arm_list": "a:0.5:1:1,b:0.5:1:1"}, "plan-arms-alike"),
        ({"arm_list": "a:0.5,b:0.5:1:1"}, "plan-arm"),
        ({"arm_list": "a:0.5:0:2,b:0.5:1:1"}, "parameter-range"),
        ({"arm_list": "a:half:0:0,b:0.5:1:1"}, "parameter-type"),
        ({"months": "3", "looks": "3"}, "plan-looks"),
        ({"matched": "true", "run_in_months": "0"}, "plan-matched-run-in"),
        ({"unit": "streets"}, "parameter-choice"),
        ({"monthz": "3"}, "unknown-parameter"),
    ],
)
def test_what_cannot_be_run_is_refused(settings: dict[str, str], key: str) -> None:
    with pytest.raises(ParameterError) as caught:
        plan_of(None, settings)
    assert key in [problem.key for problem in caught.value.problems]


def test_an_unknown_plan_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        plan_of("recomended")
    assert caught.value.problems[0].facts["nearest"] == "recommended"


@pytest.mark.parametrize("name", PLANS)
def test_an_arm_reads_back_as_it_is_written(name: str) -> None:
    plan = plan_of(name)
    assert plan.changed({"arm_list": tuple(arm.written() for arm in plan.arms)}).arms == plan.arms


def test_looks_begin_after_the_second_month_and_end_with_the_pilot() -> None:
    assert Plan.of({"months": 6}).look_months() == (2, 3, 4, 5, 6)
    assert Plan.of({"months": 6, "looks": 3}).look_months() == (2, 4, 6)
    assert Plan.of({"months": 1}).look_months() == (1,)


def test_a_digest_names_all_that_is_decided() -> None:
    assert Plan().plan_digest == Plan().plan_digest
    assert Plan().plan_digest != Plan().changed({"seed": 2}).plan_digest


@pytest.mark.parametrize(
    ("settings", "key", "way_out"),
    [
        ({"months": "13"}, "plan-months", "months=12"),
        ({"months": "6", "first_month": "9"}, "plan-months", "months=4"),
        ({"months": "1", "first_month": "14"}, "plan-months", "12"),
        ({"months": "12", "matched": "true"}, "plan-matched-before", "11"),
    ],
)
def test_months_that_do_not_fit_are_refused_with_the_nearest_that_do(settings: dict[str, str], key: str, way_out: str) -> None:
    with pytest.raises(ParameterError) as caught:
        plan_of(None, settings).check_on(12)
    (problem,) = caught.value.problems
    assert problem.key == key
    for language in LANGUAGES:
        told = wording(language).problem(problem.key, problem.facts)
        assert way_out in told
        assert "months=0" not in told


def test_a_run_in_longer_than_the_base_is_planned_and_the_months_it_holds_are_those_before_the_pilot() -> None:
    plan = plan_of(None, {"months": "9", "run_in_months": "12"})
    assert plan.check_on(12) == range(3, 12)
    assert plan.run_in(12) == range(3)
    assert plan_of(None, {"months": "12", "run_in_months": "12"}).run_in(12) == range(0)
    assert plan_of(None, {"months": "3", "run_in_months": "12"}).run_in(24) == range(9, 21)


def test_a_plan_that_matches_nothing_keeps_the_digest_it_had_and_one_that_does_has_another() -> None:
    before = "6ef8a063346f420ca52cbe1556a3d782765742c4983288022408c59adc9cba52"
    assert Plan.of({"matched": False}).plan_digest == before
    assert Plan.of({"matched": True}).plan_digest != before
