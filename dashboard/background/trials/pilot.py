"""The tasks of the page "Try it first": a pilot is designed, tried, read, learned from, and told what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.pilot.assignment_file import digest_of
from analysis.pilot.ground import tables_needed
from analysis.shards.opening import tables_of
from analysis.shards.store import is_store, open_store
from analysis.world.world import DEFAULT_SEED
from dashboard.bases.opened import opened_base

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.pilot.design.figures import Evaluation
    from analysis.pilot.learning.from_trial import PilotLearned
    from analysis.pilot.plan import Plan
    from analysis.pilot.readout.answer import Readout
    from analysis.pilot.worth.worth import PilotWorth
    from dashboard.background.tasks import Located


def designs_of(
    tell: Callable[[tuple[tuple[Evaluation, ...], str], str, float], None], asked: Located, plan: Plan, replicates: int
) -> tuple[tuple[Evaluation, ...], str]:
    """Return what a plan and the usual designs would find, one after another; when all are known, the list's sha-256 too."""
    from reports.trials.made import Asked, designed  # noqa: PLC0415

    known: list[Evaluation] = []
    what_if = asked.opened()
    done = designed(
        Asked(what_if, tables_of(what_if.world, asked.path), plan, replicates),
        progress=lambda stage, share: tell((tuple(known), ""), stage, share),
        so_far=lambda found: known.append(found[-1]),
    )
    return done.evaluations, "" if done.assignment is None else digest_of(done.assignment)


def pilot_example(tell: Callable[[str, str, float], None], path: Path, target: Path) -> str:
    """Write an example pilot on a base into `target` and return the name of that folder."""
    from analysis.pilot.example.example import make_example  # noqa: PLC0415
    from analysis.pilot.plan import Plan  # noqa: PLC0415

    base = opened_base(path, DEFAULT_SEED)
    at = tables_needed(base, path)
    make_example(at, target, Plan(), progress=lambda stage, share: tell("", stage, share), base=base)
    return target.name


def pilot_worth(
    tell: Callable[[PilotWorth | None, str, float], None],
    asked: Located,
    plan: Plan,
    names: tuple[str, ...],
    designs: tuple[str, ...],
) -> PilotWorth:
    """Return what a pilot, and other designs of it, would be worth to a choice between options."""
    from analysis.pilot.learning.settings import Learning  # noqa: PLC0415
    from analysis.pilot.worth.worth import worth_of_pilot  # noqa: PLC0415

    return worth_of_pilot(
        asked.opened(), asked.path, plan, Learning(), names, designs, progress=lambda stage, share: tell(None, stage, share)
    )


def pilot_learn(tell: Callable[[PilotLearned | None, str, float], None], folder: Path, asked: Located) -> PilotLearned:
    """Return what a pilot says of the assumptions of a question."""
    from analysis.pilot.learning.from_trial import learn_pilot  # noqa: PLC0415 - most visits never learn from one
    from analysis.pilot.learning.settings import Learning  # noqa: PLC0415

    what_if = asked.opened()
    at = tables_needed(what_if.world, asked.path)
    return learn_pilot(
        folder, at, what_if.world, what_if.question, Learning(), None, lambda stage, share: tell(None, stage, share)
    )


def pilot_read(tell: Callable[[Readout | None, str, float], None], folder: Path, population: Path) -> Readout:
    """Return a pilot read out from its files."""
    from analysis.pilot.readout.read import read_pilot  # noqa: PLC0415 - most visits never read one

    at = tables_needed(open_store(population), population) if is_store(population) else population
    return read_pilot(folder, at, lambda stage, share: tell(None, stage, share))
