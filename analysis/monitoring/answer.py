"""What the watch over a launch says: types alone. Values are launched less held back, a member and month, in a metric's unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.pilot.readout.answer import RatioCheck

AS_PLANNED, EXPLAINED, OUTSIDE, RATIO = "as-planned", "explained", "outside", "sample-ratio"
QUIET, ALARM, UNWATCHED = "quiet", "alarm", "unwatched"
DEPARTS, UNTOLD = "departs", "untold"  # without a holdout: from the plan, unexplained; and nothing could have been significant


@dataclass(frozen=True)
class Point:
    """One month of a metric: what the plan expects with the 95 % interval of what would be seen, and what came.

    `error` is that of the actual alone. `gap` is standardised given the months before; `up` and `down` are the chart's sums.
    """

    month: str
    expected: float
    low: float
    high: float
    actual: float
    error: float
    gap: float
    up: float
    down: float


@dataclass(frozen=True)
class Watched:
    """A metric over the months since launch; `alarm` is the month in which its chart passed the limit, `since` when it began.

    `told_apart` says whether sampling is small enough to tell what is planned, over all these months, from no effect at all.
    """

    name: str
    unit: str
    points: tuple[Point, ...]
    alarm: str | None
    since: str | None
    above: bool
    told_apart: bool


@dataclass(frozen=True)
class Rates:
    """How seldom all charts alarm together where all goes as planned.

    `run_length` is the mean of months until the first false alarm, `one_run_length` that of a single chart, each passing `limit`.
    `share` is that of launches as planned with a false alarm within the months watched; `found` that among `repeats` launches
    drawn from the plan itself, the same charts over each.
    """

    limit: float
    run_length: float
    one_run_length: float
    share: float
    found: float
    repeats: int


@dataclass(frozen=True)
class Reason:
    """An assumption that would have to move: from what was planned to `moved`, likely between `low` and `high`.

    `factor` is how many times likelier the months are with it moved alone over its declared range than as planned (Bayes);
    `settles` whether no chart alarms any longer once it is moved.
    """

    name: str
    planned: float
    moved: float
    low: float
    high: float
    factor: float
    settles: bool


@dataclass(frozen=True)
class ComparedPoint:
    """One month without a holdout: planned with the 95 % of the plan's own doubt, what the mix of donors leaves of the actual.

    `placebo` is the most that any donor shows which was not launched.
    """

    month: str
    expected: float
    low: float
    high: float
    actual: float
    placebo: float


@dataclass(frozen=True)
class Compared:
    """A metric without a holdout, over all months since launch: the launched less a mix of clusters not launched.

    `p` is of no effect at all, `plan_p` of the plan, both by placebos in space and never below one over the units; `placebo`
    the most that a donor shows. `in_time` are effects of launches that never were, over `in_time_months` each, empty where the
    months before do not hold one; `donors` over how many the weights are spread.
    """

    name: str
    unit: str
    effect: float
    p: float
    planned: float
    planned_low: float
    planned_high: float
    plan_p: float
    placebo: float
    in_time: tuple[float, ...]
    in_time_months: int
    donors: float
    points: tuple[ComparedPoint, ...]


@dataclass(frozen=True)
class Watch:
    """Something watched beside the plan: `state` is quiet, alarm or unwatched, `why` then the key of the reason.

    `found` with `low` and `high` of what would be usual, or of its 95 % interval, in the watch's own unit; None where there is
    none. `rate` is the share of readings that alarm falsely, at most, `launches` that of launches, read at the end of every
    month to the last one planned; None where no rate can be told.
    """

    name: str
    state: str
    why: str = ""
    found: float | None = None
    low: float | None = None
    high: float | None = None
    rate: float | None = None
    launches: float | None = None


@dataclass(frozen=True)
class Monitored:
    """The whole watch. `reasons` are empty without an alarm; `notes` are keys of what must be known beside the figures.

    Without a holdout only gifts have a chart, `rates` None where there is not even a log of them, and all else is `compared`
    over `before` months before launch; with one it is empty. `planned` is how many months are to be watched in all, `any_alarm`
    the share of launches as planned that raise any alarm by then, at most.
    """

    verdict: str
    plan_digest: str
    base: str
    currency: str
    months: tuple[str, ...]
    arms: tuple[str, ...]
    clusters: tuple[int, ...]
    members: tuple[int, ...]
    ratios: tuple[RatioCheck, ...]
    draws: int
    discrepancy: float
    rates: Rates | None
    watched: tuple[Watched, ...]
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...]
    watches: tuple[Watch, ...] = ()
    compared: tuple[Compared, ...] = ()
    before: int = 0
    planned: int = 0
    any_alarm: float = 0.0

    @property
    def judged(self) -> bool:
        """Say whether what is compared is judged: once, with the last month planned."""
        return len(self.months) >= self.planned

    @property
    def alarms(self) -> tuple[Watched, ...]:
        """Return the metrics whose charts alarmed, the earliest first."""
        return tuple(sorted((one for one in self.watched if one.alarm), key=lambda one: one.alarm or ""))
