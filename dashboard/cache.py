"""Thin Streamlit caches round pure functions: worlds are shared resources, results small data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analysis.assumptions import make_assumptions
from analysis.parameters import Value
from analysis.prepare import prepare
from analysis.rules import make_rules
from analysis.simulate import simulate

if TYPE_CHECKING:
    from analysis.results import Result
    from analysis.world import World

Values = tuple[tuple[str, Value], ...]


@st.cache_resource(max_entries=4, show_spinner=False)
def world_at(path: str, stamp: float) -> World:  # noqa: ARG001 - the stamp makes a rebuilt population a new entry
    """Return the prepared base at `path`; `stamp` is its manifest's modification time."""
    return prepare(Path(path))


@st.cache_data(max_entries=500, show_spinner=False)
def result_for(
    _world: World,
    fingerprint: str,  # noqa: ARG001
    seed: int,  # noqa: ARG001
    rules: Values,
    assumptions: Values,
    horizon: int,
    *,
    cuts: bool,
) -> Result:
    """Replay a world; keyed by the base's fingerprint, the seed, the rules, the assumptions, the horizon and the cuts."""
    return simulate(_world, make_rules(dict(rules)), make_assumptions(dict(assumptions)), horizon=horizon, cuts=cuts)
