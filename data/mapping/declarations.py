"""What a mapping file declares: how tables that look different become a population."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict

    from data.files.textfile import Format

Cell = str | int | float | bool | None
# What one unit is worth in the schema's. Operators count 1024 MB to the GB of a tariff; MB1000 is for those who do not.
UNITS: dict[str, dict[str, float]] = {
    "GB": {
        "GB": 1.0,
        "GiB": 1.0,
        "MB": 1.0 / 1024,
        "MiB": 1.0 / 1024,
        "kB": 1.0 / 1024**2,
        "KiB": 1.0 / 1024**2,
        "B": 1.0 / 1024**3,
        "MB1000": 1e-3,
        "kB1000": 1e-6,
        "B1000": 1e-9,
        "TB": 1024.0,
    },
    "currency": {"major": 1.0, "minor": 0.01},
    "months": {"months": 1.0, "days": 12 / 365.25, "weeks": 84 / 365.25, "years": 12.0},
}


@dataclass(frozen=True)
class Source:
    """Where a column of ours comes from: exactly one of a source column (with its unit), a formula, a constant."""

    column: str = ""
    unit: str = ""
    formula: str = ""
    value: Cell = None


@dataclass(frozen=True)
class Join:
    """A second file, one row per key, read as `name.column`. `on` maps columns of the first to its own."""

    name: str
    file: str
    on: Dict[str, str]


@dataclass(frozen=True)
class Unpivot:
    """Wide months to rows: `used_6` and `used_7` become `used` in two rows. `months` maps a suffix to a first day.

    The month is read as the column `name`.
    """

    name: str
    months: Dict[str, str]


@dataclass(frozen=True)
class TableMap:
    """How one table of ours is made: from `file` (a name or glob in the source folder) or from `rows` written here."""

    table: str
    file: str = ""
    columns: Dict[str, Source] = field(default_factory=dict)
    joins: tuple[Join, ...] = ()
    unpivot: Unpivot | None = None
    rows: tuple[Dict[str, Cell], ...] = ()
    distinct: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Mapping:
    """A mapping file. Without a name and a currency of its own it takes those of the source folder's manifest.

    In `timezone`, an IANA name, instants become days; empty: in UTC.
    """

    file: str
    name: str
    currency: str
    form: Format
    tables: tuple[TableMap, ...]
    timezone: str = ""
