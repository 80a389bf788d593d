"""Who may give and who may receive: a tie carries a gift only if its giver's and its receiver's rights both say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.inputs import Rights

if TYPE_CHECKING:
    from numpy.typing import NDArray

AS_THE_RULES_SAY = -1


def everybody(subscribers: int) -> Rights:
    """Return the rights of a launch."""
    return rights_of(np.ones(subscribers, np.bool_), np.ones(subscribers, np.bool_))


def nobody(subscribers: int) -> Rights:
    """Return the rights of before it."""
    return rights_of(np.zeros(subscribers, np.bool_), np.zeros(subscribers, np.bool_))


def rights_of(gives: NDArray[np.bool_], receives: NDArray[np.bool_], fee_gb: NDArray[np.int64] | None = None) -> Rights:
    """Return rights as the kernel takes them; without fees of their own the rules' hold for all."""
    fees = np.full(gives.size, AS_THE_RULES_SAY, np.int64) if fee_gb is None else fee_gb
    return Rights(gives, receives, fees, bool((fees > 0).any()))
