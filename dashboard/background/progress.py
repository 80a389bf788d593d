"""How an incremental result is drawn: a progress bar while its task runs, then the answer, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from dashboard.background.jobs import State
from dashboard.display.problems import show_problems

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.background.jobs import Job
    from dashboard.background.running_answer import RunningAnswer
    from wording import Wording

T = TypeVar("T")
EVERY = "0.8s"


def watch(held: RunningAnswer[T], draw: Callable[[T], None], say: Wording, cancel: str = "", *, again: bool = True) -> None:
    """Draw an answer as far as it is known, again and again while it grows; `cancel` is the key of a button to stop it.

    What was stopped has a button to begin it `again`, but where the page has a way of its own.
    """
    if held.job.is_active:
        st.fragment(_growing, run_every=EVERY)(held, draw, say, cancel)
        return
    if held.latest is not None:
        draw(held.latest)
    if held.job.state is State.FAILED:
        show_problems(held.job.problems, say)
    elif held.job.state is State.BROKEN:
        st.error(say("decide-broken"))
    elif held.is_stopped and again:
        st.info(say("decide-was-stopped"))
        st.button(say("decide-again"), key=f"{cancel}_again", on_click=held.begin_again)


def job_bar(job: Job[T], say: Wording) -> None:
    """Draw how far a job is, and at what; one that waits for others says so."""
    stage = say("decide-waiting") if job.state is State.WAITING else say(f"progress-{job.stage.replace('_', '-')}")
    st.progress(job.share, text=say("base-progress", stage=stage, share=say.percent(job.share, 0)))


def _growing(held: RunningAnswer[T], draw: Callable[[T], None], say: Wording, cancel: str) -> None:
    if not held.job.is_active:
        st.rerun()
    job = held.job
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom"):
        job_bar(job, say)
        if cancel and job.is_cancelling:
            st.caption(say("decide-stopping"), width="content")
        elif cancel:
            st.button(say("decide-stop"), key=cancel, on_click=held.stop, icon=":material/stop:", type="tertiary")
    if held.latest is not None:
        draw(held.latest)
