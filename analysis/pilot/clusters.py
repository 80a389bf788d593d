"""What is randomised as one: communities with what is alone joined to its strongest tie, regions, or subscribers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Clusters:
    """`of` is each subscriber's cluster; `key` (of keyed draws), `stratum` and `size` are per cluster."""

    of: NDArray[np.int32]
    key: NDArray[np.uint64]
    stratum: NDArray[np.int16]
    size: NDArray[np.int64]
