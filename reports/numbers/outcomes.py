"""How an outcome is told: format, cell style and unit on the page, in documents, sheets and files, all from its declared unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.outcomes.measures import MEASURES
from reports.numbers.values import between

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.outcomes.measures import Unit
    from analysis.results.result import Result
    from wording import Wording


@dataclass(frozen=True)
class Kind:
    """How numbers of a unit are told: the unit as files for machines name it, cell styles of a level and of a change.

    A change is shown times `scale` where the unit stands apart from the number: differences of shares are percentage points.
    """

    plain: str
    level_style: str
    change_style: str
    scale: float = 1.0


KINDS: Mapping[Unit, Kind] = {
    "share": Kind("share", "share", "change3", scale=100.0),
    "points": Kind("points", "number", "change"),
    "money": Kind("{currency}", "money", "gain_month"),
    "gb": Kind("GB", "number", "change"),
}


def kind_of(name: str) -> Kind:
    """Return how the numbers of an outcome are told."""
    return KINDS[MEASURES[name].unit]


def level_text(name: str, value: float, currency: str, say: Wording) -> str:
    """Word a level of an outcome."""
    unit = MEASURES[name].unit
    if unit == "share":
        return say.percent(value, 2)
    return say.money(value, currency) if unit == "money" else say.number(value, 2)


def change_text(name: str, value: float, currency: str, say: Wording) -> str:
    """Word a change of an outcome, signed and with its unit."""
    unit = MEASURES[name].unit
    if unit == "share":
        return say.points(value, 3)
    if unit == "money":
        return say.money(value, currency, signed=True)
    if unit == "points":
        return say("change-points", value=say.number(value, 2, signed=True))
    return say.number(value, 1, signed=True)


def ends_text(name: str, ends: tuple[float, float], currency: str, say: Wording) -> str:
    """Word an interval of a change where room is scarce: the unit once, after both ends."""
    low, high = ends
    unit, last = MEASURES[name].unit, change_text(name, high, currency, say)
    if unit == "share":
        return between(say.number(low * 100, 3, signed=True), last)
    return between(say.number(low, 2, signed=True) if unit == "points" else change_text(name, low, currency, say), last)


def unit_titles(name: str, currency: str, say: Wording) -> tuple[str, str]:
    """Word the unit of an outcome's level and that of its change, for the heads of columns."""
    unit = MEASURES[name].unit
    if unit == "share":
        return "%", say("sheet-unit-pp")
    word = currency if unit == "money" else say(f"unit-{unit}")
    return word, word


def plain_unit(name: str, result: Result) -> str:
    """Return the unit of an outcome and of its change for machines, such as "RUB/subscriber-month"."""
    measure, kind = MEASURES[name], kind_of(name)
    over = "/subscriber-month" if measure.unit == "money" and not measure.total else ""
    return kind.plain.format(currency=result.manifest.currency) + over


def origin_of(name: str, result: Result) -> str:
    """Return what the level of an outcome is where the base does not show it: "modelled", "assumed", else nothing."""
    measure = MEASURES[name]
    if measure.modelled:
        return "modelled"
    assumed = any(notice.key == measure.assumed_by for notice in result.notices)
    return "assumed" if assumed else ""
