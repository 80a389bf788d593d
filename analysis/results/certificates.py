"""What history says about one assumption: the type that results carry, apart from what finds it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of

IDENTIFIED, BOUNDED, NOT_THERE = "identified", "bounded", "not-in-your-data"


@dataclass(frozen=True)
class Gate:
    """A condition on which a number is shown. `found` and `needed` are in the words of `key`; a p-value for a placebo."""

    key: str
    is_open: bool
    found: float
    needed: float


@dataclass(frozen=True)
class Certificate:
    """One assumption.

    `low` and `high` are the 90 % interval of sampling, `reach_low` and `reach_high` the range that is honest to assume: wider by
    the declared discount where nobody randomised. All None behind a shut gate, which `gates` names. `placebo` is the p-value of
    an effect where there can be none; `unseen` the share of the estimate that something nobody recorded would have to make up
    before the interval reached no effect at all (0: it does), None where no cause is claimed. `basis` names the estimator or,
    with none, what is missing. A bound leaves the side None to which it says nothing.
    """

    assumption: str
    verdict: str
    basis: str
    gates: tuple[Gate, ...] = ()
    estimate: float | None = None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    reach_low: float | None = None
    reach_high: float | None = None
    placebo: float | None = None
    unseen: float | None = None
    groups: int = 0
    events: int = 0

    @property
    def can_be_accepted(self) -> bool:
        """Say whether it narrows a range that draws are taken from."""
        parameter = parameters_of(Assumptions)[self.assumption]
        return parameter.likely is not None and (self.reach_low is not None or self.reach_high is not None)

    @property
    def tells(self) -> int:
        """Return how much it tells: an estimate more than a bound, two ends more than one, anything more than nothing."""
        if self.estimate is not None:
            return 3
        return sum(end is not None for end in (self.reach_low, self.reach_high))
