"""The plan of a pilot: what it refuses, and what names it."""

from __future__ import annotations

import pytest

from analysis.pilot.plan import Plan
from analysis.pilot.presets import PLANS, plan_of
from data.errors import InputError, ParameterError


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
