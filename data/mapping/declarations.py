"""What a mapping file declares: how tables that look different become a population."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.elsewhere.asking import Ask

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict

    from data.files.textfile import Format

YES = ("yes", "y", "true", "t", "1", "да", "истина", "是", "对", "真")
NO = ("no", "n", "false", "f", "0", "нет", "ложь", "否", "错", "假")
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


TAKES = ("sum", "count", "max", "min")  # what a cell takes of several rows of the source


@dataclass(frozen=True)
class Source:
    """Where a column of ours comes from: exactly one of a source column (with its unit), a formula, a constant, or several rows.

    Where `take` says what is taken of several rows, `formula` is what is taken; "*" counts every row. A date is read as it is
    `written`: by directives as %d.%m.%Y, or `excel`, `epoch`, `epoch_ms`, or as a number counted from `anchors` (number, first
    day); `year` is that of dates that name none.
    """

    column: str = ""
    unit: str = ""
    formula: str = ""
    value: Cell = None
    take: str = ""
    written: str = ""
    year: int = 0
    anchors: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Place:
    """Files of the source and how to read them: a name or glob in which {words} in braces become columns.

    `names` are the columns of files without a header, `skip` how many lines stand above the header, `sheet` the sheet of a
    workbook or the table of a database file, `ask` what is asked elsewhere instead.
    """

    pattern: str
    names: tuple[str, ...] = ()
    skip: int = 0
    sheet: str = ""
    ask: Ask = field(default_factory=Ask)

    @property
    def key(self) -> str:
        """Return what tells this place from others, to be read by a person."""
        return self.ask.key or self.pattern + (f" [{self.sheet}]" if self.sheet else "")


@dataclass(frozen=True)
class Join:
    """A second file, one row per key, read as `name.column`. `on` maps columns of the first to its own.

    With `since`, its column of first days, it has one row per key and first day, as price lists do: of them the last one that
    held on the day of a row is read.
    """

    name: str
    place: Place
    on: Dict[str, str]
    since: Source | None = None


@dataclass(frozen=True)
class Unpivot:
    """Wide months to rows: `used_6` and `used_7` become `used` in two rows.

    `months` maps a suffix, or what stands in front as in `206_USAGE`, to a first day. The month is read as the column `name`.
    """

    name: str
    months: Dict[str, str]


@dataclass(frozen=True)
class TableMap:
    """How one table of ours is made: from the files of `place`, or from `rows` written here.

    `where` keeps the rows for which it is true. `latest` keeps one row per key, the one with its largest value. `ties` makes a
    graph of calls: both directions and repeats are one tie, contacts elsewhere are counted. `more` are other files that fill in
    other columns of the same rows. `between` writes a row with nothing for the months without one, from the first month of
    somebody to the last.
    """

    table: str
    place: Place = Place("")
    columns: Dict[str, Source] = field(default_factory=dict)
    joins: tuple[Join, ...] = ()
    unpivot: Unpivot | None = None
    rows: tuple[Dict[str, Cell], ...] = ()
    distinct: bool = False
    optional: bool = False
    where: str = ""
    latest: str = ""
    ties: bool = False
    between: bool = False
    more: tuple[TableMap, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the files it reads, those of its joins and of `more` included."""
        own = [self.place] if self.place.key else []
        others = [place for more in self.more for place in more.places]
        return (*own, *(join.place for join in self.joins), *others)

    @property
    def is_summed(self) -> bool:
        """Say whether several rows of the source become one."""
        return any(source.take for source in self.columns.values())


@dataclass(frozen=True)
class Spelling:
    """How cells of text are spelt: the mark before decimals, the mark between thousands, words for nothing, for yes, for no."""

    decimal: str = "."
    thousands: str = ""
    nulls: tuple[str, ...] = ()
    yes: tuple[str, ...] = YES
    no: tuple[str, ...] = NO

    @property
    def decimal_name(self) -> str:
        """Return "comma" where decimals follow one, for a sentence about a number; nothing where they follow a point."""
        return "comma" if self.decimal == "," else ""


@dataclass(frozen=True)
class Mapping:
    """A mapping file. Without a name and a currency of its own it takes those of the source folder's manifest.

    In `timezone`, an IANA name, instants become days; empty: in UTC. `shape` is what the source looked like when the mapping was
    saved.
    """

    file: str
    name: str
    currency: str
    form: Format
    tables: tuple[TableMap, ...]
    timezone: str = ""
    spelling: Spelling = Spelling()
    shape: Dict[str, object] = field(default_factory=dict)

    @property
    def patterns(self) -> tuple[str, ...]:
        """Return the patterns of the files it reads."""
        return tuple(place.pattern for table in self.tables for place in table.places if place.pattern)
