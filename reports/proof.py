"""Proving a report: what it says beside what the same question answers today, to the last digit or to rounding."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.results import HEADLINES
from reports.formats import PAPERS, PDF, XLSX, Content, render
from reports.reading_cells import cells_of
from wording import LANGUAGES

if TYPE_CHECKING:
    from analysis.results import Result
    from reports.reading import Report
    from reports.reading_cells import Cell, Cells
    from reports.record import RunRecord
    from wording import Wording

TOLERANCE = 1e-9
SHOWN = 12
EQUAL, SAME_NUMBERS, ROUNDED, DIFFERENT = "equal", "same-numbers", "rounded", "different"
_FIRST = (
    *(f"outcomes.{name}.{part}" for name in HEADLINES for part in ("baseline", "change")),
    *(f"{name}{end}" for name in ("npv", "profit_change") for end in ("", "_horizon", "_total")),
    "outcomes.csv", "summary.csv",
)  # fmt: skip
_STAMPS = ("population_fingerprint", "version", "model", "results")


@dataclass(frozen=True)
class Difference:
    """A place in a report where it says something else than the answer of today; None: nothing stands there."""

    place: str
    told: Cell
    found: Cell

    @property
    def is_rounding(self) -> bool:
        """Say whether both are numbers and no further apart than the last digits of a float."""
        if not isinstance(self.told, int | float) or not isinstance(self.found, int | float):
            return False
        return math.isclose(self.told, self.found, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


@dataclass(frozen=True)
class Proof:
    """What a comparison found: stamps of the record that differ as (name, told, found), and places of the report that do."""

    stamps: tuple[tuple[str, str, str], ...]
    differences: tuple[Difference, ...]
    same_bytes: bool

    @property
    def verdict(self) -> str:
        """Return `equal`, `same-numbers` of another model, `rounded` where only last digits differ, or `different`."""
        names = {name for name, _, _ in self.stamps}
        if not self.differences and names <= {"model"}:
            return SAME_NUMBERS if names else EQUAL
        other = [difference for difference in self.differences if not difference.is_rounding]
        return ROUNDED if names <= {"model", "results"} and self.differences and not other else DIFFERENT


def prove(report: Report, result: Result, found: RunRecord) -> Proof:
    """Compare a report with the answer of today and its record."""
    stamps = ((name, getattr(report.record, name), getattr(found, name)) for name in _STAMPS)
    wrong = tuple(stamp for stamp in stamps if stamp[1] != stamp[2])
    differences, same = _differences(report, result)
    return Proof(wrong, differences, same)


def _differences(report: Report, result: Result) -> tuple[tuple[Difference, ...], bool]:
    """Write the report anew in every language and on every paper, and take the one that is nearest to it."""
    papers = PAPERS if report.form in (PDF, XLSX) else PAPERS[:1]
    told = cells_of(report.form, report.content)
    nearest: tuple[Difference, ...] | None = None
    for language, paper in itertools.product(LANGUAGES, papers):
        anew: Content = render(report.form, result, report.record, language, paper)
        if anew == report.content:
            return (), True
        found = tuple(_compare(told, cells_of(report.form, anew)))
        nearest = found if nearest is None or len(found) < len(nearest) else nearest
    return nearest or (), False


def _compare(told: Cells, found: Cells) -> list[Difference]:
    places = dict.fromkeys((*told, *found))
    differing = [
        Difference(place, told.get(place), found.get(place))
        for place in places
        if (place in told) != (place in found) or told.get(place) != found.get(place)
    ]
    return sorted(differing, key=_rank)


def _rank(difference: Difference) -> int:
    """Put first what a reader asks for first: the numbers of the whole base, then other numbers, then words."""
    if not isinstance(difference.told, int | float):
        return 2
    return 0 if difference.place.startswith(_FIRST) else 1


def proof_lines(proof: Proof, say: Wording) -> list[str]:
    """Word a proof: what differs, the first places where it does, and the verdict last."""
    lines = [say("verify-stamp", what=say(f"verify-stamp-{name}"), told=told, found=found) for name, told, found in proof.stamps]
    lines += [_line(difference, say) for difference in proof.differences[:SHOWN]]
    if len(proof.differences) > SHOWN:
        lines.append(say("verify-more", count=len(proof.differences) - SHOWN))
    if proof.verdict == EQUAL:
        return [*lines, say("verify-same-bytes") if proof.same_bytes else say("verify-equal")]
    return [*lines, say(f"verify-{proof.verdict}")]


def _line(difference: Difference, say: Wording) -> str:
    told, found = (say("verify-nothing") if cell is None else str(cell) for cell in (difference.told, difference.found))
    by = ""
    if isinstance(difference.told, int | float) and isinstance(difference.found, int | float):
        by = say("verify-by", by=f"{difference.told - difference.found:+.6g}")
    return say("verify-difference", place=difference.place, told=told, found=found, by=by)
