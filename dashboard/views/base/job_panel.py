"""The work of this session on the page: progress and a way to cancel, then what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background.jobs import Job, State
from dashboard.background.progress import job_bar
from dashboard.bases.new_base import Made
from dashboard.bases.session_bases import own_bases
from dashboard.display.markdown import plain
from dashboard.state import store
from dashboard.views.base.problem_list import problem_list, without_paths

if TYPE_CHECKING:
    from wording import Wording

BaseJob = Job[Made | None]
_JOB = "base_job"
_POLL_SECONDS = 0.5


def session_job() -> BaseJob | None:
    """Return the job of this session, active or ended and not yet put away."""
    job = st.session_state.get(_JOB)
    return job if isinstance(job, Job) else None


def is_busy() -> bool:
    """Say whether a job of this session is active: there is one at a time."""
    job = session_job()
    return job is not None and job.is_active


def begin(job: BaseJob) -> None:
    """Start a job and draw the page anew, on which it is then seen."""
    if not is_busy():
        st.session_state[_JOB] = job
        job.start()
    st.rerun()


def put_away() -> None:
    """Forget the ended job of this session."""
    st.session_state.pop(_JOB, None)


def job_panel(kinds: tuple[str, ...], say: Wording) -> None:
    """Draw the session's job if it is one of these kinds; while it is active only this part of the page is drawn again."""
    job = session_job()
    if job is None or job.kind not in kinds:
        return
    if job.is_active:
        st.fragment(_watch, run_every=_POLL_SECONDS)(job, say)
    elif job.state is State.DONE and job.result is None:
        put_away()
    else:
        _ended(job, say)


def busy_caption(say: Wording) -> None:
    """Say why nothing else can be started now."""
    if is_busy():
        st.caption(say("base-busy"))


def _watch(job: BaseJob, say: Wording) -> None:
    if not job.is_active:
        st.rerun()
    with st.container(border=True):
        st.markdown(f"**{say('base-doing-' + job.kind, name=plain(job.name))}**")
        if job.state is State.WAITING:
            st.caption(say("base-waiting"))
        else:
            job_bar(job, say)
        if job.is_cancelling:
            st.caption(say("base-cancelling"))
        else:
            st.button(say("base-cancel"), on_click=job.cancel, key="base_cancel")


def _ended(job: BaseJob, say: Wording) -> None:
    with st.container(border=True):
        if job.result is not None:
            _made(job.result, say)
        elif job.state is State.CANCELLED:
            st.info(say("base-cancelled", name=plain(job.name)), icon=":material/block:")
        elif job.state is State.FAILED:
            st.error(
                say("base-unmeasured" if job.kind == "health" else "base-failed", name=plain(job.name)), icon=":material/error:"
            )
            problem_list(without_paths(job.problems, say("base-your-files")) if job.kind == "files" else job.problems, say)
            if job.kind in ("files", "folder"):
                st.markdown(say("base-failed-help"))
        else:
            st.error(say("base-broken", name=plain(job.name)), icon=":material/error:")
        with st.container(horizontal=True):
            if job.result is not None:
                label = say("base-use", name=plain(job.result.name))
                st.button(label, on_click=_use, args=(job.result.name,), key="base_use", type="primary")
            st.button(say("base-put-away"), on_click=put_away, key="base_put_away")


def _made(made: Made, say: Wording) -> None:
    private = own_bases().get(made.name) == made.path
    st.success(say("base-made-private" if private else "base-made", name=plain(made.name)), icon=":material/check_circle:")
    if made.manifest.synthesised:
        what = ", ".join(say(f"synthesised-{part}") for part in made.manifest.synthesised)
        st.markdown(say("base-made-up", what=what))
    if made.notes:
        st.markdown(say("base-notes"))
        problem_list(made.notes, say)


def _use(name: str) -> None:
    store.choose_base(name)
    put_away()
