"""Incremental results of background tasks, one per session and slot: a new question, or a lost session, cancels the old task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

import streamlit as st

from dashboard.background.jobs import Job, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.background.turns import Turns
    from dashboard.background.worker_process import Lane
    from data.progress import Progress

T = TypeVar("T")
P = ParamSpec("P")


class RunningAnswer(Generic[T]):
    """One question's answer: `latest` is what is known so far, `job` says where the work stands.

    `work` is given a function that takes an answer so far, the stage and the share of the work done (0-1); it may raise there.
    One piece of work at a time is done in a lane: `turns` are its own.
    """

    def __init__(self, key: str, work: Callable[[Callable[[T, str, float], None]], T], turns: Turns) -> None:
        self.key = key
        self.latest: T | None = None
        self.is_shown = False  # what is known so far was drawn, and must not go again
        self.is_stopped = False  # by whoever asked: it does not begin again by itself
        self.job: Job[T] = Job("decide", key, lambda progress: self._run(work, progress), turns)

    def _run(self, work: Callable[[Callable[[T, str, float], None]], T], progress: Progress) -> T:
        def tell(found: T, stage: str, share: float) -> None:
            self.latest = found
            progress(stage, share)

        self.latest = found = work(tell)
        return found

    def leave(self) -> None:
        """Cancel the task: it ends at its next step; what is known so far stays."""
        self.job.cancel()

    def stop(self) -> None:
        """Leave it, as whoever asked for it wants: it stays where it is until they begin it again."""
        self.is_stopped = True
        self.leave()

    def begin_again(self) -> None:
        """Let what was stopped begin anew when it is looked at next."""
        self.is_stopped = False


def in_lane(
    lane: Lane, key: str, work: Callable[Concatenate[Callable[[T, str, float], None], P], T], *args: P.args, **kwargs: P.kwargs
) -> RunningAnswer[T]:
    """Return the answer that `work` gives in the process of a lane, not started."""
    return RunningAnswer(key, lambda tell: lane.run(work, tell, *args, **kwargs), lane.turns)


def running_answer(place: str, key: str, begin: Callable[[], RunningAnswer[T]]) -> RunningAnswer[T]:
    """Return the answer in a slot of this session; started where it held another question's or one that was left."""
    held: RunningAnswer[T] | None = st.session_state.get(place)
    if held is None or held.key != key or (held.job.state is State.CANCELLED and not held.is_stopped):
        if held is not None:
            held.leave()
        held = begin()
        st.session_state[place] = held
        held.job.start()
    _while_connected(held, id(held))
    return held


def asked_for(place: str, key: str, begin: Callable[[], RunningAnswer[T]]) -> RunningAnswer[T]:
    """Do as `running_answer` does for whoever pressed a button: what was stopped goes on."""
    held: RunningAnswer[T] | None = held_at(place)
    if held is not None:
        held.begin_again()
    return running_answer(place, key, begin)


def held_at(place: str) -> RunningAnswer[T] | None:
    """Return what a place of this session holds, whatever its question."""
    found: RunningAnswer[T] | None = st.session_state.get(place)
    return found


def put_away(place: str) -> None:
    """Leave what a place of this session holds, and forget it."""
    held: RunningAnswer[object] | None = st.session_state.pop(place, None)
    if held is not None:
        held.leave()


# Streamlit empties a session's cache when its connection is lost: nobody is left to look at the answer.
@st.cache_resource(scope="session", show_spinner=False, on_release=lambda held: held.leave())
def _while_connected(_held: RunningAnswer[T], which: int) -> RunningAnswer[T]:  # noqa: ARG001 - it is the key
    return _held
