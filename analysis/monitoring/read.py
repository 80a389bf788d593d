"""A launch held against its plan: what came by month, the charts over it, and on an alarm what would explain it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.monitoring.answer import AS_PLANNED, DEPARTS, EXPLAINED, OUTSIDE, RATIO, UNTOLD, Monitored
from analysis.monitoring.charts import rates_of
from analysis.monitoring.expected import DISCREPANCY, DRAWS, Expected, paths
from analysis.monitoring.planned import FEWEST_HELD_BACK, check_enough, check_held_back, held_back, planned_in
from analysis.monitoring.reasons import reasons
from analysis.monitoring.seen import WATCHED, gifts_in, monthly_in, nothing, watched_in
from analysis.monitoring.watches import watches_of
from analysis.monitoring.whole import any_alarm
from analysis.monitoring.without_holdout import ALPHA, compared, floor_of
from analysis.pilot.ground import ground_of
from analysis.pilot.learning.from_trial import replay_of
from analysis.pilot.learning.replayed import GIFTS
from analysis.pilot.learning.seen import Seen
from analysis.pilot.readout.checks import leak_of, ratio_checks
from analysis.pilot.readout.effects import Pair
from analysis.pilot.readout.read import main_arm, plan_in, readout_of
from analysis.world.prepare import prepare
from data.errors import InputError
from data.population.folder import open_population
from data.progress import silent
from data.trials.reading import read_trial
from data.trials.record import Frame, read_record

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.monitoring.answer import Rates, Reason, Watched
    from analysis.pilot.learning.replayed import ReplayedPilot
    from analysis.pilot.plan import Plan
    from analysis.pilot.readout.answer import Readout
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from data.progress import Progress
    from data.trials.reading import TrialTables
    from data.trials.record import DesignRecord

SEED = 1


@dataclass(frozen=True)
class _Launch:
    """A launch as its files tell it, on its base: what both ways of reading share."""

    folder: Path
    population: Path
    record: DesignRecord
    plan: Plan
    tables: TrialTables
    rules: Rules
    assumed: Assumptions

    @property
    def pair(self) -> Pair:
        """Return the launched clusters and those held back."""
        return Pair(self.tables, main_arm(self.plan))

    def replayed(self, seen: Seen) -> ReplayedPilot:
        """Return the launch ready to be replayed, its summaries those that were seen."""
        return replay_of(self.folder, ground_of(prepare(self.population), self.plan, self.population), self.rules, seen)


@dataclass(frozen=True)
class _How:
    """How a plan is replayed: over how many draws, on how many threads, and who is told how far it is."""

    draws: int
    threads: int | None
    progress: Progress


def read_launch(
    folder: Path, population: Path, draws: int = DRAWS, threads: int | None = None, progress: Progress = silent
) -> Monitored:
    """Hold the launch in `folder` against the plan in its record, on the base whose ids it has.

    With enough clusters held back against those; with fewer, but a year before launch, against a mix of them. InputError where
    neither will do, where the record tells no plan, and for all that a read-out refuses.
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
    check_enough(tables)
    launch, how = _Launch(folder, population, record, plan, tables, rules, assumed), _How(draws, threads, progress)
    if held_back(tables) >= FEWEST_HELD_BACK:
        found = _with_holdout(launch, readout_of(tables, plan, record, reading), how)
    else:
        found = _without_holdout(launch, how)
    progress("done", 1.0)
    return found


def _with_holdout(launch: _Launch, readout: Readout, how: _How) -> Monitored:
    seen = monthly_in(readout, launch.pair)
    replay = launch.replayed(seen)
    replays = paths(replay, launch.assumed, how.draws, SEED, how.threads, how.progress)
    expected = Expected(seen.kinds, replays.summaries, seen.covariance, seen.freedom)
    rates, watched = _charted(expected, seen, launch)
    verdict, why = _verdict(launch, expected, seen, replay, (rates, watched), how, failed=readout.sample_ratio_failed)
    notes = tuple(note for note in readout.notes if note in {"leak", "no-gift-log", "no-run-in"})
    planned = launch.plan.months
    beside = watches_of(launch.tables, replays.given, readout.ratios, (readout, launch.pair), planned)
    return Monitored(
        verdict, readout.plan_digest, readout.base, readout.currency, readout.months, readout.arms, readout.clusters,
        readout.members, readout.ratios, how.draws, DISCREPANCY, rates, watched, why, notes,
        beside, planned=planned, any_alarm=any_alarm(rates, len(watched), beside, 0, planned),
    )  # fmt: skip


def _without_holdout(launch: _Launch, how: _How) -> Monitored:
    tables, plan = launch.tables, launch.plan
    arm, months = main_arm(plan), tables.months[tables.run_in :]
    seen = gifts_in(tables, arm)
    kinds = tuple(kind for kind in WATCHED if kind != GIFTS or seen.kinds)
    wanted = Seen(tuple(kind for kind in kinds for _ in months), tuple(range(1, len(months) + 1)) * len(kinds), *nothing())
    replay = launch.replayed(wanted)
    replays = paths(replay, launch.assumed, how.draws, SEED, how.threads, how.progress)
    draws = replays.summaries
    expected = Expected(wanted.kinds, draws, np.zeros((draws.shape[1],) * 2))
    against = compared(tables, arm, expected, SEED)
    ratios = ratio_checks(tables, plan)
    rates: Rates | None = None
    watched: tuple[Watched, ...] = ()
    why: tuple[Reason, ...] = ()
    verdict = RATIO if any(check.failed for check in ratios) else AS_PLANNED
    gifts = Expected(seen.kinds, draws[:, expected.places(GIFTS)], seen.covariance)
    charted = bool(seen.kinds) and gifts.can_be_charted
    if charted:
        rates, watched = _charted(gifts, seen, launch)
        told = replace(replay, kinds=seen.kinds, of_month=seen.months)
        verdict, why = _verdict(launch, gifts, seen, told, (rates, watched), how, failed=verdict == RATIO)
    sharp, at_end = floor_of(held_back(tables)) <= ALPHA, len(months) >= plan.months
    if verdict == AS_PLANNED and not sharp:
        verdict = UNTOLD
    elif verdict == AS_PLANNED and at_end and any(one.plan_p <= ALPHA for one in against):
        verdict = DEPARTS
    leak = leak_of(tables)
    wrong = {
        "no-gift-log": leak is None,
        "leak": leak is not None and leak.rightless > 0,
        "few-gifts": bool(seen.kinds) and not charted,
        "not-judged": sharp and not at_end,
    }
    notes = tuple(note for note, is_so in wrong.items() if is_so)
    beside = watches_of(tables, replays.given, ratios, None, plan.months)
    judged = len(against) if sharp else 0
    return Monitored(
        verdict, plan.plan_digest, launch.record.base, tables.currency, months, tables.arms,
        tuple(int((tables.arm == nth).sum()) for nth in range(len(tables.arms))),
        tuple(int(tables.members[tables.arm == nth].sum()) for nth in range(len(tables.arms))),
        ratios, how.draws, DISCREPANCY, rates, watched, why, notes,
        beside, against, tables.run_in, plan.months, any_alarm(rates, len(watched), beside, judged, plan.months),
    )  # fmt: skip


def _charted(expected: Expected, seen: Seen, launch: _Launch) -> tuple[Rates, tuple[Watched, ...]]:
    months = launch.tables.months[launch.tables.run_in :]
    rates = rates_of(expected, tuple(dict.fromkeys(seen.kinds)), len(months), SEED)
    return rates, watched_in(expected, months, seen, rates)


def _verdict(  # noqa: PLR0913 - what was expected, what came, who replays it, what it was charted as, then how
    launch: _Launch,
    expected: Expected,
    seen: Seen,
    replay: ReplayedPilot,
    charted: tuple[Rates, tuple[Watched, ...]],
    how: _How,
    *,
    failed: bool,
) -> tuple[str, tuple[Reason, ...]]:
    """Return the verdict of the charts, and on an alarm what would explain it; nothing does where the ratio `failed`."""
    rates, watched = charted
    if failed:
        return RATIO, ()
    if not any(one.alarm for one in watched):
        return AS_PLANNED, ()
    why = reasons(expected, seen.values, replay, launch.assumed, rates.limit, how.threads, how.progress)
    return EXPLAINED if any(one.settles for one in why) else OUTSIDE, why
