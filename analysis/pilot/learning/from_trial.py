"""A pilot's files become what learning takes: the summaries of its read-out, and the same pilot ready to be replayed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.pilot.ground import ground_of
from analysis.pilot.learning.as_assumptions import as_assumptions
from analysis.pilot.learning.posterior import learn_from
from analysis.pilot.learning.replayed import KINDS, Arms, ReplayedPilot, months_of
from analysis.pilot.learning.seen import Seen
from analysis.pilot.learning.waves import LEARNED
from analysis.pilot.learning.worth_after import worth_after
from analysis.pilot.readout.read import main_arm, plan_in, read_pilot
from analysis.pilot.rights import AS_THE_RULES_SAY, rights_of
from analysis.settings.parameters import out_of_json
from analysis.settings.rules import Rules, gifting_alone
from data.errors import InputError, ParameterError, Problem
from data.progress import silent
from data.trials.record import RECORD, read_record
from data.trials.rights import members_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.pilot.ground import Ground
    from analysis.pilot.learning.posterior import Posterior
    from analysis.pilot.learning.settings import Learning
    from analysis.pilot.learning.worth_after import Ahead
    from analysis.pilot.readout.answer import Readout
    from analysis.settings.parameters import Value
    from analysis.settings.question import Question
    from analysis.shards.store import AnyBase
    from data.progress import Progress
    from data.trials.record import DesignRecord

NARROWED, SAMPLE_RATIO, DISAGREES, NOTHING = "narrowed", "sample-ratio", "disagrees", "nothing"
DIGEST_DIGITS = 8


@dataclass(frozen=True)
class PilotLearned:
    """What was learned: `outcome` is "narrowed", or why nothing is; `values` are the assumptions to accept, none where refused.

    `covered` is the share of the base that took part; `months` how many months of the pilot were read.
    """

    outcome: str
    digest: str
    posterior: Posterior | None
    ahead: Ahead | None
    values: Mapping[str, Value]
    covered: float
    months: int
    currency: str


def learn_pilot(  # noqa: PLR0913, PLR0917 - where it lies, of which base, asked what, then how
    folder: Path,
    tables: Path,
    base: AnyBase,
    question: Question,
    learning: Learning,
    threads: int | None = None,
    progress: Progress = silent,
) -> PilotLearned:
    """Return what the pilot in `folder` says of the assumptions of a question on its base, whose `tables` lie there.

    InputError where it is no pilot of that base; ParameterError where the question has rules of another mechanism than gifting.
    """
    if not gifting_alone(question.rules):
        raise ParameterError([Problem("pilot-mechanism", {"name": question.rules.mechanism})])
    record = read_record(folder)
    readout = read_pilot(folder, tables, lambda stage, share: progress(stage, 0.1 * share))
    seen, digest = seen_in(readout), digest_of(readout)
    replay = replay_of(folder, ground_of(base, plan_in(record), tables, threads), rules_tried(record, question.rules), seen)
    inside = replay.arms.treated | replay.arms.control
    facts = (float(inside.sum() / base.subscribers), len(readout.months), readout.currency)
    if readout.sample_ratio_failed:
        return PilotLearned(SAMPLE_RATIO, digest, None, None, {}, *facts)
    assumed, mechanism = question.assumptions, question.rules.mechanism
    posterior = learn_from(
        seen, replay, assumed, mechanism, learning, threads, lambda stage, share: progress(stage, 0.1 + 0.6 * share)
    )
    if posterior.verdict != LEARNED:
        return PilotLearned(posterior.verdict, digest, posterior, None, {}, *facts)
    values = as_assumptions(posterior, digest)
    ahead = worth_after(
        base,
        question.rules,
        posterior,
        values,
        question.horizon,
        threads,
        lambda stage, share: progress(stage, 0.7 + 0.3 * share),
    )
    progress("done", 1.0)
    if not ahead.agrees:
        return PilotLearned(DISAGREES, digest, posterior, ahead, {}, *facts)
    if not posterior.told():
        return PilotLearned(NOTHING, digest, posterior, ahead, {}, *facts)
    return PilotLearned(NARROWED, digest, posterior, ahead, values, *facts)


def rules_tried(record: DesignRecord, asked: Rules) -> Rules:
    """Return the rules that the pilot tried, whatever rules are asked about now; those where the record does not say."""
    if not record.rules:
        return asked
    try:
        return Rules.of(out_of_json(record.rules))
    except ParameterError as error:
        raise InputError.one("trial-record", file=RECORD, reason=", ".join(problem.key for problem in error.problems)) from error


def seen_in(readout: Readout) -> Seen:
    """Return the summaries that learning replays; InputError where the read-out holds none of them."""
    places = {
        (one.name, None if one.month is None else readout.months.index(one.month) + 1): nth
        for nth, one in enumerate(readout.summaries)
    }
    wanted = [(kind, month) for kind in KINDS for month in months_of(kind, len(readout.months))]
    found = [(kind, month, places[kind, month or None]) for kind, month in wanted if (kind, month or None) in places]
    values = np.array([readout.summaries[place].value for _, _, place in found])
    at = [place for _, _, place in found]
    fine = np.isfinite(values) & (np.diag(readout.covariance)[at] > 0) if found else np.zeros(0, bool)
    kept = [one for one, is_fine in zip(found, fine, strict=True) if is_fine]
    if not kept:
        raise InputError.one("pilot-nothing-to-learn-from")
    at = [place for _, _, place in kept]
    return Seen(
        tuple(kind for kind, _, _ in kept),
        tuple(month for _, month, _ in kept),
        values[fine],
        readout.covariance[np.ix_(at, at)],
    )


def replay_of(folder: Path, ground: Ground, rules: Rules, seen: Seen) -> ReplayedPilot:
    """Return the pilot in `folder` ready to be replayed on the ground of its plan, under rules.

    InputError where its list names somebody who is not of that ground.
    """
    plan, world = plan_in(read_record(folder)), ground.world
    ids, members = ground.people.ids, members_in(folder)
    order = np.argsort(ids, kind="stable")
    at = order[np.searchsorted(ids[order], members.subscriber_id).clip(max=ids.size - 1)]
    beyond = int(np.count_nonzero(ids[at] != members.subscriber_id))
    if beyond:
        raise InputError.one("pilot-beyond-frame", count=beyond)
    gives, receives, treated, control = (np.zeros(world.subscribers, np.bool_) for _ in range(4))
    gives[at], receives[at] = members.gives, members.receives
    treated[at] = members.arm == plan.arms[main_arm(plan)].name
    control[at] = members.arm == plan.arms[0].name
    fees = np.full(world.subscribers, AS_THE_RULES_SAY, np.int64)
    for arm in plan.arms:
        fees[at[members.arm == arm.name]] = arm.fee_gb
    whole = plan.pilot_months(len(world.months))
    months = whole if max(seen.months) == 0 else whole[: max(seen.months)]
    return ReplayedPilot(world, rules, Arms(rights_of(gives, receives, fees), treated, control), months, seen.kinds, seen.months)


def digest_of(readout: Readout) -> str:
    """Return the eight digits that name a pilot's read-out: its plan, its base and everything learned from it."""
    told = [readout.plan_digest, readout.base, [[one.name, one.month, one.value, one.se] for one in readout.summaries]]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:DIGEST_DIGITS]
