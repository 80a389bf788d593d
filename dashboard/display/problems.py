"""How what is wrong is told on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.display.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.errors import Problem
    from wording import Wording

_MOST_PROBLEMS = 20


def show_problems(problems: Sequence[Problem], say: Wording) -> None:
    """Draw problems as sentences, the first 20 of many; one that belongs to a scenario begins with its name."""
    lines = []
    for problem in problems[:_MOST_PROBLEMS]:
        told = plain(say.problem(problem.key, problem.facts))
        scenario = problem.facts.get("scenario")
        lines.append(say("scenario-problem", name=plain(str(scenario)), problem=told) if scenario else told)
    if len(problems) > _MOST_PROBLEMS:
        lines.append(say("scenario-more-problems", count=len(problems) - _MOST_PROBLEMS))
    st.error("\n\n".join(lines))
