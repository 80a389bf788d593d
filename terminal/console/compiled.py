"""What a first command on a machine compiles, while it does what it was called for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from analysis import compiling

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.progress import Progress

T = TypeVar("T")


def compiled_beside(work: Callable[[Progress], T]) -> Callable[[Progress], T]:
    """Return work beside which the model is compiled for this machine, where it is not yet; it ends when that has.

    So it is done by whoever builds or opens the first base here, and no first page waits for it.
    """

    def done(report: Progress) -> T:
        begun = compiling.begin()
        found = work(report)
        if begun:
            report("compile", 1.0)
            compiling.wait()
        return found

    return done
