"""In which futures do these rules lose money? Boxes of the unknowns that hold many losses and few gains, as a person reads them.

Scenario discovery by classification tree (Breiman et al. 1984; compared with PRIM by Lempert, Bryant and Bankes 2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from analysis.uncertainty.distributions import unknown_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.results.draws import Futures

DEEPEST = 3
FEWEST_SHARE = 0.05
DENSE = 0.5


@dataclass(frozen=True)
class Limit:
    """An unknown between two ends; None where it is not bounded on that side."""

    name: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Box:
    """Futures within all limits: `coverage` of all losses lie in it, and a share `density` of its `draws` are losses."""

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    draws: int


@dataclass(frozen=True)
class Discovery:
    """The boxes in which most draws lose, the one that covers most losses first, and the share of losses overall."""

    boxes: tuple[Box, ...]
    loss_rate: float


def discover(futures: Futures) -> Discovery:
    """Return the boxes of a run of draws; none where every draw loses, or none does, or losses are no likelier anywhere."""
    losses = futures.npv < 0
    rate = float(losses.mean())
    if rate in (0.0, 1.0):
        return Discovery((), rate)
    fewest = max(2, int(FEWEST_SHARE * losses.size))
    tree = DecisionTreeClassifier(max_depth=DEEPEST, min_samples_leaf=fewest, random_state=0).fit(futures.values, losses)
    names = unknown_names(futures.mechanism, resellers=futures.resellers)
    boxes = [_box(limits, names, futures.values, losses) for limits in _leaves(tree)]
    dense = [box for box in boxes if box.limits and box.density > max(DENSE, rate)]
    return Discovery(tuple(sorted(dense, key=lambda box: -box.coverage)), rate)


def _leaves(classifier: DecisionTreeClassifier) -> list[dict[int, tuple[float, float]]]:
    """Return the limits of each leaf: by unknown, above the first and at most the second."""
    tree = classifier.tree_
    found: list[dict[int, tuple[float, float]]] = []

    def walk(node: int, limits: dict[int, tuple[float, float]]) -> None:
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left == right:
            found.append(limits)
            return
        where, cut = int(tree.feature[node]), float(tree.threshold[node])
        low, high = limits.get(where, (-np.inf, np.inf))
        walk(left, limits | {where: (low, min(high, cut))})
        walk(right, limits | {where: (max(low, cut), high)})

    walk(0, {})
    return found


def _box(
    limits: dict[int, tuple[float, float]], names: tuple[str, ...], values: NDArray[np.float64], losses: NDArray[np.bool_]
) -> Box:
    inside = np.ones(losses.size, bool)
    for where, (low, high) in limits.items():
        inside &= (values[:, where] > low) & (values[:, where] <= high)
    told = tuple(Limit(names[where], *(None if np.isinf(end) else end for end in ends)) for where, ends in sorted(limits.items()))
    count = int(inside.sum())
    lost = int((inside & losses).sum())
    return Box(told, lost / int(losses.sum()), lost / count if count else 0.0, count)
