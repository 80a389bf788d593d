"""What a read-out makes of designs that randomise the wrong thing: the engine's own changes, without any other noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest

from analysis.pilot.assignment import assigned
from analysis.pilot.baseline import present
from analysis.pilot.clusters import clusters_of
from analysis.pilot.people import people_of
from analysis.pilot.presets import plan_of
from analysis.pilot.readout.read import read_pilot
from analysis.pilot.replay import replicate, stage_of
from analysis.pilot.rights import everybody
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import as_dict
from analysis.settings.rules import Rules
from data.trials.writing import write_trial

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.replay import PilotReplay, Stage
    from analysis.world.world import World

TRUTH = make_assumptions(as_dict(Assumptions()) | {"give_probability": 0.9, "adoption_months": 0})
USUAL = 3  # packs of everybody in every month: the only differences are those the rights make


def stage(world: World) -> Stage:
    return stage_of(world, Rules(), TRUTH, plan_of().pilot_months(len(world.months)))


def packs_a_month(stage: Stage, replay: PilotReplay) -> float:
    """Return what a launch does to months with a pack, a member and month."""
    inside = present(stage.world, stage.months.start)
    return float(replay.changed("buyers")[inside].sum()) / float(inside.sum() * len(stage.months))


def read_as(name: str, seed: int, stage: Stage, population: Path, folder: Path) -> tuple[float, tuple[str, ...]]:
    """Return what a design reads as the effect on packs, and the notes beside it."""
    world, plan = stage.world, plan_of(name, {"seed": str(seed)})
    people = people_of(population)
    assignment = assigned(world, plan, clusters_of(world, plan, people))
    moved = replicate(stage, assignment.rights)
    inside = present(world, stage.months.start) & (assignment.arm >= 0)
    ids, count = people.ids[inside], int(inside.sum())
    months = [*plan.run_in(len(world.months)), *stage.months]
    changed = {month: moved.changed("buyers", nth)[inside] for nth, month in enumerate(stage.months)}
    packs = np.concatenate([USUAL + np.zeros(count, np.int32) + changed.get(month, 0) for month in months]).astype(np.int32)
    tables = {
        "assignment": pa.table({
            "subscriber_id": ids, "cluster": assignment.cluster[inside].astype(str),
            "stratum": assignment.stratum[inside].astype(str),
            "arm": np.array([arm.name for arm in plan.arms])[assignment.arm[inside]],
            "may_give": assignment.gives[inside], "may_receive": assignment.receives[inside],
        }),
        "months": pa.table({
            "subscriber_id": np.tile(ids, len(months)),
            "month": pa.array(np.repeat([world.months[month] for month in months], count)).cast(pa.date32()),
            "packs": packs, "pack_revenue": packs.astype(np.float64), "used_gb": np.ones(packs.size),
        }),
    }  # fmt: skip
    write_trial(folder, tables, {"plan": as_dict(plan), "plan_digest": plan.plan_digest, "base": world.manifest.fingerprint})
    found = read_pilot(folder, population)
    return next(one.difference.value for one in found.effects if one.measure == "packs"), found.notes


@pytest.mark.parametrize(
    ("design", "seeds", "low", "high", "note"),
    [  # a hundred communities scatter: the mean of five reads to about 0.1 of the launch
        ("both-communities", 5, 0.8, 1.25, None),
        pytest.param("receive-subscribers", 1, 0.85, 1.3, "receivers-only", marks=pytest.mark.long),
        ("both-subscribers", 2, 0.3, 0.7, "individuals-both"),
        pytest.param("give-subscribers", 3, -0.15, 0.15, "givers-only", marks=pytest.mark.long),
    ],
)
def test_a_design_reads_the_share_of_the_launch_that_it_can_see(  # noqa: PLR0917 - a case of the table
    design: str, seeds: int, low: float, high: float, note: str | None, world: World, population: Path, tmp_path: Path
) -> None:  # fmt: skip
    staged = stage(world)
    launch = packs_a_month(staged, replicate(staged, everybody(world.subscribers)))
    read = [read_as(design, seed, staged, population, tmp_path / str(seed)) for seed in range(1, seeds + 1)]
    share = float(np.mean([value for value, _ in read])) / launch
    assert low < share < high, (share, [value / launch for value, _ in read])
    if note is not None:
        assert all(note in notes for _, notes in read)
