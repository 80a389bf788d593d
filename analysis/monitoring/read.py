"""A launch held against its plan: what came by month, the charts over it, and on an alarm what would explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from analysis.monitoring.answer import AS_PLANNED, EXPLAINED, OUTSIDE, RATIO, Monitored, Point, Watched
from analysis.monitoring.charts import band, charts, rates_of
from analysis.monitoring.expected import DISCREPANCY, DRAWS, Expected, paths
from analysis.monitoring.reasons import reasons
from analysis.pilot.arms import arms_in
from analysis.pilot.learning.from_trial import replay_of, rules_tried
from analysis.pilot.learning.replayed import BUYING, GIFTS, REVENUE, USED
from analysis.pilot.learning.seen import Seen
from analysis.pilot.readout.effects import Pair
from analysis.pilot.readout.read import main_arm, plan_in, readout_of
from analysis.pilot.readout.summaries import monthly_noise
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import as_dict
from analysis.settings.rules import Rules
from analysis.statistics.synthetic_control import FEWEST_BEFORE
from analysis.world.prepare import prepare
from data.errors import InputError, ParameterError
from data.population.folder import open_population
from data.progress import silent
from data.trials.reading import read_trial
from data.trials.record import Frame, read_record

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.monitoring.answer import Rates, Reason
    from analysis.pilot.readout.answer import Readout
    from analysis.settings.parameters import Value
    from data.progress import Progress
    from data.trials.record import DesignRecord

FEWEST_HELD_BACK = 30  # clusters: with ten, launches as planned alarmed half the time, not the fifth that is stated
WATCHED = (GIFTS, BUYING, REVENUE, USED)
SEED = 1


def read_launch(
    folder: Path, population: Path, draws: int = DRAWS, threads: int | None = None, progress: Progress = silent
) -> Monitored:
    """Hold the launch in `folder` against the plan in its record, on the base whose ids it has.

    InputError where nobody was held back, where the record tells no plan, and for all that a read-out refuses.
    """
    if not folder.is_dir():
        raise InputError.one("no-such-folder", path=str(folder))
    record = read_record(folder)
    check_held_back(record)
    rules, assumed = planned_in(record)
    plan = plan_in(record)
    frame = Frame(tuple(arm.name for arm in plan.arms), plan.run_in_months, plan.months)

    def reading(stage: str, share: float, /) -> None:
        progress(stage, 0.2 * share)

    tables = read_trial(folder, open_population(population), record, frame, reading)
    readout = readout_of(tables, plan, record, reading)
    seen = monthly_in(readout, Pair(tables, main_arm(plan)))
    world = prepare(population)
    replay = replay_of(folder, population, world, rules, seen)
    expected = Expected(seen.kinds, paths(replay, assumed, draws, SEED, threads, progress), seen.covariance)
    kinds = tuple(dict.fromkeys(seen.kinds))
    rates = rates_of(expected, kinds, len(readout.months), SEED)
    watched = _watched(expected, readout, seen, rates)
    why: tuple[Reason, ...] = ()
    if readout.sample_ratio_failed:
        verdict = RATIO
    elif not any(one.alarm for one in watched):
        verdict = AS_PLANNED
    else:
        why = reasons(expected, seen.values, replay, assumed, rates.limit, threads, progress)
        verdict = EXPLAINED if any(one.settles for one in why) else OUTSIDE
    progress("done", 1.0)
    notes = tuple(note for note in readout.notes if note in {"leak", "no-gift-log", "no-run-in"})
    return Monitored(
        verdict, readout.plan_digest, readout.base, readout.currency, readout.months, readout.arms, readout.clusters,
        readout.members, readout.ratios, draws, DISCREPANCY, rates, watched, why, notes,
    )  # fmt: skip


def check_held_back(record: DesignRecord) -> None:
    """Raise InputError where the first arm may give or receive: nobody was held back to hold the launch against."""
    listed = record.plan.get("arm_list")
    try:
        arms = arms_in([str(entry) for entry in listed]) if isinstance(listed, (list, tuple)) else ()
    except ParameterError as error:
        raise InputError(error.problems) from error
    if not arms or arms[0].gives or arms[0].receives or len(arms) == 1:
        before = record.plan.get("run_in_months", 0)
        months = before if isinstance(before, int) else 0
        raise InputError.one("monitor-no-holdout", before=months, fewest=FEWEST_BEFORE, short=str(months < FEWEST_BEFORE).lower())


def planned_in(record: DesignRecord) -> tuple[Rules, Assumptions]:
    """Return the rules and assumptions that a launch was planned under; InputError where its record tells none of ours."""
    if not record.assumptions:
        raise InputError.one("monitor-no-plan")
    told = {name: tuple(value) if isinstance(value, list) else value for name, value in record.assumptions.items()}
    try:
        return rules_tried(record, Rules()), make_assumptions(as_dict(Assumptions()) | cast("dict[str, Value]", told))
    except ParameterError as error:
        raise InputError(error.problems) from error


def monthly_in(readout: Readout, pair: Pair) -> Seen:
    """Return the summaries that are watched, those metrics that are told in every month; InputError where there are none."""
    places = {(one.name, one.month): nth for nth, one in enumerate(readout.summaries)}
    spread = np.diag(readout.covariance)
    at, kinds, months = [], [], []
    for kind in WATCHED:
        own = [places.get((kind, month)) for month in readout.months]
        if all(place is not None and spread[place] > 0 for place in own):
            at += [place for place in own if place is not None]
            kinds += [kind] * len(own)
            months += list(range(1, len(own) + 1))
    if not at:
        raise InputError.one("pilot-nothing-to-learn-from")
    held_back = int((~pair.treated).sum())
    if held_back < FEWEST_HELD_BACK:
        raise InputError.one("monitor-few-clusters", clusters=held_back, fewest=FEWEST_HELD_BACK)
    found = tuple(readout.summaries[place] for place in at)
    return Seen(tuple(kinds), tuple(months), np.array([one.value for one in found]), monthly_noise(pair, found))


def _watched(expected: Expected, readout: Readout, seen: Seen, rates: Rates) -> tuple[Watched, ...]:
    units = {one.name: one.unit for one in readout.summaries}
    half, error = band(expected), np.sqrt(np.diag(seen.covariance))
    found = []
    for kind, (own, chart) in charts(expected, tuple(dict.fromkeys(seen.kinds)), seen.values, rates.limit).items():
        points = tuple(
            Point(
                month, *(float(value) for value in (
                    expected.mean[at], expected.mean[at] - half[at], expected.mean[at] + half[at], seen.values[at], error[at],
                    own[nth], chart.up[nth], chart.down[nth],
                )),
            )
            for nth, (month, at) in enumerate(zip(readout.months, expected.places(kind), strict=True))
        )  # fmt: skip
        alarm, since = (None if nth is None else readout.months[nth] for nth in (chart.alarm, chart.since))
        above = chart.alarm is not None and chart.up[chart.alarm] > chart.limit
        found.append(Watched(kind, units[kind], points, alarm, since, above, expected.told_apart(kind)))
    return tuple(found)
