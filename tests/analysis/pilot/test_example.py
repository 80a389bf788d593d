"""The example pilot: the same bytes for the same seed, its truth apart from its files, and read-outs that hold that truth."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.pilot.baseline import present
from analysis.pilot.example.example import UNLIKE, make_example
from analysis.pilot.presets import plan_of
from analysis.pilot.readout.read import read_pilot
from analysis.pilot.replay import replicate, stage_of
from analysis.pilot.rights import everybody
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import as_dict
from analysis.settings.rules import Rules
from data.errors import InputError, ParameterError
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World

FILES = ("assignment.parquet", "months.parquet", "gifts.parquet", "design.json", "hidden_truth.json")


def test_the_same_seed_gives_the_same_files_and_another_seed_another_truth(population: Path, tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        make_example(population, tmp_path / name, plan_of(), seed)
    for file in FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()
    truths = [json.loads((tmp_path / name / "hidden_truth.json").read_text())["assumptions"] for name in ("one", "other")]
    assert truths[0]["give_probability"] != truths[1]["give_probability"]
    record = json.loads((tmp_path / "one" / "design.json").read_text())
    assert "assumptions" not in record  # the truth is nowhere but in its own file


def test_an_example_is_read_without_its_truth(population: Path, tmp_path: Path) -> None:
    make_example(population, tmp_path / "trial", plan_of(), 1)
    (tmp_path / "trial" / "hidden_truth.json").unlink()
    found = read_pilot(tmp_path / "trial", population)
    assert not found.sample_ratio_failed
    assert found.leak is not None
    assert found.leak.rightless == 0
    assert {"buying", "pack_revenue", "used_gb", "leaving", "score", "tickets"} <= {one.measure for one in found.effects}
    assert {"gifts", "refused", "buying", "score"} <= {one.name for one in found.summaries}


def test_what_is_no_trial_is_not_written_over(population: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        make_example(population, tmp_path, plan_of(), 1)
    assert refusal.value.problems[0].key == "trial-folder-taken"
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"


def held(pilots: int, world: World, population: Path, folder: Path) -> dict[str, float]:
    """Return by measure how often the 95 % interval of the arm with all rights held what a launch does."""
    truth = make_assumptions(as_dict(Assumptions()) | {"give_probability": 0.9, "adoption_months": 0})
    seen: dict[str, list[bool]] = {"buying": [], "pack_revenue": [], "used_gb": []}
    scales = {"buying": ("buyers", 1.0), "pack_revenue": ("pack_revenue", 1e-6), "used_gb": ("used_kb", 1e-6)}
    for seed in range(1, pilots + 1):
        plan = plan_of("both-communities", {"seed": str(seed)})
        make_example(population, folder / str(seed), plan, seed, hidden=truth)
        found = read_pilot(folder / str(seed), population)
        drawn = replace(world, seed=(world.seed ^ UNLIKE) + seed)
        launch = stage_of(drawn, Rules(), truth, plan.pilot_months(len(world.months)))
        moved, inside = replicate(launch, everybody(world.subscribers)), present(world, launch.months.start)
        for name, (column, scale) in scales.items():
            effect = scale * float(moved.changed(column)[inside].sum()) / (inside.sum() * len(launch.months))
            told = next(one.difference for one in found.effects if one.measure == name)
            assert told.low is not None
            assert told.high is not None
            seen[name].append(told.low <= effect <= told.high)
    return {name: float(np.mean(values)) for name, values in seen.items()}


def test_intervals_hold_the_launch_in_most_of_a_few_pilots(world: World, population: Path, tmp_path: Path) -> None:
    assert min(held(5, world, population, tmp_path).values()) >= 0.6  # at 95 % each: less in 1 of 800 runs a measure


@pytest.mark.long
def test_intervals_hold_the_launch_as_often_as_they_say(world: World, population: Path, tmp_path: Path) -> None:
    shares = held(80, world, population, tmp_path)
    assert all(0.87 <= share <= 1.0 for share in shares.values()), shares  # 95 % less three of its errors


def test_an_example_is_made_of_months_that_were_and_refused_where_its_run_in_has_none(population: Path, tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as refusal:
        make_example(population, tmp_path / "trial", plan_of(None, {"months": "9", "run_in_months": "12"}), 1)
    (problem,) = refusal.value.problems
    assert problem.key == "plan-run-in"
    for language in LANGUAGES:
        assert "run_in_months=3" in wording(language).problem(problem.key, problem.facts)
    assert not (tmp_path / "trial").exists()
