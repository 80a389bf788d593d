"""Exact sums by segment and random group: integers, so that their order and the number of threads cannot matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROUPS = 200


@kernel
def sum_people(values: NDArray[np.int64], level: NDArray[np.int16], group: NDArray[np.int16], levels: int) -> NDArray[np.int64]:
    """Sum `values` [person, measure] into [level, group, measure]."""
    out = np.zeros((levels, GROUPS, values.shape[1]), np.int64)
    for person in range(values.shape[0]):
        into = out[level[person], group[person]]
        for measure in range(values.shape[1]):
            into[measure] += values[person, measure]
    return out


@kernel
def sum_rows(
    table: NDArray[np.int64], person: NDArray[np.int32], level: NDArray[np.int16], group: NDArray[np.int16], levels: int
) -> NDArray[np.int64]:
    """Sum a change table [row, measure] into [level, group, measure]; `level` is per row, `group` per person."""
    out = np.zeros((levels, GROUPS, table.shape[1]), np.int64)
    for row in range(table.shape[0]):
        into = out[level[row], group[person[row]]]
        for measure in range(table.shape[1]):
            into[measure] += table[row, measure]
    return out


@kernel
def add_months(
    table: NDArray[np.int64], person: NDArray[np.int32], group: NDArray[np.int16], by_person: NDArray[np.int64],
    by_group: NDArray[np.int64],
) -> None:  # fmt: skip
    """Add a table [row, measure] to the sums [person, measure] and [group, measure]; `group` is per person."""
    for row in range(table.shape[0]):
        whose = person[row]
        mine, theirs = by_person[whose], by_group[group[whose]]
        for measure in range(table.shape[1]):
            mine[measure] += table[row, measure]
            theirs[measure] += table[row, measure]


@kernel
def count_levels(level: NDArray[np.int16], among: NDArray[np.bool_], levels: int) -> NDArray[np.int64]:
    """Count the people of each level who are `among` some."""
    out = np.zeros(levels, np.int64)
    for person in range(level.size):
        out[level[person]] += among[person]
    return out


@kernel
def roles(person: NDArray[np.int32], sent: NDArray[np.int64], received: NDArray[np.int64], people: int) -> NDArray[np.int16]:
    """Return per person: 0 neither, 1 gave, 2 received, 3 both, over all rows of a change table."""
    role = np.zeros(people, np.int16)
    for row in range(person.size):
        role[person[row]] |= (1 if sent[row] > 0 else 0) | (2 if received[row] > 0 else 0)
    return role


@kernel
def benefit_bands(
    before: NDArray[np.int64], person: NDArray[np.int32], gained: NDArray[np.int64], edges: NDArray[np.float64]
) -> NDArray[np.int16]:
    """Return each person's band of relative change in benefit: how many of the rising `edges` it lies beyond.

    An edge belongs to the band nearer to no change. `before` is the baseline benefit per person, `gained` its change per row.
    Where there was no benefit before, any change is beyond every edge on its side.
    """
    change = np.zeros(before.size, np.int64)
    for row in range(person.size):
        change[person[row]] += gained[row]
    band = np.empty(before.size, np.int16)
    for one in range(before.size):
        if before[one] > 0:
            ratio = change[one] / before[one]
        else:
            ratio = 0.0 if change[one] == 0 else (np.inf if change[one] > 0 else -np.inf)
        count = 0
        for edge in edges:
            count += ratio >= edge if edge < 0 else ratio > edge
        band[one] = count
    return band
