"""Effects of a treatment that has two sides, or comes in doses: saturations (Hudgens and Halloran 2008) and giver-receiver cells.

Two-sided cells follow the multiple randomisation designs of Masoero et al. (2025): an outcome of a pair, each side treated
or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Saturation:
    """At a share treated: on the treated themselves, on the others beside them, both, and on everybody there."""

    direct: float
    indirect: float
    total: float
    overall: float


@dataclass(frozen=True)
class Cells:
    """Of a pair's outcome: both sides' treatment beyond each alone, the giver's alone, the receiver's alone, and all together."""

    direct: float
    giver: float
    receiver: float
    total: float


def saturation(treated: float, untreated: float, share: float, never: float) -> Saturation:
    """Return the effects from the means of treated and untreated at a share treated, and the mean where nobody is."""
    everybody = share * treated + (1.0 - share) * untreated
    return Saturation(treated - untreated, untreated - never, treated - never, everybody - never)


def cells(outcome: Floats, gives: NDArray[np.bool_], receives: NDArray[np.bool_]) -> Cells:
    """Return the effects in a table of outcomes, givers x receivers, from the rights of the two sides."""
    mean = {
        (giver, receiver): float(outcome[gives == giver][:, receives == receiver].mean())
        for giver in (False, True)
        for receiver in (False, True)
    }
    none = mean[False, False]
    giver, receiver = mean[True, False] - none, mean[False, True] - none
    total = mean[True, True] - none
    return Cells(total - giver - receiver, giver, receiver, total)
