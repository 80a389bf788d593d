"""Rows of some people in one month, taken from the parts they are at home in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.shards.part import Part


@dataclass(frozen=True)
class SomeRows:
    """Rows of some people in one month; `facts` have the places of their own part, and no hazard."""

    person: NDArray[np.int32]
    facts: NDArray[np.void]
    leaving: NDArray[np.int8]
    tariff: NDArray[np.int32]
    band: NDArray[np.int8]


def month_of(part: Part, month: int) -> slice:
    """Return where the rows of a month lie in a part."""
    begin, end = np.searchsorted(part.month, [month, month + 1])
    return slice(int(begin), int(end))


def all_rows(part: Part, month: int) -> SomeRows:
    """Return the rows of everybody of a part in a month, as they lie there."""
    here = month_of(part, month)
    person = part.person[part.facts["sub"][here]]
    return SomeRows(person, part.facts[here], part.leaving[here], part.tariff[here], part.band[here])
