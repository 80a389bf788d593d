"""A report taken to pieces: what it is besides what it says, so that a proof covers all of it and can name what differs."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import StreamObject

from reports.formats import CSV, HTML, JSON, PDF, XLSX, Content
from reports.verify.packed_files import members_of
from reports.verify.report_cells import bytes_of
from reports.verify.strict_json import plain_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pypdf import PageObject

# By name: the members of a packed file, or a kind (KINDS) and which of them it is.
Parts = dict[str, bytes]
KINDS = ("frame", "library", "chart", "script", "page", "attachment", "file")
WHOLE = KINDS[-1]
_SCRIPT = re.compile(rb"<script\b[^>]*>.*?</script[^>]*>", re.DOTALL | re.IGNORECASE)
_CHART = re.compile(rb'"chart-(\w+)"')
_LIBRARY = re.compile(rb"plotly\.js v[\d.]{1,20}")
_NUMBER = re.compile(rb"-?\d+\.\d+(?:e[-+]?\d+)?", re.IGNORECASE)  # short ones too: 321.00000000000006 may be 321.0 elsewhere


def parts_of(form: str, content: Content) -> Parts:
    """Return the pieces of a report by name; together they are the whole of it, as far as a reader can tell."""
    return _PARTS[form](content)


def differing(told: Parts, found: Parts) -> tuple[str, ...]:
    """Name the pieces that stand only in one, or differ by more than the last digits of a number; those that were added first."""
    names = sorted(dict.fromkeys((*told, *found)), key=lambda name: name in found)
    return tuple(name for name in names if name not in told or name not in found or _rounded(told[name]) != _rounded(found[name]))


def maker_of(form: str, content: Content) -> str:
    """Return the name and version of the library that a report says it was drawn by; empty where it says none."""
    if form == HTML:
        found = _LIBRARY.search(bytes_of(content))
        return found.group().decode() if found else ""
    if form == PDF:
        about = PdfReader(io.BytesIO(bytes_of(content))).metadata
        return str((about and about.creator) or "")[:60]
    return ""


def _rounded(data: bytes) -> bytes:
    """Cut numbers to nine digits: two processors differ in the last ones."""
    return _NUMBER.sub(lambda found: b"%.9g" % float(found.group()), data)


def _html_parts(content: Content) -> Parts:
    data, parts = bytes_of(content), Parts()

    def taken_out(found: re.Match[bytes]) -> bytes:
        name = _script_name(found.group())
        name = name if name not in parts else f"{name} {len(parts) + 1}"
        parts[name] = found.group()
        return f"<script {name}>".encode()

    return {"frame": _SCRIPT.sub(taken_out, data), **parts}


def _script_name(script: bytes) -> str:
    if _LIBRARY.search(script):
        return "library"
    chart = _CHART.search(script)
    return f"chart {chart.group(1).decode()}" if chart else "script"


def _pdf_parts(content: Content) -> Parts:
    data = bytes_of(content)
    reader = PdfReader(io.BytesIO(data))
    parts: Parts = {}
    for nth, page in enumerate(reader.pages, 1):
        parts[f"page {nth}"] = b"\n".join(_streams(page))
    for name, files in reader.attachments.items():
        parts[f"attachment {name}"] = b"\n".join(files)
    return parts | {WHOLE: data}


def _streams(page: PageObject) -> Iterator[bytes]:
    drawn = page.get_contents()
    yield drawn.get_data() if drawn is not None else b""
    for name, found in sorted(dict(page.get("/Resources", {}).get("/XObject", {})).items()):
        inner = found.get_object()
        yield str(name).encode() + (inner.get_data() if isinstance(inner, StreamObject) else b"")


def _csv_parts(content: Content) -> Parts:
    return dict(content) if isinstance(content, dict) else {}


def _json_parts(content: Content) -> Parts:
    # Line breaks and spaces between values are nobody's business; everything else is a value.
    return {WHOLE: plain_json(bytes_of(content))}


_PARTS: dict[str, Callable[[Content], Parts]] = {
    PDF: _pdf_parts, HTML: _html_parts, XLSX: lambda content: members_of(bytes_of(content)), CSV: _csv_parts, JSON: _json_parts,
}  # fmt: skip
