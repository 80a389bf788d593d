"""A read-out looks when its plan does, at the bounds that the plan was signed with, and watches for harm in every month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.pilot.design.looks import looks_of
from analysis.pilot.plan import Plan
from analysis.pilot.readout.read import read_pilot
from analysis.settings.parameters import as_dict
from reports.trials.readout import first_lines
from tests.analysis.pilot.trials import Trial
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.readout.answer import Readout


def read_after(months: int, planned: int, effect: float, population: Path, folder: Path) -> Readout:
    """Read a pilot of so many planned months as it stands after fewer."""
    trial = Trial(population, plan={"months": months}, effect=effect)
    plan = Plan.of({"run_in_months": 2, "months": planned})
    trial.record |= {"plan": as_dict(plan), "plan_digest": plan.plan_digest}
    return read_pilot(trial.write(folder), population)


@pytest.mark.parametrize(("months", "number"), [(1, None), (2, 1), (3, 2), (6, 5)])
def test_a_look_is_read_at_the_bound_that_its_design_told(
    months: int, number: int | None, population: Path, tmp_path: Path
) -> None:
    found = read_after(months, 6, 0.0, population, tmp_path / "trial")
    designed = looks_of(Plan.of({"run_in_months": 2, "months": 6}), 2.5)
    if number is None:
        assert found.look is None
    else:
        assert found.look is not None
        assert found.look.number == number
        assert found.look.of == 5
        assert found.look.bounds == tuple(one.bound for one in designed if one.bound is not None)
    assert found.harm is not None
    assert found.harm.bound == designed[months - 1].harm


def test_harm_stops_a_pilot_in_its_first_month_though_no_look_is_taken(population: Path, tmp_path: Path) -> None:
    found = read_after(1, 3, -0.25, population, tmp_path / "trial")
    assert found.look is None
    assert found.harm is not None
    assert found.harm.harmful
    assert found.harm.z < -found.harm.bound
    for language in LANGUAGES:
        say = wording(language)
        assert say.number(found.harm.z, 2, signed=True) in first_lines(found, say)[-1]


def test_a_fall_that_one_look_alone_would_call_harm_is_not_harm_in_the_first_month_of_six(
    population: Path, tmp_path: Path
) -> None:
    """At 1.645 in each of six months far more than one pilot in twenty without any effect would be stopped."""
    found = read_after(1, 6, -0.02, population, tmp_path / "trial")
    assert found.harm is not None
    assert found.harm.bound > 3.0
    assert not found.harm.harmful
    assert not any("Harm:" in line for line in first_lines(found, wording("en")))
