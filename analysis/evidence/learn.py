"""All certificates of a base: one for every assumption that nobody knows, in the order of declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.evidence.estimators.buying import buying_when_short
from analysis.evidence.estimators.elasticity import elasticity
from analysis.evidence.estimators.foresight import foresight
from analysis.evidence.estimators.giving import giving
from analysis.evidence.estimators.induced import induced
from analysis.evidence.estimators.lottery import billing_day_lottery
from analysis.evidence.estimators.mix import mix_of_hazards
from analysis.evidence.estimators.moving import trading_down
from analysis.evidence.estimators.outage import slope_by_outage
from analysis.evidence.estimators.pull import pull_of_leavers
from analysis.evidence.estimators.scores import points_lost
from analysis.evidence.estimators.slope import slope_of_leaving
from analysis.evidence.estimators.timing import buying_when_out
from analysis.evidence.frame.certificate import absent
from analysis.evidence.gather import gather
from analysis.settings.accepted import pilots_in, ranges_in
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.shards.store import is_store
from analysis.uncertainty.distributions import unknown_names
from analysis.world.bounds import is_too_large
from analysis.world.prepare import prepare
from data.errors import InputError
from data.progress import silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate
    from analysis.world.world import World
    from data.progress import Progress

# Of two that tell the same the one that tells more counts; of equals the earlier.
ESTIMATORS = (
    buying_when_short,
    buying_when_out,
    elasticity,
    billing_day_lottery,
    induced,
    foresight,
    points_lost,
    slope_of_leaving,
    slope_by_outage,
    mix_of_hazards,
    pull_of_leavers,
    giving,
    trading_down,
)
# Shares of the time, where nothing is prepared: making the base ready, and reading its tables besides.
_PREPARED, _READ = 0.5, 0.75
# What nothing in a history before the launch can tell, whatever is kept.
NEEDS_GIFTS = "no-gift-yet"
NEEDS_BOOKS = "in-the-books"
IN_THE_BOOKS = ("network_cost_per_gb", "transfer_cost_share")
NOT_ESTIMATED = ("satisfaction_sd", "fall_asymmetry", "forecast_buffer", "unseen_need", "goodwill_months")


def certificates_of(panel: Panel, progress: Progress = silent) -> tuple[Certificate, ...]:
    """Return the certificates of history as arrays."""
    found: dict[str, Certificate] = {}
    for nth, estimator in enumerate(ESTIMATORS):
        progress("learn", nth / len(ESTIMATORS))
        for one in estimator(panel):
            if one.assumption not in found or one.tells > found[one.assumption].tells:
                found[one.assumption] = one
    wanted = [name for name in parameters_of(Assumptions) if name in found or name in unknown_names()]
    return tuple(found.get(name) or absent(name, _why(name, panel)) for name in wanted)


def _why(name: str, panel: Panel) -> str:
    if name in IN_THE_BOOKS:
        return NEEDS_BOOKS
    if name in NOT_ESTIMATED:
        return "not-estimated"
    return "gifts-do-not-tell" if "gifts" in panel.tables else NEEDS_GIFTS


def learn(
    path: Path, threads: int | None = None, progress: Progress = silent, opening: Callable[..., World] = prepare
) -> tuple[Certificate, ...]:
    """Return the certificates of the population at `path`. Raises InputError when it is not one, or a table cannot be read."""
    world = opening(path, threads=threads, progress=lambda stage, share: progress(stage, _PREPARED * share))
    panel = gather(path, world, threads, lambda stage, share: progress(stage, _PREPARED + (_READ - _PREPARED) * share))
    found = certificates_of(panel, lambda stage, share: progress(stage, _READ + (1 - _READ) * share))
    progress("done", 1.0)
    return found


def learned_behind(
    path: Path,
    assumptions: Assumptions,
    threads: int | None = None,
    progress: Progress = silent,
    opening: Callable[..., World] = prepare,
) -> tuple[Certificate, ...]:
    """Return what the base at `path` says of itself where these assumptions rest on it; nothing where none was accepted from it.

    What a pilot narrowed is not the base's; shards keep no history, and one that does not fit the memory is not read for it.
    """
    accepted = ranges_in(assumptions.measured_here).keys() - pilots_in(assumptions.measured_here)
    if not accepted or is_store(path):
        return ()
    try:
        return learn(path, threads, progress, opening)
    except InputError as error:
        if not is_too_large(error):
            raise
        return ()
