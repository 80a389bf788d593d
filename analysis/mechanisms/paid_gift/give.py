"""One month of paid gifts in compiled code: one walk over the pairs, strongest tie first. Volumes in kB, money in micro-units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import kernel
from analysis.kernels.keyed_random import GIFT_WORTH, mixed, unit
from analysis.kernels.offers import asks_first, lacking
from analysis.kernels.willingness import willingness_afresh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Rows
    from analysis.kernels.pairs import Pairs


class Offer(NamedTuple):
    """The rules as the kernel reads them; `may_pay` and `may_get` are per subscriber.

    `size` 0: as much as the receiver lacks; `times` a month at most.
    """

    size: int
    price: int
    times: int
    same_region: bool
    may_pay: NDArray[np.bool_]
    may_get: NDArray[np.bool_]


@kernel
def give_month(
    chosen: NDArray[np.int64], pairs: Pairs, offer: Offer, rows: Rows, behaviour: Behaviour, seed: np.uint64
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Walk the pairs that take part and return (touched rows, rising; state), as `Moves` has them.

    The first column of the state is what a giver bought for others. A receiver gets one gift a month. A giver buys if what the
    receiver lacks, at the receiver's price of packs, is worth the gift's price to it.
    """
    slot = np.zeros(rows.key.size, np.int32)
    touched, state, used = np.empty(2 * chosen.size, np.int64), np.zeros((2 * chosen.size, 4), np.int64), 0
    for pair in chosen:
        give, take = pairs.giver[pair], pairs.receiver[pair]
        giver, receiver = rows.facts[give], rows.facts[take]
        if not offer.may_pay[giver.sub] or not offer.may_get[receiver.sub] or slot[receiver.sub] > 0:
            continue
        if offer.same_region and rows.region[giver.sub] != rows.region[receiver.sub]:
            continue
        if slot[giver.sub] > 0 and state[slot[giver.sub] - 1, 2] >= offer.times:
            continue
        month, key = rows.month[take], rows.key[receiver.sub]
        pack, price = rows.pack[rows.tariff[take]], rows.price[rows.tariff[take]]
        asks = asks_first(month, receiver, key, behaviour, seed)
        missing = lacking(receiver.need - receiver.balance, receiver.packs, pack, asks)
        if missing <= 0:
            continue
        amount = offer.size if offer.size > 0 else missing
        drawn = unit(mixed(rows.key[giver.sub]) + mixed(key), seed, month, GIFT_WORTH)
        w = willingness_afresh(drawn, behaviour.scale, behaviour.shape)
        if w * price * (min(amount, missing) / pack) < offer.price:
            continue
        for side in range(2):
            row, sub = (give, giver.sub) if side == 0 else (take, receiver.sub)
            if slot[sub] == 0:
                touched[used] = row
                used += 1
                slot[sub] = used
            mine = state[slot[sub] - 1]
            mine[2] += 1
            if side == 0:
                mine[0] += amount
                mine[3] += offer.price
            else:
                mine[1] = amount
    order = np.argsort(touched[:used])
    return touched[:used][order], state[:used][order]
