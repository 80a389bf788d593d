"""What a transfer changes in one subscriber-month: packs again, use, satisfaction, renewal, money (equations 7-10, 12).

Everything comes out in integers (kB, micro-units, millionths), so that sums are exact whatever their order.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from analysis.kernels import KEEPS
from analysis.kernels.allocate import asks_first, lacking, willing
from analysis.kernels.keyed_random import AFRESH, DELAYS, TEMPTED, unit
from analysis.kernels.pairs import UNLIMITED
from analysis.kernels.walk_notes import lives_of
from analysis.kernels.willingness import packs_wanted, willingness_afresh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Fact, Rows

# The columns of the change table, in order. Money in micro-units, volumes in kB, satisfaction in millionths of a point, leaving
# in 10^-9 of a probability, benefit (value of use at list price, less what was paid) in micro-units.
COLUMNS = (
    "transfers", "sent_kb", "received_kb", "displaced_kb", "served_kb", "induced_kb", "expired_gift_kb", "packs", "buyers",
    "short_buyers", "used_kb", "unmet_kb", "unused_kb", "fees", "pack_revenue", "used_value", "satisfaction", "leaving",
    "benefit",
)  # fmt: skip
(
    TRANSFERS, SENT, RECEIVED, DISPLACED, SERVED, INDUCED, EXPIRED_GIFT, PACKS, BUYERS, SHORT_BUYERS, USED, UNMET, UNUSED, FEES,
    PACK_REVENUE, USED_VALUE, SATISFACTION, LEAVING, BENEFIT,
) = range(len(COLUMNS))  # fmt: skip
LEAVING_SCALE = 1_000_000_000


class Response(NamedTuple):
    """The assumptions on what comes of a gift as the kernel reads them: use and packs, satisfaction (points), renewal.

    `held_back`, `delays` and `tempted` are shares, `lasting` the months for which a month's satisfaction counts.
    """

    induced: float
    held_back: float
    delays: float
    tempted: float
    unmet: float
    spend: float
    waste: float
    received: float
    gave: float
    sd: float
    slope: float
    asymmetry: float
    lasting: float


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _share(part: float, whole: float) -> float:
    """Return a share, at most the whole: of spending it may be negative where more was earned than spent."""
    return max(-1.0, min(1.0, part / whole)) if whole > 0 else 0.0


@njit(cache=KEEPS, nogil=True, forceinline=True)
def of_a_day(amount: int, need: int, stay: int) -> float:
    """Return what part of a day's need an amount is, at most 1: less is thanked for less, and no new day (equations 7, 9).

    `need` is that of the `stay` days a SIM lives, of a month at most.
    """
    return min(1.0, stay * amount / need) if need > 0 else 1.0


@njit(cache=KEEPS, nogil=True, forceinline=True)
def usable(need: int, lives: int, stay: int) -> int:
    """Return the kB that can be used of gifts that live on `lives` days of a `stay`: need spreads evenly over it (equation 7)."""
    return need if lives >= stay else need * lives // stay


@njit(cache=KEEPS, nogil=True, forceinline=True)
def leaving_change(hazard: float, points: float, response: Response, trip: bool) -> float:  # noqa: FBT001 - as for `lacking`
    """Return the change in the probability of leaving for a month's satisfaction, over the months it lasts (equation 10).

    Whether there is another `trip` is asked once.

    Nobody can be kept who would have stayed, and nobody leaves twice, however long a good or a bad month is remembered.
    """
    if response.slope == 0.0 or points == 0.0:
        return 0.0
    weight = response.asymmetry if points < 0 else 1.0
    ratio = math.exp(-response.slope * weight * points / response.sd)
    change = (1.0 if trip else response.lasting) * ((1.0 - (1.0 - hazard) ** ratio) - hazard)
    return min(1.0 - hazard, max(-hazard, change))


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _relief(
    fact: Fact,
    gift: tuple[int, int, int],
    pack: int,
    first: bool,  # noqa: FBT001 - as for `lacking`
    held_back: float,
) -> tuple[int, int]:
    """Return (kB that meet what was missing, kB used that had been held back) of a gift of (kB, its days, the SIM's)."""
    moved, lives, stay = gift
    useful = usable(fact.need, lives, stay)
    freed = np.int64(held_back * min(moved, useful))
    return min(moved - freed, lacking(fact, pack, first), useful - freed), freed


@njit(cache=KEEPS, nogil=True, forceinline=True)
def packs_kept(fact: Fact, served: int, pack: int, w: float, delayed: float) -> int:
    """Return the packs that a receiver who asked first still buys (equation 7); `delayed` is drawn, from 1 on never.

    The need is even, so what is still missing, as a share of the shortage, is the share of the days without a balance that is
    left when the gift is used up: so likely is a pack only delayed.
    """
    bought, short = np.int64(fact.packs), fact.need - fact.balance
    missing = short - served
    kept = min(bought, packs_wanted(missing, pack, w) + max(0, bought - packs_wanted(short, pack, w)))
    if delayed * short < missing:
        kept = max(kept, min(bought, -(-missing // pack)))
    return kept


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _tempted(
    month: int, fact: Fact, served: int, moved: int, unmet: int, key: np.uint64, pack: int, stay: int, behaviour: Behaviour,
    response: Response, seed: np.uint64,
) -> int:  # fmt: skip
    """Return the packs (0 or 1) that somebody buys who runs out again after a gift and thinks about it anew.

    Who runs out again within the day thinks the same as before: the chance falls with the part of a day that was served.
    """
    if unmet <= 0 or moved <= 0:
        return np.int64(0)
    chance = response.tempted * unmet / (fact.need - fact.balance) * of_a_day(served, fact.need, stay)
    if unit(key, seed, month, TEMPTED) >= chance:
        return np.int64(0)
    w = willingness_afresh(unit(key, seed, month, AFRESH), behaviour.scale, behaviour.shape)
    return min(np.int64(1), packs_wanted(unmet, pack, w))


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _shortage(fact: Fact, moved: int, pack: int) -> int:
    """Return what a giver of `moved` kB is short of after its packs: it may have given too much, unless it has no limit."""
    if fact.balance == UNLIMITED:
        return np.int64(0)
    return max(0, fact.need - (fact.balance - moved) - fact.packs * pack)


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _points(
    fact: Fact, fee: int, response: Response, unmet: tuple[int, int], spent: tuple[int, int], unused: tuple[int, int]
) -> float:
    """Return the change of satisfaction from (before, after) of unmet need, spending and unused balance (equation 9)."""
    points = -response.unmet * (_share(unmet[1], fact.need) - _share(unmet[0], fact.need))
    points -= response.spend * (_share(spent[1], fee) - _share(spent[0], fee))
    if fact.balance != UNLIMITED:
        points -= response.waste * (_share(unused[1], fact.balance) - _share(unused[0], fact.balance))
    return points


@njit(cache=KEEPS, nogil=True)
def changes(
    touched: NDArray[np.int64],
    state: NDArray[np.int64],
    days: int,
    rows: Rows,
    behaviour: Behaviour,
    response: Response,
    seed: np.uint64,
    person: NDArray[np.int32],
    table: NDArray[np.int64],
) -> None:
    """Write each touched subscriber-month into `person` and into the change `table` [row, column of COLUMNS]."""
    for i in range(touched.size):
        row, out = touched[i], table[i]
        fact = rows.facts[row]
        person[i] = fact.sub
        out[:] = 0
        moved, count, fees = state[i, 1], state[i, 2], state[i, 3]
        plan, tariff, key, month = rows.plan[fact.sub], rows.tariff[row], rows.key[fact.sub], rows.month[row]
        pack, price, stay = rows.pack[tariff], rows.price[tariff], rows.days[plan]
        need, balance, bought = fact.need, fact.balance, np.int64(fact.packs)
        receives = balance != UNLIMITED and need > balance
        unmet_before, induced, gift = np.int64(0), np.int64(0), -moved
        if receives:
            first, short = asks_first(month, fact, key, behaviour, seed), need - balance
            served, freed = _relief(fact, (moved, lives_of(state[i], days, stay), stay), pack, first, response.held_back)
            again, unmet_before = bought, max(0, short - bought * pack)
            if first and bought > 0:
                delayed = unit(key, seed, month, DELAYS) / response.delays if response.delays > 0.0 else 1.0
                again = packs_kept(fact, served, pack, willing(month, fact, key, pack, behaviour, seed), delayed)
            unmet = max(0, short - served - again * pack)
            more = _tempted(month, fact, served, moved, unmet, key, pack, stay, behaviour, response, seed)
            again, unmet = again + more, max(0, unmet - more * pack)
            gift, induced = moved, freed + np.int64(response.induced * (moved - freed - served))
            out[RECEIVED], out[INDUCED] = moved, induced
            out[SERVED] = unmet_before - unmet
            out[DISPLACED] = served - out[SERVED]
            out[EXPIRED_GIFT] = moved - served - induced
            out[SHORT_BUYERS] = np.int64(again > 0) - np.int64(bought > 0)
        else:
            again, unmet = bought, _shortage(fact, moved, pack)
            if unmet > 0:
                more = packs_wanted(unmet, pack, willing(month, fact, key, pack, behaviour, seed))
                again, unmet = bought + more, max(0, unmet - more * pack)
            out[TRANSFERS], out[SENT] = count, moved
        use = unmet_before - unmet + induced
        unused_before = np.int64(0)
        if balance != UNLIMITED:
            unused_before = max(0, balance + bought * pack - (need - unmet_before))
            out[UNUSED] = (again - bought) * pack + gift - use
        spent = bought * price, again * price + fees
        points = _points(
            fact, rows.fee[tariff], response, (unmet_before, unmet), spent, (unused_before, unused_before + out[UNUSED])
        )
        if count > 0:  # what a mechanism moves by itself nobody gave
            amount = moved if moved > 0 else state[i, 0]  # of its own, or bought for others
            points += (response.received if receives else response.gave) * of_a_day(amount, need, stay)
        out[PACKS], out[BUYERS] = again - bought, np.int64(again > 0) - np.int64(bought > 0)
        out[USED], out[UNMET] = use, unmet - unmet_before
        out[FEES], out[PACK_REVENUE] = fees, (again - bought) * price
        out[USED_VALUE] = np.int64(round(use * (price / pack)))
        out[SATISFACTION] = np.int64(round(points * 1e6))
        out[LEAVING] = np.int64(round(leaving_change(fact.hazard, points, response, rows.trip[plan]) * LEAVING_SCALE))
        out[BENEFIT] = out[USED_VALUE] - out[PACK_REVENUE] - fees
