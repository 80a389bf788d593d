"""Proving a report: what it says beside what the same question answers today, to the last digit or to rounding."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.outcomes.measures import HEADLINES
from reports.formats import PAPERS, PDF, XLSX, Content, render
from reports.verify.report_cells import cells_of
from reports.verify.report_parts import KINDS, differing, maker_of, parts_of
from reports.verify.saved_again import says_the_same
from wording import LANGUAGES

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.record.run_record import RunRecord
    from reports.verify.report_cells import Cell, Cells
    from reports.verify.report_reader import Report
    from wording import Wording

TOLERANCE = 1e-9
SHOWN = 12
EQUAL, SAVED_AGAIN, SAME_NUMBERS, ROUNDED = PROVED = ("equal", "saved-again", "same-numbers", "rounded")
DOCUMENT, DIFFERENT = "document", "different"
_FIRST = (
    *(f"outcomes.{name}.{part}" for name in HEADLINES for part in ("baseline", "change")),
    *(f"{name}{end}" for name in ("npv", "profit_change") for end in ("", "_horizon", "_total")),
    "outcomes.csv", "summary.csv",
)  # fmt: skip
_STAMPS = ("population_fingerprint", "population", "currency", "version", "model", "results", "command")
_OTHER_MODEL = {"version", "model"}


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
    """What a comparison found: stamps of the record that differ as (name, told, found), and places of the report that do.

    `parts` names the pieces of the document that are not as written today, whatever its places say; `makers` are the libraries
    that drew it and that draw it now, where they differ. `saved_again`: a workbook of another program that says the same.
    """

    stamps: tuple[tuple[str, str, str], ...]
    differences: tuple[Difference, ...]
    same_bytes: bool
    parts: tuple[str, ...] = ()
    makers: tuple[str, str] | None = None
    saved_again: bool = False

    @property
    def verdict(self) -> str:
        """Return one of PROVED, DOCUMENT where all that can be read is equal and the document is not, or DIFFERENT."""
        names = {name for name, _, _ in self.stamps}
        if not all(difference.is_rounding for difference in self.differences) or names - _OTHER_MODEL - {"results"}:
            return DIFFERENT
        # One model has one answer, to the last digit. Another may differ from it in digits that the report does not show.
        if "results" in names and not self.differences and "model" not in names:
            return DIFFERENT
        if self.parts and not self.saved_again:
            return DOCUMENT
        if self.differences or "results" in names:
            return ROUNDED
        if names:
            return SAME_NUMBERS
        return SAVED_AGAIN if self.parts else EQUAL


def prove(report: Report, result: Result, found: RunRecord) -> Proof:
    """Compare a report with the answer of today and its record: what it says, and every piece of the document it says it in."""
    stamps = ((name, getattr(report.record, name), getattr(found, name)) for name in _STAMPS)
    wrong = tuple(stamp for stamp in stamps if stamp[1] != stamp[2])
    anew, differences, parts = _nearest(report, result)
    if anew == report.content:
        return Proof(wrong, (), same_bytes=True)
    makers = maker_of(report.form, report.content), maker_of(report.form, anew)
    again = report.form == XLSX and bool(parts) and not differences and says_the_same(report.content, anew)
    return Proof(
        wrong, differences, same_bytes=False, parts=parts, makers=makers if makers[0] != makers[1] else None, saved_again=again
    )


def _nearest(report: Report, result: Result) -> tuple[Content, tuple[Difference, ...], tuple[str, ...]]:
    """Write the report anew in every language and on every paper; return the nearest with the places and pieces that differ."""
    papers = PAPERS if report.form in (PDF, XLSX) else PAPERS[:1]
    tried = []
    for language, paper in itertools.product(LANGUAGES, papers):
        anew: Content = render(report.form, result, report.record, language, paper)
        if anew == report.content:
            return anew, (), ()
        differences = tuple(_compare(report.cells, cells_of(report.form, anew)))
        tried.append((anew, differences, differing(report.parts, parts_of(report.form, anew))))
    return min(tried, key=lambda one: (len(one[1]), len(one[2])))


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
    lines += _cut([_line(difference, say) for difference in proof.differences], say)
    if proof.verdict == DOCUMENT:
        lines += _cut([say("verify-part", part=_part(part, say)) for part in proof.parts], say)
        if proof.makers is not None:
            told, found = (name or say("verify-nothing") for name in proof.makers)
            return [*lines, say("verify-other-maker", told=told, found=found)]
    if proof.verdict == EQUAL and proof.same_bytes:
        return [*lines, say("verify-same-bytes")]
    return [*lines, say(f"verify-{proof.verdict}")]


def _part(part: str, say: Wording) -> str:
    kind, _, which = part.partition(" ")
    return say(f"verify-part-{kind}", which=which) if kind in KINDS else part


def _cut(lines: list[str], say: Wording) -> list[str]:
    more = [say("verify-more", count=len(lines) - SHOWN)] if len(lines) > SHOWN else []
    return lines[:SHOWN] + more


def _line(difference: Difference, say: Wording) -> str:
    told, found = (say("verify-nothing") if cell is None else str(cell) for cell in (difference.told, difference.found))
    by = ""
    if isinstance(difference.told, int | float) and isinstance(difference.found, int | float):
        by = say("verify-by", by=f"{difference.told - difference.found:+.6g}")
    return say("verify-difference", place=difference.place, told=told, found=found, by=by)
