"""What an answer needs of a base besides the sums over its people: the same in the whole and in every shard of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.world.kept_files import digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.world.small_groups import Cells
    from data.checks.months import Calendar
    from data.population.folder import Manifest

Levels = tuple[tuple[str, tuple[str, ...]], ...]  # each dimension's name and levels


class Weights(NamedTuple):
    """How fast clocks run at an `exponent`: `of` each distinct strength of a base."""

    exponent: float
    of: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Whole:
    """Base-wide constants. All come from counts, whole numbers and extremes, so shards bring them together in any order.

    `strengths` are the distinct ones of ties, rising, and `ties_of` how many ties have each; `pairs` counts giver-receiver pairs.
    `month_totals` is [month][measure], of any size; `span` is in how many months all subscribers were seen, `hazard_span` the
    same times their probability of leaving at launch, in 10^-9. `absent` were never seen. `highest_kb` is the largest balance,
    below 0 where there is no limit, or nobody. `trips` are the subscriber-months that were one. `plan_allowances` are the least
    balances of a month on each plan, kB (see `World.plan_allowances`), `shortage_kb` what all were short of. `handed` are weights
    that another machine has worked out for this one, whose processor rounds powers differently.
    """

    subscribers: int
    strengths: NDArray[np.float32]
    ties_of: NDArray[np.int64]
    pairs: int
    month_totals: tuple[tuple[int, ...], ...]
    span: int
    hazard_span: int
    absent: int
    runs_out: bool
    plans_beyond_use: int
    highest_kb: int
    trips: int
    plan_allowances: tuple[int, ...]
    shortage_kb: int
    handed: Weights | None = None

    @property
    def ties(self) -> int:
        """Return how many ties the base has."""
        return int(self.ties_of.sum())

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """Return the sum over the months of each measure."""
        return tuple(map(sum, zip(*self.month_totals, strict=True)))

    @cached_property
    def by_month(self) -> NDArray[np.float64]:
        """Return the totals [month, measure] as numbers to reckon with."""
        return np.array(self.month_totals, np.float64)

    @cached_property
    def _mean_weights(self) -> dict[float, np.float64]:
        return {}

    def mean_weight(self, exponent: float) -> np.float64:
        """Return the mean over all ties of strength^exponent; 1 where there are none. A search asks for the same few again."""
        if exponent not in self._mean_weights:
            total = np.float64(((self.strengths**exponent).astype(np.float64) * self.ties_of).sum())
            self._mean_weights[exponent] = total / self.ties if self.ties else np.float64(1.0)
        return self._mean_weights[exponent]

    def weights_of(self, strength: NDArray[np.float32], exponent: float) -> NDArray[np.float32]:
        """Return how fast the clock of each tie runs, mean 1 over the base: (strength / mean)^exponent, rescaled (equation 6)."""
        if self.handed is not None and self.handed.exponent == exponent:
            return self.handed.of[np.searchsorted(self.strengths, strength)]
        return np.asarray(strength**exponent / self.mean_weight(exponent), np.float32)

    def weights(self, exponent: float) -> NDArray[np.float32]:
        """Return the same by distinct strength, as it may be handed to another machine."""
        return self.weights_of(self.strengths, exponent)

    @cached_property
    def _digests(self) -> dict[float, str]:
        return {}

    def weights_digest(self, exponent: float) -> str:
        """Return the digest of the weights at an exponent: processors that round alike have the same."""
        if exponent not in self._digests:
            self._digests[exponent] = digest_of(self.weights(exponent).tobytes())
        return self._digests[exponent]


NOTHING = Whole(
    0,
    np.zeros(0, np.float32),
    np.zeros(0, np.int64),
    0,
    (),
    0,
    0,
    0,
    runs_out=False,
    plans_beyond_use=0,
    highest_kb=-1,
    trips=0,
    plan_allowances=(),
    shortage_kb=0,
)


@dataclass(frozen=True, kw_only=True)
class PreparedBase(ABC):
    """A base made ready for questions: a world in memory, or a store of shards.

    The fingerprint in `manifest` is that of the tables that were read; `stamped` is the one the manifest itself bore, if any.
    `measured` holds the assumptions that the base itself answers. `pack_price_per_gb` measures money by the base, in its
    currency: half the subscribers pay no more than it for a GB of their plan's pack. A sample keeps the whole's. `calendar` tells
    all months with usage, those that are not replayed as well. Accounts are guessed where the base says nothing of them. `judged`
    is how each target of the base's health was met, by name. `plan_names` are what people call the plans, by id, no two alike.
    `other_allowance` is the share of replayed subscriber-months with an allowance of their own, unlike that of the plan the
    subscriber is on now. `giving_up_to` is the probability of giving up to which a store has the guests for answers (equation
    6): 1 for all, and of whatever is no store.
    """

    manifest: Manifest
    stamped: str
    seed: int
    months: tuple[str, ...]
    plans: tuple[str, ...]
    plan_names: Mapping[str, str]
    whole: Whole
    measured: Mapping[str, float]
    calendar: Calendar
    accounts_guessed: bool
    judged: Mapping[str, str]
    other_allowance: float
    pack_price_per_gb: float = 0.0
    giving_up_to: float = 1.0

    @property
    @abstractmethod
    def subscribers(self) -> int:
        """Return how many subscribers the base has."""

    @property
    @abstractmethod
    def levels(self) -> Levels:
        """Return the ways to cut the base, each with its levels."""

    @property
    @abstractmethod
    def cells(self) -> Cells:
        """Return the levels of all dimensions in one row, with what of them the base alone has hidden."""
