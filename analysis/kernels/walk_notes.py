"""What the walk notes of each row it touches: kB left and moved, transfers, fees paid, and how long what was got lives.

The last only where SIMs end before a month does (docs/method.md, SIMs of a trip). A mechanism in which people have a stock of
their own besides notes two things more: what that gave, and how much of it a gift spared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.inputs import DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rows

SPARED = 0  # how much of what was drawn is still there, because a gift was used in its place; only of notes of OWN
LIVES = 4  # where the walk of gifts tells on how many days they live: its last note of a row, if it has room for it

OWN = 5  # what a receiver drew on its own stock, or the stock of a giver gave for it, if the notes have room for it


@inlined
def own_of(state: NDArray[np.int64]) -> tuple[int, int]:
    """Return (kB that one's own stock gave, kB of it that a gift spared); zeros where people have no stock."""
    return (state[OWN], state[SPARED]) if state.size > OWN else (np.int64(0), np.int64(0))


@inlined
def width(rows: Rows) -> int:
    """Return how much the walk notes of a row: one thing more where SIMs end before the month does."""
    for days in rows.days:
        if days < DAYS:
            return LIVES + 1
    return LIVES


@inlined
def book(state: NDArray[np.int64], ends: tuple[int, int], moved: tuple[int, int], paid: tuple[int, int]) -> None:
    """Write (kB, transfers) that passed between both ends into their states, and what each paid."""
    for side in range(2):
        state[ends[side], 0] -= moved[0]
        state[ends[side], 1] += moved[0]
        state[ends[side], 2] += moved[1]
        state[ends[side], 3] += paid[side]


@inlined
def live_on(state: NDArray[np.int64], lives: int, giver: int, receiver: int, rows: Rows) -> None:
    """Note, if there is room, on how many days what was got lives: so many more, none beyond the end of either SIM."""
    if state.size > LIVES:
        end = min(rows.days[rows.plan[giver]], rows.days[rows.plan[receiver]])
        state[LIVES] = max(state[LIVES], min(state[LIVES] + lives, end))


@inlined
def lives_of(count: int, until: int, days: int, stay: int) -> int:
    """Return on how many days of a receiver's stay its `count` gifts live; `until` is what the walk told, 0 if it told nothing.

    That counts where SIMs ended before.
    """
    lives = min(stay, days * max(np.int64(1), count))
    return min(lives, until) if until > 0 else lives


@kernel
def alike(
    one: NDArray[np.int64], notes: NDArray[np.int64], other: NDArray[np.int64], others: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return of each row of `one` whether the `other` has it with the same notes, and the places of the other's that differ.

    Rows of both rise.
    """
    found, differs = np.zeros(one.size, np.bool_), np.empty(other.size, np.int64)
    at = count = 0
    for place in range(other.size):
        while at < one.size and one[at] < other[place]:
            at += 1
        same = at < one.size and one[at] == other[place]
        if same:
            for note in range(notes.shape[1]):
                same = same and notes[at, note] == others[place, note]
            found[at] = same
        if not same:
            differs[count] = place
            count += 1
    return found, differs[:count]
