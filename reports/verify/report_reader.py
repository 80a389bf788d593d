"""Reading a report back, whatever its format: the run record inside, and whether the report still fits its own digests."""

from __future__ import annotations

import csv
import hashlib
import io
import logging
import re
import struct
import warnings
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import simplejson
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from data.errors import InputError
from reports.formats import CSV, HTML, JSON, PDF, XLSX, Content
from reports.record.read_record import record_from
from reports.record.run_record import digest
from reports.tidy.csv_files import DIGEST_PREFIX, RECORD, RECORD_JSON
from reports.verify import strict_json
from reports.verify.packed_files import TwiceError
from reports.verify.report_cells import Cells, book_of, bytes_of, cells_of, rows_of
from reports.verify.report_kind import handed_over
from reports.verify.report_parts import Parts, parts_of
from reports.xlsx.record_sheets import RECORD_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from reports.record.run_record import RunRecord

PDF_RECORD = "record.json"
HTML_RECORD = re.compile(r'<script[^>]*\bid="run-record"[^>]*>(.*?)</script>', re.DOTALL)
# What the readers of damaged or hostile files raise; anything else would be a defect of ours.
_UNREADABLE = (
    OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, ArithmeticError, AssertionError, EOFError,
    SyntaxError, MemoryError, struct.error, zlib.error, zipfile.BadZipFile, PyPdfError, DependencyError, InvalidFileException,
    csv.Error,
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """A report as it was found: its format, its content, its run record; read whole, what it says where and its pieces too."""

    form: str
    content: Content
    record: RunRecord
    cells: Cells
    parts: Parts


def read_report(path: Path, *, whole: bool = False) -> Report:
    """Read a file, or a folder or ZIP of CSV files; InputError where it cannot be read or holds no whole record.

    Only for a `whole` reading are cells and parts taken from it: of a PDF that takes a second.
    """
    try:
        with _quiet():
            form, content = handed_over(path)
            text = _RECORDS[form](content)
            if text is None:
                raise InputError.one("report-no-record", path=str(path))
            record = record_from(simplejson.loads(text))
            if not whole:
                return Report(form, content, record, {}, {})
            return Report(form, content, record, cells_of(form, content), parts_of(form, content))
    except TwiceError as error:
        raise InputError.one("report-twice", path=str(path), name=str(error)[:80]) from error
    except _UNREADABLE as error:
        raise InputError.one("report-unreadable", path=str(path), reason=_reason(error)) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what readers mutter about odd files from the terminal: the person is told in a sentence of ours."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


def tampered(report: Report) -> list[str]:
    """Name what no longer fits the digests that the report itself carries; JSON and CSV can be proved without the base."""
    if report.form == JSON:
        values = strict_json.loads(bytes_of(report.content), raw=True)
        told = {name: part for name, part in values.items() if name not in ("record", "verdict", "learned_words")}
        return [] if digest(told) == report.record.results else [JSON]
    if not isinstance(report.content, dict):
        return []
    rows = dict(rows_of(report.content[f"{RECORD}.csv"]))
    known = {name.removeprefix(DIGEST_PREFIX): value for name, value in rows.items() if name.startswith(DIGEST_PREFIX)}
    found = {name: hashlib.sha256(data).hexdigest() for name, data in report.content.items() if name != f"{RECORD}.csv"}
    return sorted(name for name in known.keys() | found.keys() if known.get(name) != found.get(name))


def _reason(error: BaseException) -> str:
    text = str(error).splitlines()
    return f"{type(error).__name__}: {text[0][:200] if text else ''}"


def _pdf_record(content: Content) -> str | None:
    found = PdfReader(io.BytesIO(bytes_of(content))).attachments.get(PDF_RECORD)
    return found[0].decode() if found else None


def _html_record(content: Content) -> str | None:
    found = HTML_RECORD.search(bytes_of(content).decode())
    return found.group(1) if found else None


def _xlsx_record(content: Content) -> str | None:
    book = book_of(content)
    name = book.defined_names.get(RECORD_NAME)
    if name is None:
        return None
    return "".join(text for title, area in name.destinations for text in _texts(book[title], area))


def _texts(sheet: Worksheet, area: str) -> list[str]:
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    rows = sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True)
    return [str(value) for row in rows for value in row]


def _csv_record(content: Content) -> str | None:
    if not isinstance(content, dict) or f"{RECORD}.csv" not in content:
        return None
    return dict(rows_of(content[f"{RECORD}.csv"])).get(RECORD_JSON)


def _json_record(content: Content) -> str | None:
    values = strict_json.loads(bytes_of(content))
    return simplejson.dumps(values["record"]) if "record" in values else None


_RECORDS: dict[str, Callable[[Content], str | None]] = {
    PDF: _pdf_record, HTML: _html_record, XLSX: _xlsx_record, CSV: _csv_record, JSON: _json_record,
}  # fmt: skip
