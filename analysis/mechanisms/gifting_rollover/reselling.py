"""What a SIM that only passes gigabytes on carries over and passes on, month after month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.allocate import movable
from analysis.mechanisms.gifting_rollover.balances import GIVEN_FIRST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Limits
    from analysis.mechanisms.gifting_rollover.balances import Order
    from analysis.mechanisms.rollover.carry import Terms

MONTHS = 24  # of which the last is told: what is carried has settled by then


def settled(allowance: int, carry_months: int | None, limits: Limits, terms: Terms, order: Order) -> int:
    """Return the kB that a SIM with so large an allowance, of which it uses nothing, gives away in a month."""
    stock, amount = np.zeros(carry_months or 1, np.int64), 0
    for _ in range(MONTHS):
        carried = int(stock.sum())
        most = min(allowance + carried - limits.floor, int(limits.share * allowance), limits.given)
        amount = int(movable(max(0, most), limits.transfers, limits)[0])
        of_stock = min(carried, amount) if order.given == GIVEN_FIRST else max(0, amount - allowance)
        _take(stock, of_stock)
        _carry_on(stock, allowance - (amount - of_stock), terms)
    return amount


def _take(stock: NDArray[np.int64], amount: int) -> None:
    """Take an amount from what was carried in, by age, oldest first."""
    for age in reversed(range(stock.size)):
        part = min(int(stock[age]), amount)
        stock[age] -= part
        amount -= part


def _carry_on(stock: NDArray[np.int64], left: int, terms: Terms) -> None:
    """Let a month pass: what has reached its last month dies, and of what is `left` of the month's own a share is added."""
    if not terms.endless:
        stock[1:] = stock[:-1].copy()
        stock[0] = 0
    stock[0] += max(0, min(int(terms.share * left), terms.cap - int(stock.sum())))
