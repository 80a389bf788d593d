"""Who gave, who received, and how much moved."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.effects import COLUMNS
from analysis.kernels.sums import roles
from analysis.outcomes.segments import ROLE
from analysis.results.result import Flow
from analysis.world.world import Dimension
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes
    from analysis.world.world import World

ROLES = ("neither", "giver", "receiver", "both")
GAVE, RECEIVED = 1, 2


def roles_of(world: World, whole: Changes) -> Dimension:
    """Return the role each subscriber had over the whole replay, as its place in ROLES (GAVE and RECEIVED are its bits)."""
    code = roles(whole.person, whole.column("sent_kb"), whole.column("received_kb"), world.subscribers)
    return Dimension(ROLE, ROLES, code)


def flow_of(total: NDArray[np.int64], role: Dimension) -> Flow:
    """Return how much moved between how many, from the sums of the changes [measure] over kernel COLUMNS."""
    sums = dict(zip(COLUMNS, total.tolist(), strict=True))

    def gb(name: str) -> Decimal:
        return Decimal(sums[name]) / KB_PER_GB

    return Flow(
        transfers=sums["transfers"],
        givers=int(np.count_nonzero(role.code & GAVE)),
        receivers=int(np.count_nonzero(role.code & RECEIVED)),
        sent_gb=gb("sent_kb"),
        received_gb=gb("received_kb"),
        displaced_gb=gb("displaced_kb"),
        served_unmet_gb=gb("served_kb"),
        induced_gb=gb("induced_kb"),
        expired_gift_gb=gb("expired_gift_kb"),
    )
