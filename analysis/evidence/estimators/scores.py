"""What shortage, spending and waste cost in points: scores of the same person in different months, against those months.

Only people who answered at least twice: between people anything else may differ. Placebo: next month's shortage, which the
score cannot know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, absent, centred, enough, identified
from analysis.evidence.frame.fits import NOTHING, demeaned, least_squares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate, Gate

NAMES = ("unmet_penalty", "spend_penalty", "waste_penalty")
FEWEST_ANSWERS, LEAST_ANSWERED = 300, 0.3


def points_lost(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificates of the three penalties."""
    answered = ~np.isnan(panel.survey.score)
    if not answered.any():
        yield from (absent(name, "no-survey") for name in NAMES)
        return
    rows, score = panel.survey.row[answered], panel.survey.score[answered]
    person = panel.sub[rows]
    twice = np.bincount(person)[person] >= 2
    rows, score, person = rows[twice], score[twice], person[twice]
    gates: tuple[Gate, ...] = (
        enough("answers", rows.size, FEWEST_ANSWERS),
        enough("answered-share", float(answered.mean()), LEAST_ANSWERED),
    )
    if not gates[0].is_open:
        yield from (identified(name, "score-in-months", NOTHING, gates, int(rows.size)) for name in NAMES)
        return
    columns = np.stack([demeaned(column, person) for column in panel.shares[rows].T], axis=1)
    fits = least_squares(columns, demeaned(score, person), panel.group[rows])
    gates = (*gates, enough("groups", fits[0].groups, FEWEST_GROUPS), _placebo(panel, rows, score, person))
    for name, fit in zip(NAMES, fits, strict=True):
        yield identified(name, "score-in-months", fit.scaled(-1.0), gates, int(rows.size))


def _placebo(
    panel: Panel,
    rows: np.ndarray[tuple[int], np.dtype[np.int64]],
    score: np.ndarray[tuple[int], np.dtype[np.float64]],
    person: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> Gate:
    after = panel.beside(rows, 1)
    there = after >= 0
    rows, after, score, person = rows[there], after[there], score[there], person[there]
    wanted = np.concatenate([panel.shares[rows], panel.shares[after][:, :1]], axis=1)
    columns = np.stack([demeaned(column, person) for column in wanted.T], axis=1)
    fits = least_squares(columns, demeaned(score, person), panel.group[rows]) if rows.size > 10 else [NOTHING]
    return centred(fits[-1], "placebo-score")
