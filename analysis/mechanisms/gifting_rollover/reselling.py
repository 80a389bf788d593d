"""What a SIM that only passes gigabytes on carries over and passes on, month after month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.allocate import movable
from analysis.mechanisms.gifting_rollover.balances import GIVEN_FIRST
from analysis.mechanisms.rollover.carry import carried_in, carry_on, take

if TYPE_CHECKING:
    from analysis.kernels.inputs import Limits
    from analysis.mechanisms.gifting_rollover.balances import Order
    from analysis.mechanisms.rollover.carry import Terms

MONTHS = 24  # of which the last is told: what is carried has settled by then


def settled(allowance: int, carry_months: int | None, limits: Limits, terms: Terms, order: Order) -> int:
    """Return the kB that a SIM with so large an allowance, of which it uses nothing, gives away in a month."""
    stock, amount = np.zeros((1, carry_months or 1), np.int64), 0
    for _ in range(MONTHS):
        carried = carried_in(stock, 0)
        most = min(allowance + carried - limits.floor, int(limits.share * allowance), limits.given)
        amount = int(movable(max(0, most), limits.transfers, limits)[0])
        of_stock = min(carried, amount) if order.given == GIVEN_FIRST else max(0, amount - allowance)
        take(stock, 0, of_stock)
        carry_on(stock, 0, allowance - (amount - of_stock), terms)
    return amount
