"""What an answer rests on that its base does not show, or shows strangely: said with every answer, whatever the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.outcomes.calendar_notices import calendar_notices
from analysis.results.result import Notice
from analysis.world.world import MEASURES, UNKNOWN_HAZARD
from data.health.health import Status
from data.health.targets import targets_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.world.prepared_base import PreparedBase

RENEWAL_ASSUMED, HEALTH_FAILED, GIVING_LIMITED, GIVING = "renewal-assumed", "health-failed", "giving-limited", "giving_share"
MOST_LEAVING, LEAST_LEAVERS = 0.10, 10  # of a month; fewer leavers are chance, and not to be told
MOST_NEVER_SEEN, MOST_OTHER_ALLOWANCE = 0.10, 0.02
SHOWN_DIGITS = 16  # of a fingerprint


def base_notices(base: PreparedBase) -> tuple[Notice, ...]:
    """Return what is assumed in place of measured, and what looks as if the tables said something else than was meant."""
    seen, left = (_by_month(base, name) for name in ("renewals_seen", "leavers"))
    leaving = _trips(base) or _leaving(base, seen, left)
    about_people = (*_need(base), *_renewal(seen), *leaving, *_absent(base), *_other_allowance(base))
    limited = [Notice(GIVING_LIMITED, {GIVING: base.giving_up_to})] if base.giving_up_to < 1.0 else []
    return (*limited, *_changed_tables(base), *_health(base), *about_people, *calendar_notices(base))


def _changed_tables(base: PreparedBase) -> list[Notice]:
    """Return what has to be said first where the tables are not those that the base was stamped for: damaged, or changed."""
    found = base.manifest.fingerprint
    if base.stamped in ("", found):
        return []
    return [Notice("tables-changed", {"found": found[:SHOWN_DIGITS], "expected": base.stamped[:SHOWN_DIGITS]})]


def _health(base: PreparedBase) -> list[Notice]:
    """Say so where the base is unlike what is known of any: how many of its measures fail, of those it has."""
    found = list(base.judged.values())
    failed, unknown = found.count(Status.FAIL), found.count(Status.UNKNOWN)
    return [Notice(HEALTH_FAILED, {"failed": failed, "measured": len(found) - unknown})] if failed else []


def _by_month(base: PreparedBase, name: str) -> NDArray[np.int64]:
    return np.array([month[MEASURES.index(name)] for month in base.whole.month_totals], np.int64)


def _need(base: PreparedBase) -> list[Notice]:
    """Say so where need was made up, or is taken for no more than the use of months that ran out."""
    if "need_gb" in base.manifest.synthesised:
        return [Notice("need-imputed", {})]
    # The share of the short who buy is measured only where need beyond the limit is known.
    return [Notice("need-is-use", {})] if base.whole.runs_out and "topup_conversion" not in base.measured else []


def _renewal(seen: NDArray[np.int64]) -> list[Notice]:
    if not seen.any():
        return [Notice(RENEWAL_ASSUMED, {"leaving_share": UNKNOWN_HAZARD})]
    known = int(np.count_nonzero(seen))
    return [Notice("renewal-some-months", {"known": known, "months": seen.size})] if known < seen.size else []


def _trips(base: PreparedBase) -> list[Notice]:
    """Say so where SIMs are those of trips: that they end is no churn, and what is told of them rests on more than is seen."""
    share = base.whole.trips / max(1, base.whole.totals[MEASURES.index("months")]) if base.whole.trips else 0.0
    return [Notice("trips", {"trip_share": share})] if share else []


def _leaving(base: PreparedBase, seen: NDArray[np.int64], left: NDArray[np.int64]) -> list[Notice]:
    """Say so where so many leave a month that it may be the churn of a quarter, or of a whole life, that is written there."""
    enough = left >= LEAST_LEAVERS
    if not enough.any():
        return []
    rates = np.where(enough, left / np.maximum(1, seen), 0.0)
    worst = int(rates.argmax())
    believable = targets_for(base.manifest.market, base.manifest.operator)["churn_rate"].review_high
    rate = float(left.sum() / seen.sum())
    if rates[worst] <= MOST_LEAVING and rate <= believable:
        return []
    facts: dict[str, str | float] = {"month": base.months[worst], "worst_share": float(rates[worst]), "mean_share": rate}
    return [Notice("churn-high", facts)]


def _other_allowance(base: PreparedBase) -> list[Notice]:
    """Say so where people were on other plans before: of those the volume is known, and not what they cost."""
    share = base.other_allowance
    return [Notice("allowance-by-month", {"other_share": share})] if share > MOST_OTHER_ALLOWANCE else []


def _absent(base: PreparedBase) -> list[Notice]:
    share = base.whole.absent / base.whole.subscribers if base.whole.subscribers else 0.0
    return [Notice("never-seen", {"absent_share": share})] if share > MOST_NEVER_SEEN else []
