"""Ctrl-C: long queries that can be cancelled while the database works, and short steps that are finished first."""

from __future__ import annotations

import selectors
import signal
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from data.progress import Progress

PULSE_SECONDS = 0.25


class _Watch:
    """Asks, from a thread of its own, whether to go on; stops the connection's query when the answer is an exception."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, progress: Progress) -> None:
        self._connection, self._progress = connection, progress
        self._last: tuple[str, float] | None = None
        self.raised: BaseException | None = None
        self._heard, self._told = socket.socketpair()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watch-query", daemon=True)

    def report(self, stage: str, share: float, /) -> None:
        """Report progress as the work itself does, and remember it for the next pulse."""
        if self.raised is not None:
            raise self.raised
        self._progress(stage, share)
        self._last = stage, share

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch while the block runs."""
        with self._heard, self._told, self._ctrl_c():
            self._thread.start()
            try:
                yield
            finally:
                self._over.set()
                self._told.send(_END)
                self._thread.join()

    @contextmanager
    def _ctrl_c(self) -> Iterator[None]:
        """Hear of Ctrl-C at once: Python itself learns of it only when the query is over, be it in an hour."""
        is_asked = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is _DEFAULT
        if not is_asked:
            yield
            return
        self._told.setblocking(False)
        before = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)

    def _watch(self) -> None:
        # Not `select`: it knows no file beyond the 1,024th that a process has open, and a busy server has more.
        with selectors.DefaultSelector() as ears:
            ears.register(self._heard, selectors.EVENT_READ)
            while not self._over.is_set():
                if ears.select(PULSE_SECONDS) and signal.SIGINT in self._heard.recv(64):
                    self.raised = KeyboardInterrupt()
                elif self.raised is None and self._last is not None:
                    self._ask(*self._last)
                if self.raised is not None and not self._over.is_set():
                    # Again at each pulse: between two queries there is nothing to stop.
                    self._connection.interrupt()

    def _ask(self, stage: str, share: float) -> None:
        try:
            self._progress(stage, share)
        except BaseException as error:  # noqa: BLE001 - whatever cancels is raised again where the work is
            self.raised = error


_DEFAULT = signal.default_int_handler
_END = b"\0"  # no signal's number


@contextmanager
def interruptible(connection: duckdb.DuckDBPyConnection, progress: Progress) -> Iterator[Progress]:
    """Yield a progress to report to while `connection` works.

    What `progress` raises, and Ctrl-C, ends the query that runs within seconds. `progress` is called from another thread as well,
    with the last stage and share again.
    """
    watch = _Watch(connection, progress)
    try:
        with watch.watching():
            yield watch.report
    except duckdb.InterruptException:
        if watch.raised is not None:
            raise watch.raised from None
        raise


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until the block is over: it is for steps of which half would be worse than all or nothing."""
    handler = signal.getsignal(signal.SIGINT)
    # No other thread than the main one ever hears of it.
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    asked: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: asked.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        for number, frame in asked[:1]:
            handler(number, frame)
