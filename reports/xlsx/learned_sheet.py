"""The sheet that tells what the base's own data says about each unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.content.learned import learned_line
from reports.document.learned_appendix import in_force
from reports.xlsx.sheet import Page

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.xlsx.sheet import Book

HEADS = ("verdict", "estimate", "low", "high", "reach-low", "reach-high", "placebo", "words")


def learned_sheet(book: Book, result: Result) -> None:
    """Write a row per assumption: verdict, estimate and interval, the range to assume, the placebo, and all of it in words."""
    say = book.say
    page = Page(book, say("sheet-learned"), (40, 18, 12, 12, 12, 12, 12, 12, 90))
    page.heading(say("doc-learned"))
    for line in (say("learn-lead"), *in_force(result, say)):
        page.note(line)
    page.head([say("page-setting"), *(say(f"sheet-learned-{name}") for name in HEADS)], freeze=1)
    for one in result.learned:
        numbers = (one.estimate, one.low, one.high, one.reach_low, one.reach_high, one.placebo)
        verdict = say(f"learn-verdict-{one.verdict}")
        page.line(
            [
                (say(one.assumption), "wrapped"),
                (verdict, "wrapped"),
                *((number, "plain") for number in numbers),
                (learned_line(one, say), "wrapped"),
            ]
        )
