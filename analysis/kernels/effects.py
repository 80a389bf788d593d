"""What a transfer changes in one subscriber-month: packs again, use, satisfaction, renewal, money (equations 7-10, 12).

Everything comes out in integers (kB, micro-units, millionths), so that sums are exact whatever their order.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.inputs import FETCHED, fetch
from analysis.kernels.keyed_random import AFRESH, DELAYS, TEMPTED, unit
from analysis.kernels.offers import asks_first, lacking, willing
from analysis.kernels.pairs import UNLIMITED
from analysis.kernels.walk_notes import LIVES, lives_of, own_of
from analysis.kernels.willingness import packs_wanted, willingness_afresh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Fact, Rows

# The columns of the change table, in order. Money in micro-units, volumes in kB, satisfaction in millionths of a point, leaving
# in 10^-9 of a probability, benefit (value of use at list price, less what was paid) in micro-units. Of what was received
# `drawn_kb` is of one's own plan or account, and nobody's gift.
COLUMNS = (
    "transfers", "sent_kb", "received_kb", "displaced_kb", "served_kb", "induced_kb", "expired_gift_kb", "packs", "buyers",
    "short_buyers", "used_kb", "unmet_kb", "unused_kb", "fees", "pack_revenue", "used_value", "satisfaction", "leaving",
    "benefit", "drawn_kb",
)  # fmt: skip
(
    TRANSFERS, SENT, RECEIVED, DISPLACED, SERVED, INDUCED, EXPIRED_GIFT, PACKS, BUYERS, SHORT_BUYERS, USED, UNMET, UNUSED, FEES,
    PACK_REVENUE, USED_VALUE, SATISFACTION, LEAVING, BENEFIT, DRAWN,
) = range(len(COLUMNS))  # fmt: skip
LEAVING_SCALE = 1_000_000_000


class Response(NamedTuple):
    """The assumptions on what comes of a gift as the kernel reads them: use and packs, satisfaction (points), renewal.

    `held_back`, `delays` and `tempted` are shares, `lasting` the months for which a month's satisfaction counts. Where nobody
    gives anything, what moves was `carried` over: the receiver's own, of a month before.
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
    carried: bool


@inlined
def _share(part: float, whole: float) -> float:
    """Return a share, at most the whole: of spending it may be negative where more was earned than spent."""
    return max(-1.0, min(1.0, part / whole)) if whole > 0 else 0.0


@inlined
def of_a_day(amount: int, need: int, stay: int) -> float:
    """Return what part of a day's need an amount is, at most 1: less is thanked for less, and no new day (equations 7, 9).

    `need` is that of the `stay` days a SIM lives, of a month at most.
    """
    return min(1.0, stay * amount / need) if need > 0 else 1.0


@inlined
def usable(need: int, lives: int, stay: int) -> int:
    """Return the kB that can be used of gifts that live on `lives` days of a `stay`: need spreads evenly over it (equation 7)."""
    return need if lives >= stay else need * lives // stay


@inlined
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


@inlined
def _relief(need: int, gift: tuple[int, int, int], missing: int, held_back: float) -> tuple[int, int]:
    """Return (kB that meet what was missing, kB used that had been held back) of a gift of (kB, its days, the SIM's)."""
    moved, lives, stay = gift
    useful = usable(need, lives, stay)
    freed = np.int64(held_back * min(moved, useful))
    return min(moved - freed, missing, useful - freed), freed


@inlined
def packs_kept(bought: int, short: int, served: int, pack: int, w: float, delayed: float) -> int:
    """Return the packs that who would buy `bought` when `short` still buys (equation 7); `delayed` is drawn, from 1 on never.

    The need is even, so what is still missing, as a share of the shortage, is the share of the days without a balance that is
    left when the gift is used up: so likely is a pack only delayed.
    """
    missing = short - served
    kept = min(bought, packs_wanted(missing, pack, w) + max(0, bought - packs_wanted(short, pack, w)))
    if delayed * short < missing:
        kept = max(kept, min(bought, -(-missing // pack)))
    return kept


@inlined
def _tempted(
    month: int, need: int, short: int, served: int, unmet: int, key: np.uint64, pack: int, stay: int, behaviour: Behaviour,
    response: Response, seed: np.uint64,
) -> int:  # fmt: skip
    """Return the packs (0 or 1) that somebody buys who runs out again after a gift and thinks about it anew.

    Who runs out again within the day thinks the same as before: the chance falls with the part of a day that was served.
    """
    if unmet <= 0:
        return np.int64(0)
    chance = response.tempted * unmet / short * of_a_day(served, need, stay)
    if unit(key, seed, month, TEMPTED) >= chance:
        return np.int64(0)
    w = willingness_afresh(unit(key, seed, month, AFRESH), behaviour.scale, behaviour.shape)
    return min(np.int64(1), packs_wanted(unmet, pack, w))


@inlined
def left_to_own(
    month: int, fact: Fact, drawn: int, key: np.uint64, pack: int, behaviour: Behaviour, seed: np.uint64
) -> tuple[int, int, bool]:
    """Return (shortage, packs, whether it asks before those) of who is short and has `drawn` so much of its own first.

    What one has is used before anybody thinks of a pack or asks (rule M1); with nothing of that kind it is the month as it was.
    """
    bought, short = np.int64(fact.packs), fact.need - fact.balance
    if drawn > 0:
        if bought > 0:
            bought = packs_kept(bought, short, drawn, pack, willing(month, fact, key, pack, behaviour, seed), 1.0)
        short -= drawn
    return short, bought, bought == 0 or asks_first(month, fact, key, behaviour, seed)


@inlined
def received(
    month: int, fact: Fact, gift: tuple[int, int, int], drawn: int, key: np.uint64, pack: int, behaviour: Behaviour,
    response: Response, seed: np.uint64,
) -> tuple[int, int, int, int]:  # fmt: skip
    """Return (packs, unmet kB, kB of the gift that meet what was missing, kB of it used besides) of a receiver (equation 7).

    `gift` is (kB, its days, the SIM's); `drawn` kB of its own it used first.
    """
    moved, _, stay = gift
    short, bought, first = left_to_own(month, fact, drawn, key, pack, behaviour, seed)
    served, freed = _relief(fact.need, gift, lacking(short, bought, pack, first), response.held_back)
    again = bought
    if first and bought > 0:
        delayed = unit(key, seed, month, DELAYS) / response.delays if response.delays > 0.0 else 1.0
        w = willing(month, fact, key, pack, behaviour, seed)
        again = packs_kept(bought, short, served, pack, w, delayed)
    unmet = max(0, short - served - again * pack)
    if moved > 0:
        more = _tempted(month, fact.need, short, served, unmet, key, pack, stay, behaviour, response, seed)
        again, unmet = again + more, max(0, unmet - more * pack)
    return again, unmet, served, freed + np.int64(response.induced * (moved - freed - served))


@inlined
def gave(month: int, fact: Fact, moved: int, key: np.uint64, pack: int, behaviour: Behaviour, seed: np.uint64) -> tuple[int, int]:
    """Return (packs, unmet kB) of a giver of `moved` kB of its month's balance (equation 7)."""
    again, unmet = np.int64(fact.packs), _shortage(fact, moved, pack)
    if unmet > 0:
        more = packs_wanted(unmet, pack, willing(month, fact, key, pack, behaviour, seed))
        again, unmet = again + more, max(0, unmet - more * pack)
    return again, unmet


@inlined
def _shortage(fact: Fact, moved: int, pack: int) -> int:
    """Return what a giver of `moved` kB is short of after its packs: it may have given too much, unless it has no limit."""
    if fact.balance == UNLIMITED:
        return np.int64(0)
    return max(0, fact.need - (fact.balance - moved) - fact.packs * pack)


@inlined
def _points(
    fact: Fact, fee: int, response: Response, unmet: tuple[int, int], spent: tuple[int, int], unused: tuple[int, int]
) -> float:
    """Return the change of satisfaction from (before, after) of unmet need, spending and unused balance (equation 9)."""
    points = -response.unmet * (_share(unmet[1], fact.need) - _share(unmet[0], fact.need))
    points -= response.spend * (_share(spent[1], fee) - _share(spent[0], fee))
    if fact.balance != UNLIMITED:
        points -= response.waste * (_share(unused[1], fact.balance) - _share(unused[0], fact.balance))
    return points


@kernel
def changes(  # noqa: PLR0915 - one loop: what is handed to pieces is counted each time
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
    near, months, tariffs = np.empty(FETCHED, rows.facts.dtype), np.empty(FETCHED, np.int64), np.empty(FETCHED, np.int64)
    for i in range(touched.size):
        place, out = i % FETCHED, table[i]
        if place == 0:
            for ahead in range(min(FETCHED, touched.size - i)):
                row = touched[i + ahead]
                fetch(rows.facts[row], near[ahead])
                months[ahead], tariffs[ahead] = rows.month[row], rows.tariff[row]
        fact = near[place]
        person[i] = fact.sub
        out[:] = 0
        moved, count, fees = state[i, 1], state[i, 2], state[i, 3]
        plan, tariff, key, month = rows.plan[fact.sub], tariffs[place], rows.key[fact.sub], months[place]
        pack, price, stay = rows.pack[tariff], rows.price[tariff], rows.days[plan]
        need, balance, bought = fact.need, fact.balance, np.int64(fact.packs)
        receives = balance != UNLIMITED and need > balance
        own, spared = own_of(state[i])
        unmet_before, induced, gift = np.int64(0), np.int64(0), own - moved
        if receives:
            until = state[i, LIVES] if state.shape[1] > LIVES else np.int64(0)
            life = moved, lives_of(count, until, days, stay), stay
            again, unmet, served, induced = received(month, fact, life, own, key, pack, behaviour, response, seed)
            unmet_before, covered, own = max(0, need - balance - bought * pack), own + served, own - spared
            gift = moved + own
            out[RECEIVED], out[INDUCED], out[DRAWN] = gift, induced, own
            out[SERVED] = unmet_before - unmet
            out[DISPLACED] = covered - out[SERVED]
            out[EXPIRED_GIFT] = gift - covered - induced
            out[SHORT_BUYERS] = np.int64(again > 0) - np.int64(bought > 0)
        else:
            again, unmet = gave(month, fact, moved - own, key, pack, behaviour, seed)
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
        if response.carried:
            own = moved
            out[DRAWN] = own
        out[UNUSED] -= own  # what had been left over in a month before is not unused a second time
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
