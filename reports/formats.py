"""The formats of a report, by name: the same result and record in, bytes out, or the files of a folder."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import simplejson

from wording import wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.record.run_record import RunRecord

PDF, HTML, XLSX, CSV, JSON = FORMATS = ("pdf", "html", "xlsx", "csv", "json")
PAPERS = ("a4", "letter")
Content = bytes | dict[str, bytes]


def render(form: str, result: Result, record: RunRecord, language: str, paper: str = "a4") -> Content:
    """Return a report in one of FORMATS: the bytes of a file, or for CSV those of each file of a folder, by name.

    Each format loads libraries of its own, a second of them in all: they wait until somebody wants that format.
    """
    if form == CSV:
        from reports.tidy.csv_files import to_csv  # noqa: PLC0415

        return to_csv(result, record, language)
    if form == JSON:
        return report_json(result, record, language)
    if form == XLSX:
        from reports.xlsx.workbook import to_xlsx  # noqa: PLC0415

        return to_xlsx(result, record, language, paper)
    if form == PDF:
        from reports.pdf.render import to_pdf  # noqa: PLC0415

        return to_pdf(result, record, language, paper)
    from reports.document.html import to_html  # noqa: PLC0415

    return to_html(result, record, language)


def report_json(result: Result, record: RunRecord, language: str) -> bytes:
    """Return the contract of `simulate --json` with the run record under `record`."""
    from reports.content.learned import learned_line  # noqa: PLC0415
    from reports.record.json_contract import as_plain  # noqa: PLC0415

    say = wording(language)
    words = {"learned_words": [learned_line(one, say) for one in result.learned]} if result.learned else {}
    values = as_plain(result, say) | words | {"record": asdict(record)}
    text = str(simplejson.dumps(values, indent=2, ensure_ascii=False, use_decimal=True, ignore_nan=True))
    return f"{text}\n".encode()
