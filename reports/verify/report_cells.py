"""What a report says and where it says it, whatever its format: what is compared with a report made anew."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from pypdf import PdfReader

from reports.formats import CSV, HTML, JSON, PDF, XLSX, Content
from reports.tidy.csv_files import RECORD
from reports.verify import strict_json
from reports.verify.packed_files import check_once, members_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl import Workbook

Cell = str | float | None
Cells = dict[str, Cell]


def cells_of(form: str, content: Content) -> Cells:
    """Return what a report says by where it says it, the run record left out."""
    return dict(_CELLS[form](content))


def bytes_of(content: Content) -> bytes:
    """Return the bytes of a report that is one file."""
    if isinstance(content, dict):
        raise TypeError(CSV)
    return content


def rows_of(data: bytes) -> list[list[str]]:
    """Read a CSV file of ours as rows of texts."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def book_of(content: Content) -> Workbook:
    """Open a workbook for its values, once its members are found harmless."""
    members_of(bytes_of(content))
    return load_workbook(io.BytesIO(bytes_of(content)), data_only=True)


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
    for sheet in book_of(content).worksheets:
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{c.coordinate}", _plain(c.value)) for c in row if c.value is not None)


def _csv_cells(content: Content) -> Iterator[tuple[str, Cell]]:
    for name, data in content.items() if isinstance(content, dict) else ():
        if name == f"{RECORD}.csv":
            continue
        head, *rows = rows_of(data)
        check_once(head)
        for nth, row in enumerate(rows, 2):
            yield from ((f"{name}:{nth}:{column}", _number(cell)) for column, cell in zip(head, row, strict=True))


def _json_cells(content: Content) -> Iterator[tuple[str, Cell]]:
    values = strict_json.loads(bytes_of(content))
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
