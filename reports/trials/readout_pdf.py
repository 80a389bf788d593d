"""A read-out as a PDF: the words and tables of the page, and the JSON attached. The same bytes for the same read-out."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typst
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from reports.pdf.glyphs import FONTS, safe
from reports.pdf.render import REPORT
from reports.trials import readout as words
from reports.trials.readout_chart import monthly_rows
from reports.trials.readout_json import readout_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.pilot.readout.answer import Readout
    from wording import Wording

SOURCE = REPORT.parent / "readout.typ"
ATTACHED = "readout.json"


def readout_pdf(found: Readout, say: Wording) -> bytes:
    """Return a read-out in a language as one PDF. Its date is the last month that was read."""
    last = datetime.strptime(found.months[-1], "%Y-%m").replace(tzinfo=UTC)
    return typst.compile(
        SOURCE,
        root=SOURCE.parent,
        sys_inputs={"data": json.dumps(document(found, say)), "readout": readout_json(found)},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=last,
    )


def document(found: Readout, say: Wording) -> dict[str, object]:
    """Return everything the PDF says, worded; every string can be drawn with the vendored fonts."""
    first = [safe(line) for line in words.first_lines(found, say)]
    cut = 1 if found.sample_ratio_failed else 0
    meeting = words.interference_line(found, say) or ""
    months = (say("trial-arm-name"), say("trial-axis-month"), say("trial-axis-buying"))
    parts = [
        _part(say("trial-table"), words.effects_header(found, say), words.effects_rows(found, say), say("trial-per")),
        _part(say("trial-monthly-title"), months, monthly_rows(found, say), ""),
        _part(say("trial-sides-title"), words.sides_header(say), words.sides_rows(found, say), meeting),
        _part(say("trial-exposure-title"), words.exposure_header(say), words.exposure_rows(found, say), ""),
    ]
    return {
        "language": say.language,
        "title": safe(say("trial-title")),
        "page": say("doc-page", page="{page}", pages="{pages}"),
        "attachment": safe(say("trial-download")),
        "alarm": first[:cut],
        "first": first[cut:],
        "notes": [safe(line) for line in words.note_lines(found, say)],
        "parts": [part for part in parts if part["rows"]],
    }


def _part(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], note: str) -> dict[str, object]:
    return {
        "title": safe(title),
        "header": [safe(cell) for cell in header],
        "rows": [[safe(cell) for cell in row] for row in rows],
        "note": safe(note),
    }


def foreign_readout(file: Path) -> str:
    """Return the name of a file that is no read-out of ours; an empty string for one that is."""
    content = file.read_bytes()
    try:
        if content.startswith(b"{"):
            told = json.loads(content)
        else:
            attached = PdfReader(io.BytesIO(content)).attachments.get(ATTACHED)
            told = json.loads(attached[0]) if attached else {}
    except (ValueError, PyPdfError, RecursionError, KeyError, TypeError):
        return file.name
    return "" if isinstance(told, dict) and "sample_ratio_failed" in told else file.name
