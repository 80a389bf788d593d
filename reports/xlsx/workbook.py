"""The workbook: typed numbers with units, native charts with text alternatives, and the run record; the same bytes each time."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from reports.content.headlines import verdict
from reports.xlsx.learned_sheet import learned_sheet
from reports.xlsx.number_sheets import bridge_sheet, summary_sheet, time_path_sheet
from reports.xlsx.record_sheets import provenance_sheet, settings_sheet
from reports.xlsx.segment_sheets import segments_sheet, winners_sheet
from reports.xlsx.sheet import Book
from wording import wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.record.run_record import RunRecord
    from wording import Wording


def to_xlsx(result: Result, record: RunRecord, language: str, paper: str = "a4") -> bytes:
    """Return a result as an XLSX workbook in a language, to be printed on `paper` (a4 or letter)."""
    say = wording(language).naming(result.plan_names)
    target = io.BytesIO()
    footer = f"{result.manifest.name}, {result.manifest.fingerprint[:16]}, {record.made_on}"
    book = Book(target, say, paper, footer, result.manifest.currency)
    _describe(book, result, record, say)
    for sheet in (summary_sheet, bridge_sheet, time_path_sheet, segments_sheet, winners_sheet, settings_sheet):
        sheet(book, result)
    if result.learned:
        learned_sheet(book, result)
    provenance_sheet(book, result, record)
    book.workbook.close()
    return target.getvalue()


def _describe(book: Book, result: Result, record: RunRecord, say: Wording) -> None:
    """Set the properties of the file; its date is the record's, so that the bytes do not depend on the clock."""
    made = datetime.combine(date.fromisoformat(record.made_on), datetime.min.time(), UTC).replace(tzinfo=None)
    title, author = say("report-title"), say("page-title")
    texts = {"title": title, "subject": result.manifest.name[:255], "author": author, "comments": verdict(result, say)}
    book.workbook.set_properties({**texts, "created": made})
    for name, value in (("language", say.language), ("results", record.results), ("model", record.model)):
        book.workbook.set_custom_property(name, value, "text")
