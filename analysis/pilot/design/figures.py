"""What a design is told by: each figure with its Monte-Carlo error."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.pilot.design.looks import Look
    from analysis.pilot.plan import Plan

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """A number of replicates, and the Monte-Carlo error that their number leaves it."""

    value: float
    error: float

    @classmethod
    def mean(cls, values: Floats, over: float = 1.0) -> Figure:
        """Return the mean of values, each `over` a constant."""
        return cls(float(values.mean()) / over, float(values.std(ddof=1)) / math.sqrt(values.size) / abs(over))

    @classmethod
    def spread(cls, values: Floats, over: float = 1.0) -> Figure:
        """Return the standard deviation of values, as near as a normal law would have it."""
        sd = float(values.std(ddof=1)) / abs(over)
        return cls(sd, sd / math.sqrt(2.0 * (values.size - 1)))

    @classmethod
    def share(cls, hits: NDArray[np.bool_]) -> Figure:
        """Return a share. Where all or none hit, the error is that of one more that had not."""
        among = hits.size
        kept = (float(hits.sum()) + 1.0) / (among + 2.0)
        return cls(float(hits.mean()), math.sqrt(kept * (1.0 - kept) / among))


@dataclass(frozen=True)
class Grouping:
    """The clusters of a design: how many take part, members each (mean, sd over mean), how many are one alone.

    `inside` is the share of the gift flow that a launch would have, in kB, between members of one cluster.
    """

    clusters: int
    mean_size: float
    size_cv: float
    alone: int
    inside: float


@dataclass(frozen=True)
class Window:
    """Months of own history, `first` to `last`, dealt anew and adjusted for `before` months, beside the closed form.

    `size` is the share found significant though nobody has a right; `spread` and `closed_form` are of the estimate, a member
    and month; `power` and `closed_power` of seeing what the design finds of the effect, laid upon these months.
    """

    first: str
    last: str
    before: int
    size: Figure
    spread: Figure
    closed_form: float
    power: Figure
    closed_power: float


@dataclass(frozen=True)
class OwnHistory:
    """Re-randomised own history in the pilot's months: share found significant without rights.

    Of the plain estimate the spread without rights and the power with them, each beside the closed form. `windows` are told of
    the adjusted estimate: the pilot's months first, then those before them.
    """

    size: Figure
    spread: Figure
    closed_form: float
    design_effect: float
    icc: float
    power: Figure
    closed_power: float
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class Evaluation:
    """What one design would find of the effect of a launch on the share of members who top up in a month.

    `launch` is that effect (with all rights), `bias` the mean estimate over it less 1 (less what the same assignments find
    without rights), `spread` and `smallest` over it as well (absolute; None where an arm is one cluster, which has no error),
    `needed` the members in all with which the mean estimate is found; None where it points nowhere. `lost_packs` and
    `lost_revenue` (currency) are what the pilot itself costs, `answers` the survey answers that would find its effect on
    satisfaction.
    `estimates` are those of all replicates, over the launch effect.
    """

    name: str
    plan: Plan
    members: int
    grouping: Grouping
    launch: float
    bias: Figure
    spread: Figure
    coverage: Figure
    power: Figure
    smallest: Figure | None
    wrong_signs: Figure | None
    refused: Figure
    lost_packs: Figure
    lost_revenue: Figure
    needed: float | None
    answers: float | None
    history: OwnHistory
    looks: tuple[Look, ...]
    least_p: float
    estimates: tuple[float, ...]

    @property
    def never(self) -> bool:
        """Say whether no result could ever be significant, because there are so few ways to assign."""
        return self.least_p > self.plan.alpha
