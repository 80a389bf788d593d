"""A heat map as a table of the page's own: readable on a phone, and cell by cell to readers of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from wording.foreign import visible

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: its text, its colour, and a smaller note under it."""

    text: str
    colour: str
    note: str = ""


def heat_html(header: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]], ink: str, alternative: str) -> str:
    """Return the table as HTML: `header` over all columns, each row with its name; `alternative` says its finding."""
    drawn = ET.Element("table", {"class": "heat", "aria-label": alternative})
    head = ET.SubElement(ET.SubElement(drawn, "thead"), "tr")
    for title in header:
        ET.SubElement(head, "th", {"scope": "col"}).text = title
    body = ET.SubElement(drawn, "tbody")
    for name, cells in rows:
        row = ET.SubElement(body, "tr")
        ET.SubElement(row, "th", {"scope": "row"}).text = visible(name)
        for cell in cells:
            place = ET.SubElement(row, "td", {"style": f"background:{cell.colour};color:{ink}"})
            place.text = cell.text
            if cell.note:
                ET.SubElement(place, "small").text = cell.note
    return ET.tostring(drawn, encoding="unicode", short_empty_elements=False)
