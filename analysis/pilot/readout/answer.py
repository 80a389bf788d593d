"""What a read-out says: types alone. Every value has its unit in its measure's declaration and its interval beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 10  # cells of fewer subscribers are not told
AGREE, DIFFER, TOO_FEW = "agree", "differ", "too-few"


@dataclass(frozen=True)
class Measured:
    """An estimate with its 95 % interval and p; `error` and all that follows None where nothing can be said."""

    value: float
    error: float | None
    low: float | None
    high: float | None
    p: float | None
    freedom: float | None


@dataclass(frozen=True)
class Effect:
    """What an arm does to a measure, against the control: levels, then the difference absolute, then relative.

    `plain` is the difference without adjustment. `p` of the adjusted estimate is in `difference`, `randomised_p` that of the
    assignments, `verdict` whether adjusted, plain and randomised say the same. `variance_ratio` is what the time before left.
    """

    arm: str
    measure: str
    control: float
    treated: float
    difference: Measured
    relative: Measured | None
    plain: Measured
    randomised_p: float
    assignments: int
    exact: bool
    verdict: str
    variance_ratio: float
    smallest_effect: float


@dataclass(frozen=True)
class RatioCheck:
    """Clusters or members by arm as found and as designed, p, and the largest departure (in shares)."""

    what: str
    found: tuple[float, ...]
    designed: tuple[float, ...]
    p: float
    departure: float
    failed: bool


@dataclass(frozen=True)
class Leak:
    """Gifts of the pilot months: made, refused, and those that should not have been."""

    gifts: float
    gb: float
    refused: float
    crossed: float
    rightless: float


@dataclass(frozen=True)
class Monthly:
    """The difference of one measure in one month."""

    arm: str
    measure: str
    month: str
    difference: Measured


@dataclass(frozen=True)
class Look:
    """The plan's look that this is: z against its bound; `crossed` where the plan says stop, in either direction."""

    number: int
    of: int
    bounds: tuple[float, ...]
    shares: tuple[float, ...]
    z: float
    crossed: bool


@dataclass(frozen=True)
class Harm:
    """The watch over pack revenue after so many months: `harmful` where z lies below minus the plan's bound for that month."""

    month: int
    z: float
    bound: float
    harmful: bool


@dataclass(frozen=True)
class Side:
    """Lottery inside an arm: those who may receive less those who may not; and those against the control."""

    arm: str
    measure: str
    receivers: Measured
    others: Measured


@dataclass(frozen=True)
class Exposed:
    """Right holders by the share of their contacts (by strength) with the other right: mean, against the control."""

    level: str
    subscribers: int
    dropped: int
    value: Measured


@dataclass(frozen=True)
class Interference:
    """The same effect from a lottery of individuals and from clusters: far apart means that they meet each other's treatment."""

    individual: Measured
    clusters: Measured
    gap: Measured
    interferes: bool


@dataclass(frozen=True)
class Summary:
    """A number for learning: `month` None over the whole pilot. The unit is told with it."""

    name: str
    month: str | None
    unit: str
    value: float
    se: float


@dataclass(frozen=True)
class Readout:
    """A whole read-out. `notes` are keys of what must be known beside the figures, worst first; `level` that of all intervals."""

    plan_digest: str
    base: str
    currency: str
    unit: str
    level: float
    arms: tuple[str, ...]
    months: tuple[str, ...]
    run_in: tuple[str, ...]
    clusters: tuple[int, ...]
    members: tuple[int, ...]
    ratios: tuple[RatioCheck, ...]
    leak: Leak | None
    effects: tuple[Effect, ...]
    monthly: tuple[Monthly, ...]
    look: Look | None
    harm: Harm | None
    sides: tuple[Side, ...]
    exposure: tuple[Exposed, ...]
    interference: Interference | None
    summaries: tuple[Summary, ...]
    covariance: NDArray[np.float64]
    notes: tuple[str, ...]

    @property
    def sample_ratio_failed(self) -> bool:
        """Say whether the arms do not hold whom the design gave them: then no effect below is to be believed."""
        return any(check.failed for check in self.ratios)
