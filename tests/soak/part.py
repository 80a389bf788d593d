"""What the parts of the soak share: numbered cases that are the same in every run, what came of them, the time they may take."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path


@dataclass(frozen=True)
class Came:
    """What came of a case: a word to count it under, and what is wrong, empty if nothing is."""

    word: str
    wrong: str = ""


class Part(Protocol):
    """One way to be hard on the program: `share` of the time is its own, `planned` the cases of a whole run."""

    name: str
    planned: int
    share: float

    def stage(self, folder: Path, seed: int) -> AbstractContextManager[Callable[[int], Came]]:
        """Set everything up in `folder` and give the function that runs a case by its number."""
        ...


@dataclass
class Tally:
    """How a part went: how many of its cases were tried, what came of them, what is wrong by number."""

    part: Part
    tried: int = 0
    came: Counter[str] = field(default_factory=Counter)
    wrong: dict[int, str] = field(default_factory=dict)


def dice(seed: int, part: str, number: int) -> random.Random:
    """Return the random numbers of one case, which do not depend on the cases before it."""
    return random.Random(f"{seed} {part} {number}")  # noqa: S311 - the same in every run


def run(part: Part, folder: Path, seed: int, seconds: float, only: int | None = None) -> Tally:
    """Run the cases of a part one by one until all are done or its time is over; with `only`, that one alone."""
    tally = Tally(part)
    folder.mkdir(parents=True)
    with part.stage(folder, seed) as case:
        end = time.monotonic() + seconds
        for number in range(part.planned) if only is None else (only,):
            try:
                came = case(number)
            except Exception as error:  # noqa: BLE001 - a case that cannot be run is a finding, and not the end of the others
                came = Came("not run", f"{type(error).__name__}: {str(error)[:600]}")
            tally.tried += 1
            tally.came[came.word] += 1
            if came.wrong:
                tally.wrong[number] = came.wrong
            if time.monotonic() > end:
                break
    return tally
