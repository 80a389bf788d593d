"""Who gave, who received, and how much moved."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.effects import COLUMNS, DRAWN
from analysis.kernels.sums import roles
from analysis.results.result import Flow
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes
    from analysis.world.world import World

ROLES = ("neither", "giver", "receiver", "both")
GAVE, RECEIVED = 1, 2


def roles_of(world: World, whole: Changes) -> NDArray[np.int16]:
    """Return the role each subscriber had over the whole replay, as its place in ROLES (GAVE and RECEIVED are its bits)."""
    sent, received = whole.column("sent_kb"), whole.column("received_kb")
    return np.asarray(roles(whole.person, sent, received, world.subscribers), np.int16)


def flow_of(total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
    """Return how much moved between how many: sums of the changes [measure] over kernel COLUMNS, how many have each role."""
    sums = dict(zip(COLUMNS, total.tolist(), strict=True))

    def gb(name: str) -> Decimal:
        return Decimal(sums[name]) / KB_PER_GB

    return Flow(
        transfers=sums["transfers"],
        givers=_with(GAVE, people),
        receivers=_with(RECEIVED, people),
        sent_gb=gb("sent_kb"),
        received_gb=gb("received_kb"),
        displaced_gb=gb("displaced_kb"),
        served_unmet_gb=gb("served_kb"),
        induced_gb=gb("induced_kb"),
        expired_gift_gb=gb("expired_gift_kb"),
    )


def roles_beside(whole: Changes, given: NDArray[np.int64], own: NDArray[np.bool_], subscribers: int) -> NDArray[np.int16]:
    """Return roles of gifts, and behind those one more of whoever only had to do with what is its own (`own` per change).

    `given` is what says per change that its person gave; got is what was received and not drawn on one's own.
    """
    code = roles(whole.person, given, whole.column("received_kb") - whole.column("drawn_kb"), subscribers)
    touched = np.zeros(subscribers, np.bool_)
    touched[whole.person[own]] = True
    return np.where(touched & (code == 0), len(ROLES), code).astype(np.int16)


def flow_beside(total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
    """Return the flow of gifts and of one's own together: givers and receivers are those of gifts."""
    own_gb = Decimal(int(total[DRAWN])) / KB_PER_GB
    return replace(flow_of(total, people[: len(ROLES)]), own_only=int(people[len(ROLES)]), own_gb=own_gb)


def _with(bit: int, people: NDArray[np.int64]) -> int:
    """Return how many people have a role with that bit."""
    return sum(count for role, count in enumerate(people.tolist()) if role & bit)
