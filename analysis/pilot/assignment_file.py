"""The list of who is in which arm, as the operator needs it: it holds ids, so it lies in the base's folder and nowhere else."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

import numpy as np

from analysis.pilot.assignment import OUTSIDE
from analysis.pilot.baseline import present

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pilot.assignment import Assignment
    from analysis.pilot.plan import Plan
    from analysis.world.world import World

FOLDER, FILE = "pilot", "assignment.csv"
HEADER = ("subscriber_id", "cluster", "stratum", "arm", "may_give", "may_receive")


def assignment_csv(world: World, ids: NDArray[np.str_], plan: Plan, own: Assignment) -> bytes:
    """Return the list of who takes part and is there in the last month: the same bytes for the same base and plan."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(HEADER)
    there = np.flatnonzero((own.arm != OUTSIDE) & present(world, len(world.months) - 1))
    names = [arm.name for arm in plan.arms]
    flags = ("false", "true")
    rows.writerows(
        (ids[who], own.cluster[who], own.stratum[who], names[own.arm[who]], flags[give], flags[receive])
        for who, give, receive in zip(there, own.gives[there].astype(int), own.receives[there].astype(int), strict=True)
    )
    return text.getvalue().encode()


def digest_of(content: bytes) -> str:
    """Return the sha-256 of the list, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
