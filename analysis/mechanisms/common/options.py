"""Options that cost a fee a month: who takes one, and from when on.

People judge an option by the packs it saves them. Of those whom it pays a share takes it; of the others a smaller one does all
the same, the smaller the less of the fee comes back: nobody pays for what never saves a pack. Both rise with adoption, and
whoever has it keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import adoption_of_both_years, behaviour_of, response_of
from analysis.kernels.keyed_random import TAKES_OPTION, units
from analysis.mechanisms.common.units import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.effects import Response
    from analysis.kernels.inputs import Behaviour
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World


def own_behaviour(assumptions: Assumptions, world: World) -> Behaviour:
    """Return how people decide who have gigabytes of their own plan or account: they use those before they think of a pack."""
    return behaviour_of(assumptions, world)._replace(ask_first=1.0)


def own_response(assumptions: Assumptions) -> Response:
    """Return what comes of gigabytes of one's own plan or account: they delay nothing, tempt nobody, and were nobody's gift."""
    return response_of(assumptions)._replace(received=0.0, gave=0.0, delays=0.0, tempted=0.0, induced=0.0, held_back=0.0)


def taken_since(
    world: World, assumptions: Assumptions, keys: NDArray[np.uint64], saved: NDArray[np.int64], costs: NDArray[np.int64]
) -> NDArray[np.int16]:
    """Return the month, counted through the first two years, from which each has the option; NEVER where none is taken.

    `keys` are of who decides, `saved` and `costs` what packs it would save and what fees it would cost in a year, micro-units.
    What is free pays whomever it saves nothing too: it may serve need that nobody would have bought a pack for.
    """
    adoption = np.concatenate(adoption_of_both_years(assumptions, world))
    mistaken = assumptions.option_mistaken_share * (np.maximum(0, saved) / np.maximum(1, costs))
    share = np.where(saved >= costs, assumptions.option_takeup_share, mistaken)
    drawn = units(keys, np.uint64(world.seed), 0, TAKES_OPTION)
    since = np.searchsorted(adoption, drawn / np.maximum(share, 1e-300), side="right")
    taken = (since < adoption.size) & (share > 0)
    return np.where(taken, since, NEVER).astype(np.int16)
