"""Allocation: one walk over the prepared pairs, strongest tie first, each moving what both sides and the rules still allow.

What a pair leaves can only shrink afterwards, so one walk is a maximal flow: at its end no eligible pair could move another
step. Volumes in kB, money in micro-units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.effects import left_to_own
from analysis.kernels.inputs import FETCHED, NO_LIMIT, Behaviour, Beside, Limits, Rights, Rows, fetch
from analysis.kernels.keyed_random import FEE_AFRESH, FEE_KIND, unit
from analysis.kernels.offers import lacking, offer, request, willing
from analysis.kernels.walk_notes import book, live_on, width
from analysis.kernels.willingness import willingness_afresh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.pairs import Pairs

BEYOND = 1e18
PAID_BY_RECEIVER, PAID_BY_GIVER = 0, 1
PREMIUM = 2  # the place of premium tourist SIMs in data.schema.SIM_TYPES


@inlined
def movable(amount: int, transfers_left: int, limits: Limits) -> tuple[int, int]:
    """Return (kB, transfers) that a pair can move of `amount`: whole steps, each transfer between the least and the largest."""
    if transfers_left <= 0 or limits.transfer < limits.least:
        return np.int64(0), np.int64(0)
    if limits.transfers < NO_LIMIT and limits.transfer < NO_LIMIT:
        amount = min(amount, limits.transfer * transfers_left)
    if limits.step > 0:
        amount -= amount % limits.step
    if limits.transfer == 0 or limits.transfer >= NO_LIMIT:
        return (amount, np.int64(1)) if amount >= limits.least else (np.int64(0), np.int64(0))
    count = -(-amount // limits.transfer)
    if amount < count * limits.least:
        count -= 1
        amount = count * limits.transfer
    return amount, count


@inlined
def fees(give: int, amount: int, count: int, fee_gb: int, rows: Rows, limits: Limits) -> tuple[int, int]:
    """Return what giver and receiver pay for `amount` kB in `count` transfers at `fee_gb` a GB, in micro-units (equation 6)."""
    if float(count) * limits.fee_transfer + fee_gb * (amount / 1e6) > BEYOND:
        return NO_LIMIT, NO_LIMIT  # more than 64 bits hold, and than anybody pays
    fee = count * limits.fee_transfer + np.int64(round(fee_gb * (amount / 1e6)))
    extra = np.int64(0)
    if limits.surcharge_gb > 0 and rows.sim[rows.plan[rows.facts[give].sub]] == PREMIUM:
        extra = np.int64(round(limits.surcharge_gb * (amount / 1e6)))
    return (extra, fee) if limits.payer == PAID_BY_RECEIVER else (extra + fee, np.int64(0))


@inlined
def worth_it(row: int, amount: int, fee: int, rows: Rows, behaviour: Behaviour, seed: np.uint64) -> bool:
    """Say whether a payer finds a gift of `amount` kB worth `fee`, and packs for as much would not cost less (equation 6)."""
    if fee == 0:
        return True
    fact = rows.facts[row]
    pack, price = rows.pack[rows.tariff[row]], rows.price[rows.tariff[row]]
    if float(-(-amount // pack)) * price < fee:
        return False
    month, key = rows.month[row], rows.key[fact.sub]
    if unit(key, seed, month, FEE_KIND) < behaviour.fee_as_pack:
        w = willing(month, fact, key, pack, behaviour, seed)
    else:
        w = willingness_afresh(unit(key, seed, month, FEE_AFRESH), behaviour.scale, behaviour.shape)
    return behaviour.fee_worth * w * price * (amount / pack) >= fee


@inlined
def agreed(
    give: int,
    take: int,
    amount: int,
    count: int,
    fee_gb: int,
    rows: Rows,
    limits: Limits,
    behaviour: Behaviour,
    seed: np.uint64,
) -> tuple[int, int, int, int]:
    """Return (kB, transfers, giver's fee, receiver's fee) that both payers find worth it; zeros where they do not.

    Where the whole is refused, the last transfer, which may be a small one at a full fee, is left out once.
    """
    for _ in range(2):
        by_giver, by_receiver = fees(give, amount, count, fee_gb, rows, limits)
        willing_giver = worth_it(give, amount, by_giver, rows, behaviour, seed)
        if willing_giver and worth_it(take, amount, by_receiver, rows, behaviour, seed):
            return amount, count, by_giver, by_receiver
        if count <= 1:
            break
        count -= 1
        amount = count * limits.transfer
    return np.int64(0), np.int64(0), np.int64(0), np.int64(0)


@kernel
def partakers(month: int, pairs: Pairs, weight: NDArray[np.float32], within: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the month's pairs whose clock, sped up by the tie's `weight`, rings `within` it ([receiver bought])."""
    chosen = np.empty(pairs.starts[month + 1] - pairs.starts[month], np.int64)
    count = 0
    for pair in range(pairs.starts[month], pairs.starts[month + 1]):
        if pairs.clock[pair] < within[pairs.buyer[pair]] * weight[pairs.tie[pair]]:
            chosen[count] = pair
            count += 1
    return chosen[:count]


@kernel
def prospects(
    month: int, chosen: NDArray[np.int64], pairs: Pairs, beside: Beside, rows: Rows, limits: Limits, behaviour: Behaviour,
    seed: np.uint64,
) -> NDArray[np.int64]:  # fmt: skip
    """Return what the walk needs of each pair that no rule bars: rows and subscribers of both sides, offer, request.

    Each pair stands alone here, so the processor can fetch several at once, first what rows say, then what their people are: the
    walk itself, in which each waits for the last, then finds everything side by side. Who has gigabytes `beside` its balance
    lacks less, and offers more or less.
    """
    found = np.empty((chosen.size, 6), np.int64)
    givers, receivers = np.empty(FETCHED, rows.facts.dtype), np.empty(FETCHED, rows.facts.dtype)
    tariff, keys, barred = np.empty(FETCHED, np.int32), np.empty((FETCHED, 2), np.uint64), np.empty(FETCHED, np.bool_)
    count, has = 0, beside.drawn.size > 0
    for begin in range(0, chosen.size, FETCHED):
        near = chosen[begin : begin + FETCHED]
        for nth in range(near.size):
            take = pairs.receiver[near[nth]]
            fetch(rows.facts[pairs.giver[near[nth]]], givers[nth])
            fetch(rows.facts[take], receivers[nth])
            tariff[nth] = rows.tariff[take]
        for nth in range(near.size):
            source, target = givers[nth].sub, receivers[nth].sub
            keys[nth, 0], keys[nth, 1] = rows.key[source], rows.key[target]
            bars = (month < limits.gives_from[source]) | (not limits.may_receive[target])
            if limits.same_region:
                bars |= rows.region[source] != rows.region[target]
            if limits.active_only:  # a SIM of a trip is active while it lives
                bars |= (rows.leaving[pairs.receiver[near[nth]]] == 1) & (not rows.trip[rows.plan[target]])
            barred[nth] = bars
        for nth in range(near.size):
            if barred[nth]:
                continue
            giver, receiver, pack = givers[nth], receivers[nth], rows.pack[tariff[nth]]
            drawn = beside.drawn[receiver.sub] if has else np.int64(0)
            short, packs, first = left_to_own(month, receiver, drawn, keys[nth, 1], pack, behaviour, seed)
            wanted = request(lacking(short, packs, pack, first), pack, limits, behaviour)
            if wanted <= 0:
                continue
            more, spares = (beside.gives[giver.sub], beside.spares[giver.sub]) if has else (np.int64(0), np.int64(0))
            found[count, 0], found[count, 1] = pairs.giver[near[nth]], pairs.receiver[near[nth]]
            found[count, 2], found[count, 3] = giver.sub, receiver.sub
            found[count, 4] = offer(month, giver, keys[nth, 0], more, spares, limits, behaviour, seed)
            found[count, 5] = wanted
            count += 1
    return found[:count]


@kernel
def allocate(
    months: NDArray[np.int64],
    pairs: Pairs,
    weight: NDArray[np.float32],
    within: NDArray[np.float64],
    rows: Rows,
    limits: Limits,
    behaviour: Behaviour,
    seed: np.uint64,
    own: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Walk the pairs of `months`, in each of which clocks must ring `within` its own time ([place among them, receiver bought]).

    Return (touched rows by month, rising in each; state per touched row: left, moved, transfers, fees paid and, where SIMs end
    before the month does, on how many days what was got lives; where months begin, and the end). `moved` is what a giver sent or
    a receiver got: a row is one or the other. Months are independent: several at once spare calls. Rows of the first `own`
    subscribers come back: what guests do is counted where they are at home.
    """
    everybody = Rights(np.empty(0, np.bool_), np.empty(0, np.bool_), np.empty(0, np.int64), False)
    none = np.empty(0, np.int64)
    beside = Beside(none, none, none)
    room = 0
    for month in months:
        room += 2 * (pairs.starts[month + 1] - pairs.starts[month])
    every, states = np.empty(room, np.int64), np.empty((room, width(rows)), np.int64)  # what is not written to takes no memory
    starts = np.zeros(months.size + 1, np.int64)
    for nth in range(months.size):
        chosen = partakers(months[nth], pairs, weight, within[nth])
        open_pairs = prospects(months[nth], chosen, pairs, beside, rows, limits, behaviour, seed)
        touched, state, _ = walk(open_pairs, everybody, rows, limits, behaviour, seed, own)
        starts[nth + 1] = starts[nth] + touched.size
        for place in range(touched.size):  # a slice set to another compiles seconds of words for when their sizes differ
            every[starts[nth] + place] = touched[place]
            for note in range(state.shape[1]):
                states[starts[nth] + place, note] = state[place, note]
    return every[: starts[-1]], states[: starts[-1]], starts


@inlined
def _in_order(slot: NDArray[np.int32], state: NDArray[np.int64], used: int) -> NDArray[np.int64]:
    """Return the places of those that moved anything by their rows, not by the walk: whoever reads on finds neighbours."""
    moved, count = np.empty(used, np.int64), 0
    for place in slot:
        if place > 0 and state[place - 1, 1] > 0:
            moved[count] = place - 1
            count += 1
    return moved[:count]


@kernel
def walk(
    open_pairs: NDArray[np.int64], rights: Rights, rows: Rows, limits: Limits, behaviour: Behaviour, seed: np.uint64, own: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Walk the pairs that `prospects` found, as far as `rights` let each side; return also what each pair moved, in kB.

    A giver with the right meets receivers without it: what it would have sent at that point is told as a number below zero, and
    stays with it.
    """
    free = rights.gives.size == 0
    charged = limits.fee_transfer > 0 or limits.fee_gb > 0 or limits.surcharge_gb > 0 or rights.charged
    passed = np.zeros(len(open_pairs), np.int64)
    slot = np.zeros(rows.key.size, np.int32)
    room = 2 * len(open_pairs)
    touched, state, used = np.empty(room, np.int64), np.zeros((room, width(rows)), np.int64), 0
    for nth in range(len(open_pairs)):
        pair = open_pairs[nth]
        if not (free or rights.gives[pair[2]]):
            continue
        for side in range(2):
            if slot[pair[2 + side]] == 0:
                touched[used], state[used, 0] = pair[side], pair[4 + side]
                used += 1
                slot[pair[2 + side]] = used
        source, target = slot[pair[2]] - 1, slot[pair[3]] - 1
        amount, count = movable(min(state[source, 0], state[target, 0]), limits.transfers - state[source, 2], limits)
        if amount <= 0:
            continue
        by_giver, by_receiver = np.int64(0), np.int64(0)
        if charged:
            fee_gb = limits.fee_gb
            if not free:
                of_arm = rights.fee_gb[pair[3] if limits.payer == PAID_BY_RECEIVER else pair[2]]
                fee_gb = of_arm if of_arm >= 0 else fee_gb
            amount, count, by_giver, by_receiver = agreed(pair[0], pair[1], amount, count, fee_gb, rows, limits, behaviour, seed)
            if amount <= 0:
                continue
        if not free and not rights.receives[pair[3]]:
            passed[nth] = -amount
            continue
        passed[nth] = amount
        book(state, (source, target), (amount, count), (by_giver, by_receiver))
        live_on(state[target], limits.days * count, pair[2], pair[3], rows)
    in_order = _in_order(slot[:own], state, used)
    return touched[in_order], state[in_order], passed
