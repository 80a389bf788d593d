"""The best rules of every mechanism in words: a row each, by the goal's own measure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from reports.decisions.best_rules import candidate_header, candidate_row, goal_text, set_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.decide.candidates import Goal
    from analysis.rivals.best import Champion
    from wording import Wording


def champions_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `champions_rows`."""
    first, *rest = candidate_header(say("mechanism-name"), say)
    return (first, *rest, say("champion-began"))


def champions_rows(found: Sequence[Champion], currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per mechanism: its rules found, on fresh draws, and whose rules the search began from."""
    rows = []
    for one in found:
        title, began = say(f"mechanism-{one.mechanism}"), say(f"preset-{one.preset}")
        if one.winner is None:
            nothing = [say("mechanism-nobody-moves")] * (len(candidate_header("", say)) - 1)
            rows.append((title, *nothing, began))
        else:
            missed = "" if one.winner.feasible else f" {say('champion-misses')}"
            rows.append((*candidate_row(f"{title}{missed}", one.winner, currency, say), began))
    return rows


def champions_finding(found: Sequence[Champion], goal: Goal, currency: str, say: Wording) -> str:
    """Say whose rules are best for the goal, and how the next one does; `found` in their order."""
    met = [one for one in found if one.winner is not None and one.winner.feasible]
    if not met:
        return say("champion-none")
    said = [(say(f"mechanism-{one.mechanism}"), goal_text(goal, one.winner, currency, say)) for one in met if one.winner]
    (best, reached), *others = said
    measure = say(f"decide-measure-{goal.objective}")
    if not others:
        return say("champion-alone", mechanism=best, measure=measure, reached=reached)
    other, less = others[0]
    return say("champion-best", mechanism=best, measure=measure, reached=reached, other=other, less=less)


def champions_plain(goal: Goal, found: Sequence[Champion]) -> dict[str, object]:
    """Return the goal, and an object per mechanism, the best first."""
    each = [
        {
            "mechanism": one.mechanism,
            "began_from": one.preset,
            "tried": one.tried,
            "winner": None if one.winner is None else one.winner.as_plain(),
            "set": None if one.winner is None else set_words(one.winner.rules),
        }
        for one in found
    ]
    return {"goal": asdict(goal), "mechanisms": each}
