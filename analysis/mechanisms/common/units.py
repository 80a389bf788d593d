"""Rules in the units of the kernels: kB and who may take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.errors import ParameterError, Problem, nearest
from data.schema import KB_PER_GB, SIM_TYPES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.world.world import World
    from data.errors import Fact


NEVER = np.iinfo(np.int16).max  # no month has this number


def kb(gigabytes: float) -> int:
    """Return gigabytes as whole kB."""
    return round(gigabytes * KB_PER_GB)


def allowed(name: str, sims: tuple[str, ...], plans: tuple[str, ...] | None, world: World) -> NDArray[np.bool_]:
    """Return per subscriber whether it is on a plan that `plans_allowed` names; ParameterError as there."""
    return np.asarray(plans_allowed(name, sims, plans, world)[world.rows.plan], np.bool_)


def plans_allowed(name: str, sims: tuple[str, ...], plans: tuple[str, ...] | None, world: World) -> NDArray[np.bool_]:
    """Return per plan whether it and its SIM kind are among the allowed; `name` is the rule that lists the plans.

    Raises ParameterError for a plan that the base does not have.
    """
    unknown = [plan for plan in plans or () if plan not in world.plans]
    if unknown:
        facts: dict[str, Fact] = {"name": name, "value": unknown[0], "choices": world.plans}
        raise ParameterError([Problem("unknown-plan", facts | {"nearest": nearest(unknown[0], world.plans)})])
    kinds = {SIM_TYPES.index(sim) for sim in sims}
    of_plans = zip(world.plans, world.rows.sim.tolist(), strict=True)
    return np.array([sim in kinds and (plans is None or plan in plans) for plan, sim in of_plans], np.bool_)
