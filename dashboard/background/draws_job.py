"""Monte Carlo draws as a background task: a session holds one run at a time, and a new question cancels the old one."""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING

import streamlit as st

from analysis.uncertainty.draws_cache import load_futures, place_of, save_futures
from analysis.uncertainty.monte_carlo import DEFAULT_DRAWS
from dashboard.background import tasks, worker_process

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.draws import Futures
    from analysis.results.result import Result, Variant
    from dashboard.state.page_context import PageContext


REST_SECONDS = 1.5
DRAWS = DEFAULT_DRAWS


_LIVE: weakref.WeakValueDictionary[str, DrawsRun] = weakref.WeakValueDictionary()
_LIVE_LOCK = threading.Lock()


def joined(path: Path, central: Result) -> DrawsRun:
    """Return the draws of a question, with one holder more: two sessions that ask the same share one run."""
    key = central.question.key()
    with _LIVE_LOCK:
        found = _LIVE.get(key)
        if found is None or not (found.running or found.whole):
            found = _LIVE[key] = DrawsRun(path, central)
        found.holders += 1
        return found


class _LeftError(Exception):
    """Nobody waits for these draws any more."""


class DrawsRun:
    """One question's draws: `latest` grows until it is whole; once nobody holds it any more it stops at the next draw."""

    def __init__(self, path: Path, central: Result, draws: int = DRAWS) -> None:
        self.key = central.question.key()
        self.draws = draws
        self._stopped = threading.Event()
        self._place = place_of(path, central.question, draws)
        self.latest: Futures | None = load_futures(self._place)
        self.variants: tuple[Variant, ...] = ()
        self.failed = False
        self.holders = 0
        if not self.whole:
            threading.Thread(target=self._run, args=(tasks.Located(path, central.question), central), daemon=True).start()

    @property
    def whole(self) -> bool:
        """Say whether every draw and every variant is answered."""
        return self.latest is not None and self.latest.draws == self.draws and bool(self.variants)

    @property
    def running(self) -> bool:
        """Say whether more is to come."""
        return not (self.whole or self.failed or self._stopped.is_set())

    def leave(self) -> None:
        """Give it up: with the last holder gone the work ends; what is known so far stays."""
        with _LIVE_LOCK:
            self.holders -= 1
            if self.holders <= 0:
                self._stopped.set()
                worker_process.DRAWS.stop(self._tell)

    def _run(self, asked: tasks.Located, central: Result) -> None:
        # A slider that is still moving asks anew in a moment; its last question is the one worth the work.
        if self._stopped.wait(REST_SECONDS):
            return
        known = self.latest is not None
        try:
            # One run of draws at a time on the machine: more would only slow each other, and whoever moves a slider, down.
            with worker_process.DRAWS.turns.turn(self._end_if_left):
                found = worker_process.DRAWS.run(tasks.drawn, self._tell, asked, central, self.draws, self.latest)
        except (_LeftError, worker_process.StoppedError):
            return
        except Exception:
            if not threading.main_thread().is_alive():
                return  # the server is going: nobody is left to tell
            # The page says that the draws failed; the error itself is in the server's log.
            self.failed = True
            raise
        if found is not None:
            self.latest, self.variants = found
            if not known:
                save_futures(self._place, self.latest)

    def _tell(self, found: tasks.Drawn | None, _stage: str, _share: float) -> None:
        if found is not None:
            self.latest, _ = found
        self._end_if_left()

    def _end_if_left(self) -> None:
        if self._stopped.is_set():
            raise _LeftError


_HELD = "drawing"


def drawing_of(page: PageContext, result: Result) -> DrawsRun | None:
    """Return the draws of the question in force; those of the last question are left. None where nothing moves."""
    held: DrawsRun | None = st.session_state.get(_HELD)
    if not result.flow.moved:
        return None
    if held is None or held.key != result.question.key():
        if held is not None:
            held.leave()
        held = joined(page.path, result)
        st.session_state[_HELD] = held
    return held


def leave_other(page: PageContext) -> None:
    """Leave the draws of another question before this one is answered: they would take from it what the machine can do."""
    held: DrawsRun | None = st.session_state.get(_HELD)
    if held is not None and held.key != page.question.key():
        held.leave()
        del st.session_state[_HELD]
