"""All certificates of a base: one for every assumption that nobody knows, in the order of declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.evidence.estimators.buying import buying_when_short
from analysis.evidence.estimators.elasticity import elasticity
from analysis.evidence.estimators.foresight import foresight
from analysis.evidence.estimators.induced import induced
from analysis.evidence.estimators.mix import mix_of_hazards
from analysis.evidence.estimators.pull import pull_of_leavers
from analysis.evidence.estimators.scores import points_lost
from analysis.evidence.estimators.slope import slope_of_leaving
from analysis.evidence.frame.certificate import absent
from analysis.evidence.gather import gather
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.uncertainty.distributions import unknown_names
from analysis.world.prepare import prepare
from data.progress import silent

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.evidence.frame.certificate import Certificate
    from analysis.evidence.frame.panel import Panel
    from data.progress import Progress

ESTIMATORS = (
    buying_when_short,
    elasticity,
    induced,
    foresight,
    points_lost,
    slope_of_leaving,
    mix_of_hazards,
    pull_of_leavers,
)
# What nothing in a history before the launch can tell, whatever is kept.
NEEDS_GIFTS = "no-gift-yet"
NEEDS_BOOKS = "in-the-books"
IN_THE_BOOKS = ("network_cost_per_gb", "transfer_cost_share")
NOT_ESTIMATED = ("satisfaction_sd", "fall_asymmetry", "forecast_buffer", "unseen_need", "goodwill_months")


def certificates_of(panel: Panel, progress: Progress = silent) -> tuple[Certificate, ...]:
    """Return the certificates of history as arrays."""
    found: dict[str, Certificate] = {}
    for nth, estimator in enumerate(ESTIMATORS):
        progress("learn", 0.5 + 0.5 * nth / len(ESTIMATORS))
        found |= {one.assumption: one for one in estimator(panel)}
    wanted = [name for name in parameters_of(Assumptions) if name in found or name in unknown_names()]
    return tuple(found.get(name) or absent(name, _why(name)) for name in wanted)


def _why(name: str) -> str:
    if name in IN_THE_BOOKS:
        return NEEDS_BOOKS
    return "not-estimated" if name in NOT_ESTIMATED else NEEDS_GIFTS


def learn(path: Path, threads: int | None = None, progress: Progress = silent) -> tuple[Certificate, ...]:
    """Return the certificates of the population at `path`. Raises InputError when it is not one, or a table cannot be read."""
    world = prepare(path, threads=threads, progress=lambda stage, share: progress(stage, 0.3 * share))
    progress("learn-read", 0.3)
    found = certificates_of(gather(path, world, threads), progress)
    progress("done", 1.0)
    return found
