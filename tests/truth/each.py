"""The same work for many seeds, in processes side by side."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Found = TypeVar("Found")


def each(work: Callable[[int], Found], seeds: Iterable[int], what: str) -> list[Found]:
    """Do the work of each seed in processes side by side, in the order of the seeds, and say how far it is."""
    ordered, began = list(seeds), time.monotonic()
    found: dict[int, Found] = {}
    # Fresh processes: one that was split off while threads of the database ran may wait for them for ever.
    with ProcessPoolExecutor(workers(), multiprocessing.get_context("spawn")) as pool:
        asked = {pool.submit(work, seed): seed for seed in ordered}
        for done in as_completed(asked):
            found[asked[done]] = done.result()
            if len(found) % max(1, len(ordered) // 10) == 0:
                sys.stderr.write(f"{len(found)} of {len(ordered)} {what} in {time.monotonic() - began:.0f} s\n")
    return [found[seed] for seed in ordered]


def workers() -> int:
    """Return how many processes work side by side."""
    return os.cpu_count() or 1
