"""A pilot designed and written: evaluations, plan and record for everybody, the list of ids for the base's own folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.pilot.assignment import assigned
from analysis.pilot.assignment_file import FILE, FOLDER, assignment_csv, digest_of
from analysis.pilot.clusters import clusters_of
from analysis.pilot.design.evaluate import bench_of, evaluations
from analysis.pilot.ground import ground_of, plan_on
from analysis.pilot.presets import COMPARED, DEFAULT_PLAN, plan_of
from data.errors import InputError
from data.files.places import write_file
from data.progress import Progress, silent
from reports.trials.design_record import KIND, design_record, record_text
from reports.trials.plan_pdf import plan_pdf
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from analysis.decide.what_if import WhatIf
    from analysis.pilot.design.figures import Evaluation
    from analysis.pilot.plan import Plan

OWN = "own"
SHARED = ("months", "run_in_months", "first_month", "take_part", "looks", "alpha", "power", "frame")
RECORD, PDF = "design.json", "pilot-plan.pdf"


@dataclass(frozen=True)
class Asked:
    """A plan to be evaluated on a base; `tables` is where its tables lie, and its ids; None: a store alone is at hand.

    `alone` leaves the usual designs out.
    """

    what_if: WhatIf
    tables: Path | None
    plan: Plan
    replicates: int
    alone: bool = False


@dataclass(frozen=True)
class Designed:
    """A plan with its evaluation first and those of the designs beside it, and the list of who is in which arm.

    The list is None where no tables are at hand to tell ids.
    """

    what_if: WhatIf
    plan: Plan
    evaluations: tuple[Evaluation, ...]
    assignment: bytes | None
    replicates: int

    def record(self, made_on: date) -> dict[str, object]:
        """Return the record of the design; InputError where there is no list of ids."""
        digest = digest_of(self.ids)
        return design_record(self.what_if, self.plan, self.evaluations, digest, self.replicates, made_on)

    @property
    def ids(self) -> bytes:
        """Return the list of who is in which arm; InputError where nobody is there to tell ids."""
        if self.assignment is None:
            raise InputError.one("pilot-without-ids")
        return self.assignment

    def pdf(self, made_on: date, language: str, paper: str = "a4") -> bytes:
        """Return the plan as a PDF."""
        return plan_pdf(self.record(made_on), self.evaluations, language, paper)


def plans_beside(plan: Plan, *, alone: bool = False) -> dict[str, Plan]:
    """Return a plan under its name and, unless `alone`, the usual designs in the same months, with the same tests."""
    shared = {name: getattr(plan, name) for name in SHARED}
    usual = {name: plan_of(name).changed(shared) for name in (DEFAULT_PLAN, *COMPARED)}
    own = next((name for name, other in usual.items() if _same(other, plan)), OWN)
    return {own: plan} | ({} if alone else {name: other for name, other in usual.items() if name in COMPARED and name != own})


def _same(one: Plan, other: Plan) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("arms", "unit", "strata", "largest_cluster", "matched"))


def designed(
    asked: Asked,
    threads: int | None = None,
    progress: Progress = silent,
    so_far: Callable[[tuple[Evaluation, ...]], None] = lambda _: None,
) -> Designed:
    """Evaluate a plan on a base; `so_far` is told what is known after each design.

    Raises ParameterError where the months do not fit the base, the frame not its store, or the rules are of another mechanism
    than gifting; InputError where the tables are not those of the store.
    """
    what_if = asked.what_if
    plan = plan_on(what_if.world, asked.plan)
    months = plan.check_on(len(what_if.world.months))
    ground = ground_of(what_if.world, plan, asked.tables, threads)
    world, people = ground.world, ground.people
    bench = bench_of(world, people, what_if.question.rules, what_if.question.assumptions, months, threads)
    found: list[Evaluation] = []
    for one in evaluations(bench, plans_beside(plan, alone=asked.alone), asked.replicates, threads, progress):
        found.append(one)
        so_far(tuple(found))
    own = assigned(world, plan, clusters_of(world, plan, people))
    ids = None if people.subscriber_id is None else assignment_csv(world, people.subscriber_id, plan, own)
    return Designed(what_if, plan, tuple(found), ids, asked.replicates)


def write_plan(found: Designed, out: Path, tables: Path, made_on: date, language: str, paper: str = "a4") -> list[str]:
    """Write plan and record to `out`, list and record into the base's own folder; return what was written where, in words."""
    say, record = wording(language), record_text(found.record(made_on)).encode()
    ids = tables / FOLDER / found.plan.plan_digest[:12]
    write_file(out / PDF, found.pdf(made_on, language, paper), foreign_plan)
    write_file(out / RECORD, record, foreign_plan)
    write_file(ids / FILE, found.ids, foreign_plan)
    write_file(ids / RECORD, record, foreign_plan)
    return [say("pilot-written", folder=str(out)), say("pilot-written-ids", folder=str(ids))]


def foreign_plan(file: Path) -> str:
    """Name a file that no design of a pilot wrote; an empty string for one of ours."""
    head = file.read_bytes()
    if head.startswith(b"%PDF") and RECORD.encode() in head:
        return ""
    if head.startswith(b"subscriber_id,cluster,stratum,arm,may_give,may_receive\n"):
        return ""
    try:
        told = json.loads(head)
    except ValueError:
        return file.name
    return "" if isinstance(told, dict) and told.get("kind") == KIND else file.name
