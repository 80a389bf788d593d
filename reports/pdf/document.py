"""Everything the PDF says, worded and laid out, as values JSON can hold: Typst only sets it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from analysis.outcomes.few_people import told_flow
from reports.content.chart_findings import bands_alternative, path_rows
from reports.content.gift_fates import fate_shares, fates_alternative, flow_line
from reports.content.headlines import notice_lines, verdict
from reports.content.horizon import payback_text
from reports.content.settings import settings_of
from reports.content.winners_losers import band_shares, strongest
from reports.document.executive import answer, cards, main_assumptions, main_rules, measure_first, moving_unknowns, sure_facts
from reports.document.learned_appendix import learned_part
from reports.document.method_notes import digest_rows, method_lines, reproduce_note
from reports.document.opening import opening_rows, rules_name
from reports.pdf import chart_geometry
from reports.pdf.glyphs import LONGEST_WORD, clipped, safe

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.content.winners_losers import GroupRow
    from reports.record.run_record import RunRecord
    from wording import Wording

LONGEST_SHORT = 26  # a text of the opening block that fits a quarter of the line
LONGEST_OPENING, LONGEST_NOTICE = 260, 600
LONGEST_BASE = 60
LONGEST_NAME = 44
LONGEST_VALUE = 34
MOST_NOTICES = 2
DOC_WORDS = (
    "sampling", "assumption", "headlines", "headlines-note", "intervals-note", "path", "by-month",
    "months", "month", "cumulative", "stay", "groups", "groups-note",
    "gain", "lose", "group-profit", "winners", "losers", "nobody-gains",
    "nobody-loses", "in-force", "main-assumptions", "likely", "default", "source", "first", "appendix", "method",
    "all-note", "record-note", "reproduce",
)  # fmt: skip
COPIED = ("opening", "provenance", "command")  # copied from the page: no break inside a word where it can be helped
LONGEST_COPIED = 70


def document(result: Result, record: RunRecord, say: Wording) -> dict[str, object]:
    """Return the data of the Typst report; every string can be drawn with the vendored fonts."""
    # A name takes no room from what is said after it.
    result = replace(result, manifest=replace(result.manifest, name=clipped(result.manifest.name, LONGEST_BASE)))
    found: dict[str, object] = {
        "language": say.language,
        "title": f"{say('report-title')} – {clipped(result.manifest.name, LONGEST_NAME)}",
        "page": say("doc-page", page="{page}", pages="{pages}"),
        "caveat": say("doc-caveat"),
        "attachment": say("doc-attachment"),
        "words": _words(result, record, say),
    }
    found |= _first(result, record, say) | _second(result, record, say) | _appendix(result, record, say)
    return {name: _drawable(value, LONGEST_COPIED if name in COPIED else LONGEST_WORD) for name, value in found.items()}


def _words(result: Result, record: RunRecord, say: Wording) -> dict[str, str]:
    currency, months = result.manifest.currency, result.projection.horizon_months
    payback = payback_text(result.projection.payback_month, result, say)
    return {name: say("doc-" + name) for name in DOC_WORDS} | {
        "all-rules": say("report-rules"),
        "all-assumptions": say("report-assumptions"),
        "group-column": say("segment-group"),
        "subscribers": say("segment-subscribers"),
        "bridge": say("page-bridge"),
        "per-head": say("doc-per-head", currency=currency, months=months),
        "path-note": say("doc-path-note", currency=currency, payback=payback),
        "central": say("path-central"),
        "reproduce-note": reproduce_note(record, say),
        "fates": say("page-fates"),
        "flow": flow_line(result, say),
        "reference": clipped(rules_name(record, say), LONGEST_SHORT),
        "setting": say("page-setting"),
        "value": say("page-value"),
        "unit": say("page-unit"),
        "change": say("page-change"),
        "provenance": say("report-provenance"),
        "in-force-note": say("doc-in-force-note", reference=clipped(rules_name(record, say), LONGEST_NAME)),
        "main-note": say("doc-main-note") if moving_unknowns(result) else say("doc-main-note-fixed"),
    }


def _first(result: Result, record: RunRecord, say: Wording) -> dict[str, object]:
    return {
        "eyebrow": say("report-title"),
        "answer": answer(result, say),
        "verdict": verdict(result, say),
        "notices": _first_notices(notice_lines(result, say), say),
        "opening": [_opening_row(label, text) for label, text in opening_rows(result, record, say)],
        "cards": [asdict(one) for one in cards(result, say)],
        "facts": sure_facts(result, say),
        "bridge": asdict(chart_geometry.bridge(result, say)),
        "moved": bool(told_flow(result)["received_gb"]),
        "fates": [asdict(share) for share in fate_shares(result, say)],
        "fates-alternative": fates_alternative(result, say),
    }


def _first_notices(lines: list[str], say: Wording) -> list[str]:
    """Return the notices that the first page has room for, and that there are more: all of them stand in the appendix."""
    more = [say("doc-more-notices", count=len(lines) - MOST_NOTICES)] if len(lines) > MOST_NOTICES else []
    return [*(clipped(line, LONGEST_OPENING) for line in lines[:MOST_NOTICES]), *more]


def _opening_row(label: str, text: str) -> dict[str, object]:
    return {"label": label, "text": clipped(text, LONGEST_OPENING), "long": len(text) > LONGEST_SHORT}


def _second(result: Result, record: RunRecord, say: Wording) -> dict[str, object]:
    winners, losers = strongest(result, say)
    rules, more = main_rules(result, record, say)
    return {
        "path": asdict(chart_geometry.path(result, say)),
        "bands": [asdict(share) for share in band_shares(result, say)],
        "bands-alternative": bands_alternative(result, say),
        "winners": [_group(row) for row in winners],
        "losers": [_group(row) for row in losers],
        "rules": [
            asdict(row) | {"value": clipped(row.value, LONGEST_VALUE), "reference": clipped(row.reference, LONGEST_VALUE)}
            for row in rules
        ],
        "more-rules": say("doc-more-differences", count=more) if more else "",
        "main-assumptions": [asdict(row) for row in main_assumptions(result, say)],
        "first": measure_first(result, say),
    }


def _group(row: GroupRow) -> dict[str, object]:
    return asdict(row) | {"name": clipped(row.name, LONGEST_NAME)}


def _appendix(result: Result, record: RunRecord, say: Wording) -> dict[str, object]:
    rules, assumptions = settings_of(result, say)
    told = notice_lines(result, say)
    return {
        "notices-title": say("doc-notices"),
        "all-notices": [clipped(line, LONGEST_NOTICE) for line in told] if len(told) > MOST_NOTICES else [],
        "learned-title": say("doc-learned"),
        "learned-note": say("learn-lead"),
        "learned": learned_part(result, say),
        "method": method_lines(result, say),
        "all-rules": [asdict(row) for row in rules],
        "all-assumptions": [asdict(row) for row in assumptions],
        "path-rows": path_rows(result, say),
        "provenance": [*opening_rows(result, record, say), *digest_rows(record, say)],
        "command": record.command,
    }


def _drawable(value: object, longest_word: int) -> object:
    """Return a value with every string in it brought down to what the fonts hold."""
    if isinstance(value, str):
        return safe(value, longest_word)
    if isinstance(value, dict):
        return {name: _drawable(part, longest_word) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part, longest_word) for part in value]
    return value
