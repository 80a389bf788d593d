"""Big bases of groups in which everybody knows everybody, for which the mean of the flow is known in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.world.prepare import prepare
from data.population.folder import Manifest, write_population
from tests.analysis.builder import TABLES
from tests.analysis.replaying import replay
from tests.analysis.rewriting import NO_LIMITS, REDUCED

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

GB = 1_000_000
FILL = (
    "insert into plans values ('p', 'Plan', 'local', 300, $allowance, 1, 100, 30)",
    "insert into subscribers select 's' || head, 'p', 'r', 24, true, null, 'c' || head // $size, null from heads",
    (
        "insert into usage (subscriber_id, month, used_gb, packs_bought, need_gb, renewed) "
        "select 's' || head, '2026-01-01', least(need, $allowance), 0, need, true from heads"
    ),
    (
        "insert into contacts select 's' || a.head, 's' || b.head, 0.5 from heads a join heads b "
        "on a.head // $size = b.head // $size and a.head < b.head"
    ),
)


@dataclass(frozen=True)
class Estimate:
    """A mean per head and its standard error, from the differences between groups."""

    mean: float
    error: float

    def agrees_with(self, exact: float) -> bool:
        """Say whether `exact` is within four standard errors."""
        return self.error > 0 and abs(self.mean - exact) <= 4 * self.error


def clique_base(needs: NDArray[np.float64], allowance_gb: float, folder: Path) -> Path:
    """Write a base of groups: `needs` is [group, member] in GB, one month, everybody in a group tied to everybody."""
    heads = {"head": np.arange(needs.size), "need": np.maximum(0.0, needs.ravel())}
    values: dict[str, object] = {"allowance": allowance_gb, "size": needs.shape[1]}
    with duckdb.connect(":memory:") as connection:
        connection.execute(TABLES)
        connection.register("drawn", heads)
        connection.execute("create table heads as select head, need::decimal(18,6) need from drawn")
        connection.unregister("drawn")
        for statement in FILL:
            bound = {name: value for name, value in values.items() if f"${name}" in statement}
            connection.execute(statement, bound)
        connection.execute("drop table heads")
        write_population(connection, Manifest(name="cliques", currency="RUB", source="test"), folder)
    return folder


def pooled(needs: NDArray[np.float64], allowance_gb: float, folder: Path) -> tuple[Estimate, Estimate]:
    """Return what is given per head and what stays unmet per head, GB, in the reduced mode."""
    world = prepare(clique_base(needs, allowance_gb, folder))
    (month,) = replay(world, make_rules(NO_LIMITS), assumptions_for(world, REDUCED)).months
    # Ids in their order, shorter ones first, are the heads in theirs.
    group = month.person // needs.shape[1]
    given, unmet = np.zeros(needs.shape[0]), np.maximum(0.0, needs - allowance_gb).sum(axis=1)
    np.add.at(given, group, month.column("sent_kb") / GB)
    np.add.at(unmet, group, month.column("unmet_kb") / GB)
    return _estimate(given / needs.shape[1]), _estimate(unmet / needs.shape[1])


def _estimate(per_head: NDArray[np.float64]) -> Estimate:
    return Estimate(float(per_head.mean()), float(per_head.std(ddof=1) / np.sqrt(per_head.size)))
