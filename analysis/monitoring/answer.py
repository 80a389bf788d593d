"""What the watch over a launch says: types alone. Values are launched less held back, a member and month, in a metric's unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.pilot.readout.answer import RatioCheck

AS_PLANNED, EXPLAINED, OUTSIDE, RATIO = "as-planned", "explained", "outside", "sample-ratio"


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
class Monitored:
    """The whole watch. `reasons` are empty without an alarm; `notes` are keys of what must be known beside the figures."""

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
    rates: Rates
    watched: tuple[Watched, ...]
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...]

    @property
    def alarms(self) -> tuple[Watched, ...]:
        """Return the metrics whose charts alarmed, the earliest first."""
        return tuple(sorted((one for one in self.watched if one.alarm), key=lambda one: one.alarm or ""))
