"""Communities of a contact graph: size-constrained label propagation on ever coarser graphs (Meyerhenke et al. 2014).

Everyone starts alone; in a given order each joins the label it has the strongest ties to, if that label has room;
sweeps go on until hardly anyone moves. Then the communities found become the people of a coarser graph, and it all
starts again. The limit keeps a giant component from becoming one community: the random groups of the intervals are made
of whole communities, so none may be a large part of the base.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from data.compiled import can_keep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

SWEEPS, LEVELS = 20, 5
LARGEST = 60


@dataclass(frozen=True)
class Graph:
    """An undirected graph: ties a-b with whole-number strengths, so that sums are exact, and the size of each node."""

    a: Whole
    b: Whole
    strength: Whole
    size: Whole


def propagate(graph: Graph, order: Whole, largest: int = LARGEST) -> Whole:
    """Return the smallest member of each node's community of at most `largest`. Nodes choose in sequence `order`."""
    labels = np.arange(graph.size.size)
    for _ in range(LEVELS):
        found = _swept(*_adjacency(graph), graph.size, order, SWEEPS, largest)
        kept, position = np.unique(found, return_inverse=True)
        if kept.size == graph.size.size:
            break
        labels = position[labels]
        order = np.unique(position[order], return_index=True)[1].argsort(kind="stable")
        graph = _coarser(graph, position, kept.size)
    smallest = np.full(graph.size.size, labels.size)
    np.minimum.at(smallest, labels, np.arange(labels.size))
    return np.asarray(smallest[labels])


def _adjacency(graph: Graph) -> tuple[Whole, Whole, Whole]:
    """Return the ties of each node as (start of each node's run, the other end, the strength)."""
    ends, others = np.concatenate([graph.a, graph.b]), np.concatenate([graph.b, graph.a])
    by_end = np.lexsort((others, ends))
    starts = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=graph.size.size))])
    return starts, others[by_end], np.concatenate([graph.strength, graph.strength])[by_end]


def _coarser(graph: Graph, position: Whole, count: int) -> Graph:
    """Merge the nodes of each community into one; parallel ties add up."""
    a, b = position[graph.a], position[graph.b]
    between = a != b
    pair = np.minimum(a, b)[between] * count + np.maximum(a, b)[between]
    kept, nth = np.unique(pair, return_inverse=True)
    strength, size = np.zeros(kept.size, dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.add.at(strength, nth, graph.strength[between])
    np.add.at(size, position, graph.size)
    return Graph(kept // count, kept % count, strength, size)


def _nothing() -> None:
    """Stand for all that is compiled here."""


_KEEPS = can_keep(_nothing)


@njit(cache=_KEEPS)
def _swept(  # noqa: PLR0913, PLR0917 - a compiled loop takes arrays, not objects
    starts: Whole, others: Whole, strength: Whole, size: Whole, order: Whole, sweeps: int, largest: int
) -> Whole:
    labels, sizes, pull = np.arange(size.size), size.copy(), np.zeros(size.size, dtype=np.int64)
    for _ in range(sweeps):
        moved = 0
        for node in order:
            best = _strongest(node, starts, others, strength, labels, sizes, pull, largest - size[node])
            if best != labels[node]:
                sizes[labels[node]] -= size[node]
                sizes[best] += size[node]
                labels[node] = best
                moved += 1
        if moved * 1000 <= size.size:
            break
    return labels


@njit(cache=_KEEPS)
def _strongest(  # noqa: PLR0913, PLR0917 - a compiled loop takes arrays, not objects
    node: int, starts: Whole, others: Whole, strength: Whole, labels: Whole, sizes: Whole, pull: Whole, room: int
) -> int:
    """Return the label with room that `node` has the strongest ties to: its own when equal, else the smallest."""
    first, last = starts[node], starts[node + 1]
    for tie in range(first, last):
        pull[labels[others[tie]]] += strength[tie]
    own = labels[node]
    best = own
    for tie in range(first, last):
        label = labels[others[tie]]
        if label == own or sizes[label] > room:
            continue
        if pull[label] > pull[best] or (pull[label] == pull[best] and best != own and label < best):
            best = label
    for tie in range(first, last):
        pull[labels[others[tie]]] = 0
    return int(best)
