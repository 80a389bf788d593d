"""Which launch the page "Plan against actual" is about, and how an example of one is made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.monitoring.example import HOLDOUT, KINDS, STAGED
from dashboard.background import worker_process
from dashboard.background.running_answer import in_lane
from dashboard.background.trials import launch
from dashboard.views.trial_folders import Shelf, choose_beside, choose_elsewhere, make_example

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.background.running_answer import RunningAnswer
    from dashboard.state.page_context import PageContext

LAUNCHES = Shelf("launch", "launch-")
KIND, HELD_BACK = "launch_kind", "launch_holdout"
HOLDOUTS = (0.05, HOLDOUT, 0.2, 0.35, 0.5)


def choose_launch(page: PageContext) -> None:
    """Draw the choice: launches beside the base, a way to make an example there, a folder elsewhere where that is allowed."""
    say, beside = page.say, choose_beside(page, LAUNCHES)
    with st.expander(say("launch-example-title"), expanded=not beside, key="launch_controls"):
        kind = st.selectbox(say("launch-kind"), KINDS, format_func=lambda name: say(f"launch-kind-{name}"), key=KIND)
        if kind != STAGED:
            holdout = st.select_slider(
                say("launch-holdout"), HOLDOUTS, HOLDOUT, format_func=lambda share: say.percent(share, 0), key=HELD_BACK
            )
        else:
            holdout = HOLDOUT
        known = example_name(kind) in beside
        if known:
            st.caption(say("launch-example-there"))
        make_example(page, LAUNCHES, example_name(kind), partial(_begin, page.path, kind, holdout), known=known)
    choose_elsewhere(page, LAUNCHES)


def example_name(kind: str) -> str:
    """Return the folder of an example launch."""
    return f"example-launch-{kind}"


def _begin(path: Path, kind: str, holdout: float, target: Path) -> RunningAnswer[str]:
    return in_lane(worker_process.QUICK, str(target), launch.launch_example, path, target, kind, holdout)
