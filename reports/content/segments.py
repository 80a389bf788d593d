"""Who gains and who loses, as rows of worded cells; groups too small to show stay hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.outcomes.cuts import BANDS
from analysis.results.result import RESALE
from reports.numbers.outcomes import change_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.results.result import Bands, Result, Segment
    from wording import Wording

ALL = "all"
RANGES = ("tenure", "age", "use_decile")


@dataclass(frozen=True)
class Cut:
    """A result cut by one dimension: its shown groups, how many are hidden, and what no shown group accounts for.

    Resellers are counted behind all groups: what they come to is None where they are not counted in.
    """

    dimension: str
    shown: tuple[Segment, ...]
    hidden: tuple[Segment, ...]
    hidden_profit: Decimal
    platform: Decimal
    total: Decimal
    resellers: Decimal | None = None


def dimensions_of(result: Result) -> list[str]:
    """Return the dimensions a result is cut by, in its own order."""
    return list(dict.fromkeys(segment.dimension for segment in result.segments))


def cut_by(result: Result, dimension: str) -> Cut:
    """Return the groups of a dimension; their profits, the hidden ones', the platform's cost and resellers sum to the total."""
    members = sorted((s for s in result.segments if s.dimension == dimension), key=lambda s: level_order(s.level))
    shown = tuple(segment for segment in members if segment.outcomes is not None)
    platform = sum((step.total for step in result.profit_bridge if step.item == "platform"), Decimal(0))
    resold = [step.total for step in result.profit_bridge if step.item in RESALE]
    apart, resellers = platform + sum(resold, Decimal(0)), sum(resold, Decimal(0)) if resold else None
    known = sum((segment.profit_change for segment in shown if segment.profit_change is not None), Decimal(0))
    hidden = tuple(segment for segment in members if segment.outcomes is None)
    return Cut(dimension, shown, hidden, result.profit_change - apart - known, platform, result.profit_change, resellers)


def level_order(level: str) -> tuple[float, str]:
    """Sort ranges such as "6-11" by where they start, names by letter after them."""
    start = re.match(r"\d+", level)
    return (float(start.group()) if start else float("inf"), level)


def level_name(dimension: str, level: str, say: Wording) -> str:
    """Word a group; plans and regions bear the base's own names."""
    if dimension == "plan":
        return say.plan(level)
    if dimension == ALL:
        return say("segment-all")
    if dimension == "role":
        return say(f"role-{level}")
    if dimension == "sim_type":
        return say(f"choice-{level}")
    if dimension in RANGES and level_order(level)[0] < float("inf"):
        return say(f"segment-{dimension.replace('_', '-')}", level=re.sub(r"^0+(?=\d)", "", level).replace("-", "–"))
    return level


def segment_header(outcomes: Sequence[str], currency: str, say: Wording) -> tuple[str, ...]:
    """Return the column titles that go with `segment_rows`."""
    titles = [say(f"outcome-{name}") for name in outcomes]
    return (say("segment-group"), say("segment-subscribers"), *titles, say("segment-profit", currency=currency))


def segment_rows(result: Result, cut: Cut, outcomes: Sequence[str], sort_by: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per group (largest of `sort_by` first; "" keeps the order of levels), the hidden ones, then the sum.

    `sort_by` is the name of an outcome, `subscribers` or `profit`.
    """
    currency = result.manifest.currency
    shown = sorted(cut.shown, key=lambda s: _size(s, sort_by), reverse=True) if sort_by else list(cut.shown)
    rows = [_row(segment, outcomes, currency, say) for segment in shown]
    blank = ("",) * len(outcomes)
    rows += [(level_name(cut.dimension, segment.level, say), say("segment-hidden"), *blank, "") for segment in cut.hidden]
    if cut.hidden:
        rows.append((say("segment-hidden-together"), "", *blank, _money(cut.hidden_profit, currency, say)))
    if cut.platform:
        rows.append((say("segment-platform"), "", *blank, _money(cut.platform, currency, say)))
    if cut.resellers is not None:
        rows.append((say("segment-resellers"), "", *blank, _money(cut.resellers, currency, say)))
    whole = tuple(change_text(name, result.outcome(name).change, currency, say) for name in outcomes)
    return [*rows, (say("segment-sum"), say.number(result.subscribers), *whole, _money(cut.total, currency, say))]


def _row(segment: Segment, outcomes: Sequence[str], currency: str, say: Wording) -> tuple[str, ...]:
    changes = tuple(told_change(segment, name, currency, say) for name in outcomes)
    profit = _money(segment.profit_change or Decimal(0), currency, say)
    return (level_name(segment.dimension, segment.level, say), say.number(segment.subscribers or 0), *changes, profit)


def change_of(segment: Segment, name: str) -> float | None:
    """Return the change of an outcome in a shown group; None where it is not told of that group."""
    return next((outcome.change for outcome in segment.outcomes or () if outcome.name == name), None)


def told_change(segment: Segment, name: str, currency: str, say: Wording) -> str:
    """Word the change of an outcome in a shown group."""
    change = change_of(segment, name)
    return say("count-hidden") if change is None else change_text(name, change, currency, say)


def _size(segment: Segment, sort_by: str) -> float:
    if sort_by == "subscribers":
        return float(segment.subscribers or 0)
    return float(segment.profit_change or 0) if sort_by == "profit" else change_of(segment, sort_by) or 0.0


def _money(amount: Decimal, currency: str, say: Wording) -> str:
    return say.money(amount, currency, 0, signed=True)


def bands_of(result: Result, dimension: str) -> list[Bands]:
    """Return the winners and losers of the whole base first, then of each group of a dimension in its order."""
    members = sorted((b for b in result.winners_losers if b.dimension == dimension), key=lambda b: level_order(b.level))
    return [bands for bands in result.winners_losers if bands.dimension == ALL] + members


def band_rows(result: Result, dimension: str, say: Wording) -> list[tuple[str, ...]]:
    """Return (group, subscribers, share in each of the five bands, losers first)."""
    rows = []
    for bands in bands_of(result, dimension):
        name = level_name(bands.dimension, bands.level, say)
        if bands.shares is None:
            rows.append((name, say("segment-hidden"), *("",) * len(BANDS)))
        else:
            rows.append((name, say.number(bands.subscribers or 0), *(say.percent(share, 1) for share in bands.shares)))
    return rows
