"""What happened at other grains than the subscriber-month: chances to give, balances that ran out, prices by day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def _ints() -> Ints:
    return np.zeros(0, np.int64)


def _floats() -> Floats:
    return np.zeros(0)


@dataclass(frozen=True)
class Chances:
    """Ties in months in which one end had something left and the other lacked something after its packs, added up.

    By random group of the receiver, logarithm of tie strength, months since gifts could be given (0 the first) and month: how
    many `asked`, and in how many something was `given`. `strengths` are logarithms over the ties of the base, `ties` how many
    have each.
    """

    group: Ints = field(default_factory=_ints)
    strength: Floats = field(default_factory=_floats)
    since: Ints = field(default_factory=_ints)
    month: Ints = field(default_factory=_ints)
    asked: Floats = field(default_factory=_floats)
    given: Floats = field(default_factory=_floats)
    strengths: Floats = field(default_factory=_floats)
    ties: Floats = field(default_factory=_floats)
    is_airtime: bool = False


@dataclass(frozen=True)
class RunOuts:
    """Billing cycles in which the balance ran out.

    `day` it did (since 1970), `into` the cycle so many days, `left` until the next; `bought` says whether a pack was bought from
    then on in the cycle, `cycle` numbers the months of the base.
    """

    sub: Ints = field(default_factory=_ints)
    cell: Ints = field(default_factory=_ints)
    cycle: Ints = field(default_factory=_ints)
    day: Ints = field(default_factory=_ints)
    into: Ints = field(default_factory=_ints)
    left: Ints = field(default_factory=_ints)
    bought: Floats = field(default_factory=_floats)


@dataclass(frozen=True)
class PriceList:
    """Prices of a pack by cell (a plan in a region), each from its first `day` (days since 1970), in order."""

    cell: Ints = field(default_factory=_ints)
    day: Ints = field(default_factory=_ints)
    price: Floats = field(default_factory=_floats)
