"""A first-come, first-served queue for the numbers of a page; charts wait until nobody waits for numbers.

Side by side, ten answers would all be there only when the last is; in turn, the first comes much sooner and the last no later.
Answers that leave room for others go two and two: while one waits for the interpreter, the other is at work in compiled code.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_SECONDS = 1.0
SIDE_BY_SIDE = 2


@dataclass(frozen=True, eq=False)
class _Ticket:
    alone: bool


class FairQueue:
    """A line in which the first to come is the first to be served."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: list[_Ticket] = []

    @contextmanager
    def turn(self, *, alone: bool = True) -> Iterator[None]:
        """Wait for one's turn and hold it; what need not be `alone` shares it with another of that kind."""
        ticket = _Ticket(alone)
        with self._changed:
            self._line.append(ticket)
            self._changed.wait_for(lambda: self._is_served(ticket))
        try:
            yield
        finally:
            with self._changed:
                self._line.remove(ticket)
                self._changed.notify_all()

    def _is_served(self, ticket: _Ticket) -> bool:
        before = self._line[: self._line.index(ticket)]
        return len(before) < (1 if ticket.alone else SIDE_BY_SIDE) and not any(other.alone for other in before)

    def when_all_are_served(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until nobody is in the line, at most `seconds`: charts are not to starve."""
        with self._changed:
            self._changed.wait_for(lambda: not self._line, seconds)


NUMBERS, CHARTS = FairQueue(), FairQueue()
