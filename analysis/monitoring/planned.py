"""What a launch's record tells of its plan, and whether its files allow to hold anything against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.pilot.arms import arms_in
from analysis.pilot.learning.from_trial import rules_tried
from analysis.pilot.readout.answer import FEW
from analysis.pilot.readout.effects import CONTROL
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import as_dict, out_of_json
from analysis.settings.rules import Rules
from analysis.statistics.synthetic_control import FEWEST_BEFORE
from data.errors import InputError, ParameterError

if TYPE_CHECKING:
    from data.trials.reading import TrialTables
    from data.trials.record import DesignRecord

FEWEST_HELD_BACK = 30  # clusters: with ten, launches as planned alarmed half the time, not the fifth that is stated
FEWEST_DONORS = 2  # of a mix in a holdout's place: with one, nothing says how far off it is


def check_held_back(record: DesignRecord) -> None:
    """Raise InputError where the first arm may give or receive: with everybody launched nothing can stand in for a control."""
    listed = record.plan.get("arm_list")
    try:
        arms = arms_in([str(entry) for entry in listed]) if isinstance(listed, (list, tuple)) else ()
    except ParameterError as error:
        raise InputError(error.problems) from error
    if not arms or arms[0].gives or arms[0].receives or len(arms) == 1:
        raise InputError.one("monitor-no-holdout", fewest=FEWEST_BEFORE)


def planned_in(record: DesignRecord) -> tuple[Rules, Assumptions]:
    """Return the rules and assumptions that a launch was planned under; InputError where its record tells none of ours."""
    if not record.assumptions:
        raise InputError.one("monitor-no-plan")
    try:
        return rules_tried(record, Rules()), make_assumptions(as_dict(Assumptions()) | out_of_json(record.assumptions))
    except ParameterError as error:
        raise InputError(error.problems) from error


def held_back(tables: TrialTables) -> int:
    """Return how many clusters are not launched."""
    return int(((tables.arm == CONTROL) & (tables.members.sum(axis=1) > 0)).sum())


def check_enough(tables: TrialTables) -> None:
    """Raise InputError where too few are held back for charts, and too few months lie before launch for a mix in their place."""
    for arm, name in enumerate(tables.arms):
        if tables.members[tables.arm == arm].sum() < FEW:
            raise InputError.one("trial-small-arm", arm=name, few=FEW)
    clusters = held_back(tables)
    if clusters >= FEWEST_HELD_BACK:
        return
    if tables.run_in < FEWEST_BEFORE or clusters < FEWEST_DONORS:
        raise InputError.one(
            "monitor-few-clusters",
            clusters=clusters,
            fewest=FEWEST_HELD_BACK,
            before=tables.run_in,
            fewest_before=FEWEST_BEFORE,
            donors=FEWEST_DONORS,
        )
