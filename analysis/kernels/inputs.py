"""What compiled code reads: the base row by row, the rules as limits, the assumptions as behaviour. kB, micro-units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from analysis.kernels import inlined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NO_LIMIT = np.int64(2**60)
DAYS = 30  # of a month
FETCHED = 64  # rows at once


class Rights(NamedTuple):
    """Who may give and receive in a pilot, and the fee per GB of each one's arm (micro-units; -1: as the rules say).

    Arrays per subscriber; empty ones stand for a launch, where only the rules say who may. `charged`: an arm has a fee.
    """

    gives: NDArray[np.bool_]
    receives: NDArray[np.bool_]
    fee_gb: NDArray[np.int64]
    charged: bool


class Beside(NamedTuple):
    """What people have in a month beside its balance, per subscriber, kB; empty where nobody has anything.

    `drawn` is what who is short uses before it asks; `gives` adds to what may be given (below 0: is gone of it), `spares` only as
    far as one's own need uses it up.
    """

    drawn: NDArray[np.int64]
    gives: NDArray[np.int64]
    spares: NDArray[np.int64]


def room_beside(subscribers: int) -> Beside:
    """Return room for what so many have beside, with nothing in it."""
    return Beside(*(np.zeros(subscribers, np.int64) for _ in Beside._fields))


NOTHING_BESIDE = room_beside(0)
EVERYBODY = Rights(np.empty(0, np.bool_), np.empty(0, np.bool_), np.empty(0, np.int64), False)


class Limits(NamedTuple):
    """The rules as the kernel reads them; NO_LIMIT where a rule does not bind. kB, micro-units, counts.

    `gives_from` (the first month in which somebody may give) and `may_receive` are per subscriber: SIM kind, plan and tenure are
    settled before the walk.
    """

    step: int
    least: int
    transfer: int
    transfers: int
    given: int
    received: int
    share: float
    floor: int
    days: int
    unlimited_gives: bool
    same_region: bool
    active_only: bool
    fee_transfer: int
    fee_gb: int
    surcharge_gb: int
    payer: int
    gives_from: NDArray[np.int16]
    may_receive: NDArray[np.bool_]


class Behaviour(NamedTuple):
    """The assumptions that decide who gives what to whom, as the kernel reads them.

    `scale` and `shape` are those of willingness to pay, `fee_worth` what a gift is worth to who pays for it, relative to as much
    bought, `fee_as_pack` the share of payers to whom a fee is like the price of a pack. `ask_first` is the share of buyers who
    ask before they decide on a pack, `polite_packs` the most that is asked for.
    """

    forecast_error: float
    forecast_buffer: float
    scale: float
    shape: float
    fee_worth: float
    fee_as_pack: float
    ask_first: float
    polite_packs: float


# What the walk asks of a subscriber-month lies side by side: they come in no order, and each costs one trip to memory, not five.
FACTS = np.dtype([("need", "i8"), ("balance", "i8"), ("hazard", "f8"), ("sub", "i4"), ("packs", "i4")])
# And what a walk along the months of one person asks of each, month after month.
PATH = np.dtype([("need", "i8"), ("balance", "i8"), ("packs", "i4"), ("tariff", "i4"), ("row", "i4"), ("month", "i4")])


def taken(records: NDArray[np.void], rows: NDArray[np.int64]) -> NDArray[np.void]:
    """Return the records at some places. As whole numbers: records copied as what they are take ten times as long."""
    return np.asarray(np.take(_words(records), rows, axis=0).view(records.dtype).reshape(-1), records.dtype)


def joined(records: Sequence[NDArray[np.void]]) -> NDArray[np.void]:
    """Return records of one kind in one row, at least one array of them."""
    return np.asarray(np.concatenate([_words(each) for each in records]).view(records[0].dtype).reshape(-1), records[0].dtype)


def _words(records: NDArray[np.void]) -> NDArray[np.int64]:
    return np.ascontiguousarray(records).view(np.int64).reshape(-1, records.dtype.itemsize // 8)


class Fact(Protocol):
    """One row of FACTS, as compiled code reads it."""

    need: int
    balance: int
    hazard: float
    sub: int
    packs: int


@inlined
def fetch(far: Fact, near: Fact) -> None:
    """Copy the facts of a row to where the processor has them at hand.

    Rows that are asked for in no order, or far apart, each wait for memory. Fetched one after the other before anything is done
    with them, FETCHED at a time, several are on their way at once.
    """
    near.need, near.balance, near.hazard, near.sub, near.packs = far.need, far.balance, far.hazard, far.sub, far.packs


class Rows(NamedTuple):
    """Arrays per subscriber-month (`facts` as FACTS, need and balance in kB), per subscriber and per tariff or plan.

    A month's rows lie together, by subscriber. The columns of `facts` have names of their own outside of compiled code. What a
    pack holds and costs, and the fee, are those of the `tariff` of a subscriber-month: the first tariffs are the plans as they
    are now, in their order; others follow where a month had a pack or a fee of its own. `plan` is the one somebody is on now;
    `days` is how long a SIM of a plan lives, 30 where it is a month or longer, and `trip` says that it is one of travellers,
    whose next trip is another decision.
    """

    facts: NDArray[np.void]
    month: NDArray[np.int8]
    leaving: NDArray[np.int8]
    tariff: NDArray[np.int32]
    key: NDArray[np.uint64]
    plan: NDArray[np.int16]
    region: NDArray[np.int16]
    pack: NDArray[np.int64]
    price: NDArray[np.int64]
    fee: NDArray[np.int64]
    sim: NDArray[np.int8]
    days: NDArray[np.int64]
    trip: NDArray[np.bool_]

    @property
    def sub(self) -> NDArray[np.int32]:
        """Return the subscriber of each subscriber-month."""
        return self.facts["sub"]

    @property
    def need(self) -> NDArray[np.int64]:
        """Return the need of each subscriber-month, kB."""
        return self.facts["need"]

    @property
    def balance(self) -> NDArray[np.int64]:
        """Return the balance of each subscriber-month, kB; UNLIMITED where there is no limit."""
        return self.facts["balance"]

    @property
    def short(self) -> NDArray[np.bool_]:
        """Say of each subscriber-month whether it lacks something."""
        return np.asarray((self.balance >= 0) & (self.need > self.balance), np.bool_)

    @property
    def packs(self) -> NDArray[np.int32]:
        """Return the packs bought in each subscriber-month."""
        return self.facts["packs"]

    @property
    def hazard(self) -> NDArray[np.float64]:
        """Return the probability of leaving of each subscriber-month."""
        return self.facts["hazard"]


class Cohort(NamedTuple):
    """The initial subscribers as the kernel reads them: per subscriber, but `step_fee` and `step_up` per plan.

    Those are what the next cheaper plan costs less and the next dearer one more, micro-units a month.
    `weight` is the share of the cycle's months a subscriber was there, so that every subscriber-month stands once. Who is on a
    `trip` is one of those who come in that month of any year. `margin` and
    `revenue` are what it brings without the rules, micro-units a month.
    """

    weight: NDArray[np.float64]
    first: NDArray[np.int8]
    last: NDArray[np.int8]
    margin: NDArray[np.float64]
    revenue: NDArray[np.float64]
    alpha: NDArray[np.float64]
    hazard: NDArray[np.float64]
    contact_hazard: NDArray[np.float64]
    group: NDArray[np.int16]
    plan: NDArray[np.int16]
    step_fee: NDArray[np.float64]
    step_up: NDArray[np.float64]
    trip: NDArray[np.bool_]


class Course(NamedTuple):
    """The months ahead: `slot` of the replay and `season` of each, and how far plan moves have come after so many months.

    Of seasons there are more: as many as the processor works on at once, or several times that.
    Slots 0 to cycle - 1 are the replayed months at the second year's adoption; those after them the months of the ramp, of which
    `adoption` says how far it had come by comparison. Moves are shares of those who became regular so many months ago.
    """

    slot: NDArray[np.int64]
    season: NDArray[np.float64]
    traded_down: NDArray[np.float64]
    kept_up: NDArray[np.float64]
    stayed_low: NDArray[np.float64]
    adoption: NDArray[np.float64]
    cycle: int
    regular: float


class Prices(NamedTuple):
    """What turns a row of the replay into money and into a pull on renewal, of which a month keeps the share `memory`."""

    network: float
    support: float
    slope: float
    sd: float
    asymmetry: float
    memory: float
