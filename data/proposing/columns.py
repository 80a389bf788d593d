"""What the columns of a source may be: by their headings in three languages, their units, and how their cells are written."""

from __future__ import annotations

import functools
import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.proposing.looks import Look

_HEADINGS = Path(__file__).parent / "headings.toml"
_UNITS = (
    (re.compile(r"(?<![a-z])(?:mb|mib|mbytes?|megabytes?)(?![a-z])|мб\b|мбайт|мегабайт|兆", re.IGNORECASE), "MB"),
    (re.compile(r"(?<![a-z])(?:kb|kib|kbytes?|kilobytes?)(?![a-z])|кб\b|кбайт|килобайт", re.IGNORECASE), "kB"),
    (re.compile(r"(?<![a-z])(?:gb|gib|gbytes?|gigabytes?)(?![a-z])|гб\b|гбайт|гигабайт", re.IGNORECASE), "GB"),
    (re.compile(r"(?<![a-z])bytes?(?![a-z])|байт|字节", re.IGNORECASE), "B"),
)
FORMS = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m", "%Y/%m/%d", "%Y/%m", "%Y%m%d", "%Y%m",
    "%d.%m.%Y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%m/%Y", "%m/%d/%y", "%d/%m/%y",
    "%d-%m-%Y", "%b %Y", "%B %Y", "%b-%y", "%Y年%m月", "%Y年%m月%d日", "%d.%m",
)  # fmt: skip
AMBIGUOUS = {"%d/%m/%Y": "%m/%d/%Y", "%m/%d/%y": "%d/%m/%y"}
_RUSSIAN = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NULLS = ("NULL", "null", "\\N", "NA", "N/A", "n/a", "NaN", "None", "-", "н/д", "无")
_COMMA, _POINT = re.compile(r"-?[0-9 \u00a0]+,[0-9]+"), re.compile(r"-?[0-9]+\.[0-9]+")
_SPACED = re.compile(r"[0-9]{1,3}(?:[ \u00a0][0-9]{3})+(?:[.,][0-9]+)?")
_MOSTLY_NUMBERS = 0.9  # of a column: then a word in it stands for nothing
_MANY_MB = 200  # a usual month above this is none of gigabytes


@functools.cache
def _known() -> dict[str, tuple[str, ...]]:
    tables = tomllib.loads(_HEADINGS.read_text(encoding="utf-8"))
    return {f"{table}.{column}": tuple(words) for table, columns in tables.items() for column, words in columns.items()}


def matched(columns: Sequence[str]) -> dict[str, str]:
    """Return which column of the source each column of ours, as `usage.month`, may be; each at most once a table.

    A heading that only begins as a word does is not taken by it where another word fits more of it: «Абонентская плата» is a fee,
    and nobody's number.
    """
    plain = {column: _plain(column) for column in columns}
    longest = {column: max((_fit(heading, word) for word in _words()), default=0) for column, heading in plain.items()}
    found: dict[str, str] = {}
    for ours, words in _known().items():
        taken = {source for name, source in found.items() if name.split(".")[0] == ours.split(".")[0]}
        for word in words:
            fits = {column: _fit(plain[column], word) for column in columns if column not in taken}
            fitting = [column for column, fit in fits.items() if fit and (fit == longest[column] or not word.endswith("*"))]
            if fitting:
                found[ours] = fitting[0]
                break
    return found


def _plain(heading: str) -> str:
    text = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", heading)
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


@functools.cache
def _words() -> frozenset[str]:
    return frozenset(word for words in _known().values() for word in words)


def _fit(heading: str, word: str) -> int:
    """Return how many letters of a heading a word fits, 0 for none."""
    if word.endswith("*"):
        return len(word) - 1 if heading.startswith(word[:-1]) else 0
    return len(word) if heading == word or re.sub(r" ?(?:mb|gb|kb|мб|гб|кб)$", "", heading) == word else 0


def unit_of(column: str, cells: list[str]) -> tuple[str, bool]:
    """Return the unit of a volume, and whether that is a guess from its size, not read from its heading."""
    for words, unit in _UNITS:
        if words.search(column.replace("_", " ")):
            return unit, False
    numbers = [number for cell in cells if (number := as_number(cell)) is not None and number > 0]
    if not numbers or median(numbers) <= _MANY_MB:
        return "GB", True
    return ("B" if median(numbers) > 1e7 else "MB"), True


def as_number(cell: str) -> float | None:
    """Return a cell as a number, whichever way its decimals are written."""
    try:
        return float(re.sub(r"[ \u00a0]", "", cell).replace(",", "."))
    except ValueError:
        return None


def form_of(cells: list[str]) -> str | None:
    """Return how the dates of a column are written; empty for what is read anyway, None where they are no dates."""
    sample = [_english(cell) for cell in cells[:200] if cell not in NULLS]
    if not sample:
        return None
    for form in FORMS:
        if all(_reads(cell, form) for cell in sample):
            return "" if form == "%Y-%m-%d" and all(cell.endswith("-01") for cell in sample) else form
    return None


def has_days(cells: list[str], form: str) -> bool:
    """Say whether dates written so are days of events: several of a month, or one that neither begins nor ends it."""
    days = {_english(cell) for cell in cells if cell not in NULLS and _reads(_english(cell), form)}
    if form == "%d.%m" or "%S" in form or not days:
        return True
    found = [datetime.strptime(day, form) for day in days]  # noqa: DTZ007 - days have no zone
    months = {(day.year, day.month) for day in found}
    edges = all(day.day == 1 or (day + timedelta(days=1)).day == 1 for day in found)
    return len(days) > len(months) or not edges


def _reads(cell: str, form: str) -> bool:
    digits = {"%Y%m%d": 8, "%Y%m": 6}.get(form)
    if digits and len(cell) != digits:
        return False
    try:
        text, written = (f"{cell} 2024", f"{form} %Y") if form == "%d.%m" else (cell, form)
        found = datetime.strptime(text.partition(".")[0] if "%S" in form and "." in cell[17:] else text, written)  # noqa: DTZ007
    except ValueError:
        return False
    return 1990 <= found.year <= 2100


def _english(cell: str) -> str:
    for russian, english in zip(_RUSSIAN, _ENGLISH, strict=True):
        cell = re.sub(rf"{russian}[а-я]*\.?", english, cell, flags=re.IGNORECASE)
    return cell


def spelling_of(looks: Sequence[Look]) -> dict[str, str | list[str]]:
    """Return what a mapping says of how cells are spelt: decimals, thousands, words for nothing; only what it needs to."""
    found: dict[str, str | list[str]] = {}
    nulls: list[str] = []
    for look in looks:
        for column in look.columns:
            cells = look.cells(column)
            commas = sum(bool(_COMMA.fullmatch(cell)) for cell in cells)
            if commas and not any(_POINT.fullmatch(cell) for cell in cells):
                found["decimal"] = ","
            if any(_SPACED.fullmatch(cell) for cell in cells):
                found["thousands"] = " "
            words = [word for word in NULLS if word in cells]
            if words and _MOSTLY_NUMBERS * len(cells) < sum(as_number(cell) is not None or cell in words for cell in cells):
                nulls += [word for word in words if word not in nulls]
    return found | ({"nulls": nulls} if nulls else {})
