"""How many launches as planned raise any alarm at all, read at the end of every month to the last one planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.monitoring.without_holdout import ALPHA
from analysis.statistics.control_charts import cusum_alarm_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.monitoring.answer import Rates, Watch


def any_alarm(rates: Rates | None, charts: int, watches: Sequence[Watch], judged: int, planned: int) -> float:
    """Return the share of launches with a false alarm, at most: all that may alarm taken together, as if none went with another.

    `charts` share the limit of `rates`, `judged` metrics are held against a mix once, over `planned` months in all.
    """
    quiet = (1.0 - cusum_alarm_share(rates.limit, planned)) ** charts if rates is not None else 1.0
    beside = sum(one.launches for one in watches if one.launches is not None)
    return min(1.0, 1.0 - quiet + beside + judged * ALPHA)
