"""An answer beside what is published of such changes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.outcomes.plausibility import placed
from data.sources import load_sources

if TYPE_CHECKING:
    from analysis.outcomes.plausibility import Placed
    from analysis.results.result import Result
    from wording import Wording


def inside_lines(result: Result, say: Wording) -> list[str]:
    """Say of each share that lies within what is published, what that is."""
    return [_line(one, say) for one in placed(result) if one.inside]


def outside_lines(result: Result, say: Wording) -> list[str]:
    """Say of each share that lies outside what is published, that it does."""
    return [_line(one, say) for one in placed(result) if not one.inside]


def _line(one: Placed, say: Wording) -> str:
    source, band = load_sources()[one.band.source], one.band
    facts = {"share": say.percent(one.share, 1), "low": say.percent(band.low, 0), "high": say.percent(band.high, 0)}
    beside = say(f"plausible-{one.name}", **facts, source=source.title, date=source.date)
    return beside if one.inside else f"{beside} {say('plausible-outside')}"
