"""The same work on several items at once; compiled code lets go of the interpreter, so threads are enough."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

One = TypeVar("One")
Other = TypeVar("Other")


def workers(threads: int | None) -> int:
    """Return how many threads to use: as many as asked for, else as the machine has cores."""
    return threads or os.cpu_count() or 1


def spread(work: Callable[[One], Other], items: Iterable[One], threads: int | None) -> list[Other]:
    """Return work(item) of every item, in order; with one thread, one of many answers at once, without a pool of its own."""
    if workers(threads) == 1:
        return [work(item) for item in items]
    with ThreadPoolExecutor(workers(threads)) as pool:
        return list(pool.map(work, items))
