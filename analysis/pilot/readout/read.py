"""A pilot read from its files: who was where, what leaked, what it did; nothing that the files cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.pilot.design.looks import looks_of
from analysis.pilot.plan import SUBSCRIBERS, Plan
from analysis.pilot.readout.answer import Readout
from analysis.pilot.readout.checks import harm_of, leak_of, look_of, ratio_checks
from analysis.pilot.readout.effects import CONTROL, Pair, check_can_tell, effects, monthly
from analysis.pilot.readout.sides import exposed, interference, sides
from analysis.pilot.readout.summaries import summaries
from analysis.settings.parameters import out_of_json
from data.errors import InputError, ParameterError
from data.population.folder import open_population
from data.progress import silent
from data.trials.reading import read_trial
from data.trials.record import Frame, read_record

CROSSED = 0.01  # of all gifts between arms whose members have the rights for it: more blurs the arms


if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.arms import Arm
    from analysis.pilot.readout.answer import Effect, Interference, Leak, RatioCheck
    from data.progress import Progress
    from data.trials.reading import TrialTables
    from data.trials.record import DesignRecord


def read_pilot(folder: Path, population: Path, progress: Progress = silent) -> Readout:
    """Read the pilot in `folder`, whose ids are those of the base at `population`; InputError lists all that is wrong."""
    if not folder.is_dir():
        raise InputError.one("no-such-folder", path=str(folder))
    record = read_record(folder)
    plan = plan_in(record)
    frame = Frame(tuple(arm.name for arm in plan.arms), plan.run_in_months, plan.months)
    tables = read_trial(folder, open_population(population), record, frame, progress)
    return readout_of(tables, plan, record, progress)


def plan_in(record: DesignRecord) -> Plan:
    """Return the plan of a record; InputError where it is none, or its digest is another's."""
    try:
        plan = Plan.of(out_of_json(record.plan))
    except ParameterError as error:
        raise InputError(error.problems) from error
    if plan.plan_digest != record.plan_digest:
        raise InputError.one("trial-other-plan", expected=record.plan_digest[:16], found=plan.plan_digest[:16])
    return plan


def readout_of(tables: TrialTables, plan: Plan, record: DesignRecord, progress: Progress = silent) -> Readout:
    """Return the read-out of tables that were checked."""
    pairs = [Pair(tables, arm) for arm in range(1, len(plan.arms))]
    for pair in pairs:
        check_can_tell(pair, plan)
    found: list[Effect] = []
    for nth, pair in enumerate(pairs):
        progress("trial-effects", 0.7 + 0.25 * nth / len(pairs))
        found += effects(pair, plan)
    told = tuple(found)
    full = main_arm(plan)
    both_sides = tuple(side for pair in pairs if _has_lottery(plan.arms[pair.arm]) for side in sides(pair, plan))
    meets = interference(both_sides, told, plan.arms[full].name, plan)
    few, covariance = summaries(Pair(tables, full))
    ratios, leak = ratio_checks(tables, plan), leak_of(tables)
    looks = looks_of(plan, 0.0)  # heights alone are asked, and they take a second
    of_full = tuple(effect for effect in told if effect.arm == plan.arms[full].name)
    progress("done", 1.0)
    counts = np.bincount(tables.arm, minlength=len(plan.arms))
    members = np.bincount(tables.arm, tables.members.sum(1), len(plan.arms))
    return Readout(
        plan_digest=plan.plan_digest,
        base=record.base,
        currency=tables.currency,
        unit=plan.unit,
        level=1.0 - plan.alpha,
        arms=tables.arms,
        months=tables.months[tables.run_in :],
        run_in=tables.months[: tables.run_in],
        clusters=tuple(counts.tolist()),
        members=tuple(int(count) for count in members),
        ratios=ratios,
        leak=leak,
        effects=told,
        monthly=tuple(one for pair in pairs for one in monthly(pair, plan)),
        look=look_of(tables, plan, of_full, looks),
        harm=harm_of(tables, of_full, looks),
        sides=both_sides,
        exposure=exposed(tables, plan, full),
        interference=meets,
        summaries=few,
        covariance=covariance,
        notes=_notes(tables, plan, (ratios, leak, meets)),
    )


def main_arm(plan: Plan) -> int:
    """Return the arm that is most like a launch: the first in which everybody may give and receive, else the first treated."""
    return next((place for place in range(1, len(plan.arms)) if plan.arms[place].gives == plan.arms[place].receives == 1), 1)


def _has_lottery(arm: Arm) -> bool:
    return 0 < arm.receives < 1


def _notes(
    tables: TrialTables, plan: Plan, found: tuple[tuple[RatioCheck, ...], Leak | None, Interference | None]
) -> tuple[str, ...]:
    """Return what a reader must know beside the figures, worst first."""
    ratios, leak, meets = found
    control, full = plan.arms[CONTROL], plan.arms[main_arm(plan)]
    apart = plan.unit == SUBSCRIBERS
    told = {
        "sample-ratio": any(check.failed for check in ratios),
        "individuals-both": apart and control.receives == 0 and control.gives == 0 and full.receives == 1,
        "givers-only": control.receives == full.receives and control.gives != full.gives,
        "receivers-only": apart and control.gives == full.gives == 1 and control.receives != full.receives,
        "leak": leak is not None and (leak.rightless > 0 or leak.crossed > CROSSED * leak.gifts),
        "interference": meets is not None and meets.interferes,
        "no-gift-log": leak is None,
        "no-run-in": not tables.run_in,
        "running": len(tables.months) - tables.run_in < plan.months,
        "not-a-look": len(tables.months) - tables.run_in not in plan.look_months(),
        "no-score": "score" not in {name for name in tables.known if tables.sums[name].sum() > 0},
        "no-trigger": "triggered" not in tables.known,
        "matched": plan.matched,
    }
    return tuple(name for name, is_so in told.items() if is_so)
