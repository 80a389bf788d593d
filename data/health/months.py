"""What the months of a base's local subscribers measure, added up piece by piece from rows in any order.

Tourists are left out: targets speak of people who stay. As in a replay, use above allowance and packs was carried in from before,
unless the month ran out (data/importing/run_out.py).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from data.database import storage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb
    from numpy.typing import NDArray

    from data.checks.months import Month

LEAST_MONTHS, LEAST_PAIRS = 4, 100
FULL = 2**63 - 1
KNOWN = 0.95  # of people: with fewer whose need is known, nothing is said of how needs vary
_SEEN, _SHORT, _BUYS, _NEEDS, _UNSURE = 1, 2, 4, 8, 16
_MIDDLE = 16.0  # about the log of a usual need, kB: squares of what lies near nothing keep their digits


class Observed(NamedTuple):
    """Subscriber-months as the tables tell them: arrays of one length, volumes in kB, revenue in micro-units of currency.

    `sub` numbers subscribers from 0, `month` the months with usage. `allowance_kb` is -1 without a limit, `said_kb` (the need) -1
    where it is not said; `renewed` and `told` (the month ran out) are 1 yes, 0 no, -1 not said.
    """

    sub: NDArray[np.int32]
    month: NDArray[np.integer]
    allowance_kb: NDArray[np.int64]
    used_kb: NDArray[np.int64]
    said_kb: NDArray[np.int64]
    bought_kb: NDArray[np.int64]
    packs: NDArray[np.int32]
    revenue: NDArray[np.int64]
    renewed: NDArray[np.int8]
    told: NDArray[np.int8]


def observed(connection: duckdb.DuckDBPyConnection, months: Sequence[Month], places: Sequence[int]) -> Iterator[Observed]:
    """Yield the subscriber-months of some months, of which these are the `places`, by the numbers of the table `people`."""
    if not places:
        return
    values = {"days": [months[place].day for place in places], "places": list(places)}
    for batch in storage.batches(connection, "health_months", values):
        yield Observed._make(batch.column(name).to_numpy() for name in Observed._fields)


class Totals(NamedTuple):
    """Sums over subscriber-months: counts, kB, micro-units. `limited` had a limit, `told_renewals` say who renewed."""

    months: int
    short: int
    unused_kb: int
    bought_kb: int
    used_kb: int
    revenue: int
    left: int
    told_renewals: int
    buyers: int
    packs: int
    ran_out: int
    limited: int


class People(NamedTuple):
    """What is known of each subscriber: marks by [month, subscriber], sums of the log of need and of its square."""

    marks: NDArray[np.uint8]
    logs: NDArray[np.float64]
    squares: NDArray[np.float64]


class Watched:
    """The months of a base's local subscribers, as they are added; several threads may add those of different people."""

    def __init__(self, local: NDArray[np.bool_], months: Sequence[Month], near: tuple[int, int]) -> None:
        """Begin with none: `local` by subscriber, `near` how far, kB, below and above its limit a month that ran out may lie."""
        self._local, self._near = local, near
        self._numbers = [month.number for month in months]
        self._all_local = bool(local.all())
        self._totals: list[Totals] = []
        self._marks = np.zeros((len(months), local.size), np.uint8)
        self._logs, self._squares = np.zeros(local.size), np.zeros(local.size)

    def add(self, rows: Observed) -> None:
        """Add some subscriber-months, each of which is there once."""
        if not self._all_local:
            mine = self._local[rows.sub]
            rows = Observed._make(column[mine] for column in rows)
        below, above = self._near
        used, said, packs = rows.used_kb, rows.said_kb, rows.packs
        limited, says, buys = rows.allowance_kb >= 0, said >= 0, packs > 0
        given = rows.allowance_kb + rows.bought_kb
        heaped = (used > 0) & (used >= given - below) & (used <= given + above)
        at_limit = limited & (given > 0) & np.where(rows.told < 0, heaped, rows.told == 1)
        # Of who has no limit the limit means nothing, and nothing below asks for it.
        balance = np.where(at_limit, rows.allowance_kb, np.maximum(rows.allowance_kb, used - rows.bought_kb))
        limit, need = balance + rows.bought_kb, np.maximum(used, said)
        short = limited & (buys | np.where(says, said > balance, at_limit | (used >= balance)))
        unsure = limited & ~says & (at_limit | (used >= limit))
        needs = need > 0
        logs = np.log(np.where(needs, need, 1).astype(np.float64)) - _MIDDLE
        logs[~needs] = 0.0
        np.add.at(self._logs, rows.sub, logs)
        np.add.at(self._squares, rows.sub, logs * logs)
        marks = _SEEN + _SHORT * short + _BUYS * buys + _NEEDS * needs + _UNSURE * unsure
        self._marks.reshape(-1)[rows.month.astype(np.int64) * self._local.size + rows.sub] = marks
        self._totals.append(
            Totals(
                months=used.size,
                short=_count(short),
                unused_kb=_sum(np.maximum(0, limit - used) * limited),
                bought_kb=_sum(limit * limited),
                used_kb=_sum(used),
                revenue=_sum(rows.revenue),
                left=_count(rows.renewed == 0),
                told_renewals=_count(rows.renewed >= 0),
                buyers=_count(buys),
                packs=_sum(packs),
                ran_out=_count(limited & np.where(says, said > limit, at_limit)),
                limited=_count(limited),
            )
        )

    def of_people(self) -> People:
        """Return what is known of each subscriber."""
        return People(self._marks, self._logs, self._squares)

    def join(self, people: NDArray[np.integer], totals: Totals, found: People) -> None:
        """Add what was found of some people alone, by their numbers here."""
        self._marks[:, people], self._logs[people], self._squares[people] = found
        self._totals.append(totals)

    def totals(self) -> Totals:
        """Return the sums over all months that were added."""
        return Totals(*(sum(column) for column in zip(*self._totals, strict=True))) if self._totals else Totals(*[0] * 12)

    def again(self, what: int) -> float | None:
        """Return, of the months with a mark that are followed by another of the same subscriber, the share with it again."""
        first = followed = 0
        for nth, (one, other) in enumerate(pairwise(self._numbers)):
            if other == one + 1:
                now, then = self._marks[nth], self._marks[nth + 1]
                marked = (now & what > 0) & (then & _SEEN > 0)
                first += _count(marked)
                followed += _count(marked & (then & what > 0))
        return over(followed, first)

    def measured(self) -> dict[str, float | None]:
        """Return shares and means over subscriber-months, and what follows from the months of each person."""
        total = self.totals()
        return {
            "short_share": over(total.short, total.months),
            "unused_share": over(total.unused_kb, total.bought_kb),
            "used_gb_per_month": over(total.used_kb, total.months * 1_000_000),
            "revenue_per_month": over(total.revenue, total.months * 1_000_000),
            "churn_rate": over(total.left, total.told_renewals),
            "buyer_share": over(total.buyers, total.months),
            "buyer_share_short": over(total.buyers, total.short),
            "packs_per_buyer": over(total.packs, total.buyers),
            # Where nobody buys packs there may be none to run out for; where people do and nobody ran out, the meter hides it.
            "ran_out_share": over(total.ran_out, total.limited) if total.packs > 0 else None,
            "short_again_share": self.again(_SHORT),
            "buyer_again_share": self.again(_BUYS),
            **self._spread(),
        }

    def _spread(self) -> dict[str, float | None]:
        """Return the lognormal within-person CV of monthly need, the between-person sd of its log, and who is often short.

        The sampling noise of a person's own mean is taken out of the sd. The first two leave out people whose need is not known
        in a month, and are None when these are more than one in twenty. Often is at least half of somebody's months.
        """
        months, enough, known = self._people()
        if not enough.any():
            return dict.fromkeys(("need_within_cv", "need_between_sigma", "regularly_short_share"))
        often = 2 * self._times(_NEEDS | _SHORT)[enough] >= months[enough]
        found: dict[str, float | None] = {"need_within_cv": None, "need_between_sigma": None}
        if np.count_nonzero(known) >= KNOWN * np.count_nonzero(enough):
            count, logs = months[known], self._logs[known]
            variance = np.maximum(0.0, self._squares[known] - logs * logs / count) / (count - 1)
            between = float(np.var(logs / count, ddof=1)) if logs.size > 1 else 0.0
            found["need_within_cv"] = float(np.sqrt(np.exp(variance.mean()) - 1))
            found["need_between_sigma"] = float(np.sqrt(max(0.0, between - float((variance / count).mean()))))
        return found | {"regularly_short_share": over(_count(often), often.size)}

    def alike(self, one: NDArray[np.integer], other: NDArray[np.integer]) -> float | None:
        """Return the correlation of the mean log need along pairs of subscribers whose need is known; None with too few pairs."""
        months, _, known = self._people()
        both = known[one] & known[other]
        if np.count_nonzero(both) < LEAST_PAIRS:
            return None
        mean = self._logs / np.maximum(1, months)
        with np.errstate(invalid="ignore"):  # where all needs are alike there is no correlation
            return float(np.corrcoef(mean[one[both]], mean[other[both]])[0, 1])

    def _people(self) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
        """Return in how many months each subscriber needed anything, whether they are enough, and so with a need always known."""
        months = self._times(_NEEDS)
        enough = months >= LEAST_MONTHS
        return months, enough, enough & (self._times(_NEEDS | _UNSURE) == 0)

    def _times(self, marks: int) -> NDArray[np.int64]:
        """Return how many months of each subscriber bear all these marks."""
        times = np.zeros(self._local.size, np.int64)
        for month in self._marks:
            times += month & marks == marks
        return times


def over(part: int, whole: int) -> float | None:
    """Return a part of a whole; None of nothing."""
    return part / whole if whole else None


def _count(those: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(those))


def _sum(values: NDArray[np.integer]) -> int:
    """Return the sum of whole numbers, as large as it is."""
    if values.size and int(np.abs(values).max()) > FULL // values.size:
        return sum(map(int, values))
    return int(values.sum(dtype=np.int64))
