"""What the base in use says about the unknowns: learned when asked for, beside the page; each certificate can be accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.evidence.accept import with_accepted, without
from analysis.evidence.learn import learn
from analysis.settings.accepted import FIELD, ranges_in
from analysis.settings.assumptions import make_assumptions
from dashboard.background import worker_process
from dashboard.background.jobs import Job, State
from dashboard.background.progress import EVERY, job_bar
from dashboard.display.markdown import plain
from dashboard.display.problems import show_problems
from dashboard.state.assumptions_in_force import assumptions_in_force
from dashboard.state.learned_here import hold_here
from dashboard.state.store import chosen, keep
from data.population.folder import stamp_of
from data.schema_history import ALL_TABLES
from reports.content.learned import learned_parts

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.certificates import Certificate
    from analysis.shards.store import AnyBase
    from data.population.folder import Stamp
    from data.progress import Progress
    from wording import Wording

    Learned = Job[tuple[Certificate, ...]]

_HELD = "learned"


def learned_part(path: Path, world: AnyBase, say: Wording) -> None:
    """Draw the part: a button, then progress, then a paragraph per assumption with what accepting it does."""
    st.header(say("learn-title"), anchor=False)
    st.markdown(say("learn-lead"))
    stamp = stamp_of(path, ALL_TABLES)
    held: tuple[Stamp, Learned] | None = st.session_state.get(_HELD)
    if held is None or held[0] != stamp or held[1].state is State.CANCELLED:
        st.button(say("learn-ask"), key="learn_ask", on_click=_start, args=(path, stamp))
        return
    job = held[1]
    if job.is_active:
        st.fragment(_growing, run_every=EVERY)(job, say)
    elif job.state is State.FAILED:
        show_problems(job.problems, say)
    elif job.result is None:
        st.error(say("decide-broken"))
    else:
        hold_here(world.manifest.fingerprint, job.result)
        for text, of in learned_parts(job.result, say):
            st.markdown(plain(text))
            for one in of:
                _choice(one, world, say)


def _start(path: Path, stamp: Stamp) -> None:
    def work(tell: Progress) -> tuple[Certificate, ...]:
        return learn(path, progress=tell)

    job: Learned = Job("learn", path.name, work, worker_process.QUICK.turns)
    st.session_state[_HELD] = (stamp, job)
    job.start()


def _growing(job: Learned, say: Wording) -> None:
    if not job.is_active:
        st.rerun()
    job_bar(job, say)
    st.button(say("decide-stop"), key="learn_stop", on_click=job.cancel)


def _choice(one: Certificate, world: AnyBase, say: Wording) -> None:
    now = make_assumptions(assumptions_in_force(world))
    title = say(one.assumption)
    if one.assumption in ranges_in(now.measured_here):
        words = say("learn-take-back-of", title=title)
        st.button(words, key=f"learn_back_{one.assumption}", on_click=_take_back, args=(one.assumption,))
    elif one.can_be_accepted:
        words = say("learn-take-of", title=title)
        st.button(words, key=f"learn_take_{one.assumption}", on_click=_take, args=(one, world))


def _take(one: Certificate, world: AnyBase) -> None:
    after = with_accepted(assumptions_in_force(world), [one])
    own = {name: after[name] for name in (one.assumption, FIELD)}
    keep(replace(chosen(), assumptions={**chosen().assumptions, **own}))


def _take_back(name: str) -> None:
    keep(replace(chosen(), assumptions=without(chosen().assumptions, name)))
