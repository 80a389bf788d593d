"""What compiled code may take from a file: arrays of the right type and size, indices that point inside. It checks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.inputs import FACTS
from analysis.kernels.sums import GROUPS
from analysis.world.world import MEASURES
from data.schema import SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import DTypeLike, NDArray

# Name of each array of a world: its type, and what its axes count. An axis has one length wherever it is named;
# "met" are the subscribers and, in a shard, its guests after them.
ARRAYS: dict[str, tuple[DTypeLike, tuple[str, ...]]] = {
    "rows-facts": (FACTS, ("row",)), "rows-month": (np.int8, ("row",)), "rows-leaving": (np.int8, ("row",)),
    "rows-tariff": (np.int32, ("row",)),
    "rows-key": (np.uint64, ("met",)), "rows-plan": (np.int16, ("met",)), "rows-region": (np.int16, ("met",)),
    "rows-pack": (np.int64, ("tariff",)), "rows-price": (np.int64, ("tariff",)), "rows-fee": (np.int64, ("tariff",)),
    "rows-sim": (np.int8, ("plan",)), "rows-days": (np.int64, ("plan",)), "rows-trip": (np.bool_, ("plan",)),
    "pairs-giver": (np.int32, ("pair",)), "pairs-receiver": (np.int32, ("pair",)), "pairs-tie": (np.int32, ("pair",)),
    "pairs-clock": (np.float32, ("pair",)), "pairs-buyer": (np.int8, ("pair",)), "pairs-starts": (np.int64, ("month end",)),
    "tie_strength": (np.float32, ("tie",)), "tenure": (np.int32, ("met",)),
    "first_month": (np.int8, ("sub",)), "last_month": (np.int8, ("sub",)),
    "launch_hazard": (np.float64, ("sub",)), "contact_hazard": (np.float64, ("sub",)),
    "churn_shape": (np.float64, ("sim",)), "group": (np.int16, ("sub",)), "lot": (np.uint64, ("sub",)),
    "account": (np.int32, ("sub",)),
    "person_sums": (np.int64, ("sub", "measure")), "month_sums": (np.int64, ("month", "group", "measure")),
    "short_sizes": (np.float64, ("size",)),
    "whole-strengths": (np.float32, ("strength",)), "whole-ties_of": (np.int64, ("strength",)),
}  # fmt: skip
# Which array points into which axis; of the facts of a row only the subscriber does.
_POINTS = (
    ("rows-month", "month"), ("rows-tariff", "tariff"), ("rows-plan", "plan"), ("rows-sim", "sim"), ("group", "group"),
    ("pairs-giver", "row"), ("pairs-receiver", "row"), ("pairs-tie", "tie"),
)  # fmt: skip
_NOT_A_MONTH = -1  # the last month of who was never seen


def check_arrays(arrays: Mapping[str, NDArray[np.generic]], months: int, plans: int) -> None:
    """Raise ValueError, naming the array, unless every array of a world is what the kernels take it for."""
    lengths = {"month": months, "month end": months + 1, "plan": plans}
    lengths |= {"group": GROUPS, "measure": len(MEASURES), "sim": len(SIM_TYPES)}
    for name, (kind, axes) in ARRAYS.items():
        array = arrays[name]
        if array.dtype != kind or array.ndim != len(axes) or not array.flags.c_contiguous:
            raise ValueError(name)
        for axis, length in zip(axes, array.shape, strict=True):
            if lengths.setdefault(axis, length) != length:
                raise ValueError(name)
    for name, axis in _POINTS:
        _within(name, arrays[name], 0, lengths[axis] - 1)
    subscribers: NDArray[np.int32] = np.asarray(arrays["rows-facts"], FACTS)["sub"]
    _within("rows-facts", subscribers, 0, lengths["met"] - 1)
    if lengths["met"] < lengths["sub"]:
        raise ValueError("rows-key")
    if lengths["tariff"] < lengths["plan"]:
        raise ValueError("rows-fee")
    _within("first_month", arrays["first_month"], 0, months - 1)
    _within("last_month", arrays["last_month"], _NOT_A_MONTH, months - 1)
    _check_order(arrays, lengths["pair"])


def check_levels(name: str, code: NDArray[np.int16], levels: int, subscribers: int) -> None:
    """Raise ValueError unless every subscriber has one of the levels of a dimension."""
    if code.shape != (subscribers,):
        raise ValueError(name)
    _within(name, code, 0, levels - 1)


def _check_order(arrays: Mapping[str, NDArray[np.generic]], pairs: int) -> None:
    """Months lie one after another, in the rows and in the pairs."""
    starts, month = np.asarray(arrays["pairs-starts"], np.int64), np.asarray(arrays["rows-month"], np.int8)
    if starts[0] != 0 or starts[-1] != pairs or (starts[1:] < starts[:-1]).any():
        raise ValueError("pairs-starts")
    if (month[1:] < month[:-1]).any():
        raise ValueError("rows-month")


def _within(name: str, found: NDArray[np.generic], low: int, high: int) -> None:
    if not found.size:
        return
    # Seen as numbers without a sign what lies below 0 is far above: then the largest tells both, and memory is read once.
    least, most = (0, found.view(f"u{found.itemsize}").max()) if low == 0 else (found.min(), found.max())
    if not low <= int(least) <= int(most) <= high:
        raise ValueError(name)
