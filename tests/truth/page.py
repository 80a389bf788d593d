"""The page docs/coverage.md: the tables between its markers, and what in them is outside the required band."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.outcomes.measures import HEADLINES
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.truth.held import Held
    from tests.truth.next_year import Leaning

PAGE = ROOT / "docs" / "coverage.md"
# Shares of intervals that hold the truth, per table, in per cent: what is required of every headline.
BANDS: Mapping[str, tuple[float, float]] = {
    "assumptions": (80, 98),
    "sampling": (85, 95),
    "learning": (85, 95),
    "learning-after": (85, 95),
}
# The same for worlds of other theories, of every outcome under every preset.
OTHER_BAND = (75, 98)
# The most by which the mean answer may lean from the mean truth of next year, in per cent of it.
MOST_LEANING = 10
_LEANING = re.compile(r"^\| `(?P<name>\w+)` \| \d+ \| \S+ \| \S+ \| (?P<leaning>[-+][\d.]+) % \|", re.MULTILINE)
_OTHER = re.compile(r"^\| `(?P<name>\w+)` \| (?P<rules>[\w-]+) \| \d+ of \d+ \((?P<share>\d+) %\) \|", re.MULTILINE)
_LAUNCHES = re.compile(r"^\| `(?P<name>[\w-]+)` \|.*\| (?P<low>[\d.]+) … [\d.]+ % \| (?P<stated>[\d.]+) % \|$", re.MULTILINE)
_ROW = re.compile(r"^\| `(?P<name>\w+)` \| \d+ of \d+ \| (?P<share>[\d.]+) % \|", re.MULTILINE)


def shares_table(rows: tuple[Held, ...]) -> str:
    """Return a table of how often intervals held; with the bias of the mean over the draws where there are draws."""
    drawn = all(row.mean_bias is not None for row in rows)
    both = all(row.alone is not None for row in rows)
    heads = ["quantity", "held", "share", "90 % interval of the share", "bias"] + ["bias of the mean over the draws"] * drawn
    heads += ["held by the range alone"] * both
    lines = [_line(heads), _line(["---"] * len(heads))]
    for row in rows:
        low, high = row.interval
        cells = [f"`{row.name}`", f"{row.held} of {row.worlds}", f"{100 * row.share:.1f} %"]
        cells += [f"{100 * low:.1f} … {100 * high:.1f} %", f"{row.bias:+.2f}"]
        cells += [f"{row.mean_bias:+.2f}"] if row.mean_bias is not None else []
        cells += [f"{row.alone} of {row.worlds}"] * both
        lines.append(_line(cells))
    return "\n".join(lines)


def leaning_table(rows: tuple[Leaning, ...]) -> str:
    """Return a table of mean answers beside mean truths."""
    heads = ["quantity", "worlds", "mean answer", "mean truth", "answer against truth", "90 % interval"]
    lines = [_line(heads), _line(["---"] * len(heads))]
    for row in rows:
        cells = [f"`{row.name}`", str(row.worlds), f"{row.answer:.4g}", f"{row.truth:.4g}", f"{100 * row.relative:+.1f} %"]
        lines.append(_line([*cells, f"{100 * row.low:+.1f} … {100 * row.high:+.1f} %"]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(name: str, table: str) -> None:
    """Put a table between its markers."""
    begin, end = _markers(name)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    PAGE.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def shares(name: str) -> dict[str, float]:
    """Return the shares in per cent of a table as the page has them now, by quantity."""
    return {row["name"]: float(row["share"]) for row in _ROW.finditer(_written(name))}


def other_shares() -> dict[tuple[str, str], float]:
    """Return the shares in per cent by quantity and preset that the page has of worlds of other theories."""
    return {(row["name"], row["rules"]): float(row["share"]) for row in _OTHER.finditer(_written("other-theories"))}


def launches() -> dict[str, tuple[float, float]]:
    """Return by kind of launch the lower end of the share that alarmed at all, and what is stated at most, in per cent."""
    return {row["name"]: (float(row["low"]), float(row["stated"])) for row in _LAUNCHES.finditer(_written("launches"))}


def leanings() -> dict[str, float]:
    """Return by how many per cent of the truth each mean answer exceeds it, as the page has it now."""
    return {row["name"]: float(row["leaning"]) for row in _LEANING.finditer(_written("next-year"))}


def _written(name: str) -> str:
    begin, end = _markers(name)
    return PAGE.read_text(encoding="utf-8").partition(begin)[2].partition(end)[0]


def outside() -> list[str]:
    """Return a line for every share on the page that is outside the band required, and for every headline that leans too far."""
    wrong = [
        f"{name}: {quantity} {share} % is outside {low} - {high} %"
        for name, (low, high) in BANDS.items()
        for quantity, share in shares(name).items()
        if not low <= share <= high
    ]
    return wrong + [
        f"next-year: {quantity} leans by {leaning} %, more than {MOST_LEANING} %"
        for quantity, leaning in leanings().items()
        if quantity in (*HEADLINES, "npv") and abs(leaning) > MOST_LEANING
    ]


def _markers(name: str) -> tuple[str, str]:
    return f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
