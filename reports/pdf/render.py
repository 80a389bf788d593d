"""The PDF report: two pages to decide by and an appendix, vector charts, tagged, the same bytes for the same result."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import simplejson
import typst

from reports.pdf.document import document
from reports.pdf.glyphs import FONTS
from reports.record.record_json import record_json
from wording import wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.record.run_record import RunRecord

PAPERS = {"a4": "a4", "letter": "us-letter"}
REPORT = Path(__file__).parent / "typst" / "report.typ"


def to_pdf(result: Result, record: RunRecord, language: str, paper: str = "a4") -> bytes:
    """Return the report of a result in a language as one PDF; `paper` is "a4" or "letter" (KeyError otherwise).

    The run record is attached as record.json. The only date in the file is the record's.
    """
    say = wording(language).naming(result.plan_names)
    data = document(result, record, say) | {"paper": PAPERS[paper]}
    made_on = datetime.fromisoformat(record.made_on).replace(tzinfo=UTC)
    return typst.compile(
        REPORT,
        root=REPORT.parent,
        sys_inputs={"data": simplejson.dumps(data), "record": record_json(record)},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        # Archivable with an attachment, and accessible: both refuse a chart without an alternative text and a missing glyph.
        pdf_standards=["a-3a", "ua-1"],
        timestamp=made_on,
    )
