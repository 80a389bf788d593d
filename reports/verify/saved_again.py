"""A workbook that another program saved: nothing of it is as it was written, and all of it may still say the same.

Compared are cells with their number formats, sheets that are shown, and what each chart is drawn from. Whatever could show or do
anything else must not be there at all: formulas, macros, links, pictures, conditions. How it looks is not compared.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from openpyxl import load_workbook

from reports.verify.packed_files import members_of
from reports.verify.report_cells import bytes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.formats import Content

_KNOWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|xl/(workbook|styles|sharedStrings|theme/theme\d+)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/(worksheets|drawings|charts)/(sheet|drawing|chart|style|colors)\d+\.xml"
    r"|xl/(worksheets|drawings|charts)/_rels/(sheet|drawing|chart)\d+\.xml\.rels|xl/printerSettings/printerSettings\d+\.bin"
)
_NOT_IN_SHEETS = {
    "f", "conditionalFormatting", "dataValidation", "hyperlink", "oleObject", "control", "legacyDrawing", "legacyDrawingHF",
    "picture", "webPublishItem", "customSheetView", "sheetProtection", "extLst",
}  # fmt: skip
_NOT_IN_DRAWINGS = {"pic", "sp", "cxnSp", "grpSp", "AlternateContent", "hlinkClick"}
# What a chart shows, and by which attribute where it is not text.
_SHOWN = {"f": "", "v": "", "t": "", "min": "val", "max": "val", "orientation": "val", "logBase": "val", "numFmt": "formatCode"}


def says_the_same(told: Content, found: Content) -> bool:
    """Say whether two workbooks have the same cells, formats and charts, and the first nothing that could act or cover them."""
    mine, anew = members_of(bytes_of(told)), members_of(bytes_of(found))
    if any(_is_strange(name, content) for name, content in mine.items()):
        return False
    return _formats(told) == _formats(found) and _charts(mine) == _charts(anew)


def _is_strange(name: str, content: bytes) -> bool:
    if not _KNOWN.fullmatch(name):
        return True
    if name.endswith(".rels"):
        return any(link.get("TargetMode") == "External" for _, link in _elements(content))
    unwanted = _NOT_IN_SHEETS if name.startswith("xl/worksheets/") else _NOT_IN_DRAWINGS if name.startswith("xl/draw") else set()
    return name.endswith(".xml") and any(tag in unwanted for tag, _ in _elements(content))


def _elements(content: bytes) -> Iterator[tuple[str, ET.Element]]:
    """Yield each element of an XML member, by its name without the namespace, in the order of the file."""
    for element in ET.fromstring(content).iter():  # noqa: S314 - what defines entities was refused when it was unpacked
        yield str(element.tag).rpartition("}")[2], element


def _formats(content: Content) -> dict[str, object]:
    book = load_workbook(io.BytesIO(bytes_of(content)))
    found: dict[str, object] = {}
    for sheet in book:
        found[sheet.title] = sheet.sheet_state
        for row in sheet.iter_rows():
            found |= {f"{sheet.title}!{c.coordinate}": (c.value, c.number_format) for c in row if c.value is not None}
    return found


def _charts(members: Mapping[str, bytes]) -> list[list[tuple[str, str]]]:
    """Return what each chart shows; charts are told by that, for another program may number them in another order."""
    charts = (content for name, content in members.items() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
    told = ([(tag, _shown(tag, element)) for tag, element in _elements(chart) if tag in _SHOWN] for chart in charts)
    return sorted([(tag, text) for tag, text in one if text] for one in told)


def _shown(tag: str, element: ET.Element) -> str:
    text = element.get(_SHOWN[tag], "") if _SHOWN[tag] else element.text or ""
    return text if tag == "numFmt" else _as_number(text)


def _as_number(text: str) -> str:
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return text
