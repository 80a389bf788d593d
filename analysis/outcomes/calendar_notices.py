"""What is strange about the months of a base, and about allowances nobody comes near: said with every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.results.result import Notice
from data.checks.months import listed

if TYPE_CHECKING:
    from analysis.world.world import World


def calendar_notices(world: World) -> tuple[Notice, ...]:
    """Return a notice for months that are missing, that were left out as strays, and for a last month that looks unfinished.

    Counts of rows are not told: they may be of single people.
    """
    found, calendar = [], world.calendar
    if calendar.missing:
        facts: dict[str, str | float] = {"months": listed(calendar.missing), "count": len(world.months)}
        found.append(Notice("months-missing", facts))
    if calendar.strays:
        found.append(Notice("months-stray", {"months": listed(tuple(month.name for month in calendar.strays))}))
    if calendar.partial:
        month, share = calendar.partial
        found.append(Notice("month-partial", {"month": month.day, "usual_share": share}))
    if world.plans_beyond_use:
        found.append(Notice("allowance-unlike-use", {"count": world.plans_beyond_use}))
    return tuple(found)
