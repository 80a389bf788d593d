"""Turns at work beside the page: so many pieces at once as there are places, and whoever waits for one may be told to stop."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ASK_SECONDS = 0.1


class Turns:
    """A number of places; one is held while its work is done."""

    def __init__(self, places: int = 1) -> None:
        self._free = threading.BoundedSemaphore(places)

    @contextmanager
    def turn(self, end_if_cancelled: Callable[[], None]) -> Iterator[None]:
        """Wait for a place and hold it; `end_if_cancelled` is asked now and then, and ends the wait by raising."""
        while not self._free.acquire(timeout=_ASK_SECONDS):
            end_if_cancelled()
        try:
            end_if_cancelled()
            yield
        finally:
            self._free.release()
