"""What somebody hands over as a report: which format it is, by its content and not by its name, or why it is none of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import InputError
from reports.formats import CSV, FORMATS, HTML, JSON, PDF, XLSX, Content
from reports.tidy.csv_files import RECORD
from reports.verify.packed_files import limit, members_of

if TYPE_CHECKING:
    from pathlib import Path

_SIGNS = ((b"%PDF", PDF), (b"{", JSON), (b"<", HTML))
_PACKED = b"PK\x03\x04"
_BEFORE = b"\xef\xbb\xbf \t\r\n"  # may stand before the first sign
_RECORD_FILE = f"{RECORD}.csv"


def handed_over(path: Path) -> tuple[str, Content]:
    """Return the format and the content of a file, or of a folder or ZIP of CSV files.

    InputError where there is none or it is of no format of ours; OSError, ValueError and zipfile's errors where it is damaged.
    """
    if path.is_dir():
        files = sorted(file for file in path.glob("*.csv") if file.is_file())
        limit(sum(file.stat().st_size for file in files))
        return CSV, {file.name: file.read_bytes() for file in files}
    if not path.exists():
        raise InputError.one("report-missing", path=str(path))
    limit(path.stat().st_size)
    content = path.read_bytes()
    start = content[:64].lstrip(_BEFORE)
    if start.startswith(_PACKED):
        return _unpacked(content, path)
    form = next((form for sign, form in _SIGNS if start.startswith(sign)), None)
    if form is None:
        raise InputError.one("report-not-ours", path=str(path), known=", ".join(FORMATS))
    return form, content


def _unpacked(content: bytes, path: Path) -> tuple[str, Content]:
    """Tell a workbook from the ZIP of CSV files that the page offers, in a folder of its own or not."""
    members = members_of(content)
    if "xl/workbook.xml" in members:
        return XLSX, content
    if members.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise InputError.one("report-open-document", path=str(path))
    folder = next((name.removesuffix(_RECORD_FILE) for name in members if name.rpartition("/")[2] == _RECORD_FILE), None)
    if folder is None:
        raise InputError.one("report-not-ours", path=str(path), known=", ".join(FORMATS))
    return CSV, {name.removeprefix(folder): data for name, data in members.items()}
