"""What alarmed in launches as planned: single readings, whole launches, and the table of them beside what was stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.monitoring.without_holdout import ALPHA
from tests.truth.held import interval_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Told:
    """A reading: charts and watches that alarmed, whether the mix departs, the least p of the plan of all metrics held to it.

    `charts_stated` is the share of launches whose charts alarm falsely by then, `any_stated` that of any alarm by the last month.
    """

    charts: tuple[str, ...]
    watches: tuple[str, ...]
    departs: bool
    plan_p: float
    charts_stated: float
    any_stated: float

    @property
    def alarms(self) -> bool:
        """Say whether anything alarms."""
        return bool(self.charts or self.watches or self.departs)


@dataclass(frozen=True)
class Launch:
    """The readings of a launch, month after month."""

    seed: int
    readings: tuple[Told, ...]

    @property
    def alarmed(self) -> bool:
        """Say whether anything alarmed in any reading."""
        return any(one.alarms for one in self.readings)

    @property
    def would_depart(self) -> bool:
        """Say whether the mix would have departed, were it judged in every reading."""
        return any(one.plan_p <= ALPHA for one in self.readings)


def launches_table(kinds: Mapping[str, Sequence[Launch]]) -> str:
    """Return a row per kind: shares of whole launches, each beside what was stated."""
    heads = [
        "launches", "number", "charts at the end", "stated", "charts in any reading", "watched beside, any reading",
        "mix, at the end", "were it judged every month", "any alarm", "90 % interval", "stated, at most",
    ]  # fmt: skip
    lines = [heads, ["---"] * len(heads)]
    for kind, launches in kinds.items():
        told, count = [one.readings for one in launches], len(launches)
        alarmed = sum(one.alarmed for one in launches)
        low, high = interval_of(alarmed, count)
        lines.append([
            f"`{kind}`", str(count),
            _share(sum(bool(one[-1].charts) for one in told), count), _stated([one[-1].charts_stated for one in told]),
            _share(sum(any(month.charts for month in one) for one in told), count),
            _share(sum(any(month.watches for month in one) for one in told), count),
            _share(sum(one[-1].departs for one in told), count),
            _share(sum(one.would_depart for one in launches), count),
            _share(alarmed, count), f"{100 * low:.1f} … {100 * high:.1f} %", _stated([one[-1].any_stated for one in told]),
        ])  # fmt: skip
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _share(hits: int, of: int) -> str:
    return f"{hits} ({100 * hits / of:.0f} %)"


def _stated(shares: Sequence[float]) -> str:
    return f"{100 * float(np.mean(shares)):.1f} %"
