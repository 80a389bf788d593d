"""A scan for resale in words: how many givers bear each mark, how many are suspected, and how often honest ones are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.resellers.scan import (
    FURTHER,
    HONEST_GIVERS,
    HONEST_SUSPECTS,
    MANY_UNRELATED,
    MARKS,
    ONE_WAY_RECEIVERS,
    TOP_MONTHS,
    YOUNG_MONTHS,
)
from analysis.world.small_groups import FEWEST, told_count

if TYPE_CHECKING:
    from analysis.resellers.scan import ScanCounts
    from wording import Wording

_NEEDED = dict(zip(MARKS, (MANY_UNRELATED, TOP_MONTHS, YOUNG_MONTHS, ONE_WAY_RECEIVERS), strict=True))


def scan_lines(found: ScanCounts, say: Wording) -> list[str]:
    """Say how many are suspected and what that is worth: how often honest givers would be."""
    lines = [say("scan-found", givers=_told(found.givers, say), suspects=_told(found.suspects, say), further=FURTHER)]
    if found.suspects >= FEWEST:
        lines.append(say("scan-share", share=say.percent(found.suspects_share, 1)))
    none, half, most = (say.number(count) for count in HONEST_SUSPECTS)
    lines.append(say("scan-honest", givers=say.number(HONEST_GIVERS), suspects=none, half=half, most=most))
    if not found.ties_known:
        lines.append(say("scan-ties-unknown"))
    return lines


def scan_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `scan_rows`."""
    return say("scan-mark"), say("scan-givers")


def scan_rows(found: ScanCounts, say: Wording) -> list[tuple[str, str]]:
    """Return a row per mark."""
    return [
        (say(f"scan-mark-{name.replace('_', '-')}", least=_NEEDED[name]), _part(count, found.givers, say))
        for name, count in zip(MARKS, found.marks, strict=True)
    ]


def scan_plain(found: ScanCounts) -> dict[str, object]:
    """Return the counts under plain names; null for one that would tell of fewer than ten."""
    return {
        "givers": _or_null(found.givers),
        "marks": {name: _or_null(count, found.givers) for name, count in zip(MARKS, found.marks, strict=True)},
        "suspects": _or_null(found.suspects),
        "suspects_gb_share": found.suspects_share if found.suspects >= FEWEST else None,
        "ties_known": found.ties_known,
        "honest_givers_scanned": HONEST_GIVERS,
        "honest_givers_suspected": dict(zip(("all_ties_known", "half_known", "fifth_known"), HONEST_SUSPECTS, strict=True)),
    }


def _told(count: int, say: Wording) -> str:
    told = told_count(count)
    return say.number(told) if isinstance(told, int) else say(told)


def _part(count: int, whole: int, say: Wording) -> str:
    """Word a count of some givers, of whom neither they nor the others may be found."""
    return say("count-hidden") if count >= FEWEST > whole - count else _told(count, say)


def _or_null(count: int, whole: int | None = None) -> int | None:
    return None if count < FEWEST or (whole is not None and whole - count < FEWEST) else count
