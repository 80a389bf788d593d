"""What a report says and where it says it, whatever its format: what is compared with a report made anew."""

from __future__ import annotations

import csv
import io
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import simplejson
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.csv_files import RECORD
from reports.formats import CSV, HTML, JSON, PDF, XLSX, Content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Cell = str | float | None
Cells = dict[str, Cell]
MOST_BYTES = 200_000_000  # of a file, or of what a packed one unpacks to


def cells_of(form: str, content: Content) -> Cells:
    """Return what a report says by where it says it, the run record left out."""
    return dict(_CELLS[form](content))


def form_of(content: Content) -> str:
    """Tell a format by how the content begins."""
    if isinstance(content, dict):
        return CSV
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    signs = ((b"%PDF", PDF), (b"PK\x03\x04", XLSX), (b"{", JSON))
    return next((form for sign, form in signs if start.startswith(sign)), HTML)


def limit(size: int) -> None:
    """Refuse what is larger than any report."""
    if size > MOST_BYTES:
        raise ValueError(f"{size} > {MOST_BYTES} bytes")


def bytes_of(content: Content) -> bytes:
    """Return the bytes of a report that is one file."""
    if isinstance(content, dict):
        raise TypeError(CSV)
    return content


def rows_of(data: bytes) -> list[list[str]]:
    """Read a CSV file of ours as rows of texts."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def unpacked(content: Content) -> io.BytesIO:
    """Open a packed file for reading, unless it unpacks to more than any report holds."""
    file = io.BytesIO(bytes_of(content))
    with zipfile.ZipFile(file) as packed:
        limit(sum(part.file_size for part in packed.infolist()))
    return file


def _pdf_cells(content: Content) -> Iterator[tuple[str, Cell]]:
    for page, found in enumerate(PdfReader(io.BytesIO(bytes_of(content))).pages, 1):
        yield from ((f"{page}:{line}", text) for line, text in enumerate(found.extract_text().splitlines(), 1))


class _Text(HTMLParser):
    """Gathers the words of a page, those of its scripts apart."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.outside = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outside = tag not in ("script", "style")
        self.words += [value for name, value in attrs if value and name in ("alt", "aria-label")]

    def handle_endtag(self, tag: str) -> None:
        self.outside = self.outside or tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if self.outside and data.strip():
            self.words.append(data.strip())


def _html_cells(content: Content) -> Iterator[tuple[str, Cell]]:
    text = _Text()
    text.feed(bytes_of(content).decode())
    yield from ((str(nth), words) for nth, words in enumerate(text.words, 1))


def _xlsx_cells(content: Content) -> Iterator[tuple[str, Cell]]:
    book = load_workbook(unpacked(content), data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{c.coordinate}", _plain(c.value)) for c in row if c.value is not None)


def _csv_cells(content: Content) -> Iterator[tuple[str, Cell]]:
    for name, data in content.items() if isinstance(content, dict) else ():
        if name == f"{RECORD}.csv":
            continue
        head, *rows = rows_of(data)
        for nth, row in enumerate(rows, 2):
            yield from ((f"{name}:{nth}:{column}", _number(cell)) for column, cell in zip(head, row, strict=True))


def _json_cells(content: Content) -> Iterator[tuple[str, Cell]]:
    values = simplejson.loads(bytes_of(content))
    yield from _leaves("", {name: part for name, part in values.items() if name != "record"})


def _leaves(place: str, value: object) -> Iterator[tuple[str, Cell]]:
    if isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(f"{place}.{name}".lstrip("."), part)
    else:
        yield place, _plain(value)


def _plain(value: object) -> Cell:
    if value is None:
        return None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _number(cell: str) -> Cell:
    try:
        return float(cell) if cell else None
    except ValueError:
        return cell


_CELLS: dict[str, Callable[[Content], Iterator[tuple[str, Cell]]]] = {
    PDF: _pdf_cells, HTML: _html_cells, XLSX: _xlsx_cells, CSV: _csv_cells, JSON: _json_cells,
}  # fmt: skip
