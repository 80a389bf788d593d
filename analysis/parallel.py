"""The same work on several items at once; compiled code lets go of the interpreter, so threads are enough."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

One = TypeVar("One")
Other = TypeVar("Other")


def workers(threads: int | None) -> int:
    """Return how many threads to use: as many as asked for, else as the machine has cores."""
    return threads or os.cpu_count() or 1


def side_by_side(work: Callable[[One], Other], items: Iterable[One], threads: int | None = None) -> Iterator[Other]:
    """Yield work(item) for each item in its order, a few ahead on other threads; whoever stops asking stops the work."""
    if workers(threads) == 1:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(workers(threads)) as pool:
        left = iter(items)
        waiting = deque(pool.submit(work, item) for _, item in zip(range(2 * workers(threads)), left, strict=False))
        try:
            while waiting:
                done = waiting.popleft().result()
                waiting.extend(pool.submit(work, item) for _, item in zip(range(1), left, strict=False))
                yield done
        finally:
            for unasked in waiting:
                unasked.cancel()


def spread(work: Callable[[One], Other], items: Iterable[One], threads: int | None) -> list[Other]:
    """Return work(item) of every item, in their order."""
    return list(side_by_side(work, items, threads))


class Begin(Protocol):
    """Begins a piece of work, and returns how to wait for its result."""

    def __call__(self, work: Callable[[], One], /) -> Callable[[], One]:
        """Begin `work`."""


def _at_once(work: Callable[[], One]) -> Callable[[], One]:
    result = work()
    return lambda: result


@contextmanager
def beside(threads: int | None) -> Iterator[Begin]:
    """Yield what begins a piece of work on another thread; where there is to be one alone, it does the work at once."""
    if workers(threads) == 1:
        yield _at_once
        return
    with ThreadPoolExecutor(workers(threads)) as pool:

        def begin(work: Callable[[], One]) -> Callable[[], One]:
            return pool.submit(work).result

        try:
            yield begin
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def stretches(count: int, threads: int | None) -> list[range]:
    """Return `count` places in stretches that threads can share, one by one, or all in one for a thread alone.

    A call of compiled code costs as much as a small base's month.
    """
    alone = workers(threads) == 1
    return [range(count)] if alone and count else [range(nth, nth + 1) for nth in range(count)]
