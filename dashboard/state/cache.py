"""Thin Streamlit caches round pure functions: worlds are shared resources, results small data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analysis import compiling
from analysis.parallel import workers
from analysis.settings.question import Question
from analysis.simulate import simulate
from dashboard.bases.opened import opened_base

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.shards.store import AnyBase
    from data.population.folder import Stamp

SMALL = 200_000  # subscribers: a second thread shortens an answer by a tenth and costs a third more of the processor


@st.cache_resource(max_entries=4, show_spinner=False)
def world_at(path: str, stamp: Stamp) -> AnyBase:  # noqa: ARG001 - the stamp makes other tables a new entry
    """Return the prepared base at `path`; `stamp` tells its files from any that lay there before."""
    return opened_base(Path(path))


def result_for(world: AnyBase, question: Question, *, cuts: bool) -> Result:
    """Return the answer of a world, kept by everything that is in it: what the base says of itself is, beside its tables."""
    return _kept_result(world, repr((world.manifest, world.stamped, world.giving_up_to)), question, cuts=cuts)


# Left to Streamlit a question is hashed by its fields alone, and rules of two mechanisms may have the same.
@st.cache_data(max_entries=500, show_spinner=False, hash_funcs={Question: Question.key})
def _kept_result(_world: AnyBase, base: str, question: Question, *, cuts: bool) -> Result:  # noqa: ARG001
    compiling.wait()
    threads = max(1, workers(None) // 2) if is_small(_world) else None
    return simulate(_world, question.rules, question.assumptions, horizon=question.horizon, cuts=cuts, threads=threads)


def is_small(world: AnyBase) -> bool:
    """Say whether an answer takes so little that other cores are better left to the browser and to who else asks."""
    return world.subscribers <= SMALL
