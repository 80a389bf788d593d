"""Who stays, subscriber by subscriber: the hidden hazards of a world, with and without transfers.

The base after the launch holds the coin flips of a world without transfers: who is present in a month is still there. With
transfers the same subscribers leave at other hazards. `excess` is how much likelier somebody present is to be there with
transfers than without: the product of (1 - h1)/(1 - h0) over the months so far. Averaged over the coin flips, a sum of
excess x value over those present is what the world with transfers brings; flipping those coins too would add a noise of
single subscribers that no interval of the analysis is about. `flipped` flips them, to prove it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Ends = tuple[NDArray[np.int64], NDArray[np.int64]]


def excess(hazard: Matrix, pace: Matrix, ties: Ends, peer_hazard_ratio: float) -> Matrix:
    """Return the excess [person, month] at the start of each month.

    `hazard` [person, month] is that of leaving after the month without transfers, 0 where absent; `pace` the number of times
    it acts with them. A contact's departure multiplies the hazard of the next month by `peer_hazard_ratio`, so one averted
    divides it.
    """
    one, other = ties
    found = np.ones_like(hazard)
    spared = np.zeros(hazard.shape[0])
    for month in range(hazard.shape[1]):
        before = hazard[:, month]
        now = 1.0 - (1.0 - before) ** (pace[:, month] * peer_hazard_ratio**-spared)
        averted = before - found[:, month] * now
        spared = np.zeros_like(spared)
        np.add.at(spared, one, averted[other])
        np.add.at(spared, other, averted[one])
        if month + 1 < hazard.shape[1]:
            stays = np.where(before < 1.0, (1.0 - now) / np.where(before < 1.0, 1.0 - before, 1.0), 1.0)
            found[:, month + 1] = found[:, month] * stays
    return found


def flipped(hazard: Matrix, pace: Matrix, rng: np.random.Generator) -> tuple[Matrix, Matrix]:
    """Return who is there [person, month] without and with transfers, by flips of the same coins in both; no peers."""
    coins = rng.random(hazard.shape)
    leaves, leaves_with = coins < hazard, coins < 1.0 - (1.0 - hazard) ** pace
    return _before_leaving(leaves), _before_leaving(leaves_with)


def _before_leaving(leaves: NDArray[np.bool_]) -> Matrix:
    gone = np.logical_or.accumulate(leaves, axis=1)
    there = np.ones(leaves.shape)
    there[:, 1:] = ~gone[:, :-1]
    return there
