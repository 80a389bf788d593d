"""Problems of files on the page: a sentence each, by file, errors before notes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.display.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.errors import Problem
    from wording import Wording

_OPEN = 8
PEOPLE = ("subscriber_id", "contact_id")
# Rules whose quoted value holds an identifier of a person, whatever the column they are told of.
_QUOTES_PEOPLE = ("after-leaving", "mirrored-tie", "join-duplicate")
_QUOTES_LINES = ("bad-line", "no-header")


def problem_list(problems: Sequence[Problem], say: Wording) -> None:
    """Draw every problem as a sentence, grouped by file; groups with errors come first, and errors first in each."""
    groups: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: not problem.is_error):
        groups.setdefault(str(problem.facts.get("file", "")), []).append(problem)
    hidden = False
    for file, found in groups.items():
        title = say(
            "base-problems-of",
            file=plain(file) if file else say("base-problems-general"),
            errors=say.number(sum(problem.is_error for problem in found)),
            notes=say.number(sum(not problem.is_error for problem in found)),
        )
        is_open = found[0].is_error and (len(problems) <= _OPEN or file == next(iter(groups)))
        shown = [without_people(problem) for problem in found]
        hidden = hidden or shown != found
        with st.expander(title, expanded=is_open):
            st.markdown("\n".join(f"- {_line(problem, say)}" for problem in shown))
    if hidden:
        st.caption(say("base-dots"))


def form_errors(problems: Iterable[Problem], say: Wording) -> None:
    """Say what is wrong with a form, a sentence each."""
    for problem in problems:
        st.error(plain(say.problem(problem.key, problem.facts)))


def without_people(problem: Problem) -> Problem:
    """Return a problem in which identifiers of people are dots: the row says which it is, and the dots its shape."""
    column, value = problem.facts.get("column", ""), str(problem.facts.get("value", ""))
    doubled_month = problem.key == "duplicate-key" and column == "month"
    if column in PEOPLE or problem.key in _QUOTES_PEOPLE or doubled_month:
        masked = dotted(value)
    elif problem.key in _QUOTES_LINES:
        masked = re.sub(r"\d", "•", value)
    else:
        return problem
    return replace(problem, facts={**problem.facts, "value": masked}) if value else problem


def dotted(value: str) -> str:
    """Return the shape of an identifier without what it is."""
    return re.sub(r"\w", "•", value)


def _line(problem: Problem, say: Wording) -> str:
    text = plain(say.problem(problem.key, problem.facts))
    return text if problem.is_error else say("base-note", text=text)


def without_paths(problems: Iterable[Problem], shown: str) -> tuple[Problem, ...]:
    """Return problems whose path, a scratch folder nobody knows, is said as `shown`."""
    return tuple(
        replace(problem, facts={**problem.facts, "path": shown}) if "path" in problem.facts else problem for problem in problems
    )
