"""Who gains and who loses, as rows: the five bands overall, and the groups that gain or lose most often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.outcomes.cuts import BANDS
from analysis.outcomes.measures import HEADLINES
from reports.content.segments import ALL, level_name
from reports.content.shares import Share
from reports.numbers.outcomes import change_text
from reports.numbers.values import UNKNOWN

if TYPE_CHECKING:
    from analysis.results.result import Bands, Result, Segment
    from wording import Wording

# Roles come of the run, so they would win every list by definition; everything else is formed before it.
NOT_BASELINE = ("all", "role")
LISTED = 3
PROFIT = "profit_per_subscriber"
OTHERS = tuple(name for name in HEADLINES if name != PROFIT)
# Okabe and Ito's vermilion and blue, each with a tint; grey between. Order and numbers say the same without colour.
BAND_COLOURS = ("#D55E00", "#F2B48C", "#D9D9D9", "#8CBFDF", "#0072B2")


@dataclass(frozen=True)
class GroupRow:
    """A group of subscribers: worded shares who gain and lose, and its changes: profit per subscriber and month, then OTHERS."""

    name: str
    subscribers: str
    gain: str
    lose: str
    profit: str
    others: tuple[str, ...]


def band_shares(result: Result, say: Wording) -> list[Share]:
    """Return the five bands over all subscribers, losers first; without shares where the whole base is under 10."""
    shares = result.winners_losers[0].shares or (None,) * len(BANDS)
    return [
        Share(
            say("band-" + band.replace("_", "-")),
            share,
            say("doc-hidden") if share is None else say.percent(share, 1),
            colour,
        )
        for band, share, colour in zip(BANDS, shares, BAND_COLOURS, strict=True)
    ]


def gaining(bands: Bands) -> float:
    """Return the share who gain; 0 for a hidden group."""
    return bands.shares[3] + bands.shares[4] if bands.shares else 0.0


def losing(bands: Bands) -> float:
    """Return the share who lose; 0 for a hidden group."""
    return bands.shares[0] + bands.shares[1] if bands.shares else 0.0


def strongest(result: Result, say: Wording) -> tuple[list[GroupRow], list[GroupRow]]:
    """Return the groups, formed on the baseline, that gain most often and that lose most often."""
    found = [bands for bands in result.winners_losers if bands.dimension not in NOT_BASELINE and bands.shares is not None]
    winners = sorted((bands for bands in found if gaining(bands)), key=lambda bands: (-gaining(bands), bands.level))
    losers = sorted((bands for bands in found if losing(bands)), key=lambda bands: (-losing(bands), bands.level))
    rows = {(bands.dimension, bands.level): bands for bands in found}
    segments = {(one.dimension, one.level): one for one in result.segments if (one.dimension, one.level) in rows}
    return (
        [_row(bands, segments.get((bands.dimension, bands.level)), result, say) for bands in winners[:LISTED]],
        [_row(bands, segments.get((bands.dimension, bands.level)), result, say) for bands in losers[:LISTED]],
    )


def group_rows(result: Result, say: Wording) -> list[GroupRow]:
    """Return every group, all subscribers first; of a hidden group only the name, and that it is hidden."""
    segments = {(one.dimension, one.level): one for one in result.segments}
    return [_row(bands, segments.get((bands.dimension, bands.level)), result, say) for bands in result.winners_losers]


def _row(bands: Bands, segment: Segment | None, result: Result, say: Wording) -> GroupRow:
    name = group_name(bands.dimension, bands.level, say)
    if bands.shares is None or bands.subscribers is None:
        return GroupRow(name, say("doc-hidden"), UNKNOWN, UNKNOWN, UNKNOWN, (UNKNOWN,) * len(OTHERS))
    outcomes = result.outcomes if bands.dimension == "all" else (segment.outcomes if segment else None) or ()
    changes = {one.name: change_text(one.name, one.change, result.manifest.currency, say) for one in outcomes}
    return GroupRow(
        name=name,
        subscribers=say.number(bands.subscribers),
        gain=say.percent(gaining(bands), 1),
        lose=say.percent(losing(bands), 1),
        profit=changes.get(PROFIT, UNKNOWN),
        others=tuple(changes.get(name, UNKNOWN) for name in OTHERS),
    )


def group_name(dimension: str, level: str, say: Wording) -> str:
    """Name a group: its dimension and its level, which may be a word of the base."""
    if dimension == ALL:
        return level_name(dimension, level, say)
    level = level.lstrip("0") if dimension == "use_decile" else level_name(dimension, level, say)
    return say("doc-group", dimension=say("dimension-" + dimension.replace("_", "-")), level=level)
