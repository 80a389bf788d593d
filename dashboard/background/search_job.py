"""The search for the best rules as work beside the page: search, verdict on fresh draws, futures in which the winner loses."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from analysis.world.kept_files import FOLDER, keep_newest
from dashboard.background import tasks, worker_process
from dashboard.background.running_answer import RunningAnswer, in_lane

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.decide.candidates import Goal
    from dashboard.state.page_context import PageContext

PLACE = "decide_best"
MOST_SEARCHES = 20  # kept of one base, before one more is begun


def search_beside(page: PageContext, goal: Goal, budget: int) -> RunningAnswer[tasks.Advice]:
    """Return the search for a goal, not started; what it tries is kept beside the base, so that it can go on later."""
    asked, question = tasks.Located(page.path, page.question), page.question
    place = _place(page.path, question.key("best", goal))
    key = question.key("best", goal, budget)
    return in_lane(worker_process.LONG, key, tasks.best, asked, goal, budget, place)


def _place(path: Path, key: str) -> Path | None:
    """Return the file that keeps a search beside the prepared base; None where nothing can be written."""
    folder = path / FOLDER
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        keep_newest(folder.glob("search-*.log"), MOST_SEARCHES)
    return folder / f"search-{key}.log" if os.access(folder, os.W_OK) else None
