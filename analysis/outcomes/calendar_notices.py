"""What is strange about the months of a base, and about allowances nobody comes near: said with every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.results.result import Notice
from data.checks.months import listed

if TYPE_CHECKING:
    from analysis.world.prepared_base import PreparedBase


def calendar_notices(base: PreparedBase) -> tuple[Notice, ...]:
    """Return a notice for months that are missing, that were left out as strays, and for a last month that looks unfinished.

    Counts of rows are not told: they may be of single people.
    """
    found, calendar = [], base.calendar
    if calendar.missing:
        facts: dict[str, str | float] = {"months": listed(calendar.missing), "count": len(base.months)}
        found.append(Notice("months-missing", facts))
    if calendar.strays:
        found.append(Notice("months-stray", {"months": listed(tuple(month.name for month in calendar.strays))}))
    if calendar.partial:
        month, share = calendar.partial
        found.append(Notice("month-partial", {"month": month.day, "usual_share": share}))
    if base.whole.plans_beyond_use:
        found.append(Notice("allowance-unlike-use", {"count": base.whole.plans_beyond_use}))
    return tuple(found)
