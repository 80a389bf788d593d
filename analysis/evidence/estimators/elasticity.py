"""How buying when short answers to the price: a stacked event study of price changes against plans and regions with none.

An event is a month in which the price of some cells (a plan in a region) changed. Outcome: buying when short, three months
after against three before, as a Poisson regression with an effect of every cell; a month in which a price changed after its first
day counts on neither side, nor, where months are billing cycles, the one whose end it reaches into. Controls: cells whose price
stood still all that time. Within an event, clustered by cell. Placebo: the three months before against the three before those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, absent, centred, enough, identified
from analysis.evidence.frame.fits import NOTHING, Fit, jackknifed, shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

    Floats = NDArray[np.float64]

NAME = "topup_elasticity"
WINDOW = 3
FEWEST_CHANGES, FEWEST_SHORT = 10, 20


@dataclass(frozen=True)
class _Stack:
    """Cells of all events one under another: change of log price, buying months after and on both sides, log ratio of short
    months after to before, event, cell."""  # noqa: D205, D209 - one sentence

    price: Floats
    after: Floats
    both: Floats
    risk: Floats
    event: NDArray[np.int64]
    cell: NDArray[np.int64]


def elasticity(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of the price elasticity."""
    months = _changes(panel)
    if not months.size:
        yield absent(NAME, "no-price-change" if "prices" in panel.tables else "no-prices")
        return
    stack, placebo = _stacked(panel, months, 0), _stacked(panel, months, WINDOW)
    changed = int((stack.price != 0).sum())
    fit, before = _fit(stack), _fit(placebo)
    gates = (
        enough("price-changes", changed, FEWEST_CHANGES),
        enough("groups", int(np.unique(stack.cell).size), FEWEST_GROUPS),
        centred(before, "placebo-price"),
    )
    yield identified(NAME, "price-events", fit, gates, changed)


def _changes(panel: Panel) -> NDArray[np.int64]:
    """Return the first months at a new price, of any cell."""
    if panel.price.size == 0:
        return np.zeros(0, np.int64)
    moved = [m for m in range(1, panel.months) if _moves(panel.price, m).any()]
    return np.array(moved, np.int64)


def _moves(price: Floats, month: int) -> NDArray[np.bool_]:
    """Say which cells have another price in a month than they had last."""
    last = price[:, month - 1]
    last = np.where(np.isnan(last) & (month > 1), price[:, max(0, month - 2)], last)
    now = price[:, month]
    return np.asarray(~np.isnan(now) & ~np.isnan(last) & (now != last), np.bool_)


def _stacked(panel: Panel, months: NDArray[np.int64], earlier: int) -> _Stack:
    """Stack the events; for a placebo, compare months that lie so much `earlier`, all before the change."""
    cells = panel.price.shape[0]
    counted = np.zeros((2, cells, panel.months))
    cell = panel.cell_of[panel.sub]
    np.add.at(counted[0], (cell[panel.short], panel.month[panel.short]), 1.0)
    bought = panel.short & (panel.packs > 0)
    np.add.at(counted[1], (cell[bought], panel.month[bought]), 1.0)
    parts = []
    for event, month in enumerate(months):
        after = [m - earlier for m in range(month, month + WINDOW)]
        before = [m - WINDOW for m in after]
        span = range(month - WINDOW - earlier, min(panel.months, month + WINDOW))
        if before[0] < 0 or after[-1] >= panel.months or span[0] < 0:
            continue
        parts.append(_event(panel.price, counted, int(month), event, (before, after, span), cycles=panel.months_are_cycles))
    if not parts:
        none, nowhere = np.zeros(0), np.zeros(0, np.int64)
        return _Stack(none, none, none, none, nowhere, nowhere)
    price, after_count, both, risk, of_event, of_cell = (np.concatenate(part) for part in zip(*parts, strict=True))
    return _Stack(price, after_count, both, risk, of_event.astype(np.int64), of_cell.astype(np.int64))


def _event(
    price: Floats, counted: Floats, month: int, event: int, spans: tuple[list[int], list[int], range], *, cycles: bool
) -> tuple[Floats, ...]:
    """Return the columns of a stack for one event: cells whose price moved once, then, and those where it stood still."""
    before, after, span = spans
    steps = np.stack([_moves(price, m) for m in span if m > 0], axis=1).sum(axis=1)
    treated = _moves(price, month) & (steps == 1)
    still = steps == 0
    mixed = np.isnan(price[treated]).any(axis=0)
    if cycles:
        mixed[:month] |= np.concatenate([mixed[1:month], [True]])
    sides = [[m for m in part if not mixed[m]] for part in (before, after)]
    short, buys = (np.stack([one[:, part].sum(axis=1) for part in sides]) for one in counted)
    usable = (treated | still) & (short >= FEWEST_SHORT).all(axis=0) & (buys.sum(axis=0) > 0)
    cells = np.flatnonzero(usable)
    first = np.array([_known(price[one, :month]) for one in range(price.shape[0])])
    moved = np.where(treated, np.log(price[:, month] / first), 0.0)
    risk = np.log(short[1][cells] / short[0][cells])
    counts = buys[1][cells], buys.sum(axis=0)[cells]
    return moved[cells], *counts, risk, np.full(cells.size, event, np.float64), np.asarray(cells, np.float64)


def _known(prices: Floats) -> float:
    known = prices[~np.isnan(prices)]
    return float(known[-1]) if known.size else float("nan")


def _fit(stack: _Stack) -> Fit:
    carrying = int(np.unique(stack.cell[stack.price != 0]).size)
    return jackknifed(lambda kept: _slope(stack, kept), stack.cell, carrying)


def _slope(stack: _Stack, kept: NDArray[np.bool_]) -> Fit:
    price, event = stack.price[kept], stack.event[kept]
    known = np.unique(event)
    if price.size < known.size + 2 or not np.ptp(price) > 0:
        return NOTHING
    columns = np.stack([price, *((event == one).astype(float) for one in known)], axis=1)
    return shares(columns, stack.after[kept], stack.both[kept], stack.risk[kept], stack.cell[kept])[0]
