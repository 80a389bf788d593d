"""What no operator sees of the year before: need, what was missing, and the day on which it was first felt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.schema import KB_PER_GB
from tests.truth.worlds.calibration import before_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.truth.worlds.spec import World


@dataclass(frozen=True)
class HiddenNeed:
    """One entry per subscriber-month of the table of usage, in its order (subscriber, month).

    `month` counts from 0; `ran_out_day` from 0, -1: no shortage was felt; `missing_gb` is need less use.
    """

    subscriber_id: NDArray[np.str_]
    month: NDArray[np.int64]
    need_gb: NDArray[np.float64]
    used_gb: NDArray[np.float64]
    missing_gb: NDArray[np.float64]
    ran_out_day: NDArray[np.int64]
    packs: NDArray[np.int64]


def truth_need(world: World) -> HiddenNeed:
    """Return what people of `world` needed and lacked in the year before the launch."""
    months = before_of(world).months
    person, month = np.nonzero(months["present"] == 1)
    rows = months[person, month]
    return HiddenNeed(
        subscriber_id=np.array([f"s{k:05d}" for k in person]),
        month=month,
        need_gb=rows["need_kb"] / KB_PER_GB,
        used_gb=rows["used_kb"] / KB_PER_GB,
        missing_gb=rows["unmet_kb"] / KB_PER_GB,
        ran_out_day=rows["ran_out"],
        packs=rows["packs"],
    )
