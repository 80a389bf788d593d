"""The search for the best rules as work beside the page: search, verdict on fresh draws, futures in which the winner loses."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.decide.asking import Question
from analysis.futures import futures_of
from analysis.rules import make_rules
from analysis.sample import community_sample
from analysis.simulate import simulate
from analysis.stored import FOLDER
from dashboard.beside import Beside, key_of, question_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.decide.candidates import Goal
    from analysis.decide.discovery import Discovery
    from analysis.decide.search import Found, Verdict
    from dashboard.asked import Asked

PLACE = "decide_best"
DRAWS, FUTURES, FUTURES_SEED = 32, 200, 3  # the futures are met neither in the search nor in the verdict
_SEARCH_SHARE, _VERDICT_SHARE = 0.85, 0.92


@dataclass(frozen=True)
class Advice:
    """What a search came to, as far as it is: `verdict` and `losses` follow when it is over.

    `base` is the fingerprint it is about; `searched` and `judged` say on how many subscribers search and verdict ran.
    """

    base: str
    goal: Goal
    found: Found
    verdict: Verdict | None = None
    losses: Discovery | None = None
    searched: int = 0
    judged: int = 0


def search_beside(asked: Asked, goal: Goal, budget: int) -> Beside[Advice]:
    """Return the search for a goal, not started; what it tries is kept beside the base, so that it can go on later."""
    key = key_of(asked, "best", goal, budget)
    place = _place(asked.path, key_of(asked, "best", goal))

    def work(tell: Callable[[Advice, str, float], None]) -> Advice:
        # Imported here: scikit-learn and Optuna take a second to load, and most visits never search.
        from analysis.decide.discovery import discover  # noqa: PLC0415
        from analysis.decide.search import SEARCH_SUBSCRIBERS, VERDICT_SUBSCRIBERS, search, verdict_on  # noqa: PLC0415

        question = question_of(asked)
        small, sample = (community_sample(asked.world, most)[0] for most in (SEARCH_SUBSCRIBERS, VERDICT_SUBSCRIBERS))
        base, sizes = asked.world.manifest.fingerprint, (small.subscribers, sample.subscribers)
        for found in search(question, goal, budget, DRAWS, keep=place):
            tell(Advice(base, goal, found, None, None, *sizes), "search", _SEARCH_SHARE * found.done / budget)
        tell(Advice(base, goal, found, None, None, *sizes), "verdict", _SEARCH_SHARE)
        verdict = verdict_on(question, goal, found)
        tell(Advice(base, goal, found, verdict, None, *sizes), "draws", _VERDICT_SHARE)
        if verdict is None:
            return Advice(base, goal, found, None, None, *sizes)
        winner = Question(sample, make_rules(verdict.winner.rules), asked.assumptions, asked.horizon)
        central = simulate(winner.world, winner.rules, winner.assumptions, horizon=winner.horizon, cuts=False, explain=False)
        for futures in futures_of(sample, central, FUTURES, FUTURES_SEED):
            done = _VERDICT_SHARE + (1 - _VERDICT_SHARE) * futures.draws / FUTURES
            tell(Advice(base, goal, found, verdict, None, *sizes), "draws", done)
        return Advice(base, goal, found, verdict, discover(futures), *sizes)

    return Beside(key, work, quick=False)


def _place(path: Path, key: str) -> Path | None:
    """Return the file that keeps a search beside the prepared base; None where nothing can be written."""
    folder = path / FOLDER
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    return folder / f"search-{key}.log" if os.access(folder, os.W_OK) else None
