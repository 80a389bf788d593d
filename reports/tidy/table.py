"""Tables for machines: one fact a row, plain values under the names of the code, every column with its type and unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.results.result import Result

Cell = str | int | float | bool | Decimal | None
Row = tuple[Cell, ...]
TEXT, INTEGER, FLOAT, DECIMAL, BOOLEAN = "text", "integer", "float", "decimal", "boolean"
BY_ROW = "by-row"  # the column `unit` of the same row says it


@dataclass(frozen=True)
class Column:
    """A column: its name, its type and its unit ("" for none).

    What it means is the message `column-<key>`, filled in with the title of `of`, an outcome or an assumption.
    """

    name: str
    kind: str
    unit: str = ""
    key: str = ""
    of: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under columns; `name` is the file without its ending."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def per_initial(result: Result) -> str:
    """Return the unit of what is told per initial subscriber."""
    return f"{result.manifest.currency}/initial-subscriber"
