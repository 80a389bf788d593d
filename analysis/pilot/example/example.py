"""The example pilot: hidden assumptions drawn from the declared ranges, a pilot replayed under them, its files written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import numpy as np
import pyarrow as pa

from analysis.pilot.assignment import OUTSIDE, assigned
from analysis.pilot.baseline import present
from analysis.pilot.clusters import clusters_of
from analysis.pilot.example.earlier import earlier_months
from analysis.pilot.example.realised import gb, money, rows_of
from analysis.pilot.ground import ground_of, plan_on
from analysis.pilot.replay import replicate, stage_of
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import as_dict
from analysis.settings.rules import Rules
from analysis.uncertainty.distributions import drawn_values, with_values
from analysis.world.prepare import prepare
from data.errors import ParameterError, Problem
from data.progress import silent
from data.trials.writing import TRUTH, write_trial

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.pilot.assignment import Assignment
    from analysis.pilot.plan import Plan
    from analysis.pilot.replay import PilotReplay, Stage
    from analysis.shards.store import AnyBase
    from analysis.world.world import World
    from data.progress import Progress

UNLIKE = 0x5EED  # what makes the hidden world's draws others than those of any replay of it


@dataclass(frozen=True)
class Example:
    """What was made: how many take part, in how many clusters, over how many months, and where the truth lies."""

    subscribers: int
    clusters: int
    months: int
    truth: str


def make_example(  # noqa: PLR0913, PLR0917 - where, of which base, what and how it truly is
    population: Path,
    target: Path,
    plan: Plan,
    seed: int = 1,
    progress: Progress = silent,
    hidden: Assumptions | None = None,
    assumed: Assumptions | None = None,
    earlier: int = 0,
    base: AnyBase | None = None,
) -> Example:
    """Write an example pilot on a `population` into the folder `target`, under a `hidden` truth or one drawn by the seed.

    A store of it may be the `base`; ids are read at `population` all the same.

    What was `assumed` when it was planned stands in its record where it is told. `earlier` months of the base lengthen the
    run-in beyond those that are replayed. InputError and ParameterError where the base
    or the plan do not allow it.
    """
    progress("trial-read", 0.05)
    whole = base or prepare(population)
    plan = plan_on(whole, plan)
    rules = Rules()
    truth = hidden if hidden is not None else with_values(Assumptions(), drawn_values(Assumptions(), 1, seed)[0])
    months, held = plan.pilot_months(len(whole.months)), plan.run_in(len(whole.months))
    if len(held) < plan.run_in_months:  # an example is made of months that were
        facts = {"run_in": plan.run_in_months, "held": len(held), "months": plan.months, "replayed": len(whole.months)}
        raise ParameterError([Problem("plan-run-in", facts)])
    ground = ground_of(whole, plan, population)
    world, ids = ground.world, ground.people.ids
    assignment = assigned(world, plan, clusters_of(world, plan, ground.people))
    progress("trial-replay", 0.2)
    stage = stage_of(replace(world, seed=(world.seed ^ UNLIKE) + seed), rules, truth, months)
    moved = replicate(stage, assignment.rights)
    inside = (assignment.arm != OUTSIDE) & present(world, months.start)
    tables = {
        "assignment": _assignment_table(ids, plan, assignment, inside),
        "months": _months_table(ids, plan, stage, moved, (inside, truth)),
        "gifts": _gifts_table(ids, world, stage, moved, inside),
    }
    if earlier:
        first, told = world.months[months.start - plan.run_in_months], tables["months"]
        before = earlier_months(population, ids[inside], first, earlier, told.schema)
        tables["months"] = pa.concat_tables([before, told])
        plan = plan.changed({"run_in_months": plan.run_in_months + earlier})
    progress("trial-write", 0.9)
    record: dict[str, object] = {
        "plan": as_dict(plan),
        "plan_digest": plan.plan_digest,
        "base": world.manifest.fingerprint,
        "rules": as_dict(rules),
        "designed_ratios": {arm.name: arm.share for arm in plan.arms},
    }
    if assumed is not None:
        record["assumptions"] = as_dict(assumed)
    write_trial(target, tables, record, {"seed": seed, "assumptions": as_dict(truth)})
    progress("done", 1.0)
    count = np.unique(assignment.cluster[inside]).size
    return Example(int(inside.sum()), int(count), plan.run_in_months + plan.months, TRUTH)


def _assignment_table(ids: NDArray[np.str_], plan: Plan, assignment: Assignment, inside: NDArray[np.bool_]) -> pa.Table:
    names = np.array([arm.name for arm in plan.arms])
    return pa.table({
        "subscriber_id": ids[inside],
        "cluster": np.char.add("c", assignment.cluster[inside].astype(str)),
        "stratum": np.char.add("s", assignment.stratum[inside].astype(str)),
        "arm": names[assignment.arm[inside]],
        "may_give": assignment.gives[inside],
        "may_receive": assignment.receives[inside],
    })  # fmt: skip


def _months_table(
    ids: NDArray[np.str_], plan: Plan, stage: Stage, moved: PilotReplay, who: tuple[NDArray[np.bool_], Assumptions]
) -> pa.Table:
    """Return a row per subscriber and month of run-in and pilot: those of the base, what the pilot changed, what was drawn."""
    inside, truth = who
    world, gone = stage.world, ~inside
    parts = []
    for month in (*plan.run_in(len(world.months)), *stage.months):
        told = moved if month in stage.months else None
        before = gone.copy()
        rows = rows_of(stage, told, month, gone, truth)
        if told is None:
            gone[:] = before  # who takes part was there when the pilot began
        parts.append(pa.table({
            "subscriber_id": ids[rows.subscriber],
            "month": pa.array([f"{world.months[month][:7]}-01"] * rows.subscriber.size).cast(pa.date32()),
            "packs": rows.packs.astype(np.int32),
            "pack_revenue": _decimal(money(rows.pack_revenue)),
            "used_gb": _decimal(gb(rows.used_kb)),
            "renewed": rows.renewed,
            "score": pa.array(rows.score, from_pandas=True),
            "tickets": rows.tickets.astype(np.int32),
            "triggered": rows.triggered,
        }))  # fmt: skip
    return pa.concat_tables(parts)


def _gifts_table(ids: NDArray[np.str_], world: World, stage: Stage, moved: PilotReplay, inside: NDArray[np.bool_]) -> pa.Table:
    """Return a row per gift and per refused wish to give, among who takes part."""
    parts, inside = [], np.append(inside, np.zeros(world.rows.key.size - inside.size, bool))  # guests do not
    for nth, gifts in zip(stage.months, moved.gifts, strict=True):
        sides = (
            (gifts.giver, gifts.receiver, gifts.kb, False),
            (gifts.refused_giver, gifts.refused_receiver, gifts.refused_kb, True),
        )
        for giver, receiver, kb, refused in sides:
            both = inside[giver] & inside[receiver]
            parts.append(pa.table({
                "giver_id": ids[giver[both]],
                "receiver_id": ids[receiver[both]],
                "month": pa.array([f"{world.months[nth][:7]}-01"] * int(both.sum()), pa.string()).cast(pa.date32()),
                "gb": _decimal(gb(kb[both])),
                "refused": np.full(int(both.sum()), refused),
            }))  # fmt: skip
    return cast("pa.Table", pa.concat_tables(parts))


def _decimal(values: NDArray[np.float64]) -> pa.Array:
    return pa.array(values, pa.float64()).cast(pa.decimal128(18, 6), safe=False)
