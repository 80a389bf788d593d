"""What a pilot refuses to be designed, read or learned from, each in a sentence; and whoever stops asking stops the work."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.decide.what_if import WhatIf
from analysis.monitoring.example import launch_plan, planned
from analysis.monitoring.read import read_launch
from analysis.monitoring.seen import monthly_in
from analysis.pilot.example.example import make_example
from analysis.pilot.learning.from_trial import SAMPLE_RATIO, learn_pilot, seen_in
from analysis.pilot.learning.settings import Learning
from analysis.pilot.plan import Plan
from analysis.pilot.presets import plan_of
from analysis.pilot.readout.effects import Pair
from analysis.pilot.readout.read import plan_in, read_pilot
from analysis.pilot.worth.worth import worth_of_pilot
from analysis.settings.assumptions import assumptions_for
from analysis.settings.parameters import as_dict
from analysis.settings.rules import make_rules
from data.errors import InputError
from data.population.folder import open_population
from data.progress import silent
from data.trials.reading import read_trial
from data.trials.record import Frame, read_record
from tests.analysis.pilot.trials import Trial
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.world.world import World


def told(caught: pytest.ExceptionInfo[InputError]) -> str:
    """Return the key of the only problem, which has its sentence in every language."""
    (problem,) = caught.value.problems
    assert all(wording(language).problem(problem.key, problem.facts) for language in LANGUAGES)
    return problem.key


def kept(trial: Trial, table: str, keep: Callable[[dict[str, object]], bool]) -> None:
    """Keep some rows of a table."""
    own = trial.tables[table]
    rows = [dict(zip(own, row, strict=True)) for row in zip(*own.values(), strict=True)]
    left = [row for row in rows if keep(row)]
    trial.tables[table] = {name: [row[name] for row in left] for name in own}


def test_an_arm_that_holds_nobody_is_refused(population: Path, tmp_path: Path) -> None:
    trial = Trial(population)
    arms = trial.tables["assignment"]["arm"]
    trial.tables["assignment"]["arm"] = ["full" if arm == "mechanism" else arm for arm in arms]
    with pytest.raises(InputError) as refusal:
        read_pilot(trial.write(tmp_path / "trial"), population)
    assert told(refusal) == "trial-empty-arm"
    assert refusal.value.problems[0].facts["arm"] == "mechanism"


@pytest.mark.parametrize("months", [2, 6])
def test_months_that_end_before_the_pilot_or_go_beyond_its_plan_are_refused(
    months: int, population: Path, tmp_path: Path
) -> None:
    trial = Trial(population)  # two months of run-in, three of pilot
    if months == 2:
        first = sorted(set(trial.tables["months"]["month"]))[:2]  # type: ignore[type-var]  # dates
        kept(trial, "months", lambda row: row["month"] in first)
    else:
        plan = Plan.of({"run_in_months": 2, "months": 2})
        trial.record |= {"plan": as_dict(plan), "plan_digest": plan.plan_digest}
    with pytest.raises(InputError) as refusal:
        read_pilot(trial.write(tmp_path / "trial"), population)
    assert told(refusal) == "trial-months"


@pytest.mark.parametrize("record", ["{", "[]", '{"plan": 1}', '{"plan": {}, "plan_digest": "a"}'])
def test_a_record_that_is_none_is_refused(record: str, population: Path, tmp_path: Path) -> None:
    folder = Trial(population).write(tmp_path / "trial")
    (folder / "design.json").write_text(record, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_pilot(folder, population)
    assert told(refusal) == "trial-record"


@pytest.mark.parametrize(("text", "key"), [("plan = 3", "pilot-plan-file"), ("[plan", "pilot-plan-file")])
def test_a_file_that_holds_no_plan_is_refused(text: str, key: str, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        plan_of(str(tmp_path / "plan.toml"))
    assert told(refusal) == key


def test_a_plan_that_nobody_knows_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(InputError) as refusal:
        plan_of("by-street")
    assert told(refusal) == "unknown-pilot-plan"
    assert "both-communities" in str(refusal.value.problems[0].facts["known"])


def test_a_read_out_that_tells_nothing_the_model_replays_is_not_learned_from(population: Path, tmp_path: Path) -> None:
    folder = Trial(population).write(tmp_path / "trial")
    bare = replace(read_pilot(folder, population), summaries=(), covariance=np.zeros((0, 0)))
    with pytest.raises(InputError) as refusal:
        seen_in(bare)
    assert told(refusal) == "pilot-nothing-to-learn-from"
    record = read_record(folder)
    plan = plan_in(record)
    frame = Frame(tuple(arm.name for arm in plan.arms), plan.run_in_months, plan.months)
    tables = read_trial(folder, open_population(population), record, frame, silent)
    with pytest.raises(InputError) as refusal:
        monthly_in(bare, Pair(tables, 1))
    assert told(refusal) == "pilot-nothing-to-learn-from"


@pytest.fixture(scope="module")
def example(population: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "trial"
    make_example(population, folder, plan_of(None, {"months": "3", "run_in_months": "3"}), 1)
    return folder


def asked(world: World) -> WhatIf:
    return WhatIf.on(world, make_rules({}), assumptions_for(world, {}))


def test_nothing_is_learned_from_arms_that_are_not_as_designed(
    world: World, population: Path, example: Path, tmp_path: Path
) -> None:
    record = json.loads((example / "design.json").read_text(encoding="utf-8"))
    arms = ("control:0.05:0:0", "full:0.8:1:1", "mechanism:0.15:1:0.5")  # so many should have been in each
    plan = plan_of(None, {"months": "3", "run_in_months": "3", "arm_list": ",".join(arms)})
    for file in example.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "design.json").write_text(json.dumps(record | {"plan": as_dict(plan), "plan_digest": plan.plan_digest}))
    found = learn_pilot(tmp_path, population, world, asked(world).question, Learning())
    assert (found.outcome, found.posterior, dict(found.values)) == (SAMPLE_RATIO, None, {})


class Stopped(Exception):  # noqa: N818 - what a user does, no error
    """Raised by whoever is told how far the work is."""


def stopping(after: int) -> Callable[[str, float], None]:
    """Return a progress that stops the work when it is told for the so-and-so-many-th time."""
    calls = iter(range(10**9))

    def progress(stage: str, share: float, /) -> None:
        if next(calls) >= after:
            raise Stopped(stage, share)

    return progress


@pytest.mark.parametrize("after", [0, 6])
def test_whoever_stops_asking_stops_reading_learning_and_worth(after: int, world: World, population: Path, example: Path) -> None:
    question = asked(world).question
    with pytest.raises(Stopped):
        learn_pilot(example, population, world, question, Learning(), progress=stopping(after))
    with pytest.raises(Stopped):
        worth_of_pilot(asked(world), population, plan_of(None, {"months": "3"}), Learning(), progress=stopping(after))
    with pytest.raises(Stopped):
        read_pilot(example, population, stopping(min(after, 3)))


@pytest.mark.parametrize("after", [0, 8])
def test_whoever_stops_asking_stops_the_watch_over_a_launch(after: int, population: Path, tmp_path: Path) -> None:
    make_example(population, tmp_path / "launch", launch_plan(0.4, 2), 2, assumed=planned())
    with pytest.raises(Stopped):
        read_launch(tmp_path / "launch", population, 64, progress=stopping(after))
