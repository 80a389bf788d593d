"""A first-come, first-served queue for the numbers of a page; charts wait until nobody waits for numbers.

Side by side, ten answers would all be there only when the last is; in turn, the first comes much sooner and the last no later.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_SECONDS = 1.0


class FairQueue:
    """A line in which the first to come is the first to be served."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn and hold it."""
        ticket = object()
        with self._changed:
            self._line.append(ticket)
            self._changed.wait_for(lambda: self._line[0] is ticket)
        try:
            yield
        finally:
            with self._changed:
                self._line.popleft()
                self._changed.notify_all()

    def when_all_are_served(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until nobody is in the line, at most `seconds`: charts are not to starve."""
        with self._changed:
            self._changed.wait_for(lambda: not self._line, seconds)


NUMBERS, CHARTS = FairQueue(), FairQueue()
