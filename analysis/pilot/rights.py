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


def with_guests(rights: Rights, everyone: int) -> Rights:
    """Return rights of `everyone`, of whom those that come after the ones told have none: they take no part."""
    more = everyone - rights.gives.size
    if more <= 0:
        return rights
    gives, receives = (np.append(told, np.zeros(more, np.bool_)) for told in (rights.gives, rights.receives))
    return rights_of(gives, receives, np.append(rights.fee_gb, np.full(more, AS_THE_RULES_SAY, np.int64)))


def rights_of(gives: NDArray[np.bool_], receives: NDArray[np.bool_], fee_gb: NDArray[np.int64] | None = None) -> Rights:
    """Return rights as the kernel takes them; without fees of their own the rules' hold for all."""
    fees = np.full(gives.size, AS_THE_RULES_SAY, np.int64) if fee_gb is None else fee_gb
    return Rights(gives, receives, fees, bool((fees > 0).any()))
