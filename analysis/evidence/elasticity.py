"""How buying when short answers to the price: a stacked event study of price changes against plans and regions with none.

An event is a month in which the price of some cells (a plan in a region) changed. Outcome: the change of the log share that buys
when short, three months after against three before. Controls: cells whose price stood still all that time. Within an event,
weighted by short months, clustered by cell. Placebo: the three months before against the three before those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.certificate import FEWEST_GROUPS, absent, centred, enough, identified
from analysis.evidence.fits import NOTHING, Fit, demeaned, least_squares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.evidence.certificate import Certificate
    from analysis.evidence.panel import Panel

    Floats = NDArray[np.float64]

NAME = "topup_elasticity"
WINDOW = 3
FEWEST_CHANGES, FEWEST_SHORT = 10, 20


@dataclass(frozen=True)
class _Stack:
    """Cells of all events one under another: change of log price, of the log share that buys, weight, event, cell."""

    price: Floats
    change: Floats
    weight: Floats
    event: NDArray[np.int64]
    cell: NDArray[np.int64]


def elasticity(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of the price elasticity."""
    months = _changes(panel)
    if not months.size:
        yield absent(NAME, "no-price-change")
        return
    stack, placebo = _stacked(panel, months, 0), _stacked(panel, months, WINDOW)
    changed = int((stack.price != 0).sum())
    fit, before = _fit(stack), _fit(placebo)
    gates = (
        enough("price-changes", changed, FEWEST_CHANGES),
        enough("groups", fit.groups, FEWEST_GROUPS),
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
        parts.append(_event(panel.price, counted, int(month), event, (before, after, span)))
    if not parts:
        none, nowhere = np.zeros(0), np.zeros(0, np.int64)
        return _Stack(none, none, none, nowhere, nowhere)
    price, change, weight, of_event, of_cell = zip(*parts, strict=True)
    numbers = (np.concatenate(price), np.concatenate(change), np.concatenate(weight))
    return _Stack(*numbers, np.concatenate(of_event), np.concatenate(of_cell))


def _event(
    price: Floats, counted: Floats, month: int, event: int, spans: tuple[list[int], list[int], range]
) -> tuple[Floats, Floats, Floats, NDArray[np.int64], NDArray[np.int64]]:
    before, after, span = spans
    steps = np.stack([_moves(price, m) for m in span if m > 0], axis=1).sum(axis=1)
    treated = _moves(price, month) & (steps == 1)
    still = steps == 0
    short = np.stack([counted[0][:, part].sum(axis=1) for part in (before, after)])
    buys = np.stack([counted[1][:, part].sum(axis=1) for part in (before, after)])
    usable = (treated | still) & (short >= FEWEST_SHORT).all(axis=0) & (buys > 0).all(axis=0)
    cells = np.flatnonzero(usable)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.log(buys[1] / short[1]) - np.log(buys[0] / short[0])
    first = np.array([_known(price[one, :month]) for one in range(price.shape[0])])
    moved = np.where(treated, np.log(price[:, month] / first), 0.0)
    weight = 1.0 / (1.0 / np.maximum(1, buys)).sum(axis=0)
    return moved[cells], change[cells], weight[cells], np.full(cells.size, event), cells


def _known(prices: Floats) -> float:
    known = prices[~np.isnan(prices)]
    return float(known[-1]) if known.size else float("nan")


def _fit(stack: _Stack) -> Fit:
    if stack.price.size < 3:
        return NOTHING
    x, y = (demeaned(values, stack.event, stack.weight) for values in (stack.price, stack.change))
    return least_squares(x[:, None], y, stack.cell, stack.weight)[0] if (x * x).sum() > 0 else NOTHING
